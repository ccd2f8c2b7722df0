package io.github.helpcrunchjdbc.plan.sql;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** Functions of other databases: those that are taken as they are, and what to write for others. */
final class OtherFunctions {
  /** Calcite's operators for them that mean the same in every database that has them. */
  static final SqlOperatorTable OPERATORS =
      SqlOperatorTables.of(
          SqlLibraryOperators.REVERSE,
          SqlLibraryOperators.DECODE,
          SqlLibraryOperators.TRY_CAST,
          SqlLibraryOperators.SAFE_CAST,
          SqlLibraryOperators.COUNTIF,
          SqlLibraryOperators.DAYNAME,
          SqlLibraryOperators.MONTHNAME,
          SqlLibraryOperators.GROUP_CONCAT,
          SqlLibraryOperators.TIMESTAMP_SECONDS,
          SqlLibraryOperators.UNIX_SECONDS,
          SqlLibraryOperators.REGEXP_CONTAINS,
          SqlLibraryOperators.MIN_BY,
          SqlLibraryOperators.MAX_BY,
          SqlLibraryOperators.ADD_MONTHS);

  /** The standard's that Calcite does not have: aggregates that are DOUBLEs. */
  static final SqlOperatorTable STATISTICS =
      SqlOperatorTables.of(
          Stream.of(
                  "CORR",
                  "REGR_SLOPE",
                  "REGR_INTERCEPT",
                  "REGR_R2",
                  "REGR_SXY",
                  "REGR_AVGX",
                  "REGR_AVGY")
              .map(
                  name ->
                      SqlBasicAggFunction.create(
                          name,
                          SqlKind.OTHER_FUNCTION,
                          // NULL where they have no value.
                          ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                          OperandTypes.NUMERIC_NUMERIC))
              .toList());

  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry("DATE_FORMAT", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("FORMAT_DATE", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("FORMAT_TIMESTAMP", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("STRFTIME", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("STR_TO_DATE", "TO_TIMESTAMP('2024-01-31', 'YYYY-MM-DD')"),
          Map.entry("TRUNC", "DATE_TRUNC('month', lastSeen)"),
          Map.entry("TIME_TRUNC", "DATE_TRUNC('hour', lastSeen)"),
          Map.entry("FORMAT", "TO_CHAR(lastSeen, 'YYYY-MM-DD')"),
          Map.entry("TO_DATE", "CAST('2024-01-31' AS DATE)"),
          Map.entry("MAKE_DATE", "DATE '2024-01-31'"),
          Map.entry("DATEFROMPARTS", "DATE '2024-01-31'"),
          Map.entry("WEEKDAY", "DAYOFWEEK(lastSeen), which is 1 on Sundays"),
          Map.entry(
              "GETUTCDATE",
              "CURRENT_TIMESTAMP; it is UTC with the connection property timeZone=UTC"),
          Map.entry(
              "UTC_TIMESTAMP",
              "CURRENT_TIMESTAMP; it is UTC with the connection property timeZone=UTC"),
          Map.entry("COUNT_IF", "COUNT(*) FILTER (WHERE id > 5)"),
          Map.entry("JSON_ARRAY_ELEMENTS", "UNNEST(TAG_NAMES(tags))"),
          Map.entry("JSON_ARRAY_ELEMENTS_TEXT", "UNNEST(TAG_NAMES(tags))"),
          Map.entry("TAG_NAMES", "TAG_NAMES(tags)"),
          Map.entry("HAS_TAG", "HAS_TAG(tags, 'Lead')"),
          Map.entry("HASTAG", "HAS_TAG(tags, 'Lead')"),
          Map.entry("REGEXP_MATCHES", "name ~ 'pattern'"),
          Map.entry("REGEXP", "name ~ 'pattern'"),
          Map.entry("RLIKE", "name ~ 'pattern'"),
          Map.entry("JSON_EXTRACT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_UNQUOTE", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_EXTRACT_PATH_TEXT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("JSON_EXTRACT_SCALAR", "JSON_VALUE(customData, '$.name')"),
          Map.entry("GET_JSON_OBJECT", "JSON_VALUE(customData, '$.name')"),
          Map.entry("FIND_IN_SET", "HAS_TAG(tags, 'Lead')"),
          Map.entry("ARRAY_CONTAINS", "HAS_TAG(tags, 'Lead')"),
          Map.entry("JSON_CONTAINS", "HAS_TAG(tags, 'Lead')"),
          Map.entry("CONTAINS", "name LIKE '%text%'"),
          Map.entry("REGEXP_LIKE", "name ~ 'pattern'"),
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
