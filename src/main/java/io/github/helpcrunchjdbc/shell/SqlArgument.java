package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Gets at the statement, from the command line or standard input. */
final class SqlArgument {
  private SqlArgument() {}

  /**
   * The statement's text.
   *
   * @param argument the SQL, or {@code -} for all of {@code in}, which is taken as UTF-8
   * @throws UsageException if there is none, or the locale has made it unreadable
   */
  static String read(String argument, InputStream in) throws UsageException, IOException {
    if (!argument.equals(Arguments.FROM_STANDARD_INPUT)) {
      return checkDecoded(argument, System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    if (text.isBlank()) {
      throw new UsageException("found no SQL on standard input");
    }
    return text;
  }

  /**
   * In a locale of plain ASCII the JVM hands over a question mark for each byte it does not know,
   * and a search for those would give a wrong answer. As a parameter it has no use here.
   */
  static String checkDecoded(String argument, String encoding) throws UsageException {
    boolean ascii =
        switch (encoding.toUpperCase(Locale.ROOT)) {
          case "ANSI_X3.4-1968", "US-ASCII", "ASCII", "646", "ISO646-US" -> true;
          default -> false;
        };
    if (argument.indexOf('\uFFFD') >= 0 || (ascii && argument.indexOf('?') >= 0)) {
      throw new UsageException(
          "the SQL may hold characters that the locale's charset "
              + encoding
              + " can't pass on; set LC_ALL=C.UTF-8, or give - and the SQL on standard input");
    }
    return argument;
  }
}
