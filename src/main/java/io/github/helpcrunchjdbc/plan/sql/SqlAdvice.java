package io.github.helpcrunchjdbc.plan.sql;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * Advises what to write instead of an expression that Calcite refuses, and shows Calcite's reason.
 */
final class SqlAdvice {
  private static final Pattern FORMS = Pattern.compile("(?s)\\.? Supported form\\(s\\):.*");
  private static final String TIME = "<(?:DATE|TIMESTAMP)[^>]*>";
  private static final String NAMED_NUMBER =
      "(?:TINYINT|SMALLINT|INTEGER|BIGINT|DECIMAL|DOUBLE|REAL|FLOAT)";
  private static final String NUMBER = "<" + NAMED_NUMBER + "[^>]*>";

  /** Plain words for what Calcite calls by internal names. */
  private static final Map<Pattern, String> PLAIN =
      Map.of(
          Pattern.compile("(?s)Cannot apply '\\$SCALAR_QUERY'.*"),
          "a sub-query that stands for a value must have one column, and has more",
          Pattern.compile("Unknown identifier ('[^']*')"),
          "there is no type $1; there are BOOLEAN, INTEGER, BIGINT, DECIMAL, DOUBLE, VARCHAR, DATE,"
              + " TIME, TIMESTAMP",
          Pattern.compile("(?s)List of column aliases.*has (\\d+) columns.*has (\\d+) columns.*"),
          "there are $1 columns where $2 are named or compared; they must be as many",
          Pattern.compile("Column count mismatch in"),
          "as many columns must be in each query of",
          Pattern.compile(
              "Values .* must have compatible types|Unequal number of entries in ROW expressions"),
          "what is compared or stands in one column must be of like types, rows as long as others",
          Pattern.compile("RECORDTYPE\\("),
          "ROW(",
          Pattern.compile(" EXPR\\$\\d+"),
          "");

  private static final Map<Pattern, String> ADVICE =
      Map.of(
          Pattern.compile("'" + TIME + " - " + TIME + "'"),
          "write TIMESTAMPDIFF(SECOND, firstSeen, lastSeen) for the time between two times",
          Pattern.compile("'" + TIME + " [-+] " + NUMBER + "'"),
          "write + INTERVAL '7' DAY to move a time",
          Pattern.compile("'" + TIME + " (?:[<>=]+) " + NUMBER + "'"),
          "write TIMESTAMP '2024-01-31 00:00:00', or TIMESTAMP_SECONDS(n) for seconds since 1970",
          Pattern.compile("convert value of type " + NAMED_NUMBER + ".* to type TIMESTAMP"),
          "write TIMESTAMP_SECONDS(n) for seconds since 1970",
          Pattern.compile("convert value of type TIMESTAMP.* to type " + NAMED_NUMBER),
          "write UNIX_SECONDS(lastSeen) for seconds since 1970",
          Pattern.compile("'TRUNCATE\\(" + TIME),
          "write DATE_TRUNC('day', lastSeen); = of it is sent as lastSeen >= TIMESTAMP"
              + " '2024-01-31 00:00:00' AND lastSeen < TIMESTAMP '2024-02-01 00:00:00'",
          Pattern.compile("'ITEM'"),
          "write JSON_VALUE(customData, '$.name') to take a value out of a JSON text, and"
              + " HAS_TAG(tags, 'Lead') to ask for a tag",
          Pattern.compile("in 'CONVERT' function|'CONVERT'"),
          "write CAST(id AS VARCHAR)",
          Pattern.compile("Illegal use of dynamic parameter"),
          "write CAST(? AS VARCHAR), since nothing beside it tells its type");

  private SqlAdvice() {}

  /**
   * Returns a whole message.
   *
   * @param where the place in the statement, in brackets; may be empty
   */
  static String message(String reason, String where) {
    String plain = FORMS.matcher(reason).replaceFirst("");
    for (Map.Entry<Pattern, String> words : PLAIN.entrySet()) {
      plain = words.getKey().matcher(plain).replaceAll(words.getValue());
    }
    StringBuilder message = new StringBuilder(plain).append(where);
    for (Map.Entry<Pattern, String> advice : ADVICE.entrySet()) {
      if (advice.getKey().matcher(plain).find()) {
        message.append("; ").append(advice.getValue());
      }
    }
    return message.toString();
  }
}
