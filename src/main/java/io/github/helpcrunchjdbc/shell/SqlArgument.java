package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads the statement from the command line or from standard input. */
final class SqlArgument {
  private SqlArgument() {}

  /**
   * Returns the statement's text.
   *
   * @param argument the SQL, or {@code -} to read all of {@code in} as UTF-8
   * @throws UsageException if there is no text, or the locale has made the text unreadable
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
   * Refuses a text that the locale has damaged. In a locale of plain ASCII the JVM replaces each
   * unknown byte by a question mark, and a search for question marks would give a wrong answer. A
   * question mark as a parameter has no use in the shell.
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
