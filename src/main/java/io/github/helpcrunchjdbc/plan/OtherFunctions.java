package io.github.helpcrunchjdbc.plan;

import java.util.Locale;
import java.util.Map;

/** What to write for functions that other databases have and this one has not. */
final class OtherFunctions {
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("DATE_FORMAT", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("FORMAT_DATE", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("FORMAT_TIMESTAMP", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("STRFTIME", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("STR_TO_DATE", "TO_TIMESTAMP('2024-01-31', 'YYYY-MM-DD')"),
          Map.entry("TRUNC", "DATE_TRUNC('month', lastSeen)"),
          Map.entry("TIME_TRUNC", "DATE_TRUNC('hour', lastSeen)"),
          Map.entry("GROUP_CONCAT", "STRING_AGG(name, ', ')"),
          Map.entry("JSON_EXTRACT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_UNQUOTE", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_EXTRACT_PATH_TEXT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_EXTRACT_SCALAR", "JSON_VALUE(customData, '$.name')"),
          Map.entry("GET_JSON_OBJECT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("FIND_IN_SET", "HAS_TAG(tags, 'Lead')"),
          Map.entry("ARRAY_CONTAINS", "HAS_TAG(tags, 'Lead')"),
          Map.entry("JSON_CONTAINS", "HAS_TAG(tags, 'Lead')"),
          Map.entry("CONTAINS", "name LIKE '%text%'"),
          Map.entry("CHARINDEX", "POSITION('a' IN name)"),
          Map.entry("INSTR", "POSITION('a' IN name)"),
          Map.entry("LOCATE", "POSITION('a' IN name)"),
          Map.entry("REGEXP_LIKE", "name ~ 'pattern'"),
          Map.entry("UNIX_TIMESTAMP", "EXTRACT(EPOCH FROM lastSeen)"),
          Map.entry("CONVERT_TZ", "the connection property timeZone"));

  private OtherFunctions() {}

  /** The end of a message about a function that does not exist, perhaps empty. */
  static String hint(String signature) {
    int bracket = signature.indexOf('(');
    String name = bracket < 0 ? signature : signature.substring(0, bracket);
    String instead = INSTEAD.get(name.strip().toUpperCase(Locale.ROOT));
    return instead == null ? "" : "; write " + instead;
  }
}
