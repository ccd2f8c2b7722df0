package io.github.helpcrunchjdbc.plan.sql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an EXPLAIN asks for, and its text in the words that the parser knows. */
public enum ExplainMode {
  /** {@code EXPLAIN PLAN AS TEXT|XML|JSON|DOT FOR ..}: the planner's own tree. */
  TREE,
  /** {@code EXPLAIN PLAN FOR ..}: the bill, for which nothing is sent. */
  BILL,
  /** {@code EXPLAIN ..}: the bill; where no total is known it may ask for one. */
  ASKING_BILL,
  /** {@code EXPLAIN ANALYZE ..}: the query is executed, and its true figures shown beside. */
  ANALYZED_BILL;

  /** Possessive, so that many comments take no stack. */
  private static final Pattern START =
      Pattern.compile(
          "(?:\\s|--[^\\n"
              + "]*\\n"
              + "|/\\*.*?\\*/)*+EXPLAIN\\s+(?<words>(?:ANALYZE|PLAN)\\b(?:\\s+AS\\s+TEXT\\b)?)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern BILL_WORDS =
      Pattern.compile("PLAN\\s+FOR\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * A statement's text for the parser.
   *
   * @param mode what an EXPLAIN asks for; of no meaning for other statements
   * @param sql the text, in which words that the parser does not know are blank
   */
  record Read(ExplainMode mode, String sql) {}

  static Read of(String sql) {
    Matcher start = START.matcher(sql);
    if (!start.lookingAt()) {
      return new Read(TREE, sql);
    }
    String words = start.group("words");
    if (words == null) {
      return new Read(ASKING_BILL, sql);
    }
    String upper = words.toUpperCase(Locale.ROOT);
    if (upper.startsWith("ANALYZE")) {
      return new Read(ANALYZED_BILL, blank(sql, start.start("words"), start.end("words")));
    }
    if (upper.endsWith("TEXT")) {
      return new Read(TREE, blank(sql, start.start("words") + "PLAN".length(), start.end("words")));
    }
    boolean bill = BILL_WORDS.matcher(sql.substring(start.start("words"))).matches();
    return new Read(bill ? BILL : TREE, sql);
  }

  /** Blanks keep the places of all other words, which messages name. */
  private static String blank(String sql, int from, int to) {
    return sql.substring(0, from) + " ".repeat(to - from) + sql.substring(to);
  }
}
