package io.github.helpcrunchjdbc.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Prints an answer in one format. It keeps few rows at a time, so that an answer of any size can be
 * printed. Not thread-safe.
 */
interface AnswerPrinter {
  /**
   * Reads {@code rows} to their end and prints them.
   *
   * @throws SQLException if a row can't be read; the rows printed before it stay
   * @throws IOException if nobody reads the output any more
   */
  void print(ResultSet rows, Writer out) throws SQLException, IOException;
}
