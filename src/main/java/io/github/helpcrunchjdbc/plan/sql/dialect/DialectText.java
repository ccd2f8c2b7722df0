package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A statement as it was written and as Calcite parses it. Immutable.
 *
 * @param original what the user wrote
 * @param parsed what Calcite's parser gets
 * @param origins where in the original each character of what is parsed stands
 * @param mode what it asks for if it is an EXPLAIN
 */
public record DialectText(String original, String parsed, List<Integer> origins, ExplainMode mode) {
  /**
   * Reads a statement.
   *
   * @throws DialectException if it can't be had, with what to write instead
   */
  public static DialectText of(String sql) {
    return TextDialect.rewrite(sql);
  }

  /**
   * Where in the statement as it was written a place of the parsed text is, from 0.
   *
   * @param line of the parsed text, from 1
   * @param column of the parsed text, from 1
   */
  public int offset(int line, int column) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      int end = parsed.indexOf('\n', start);
      if (end < 0) {
        break;
      }
      start = end + 1;
    }
    int at = start + column - 1;
    return at < origins.size() ? origins.get(Math.max(0, at)) : original.length();
  }

  /**
   * The same as words, counted in the statement as it was written.
   *
   * @param line of the parsed text, from 1
   * @param column of the parsed text, from 1
   */
  public String place(int line, int column) {
    int at = Math.min(offset(line, column), original.length());
    String before = original.substring(0, at);
    long lines = before.chars().filter(c -> c == '\n').count();
    return "line " + (1 + lines) + ", column " + (at - before.lastIndexOf('\n'));
  }

  /** The words and symbols of the statement as it was written, without comments. */
  public List<String> words() {
    Tokens tokens = Tokens.of(original);
    return IntStream.range(0, tokens.size()).mapToObj(i -> tokens.at(i).text()).toList();
  }
}
