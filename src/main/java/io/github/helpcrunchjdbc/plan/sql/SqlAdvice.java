package io.github.helpcrunchjdbc.plan.sql;

import java.util.Map;
import java.util.regex.Pattern;

/** What to write instead of an expression that Calcite refuses, beside its reason. */
final class SqlAdvice {
  private static final Pattern FORMS = Pattern.compile("(?s)\\.? Supported form\\(s\\):.*");
  private static final String TIME = "<(?:DATE|TIMESTAMP)[^>]*>";
  private static final String NAMED_NUMBER =
      "(?:TINYINT|SMALLINT|INTEGER|BIGINT|DECIMAL|DOUBLE|REAL|FLOAT)";
  private static final String NUMBER = "<" + NAMED_NUMBER + "[^>]*>";

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
   * A whole message.
   *
   * @param where the place in the statement, in brackets, perhaps empty
   */
  static String on(String reason, String where) {
    String plain = FORMS.matcher(reason).replaceFirst("");
    StringBuilder message = new StringBuilder(plain).append(where);
    ADVICE.forEach(
        (pattern, advice) -> {
          if (pattern.matcher(plain).find()) {
            message.append("; ").append(advice);
          }
        });
    return message.toString();
  }
}
