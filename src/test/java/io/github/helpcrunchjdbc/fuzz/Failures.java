package io.github.helpcrunchjdbc.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the driver may throw: a SQLException of a state that docs/errors.md lists. */
final class Failures {
  private static final String OF_A_DEFECT = "XX000";
  private static final int LINES_SHOWN = 25;

  /** So many characters of a secret in a row give it away. */
  private static final int TELLING = 12;

  private static final Set<String> DOCUMENTED = documented();

  private Failures() {}

  private static Set<String> documented() {
    try {
      return Pattern.compile("(?m)^\\| `(\\w{5})` \\|")
          .matcher(Files.readString(Path.of("docs", "errors.md")))
          .results()
          .map((MatchResult row) -> row.group(1))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The SQLState. */
  static String state(Throwable thrown) {
    return thrown instanceof SQLException e ? String.valueOf(e.getSQLState()) : "none";
  }

  /** What is wrong with a failure, null if it is as it must be. */
  static @Nullable String defect(Throwable thrown, List<String> secrets) {
    String state = state(thrown);
    String text = text(thrown);
    for (String secret : secrets) {
      for (int i = 0; i + TELLING <= secret.length(); i++) {
        if (text.contains(secret.substring(i, i + TELLING))) {
          return "tells a secret: " + first(text);
        }
      }
    }
    return DOCUMENTED.contains(state) && !state.equals(OF_A_DEFECT) ? null : first(text);
  }

  /**
   * All that a log of the failure would show, in which no secret may be: its message, and those of
   * what caused it, was suppressed or follows it, with their traces.
   */
  private static String text(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    for (SQLException next = thrown instanceof SQLException e ? e.getNextException() : null;
        next != null;
        next = next.getNextException()) {
      next.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  private static String first(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("\tat ") || line.contains("helpcrunchjdbc"))
        .limit(LINES_SHOWN)
        .collect(Collectors.joining("\n  "));
  }
}
