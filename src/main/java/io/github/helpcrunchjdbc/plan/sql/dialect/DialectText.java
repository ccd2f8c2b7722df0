package io.github.helpcrunchjdbc.plan.sql.dialect;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A statement in two forms: as it was written, and as Calcite parses it. Immutable.
 *
 * @param original the text that the user wrote
 * @param parsed the text that Calcite's parser gets
 * @param origins for each character of the parsed text its place in the original
 * @param mode what an EXPLAIN asks for; of no meaning for other statements
 */
public record DialectText(String original, String parsed, List<Integer> origins, ExplainMode mode) {
  /**
   * Reads a statement.
   *
   * @throws DialectException if the statement is not supported; the message says what to write
   *     instead
   */
  public static DialectText of(String sql) {
    return TextDialect.rewrite(sql);
  }

  /**
   * Returns the place in the original text, from 0, of a place in the parsed text.
   *
   * @param line line of the parsed text, from 1
   * @param column column of the parsed text, from 1
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
   * Returns the place in the original text in words, for a place in the parsed text.
   *
   * @param line line of the parsed text, from 1
   * @param column column of the parsed text, from 1
   */
  public String place(int line, int column) {
    int at = Math.min(offset(line, column), original.length());
    String before = original.substring(0, at);
    long lines = before.chars().filter(c -> c == '\n').count();
    return "line " + (1 + lines) + ", column " + (at - before.lastIndexOf('\n'));
  }

  /** Returns the words and symbols of the original text, without comments. */
  public List<String> words() {
    Tokens tokens = Tokens.of(original);
    return IntStream.range(0, tokens.size()).mapToObj(i -> tokens.at(i).text()).toList();
  }
}
