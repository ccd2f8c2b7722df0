package io.github.helpcrunchjdbc.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The values of {@code --format}. */
enum OutputFormat {
  TABLE,
  CSV,
  JSON;

  AnswerPrinter printer() {
    return switch (this) {
      case TABLE -> new TablePrinter();
      case CSV -> new CsvPrinter();
      case JSON -> new JsonPrinter();
    };
  }

  /** Returns the word for the command line; sqlline uses the same names of formats. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OutputFormat parse(String word) throws UsageException {
    for (OutputFormat format : values()) {
      if (format.word().equals(word)) {
        return format;
      }
    }
    throw new UsageException("--format is '" + word + "'; allowed are " + words());
  }

  static String words() {
    return Arrays.stream(values()).map(OutputFormat::word).collect(Collectors.joining(", "));
  }
}
