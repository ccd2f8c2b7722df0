package io.github.helpcrunchjdbc.plan.sql;

import com.google.common.base.Splitter;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.util.SqlOperatorTables;

/** Functions of other databases: the ones that work here, and advice for the others. */
final class OtherFunctions {
  /** Calcite's operators for functions that mean the same in every database that has them. */
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
          SqlLibraryOperators.ADD_MONTHS);

  /** The aggregates of the SQL standard that Calcite does not have; they return DOUBLE. */
  static final SqlOperatorTable STATISTICS =
      SqlOperatorTables.of(
          Splitter.on(' ')
              .splitToStream("CORR REGR_SLOPE REGR_INTERCEPT REGR_R2 REGR_SXY REGR_AVGX REGR_AVGY")
              .map(
                  name ->
                      SqlBasicAggFunction.create(
                          name,
                          SqlKind.OTHER_FUNCTION,
                          // The aggregates return NULL where they have no value.
                          ReturnTypes.DOUBLE.andThen(SqlTypeTransforms.FORCE_NULLABLE),
                          OperandTypes.NUMERIC_NUMERIC))
              .toList());

  /** The advice by the function that it replaces. */
  private static final Map<String, String> INSTEAD =
      Map.ofEntries(
          Map.entry(
              "TO_CHAR(lastSeen, 'YYYY-MM-DD')",
              "DATE_FORMAT FORMAT_DATE FORMAT_TIMESTAMP STRFTIME FORMAT"),
          Map.entry("TO_TIMESTAMP('2024-01-31', 'YYYY-MM-DD')", "STR_TO_DATE"),
          Map.entry("DATE_TRUNC('month', lastSeen)", "TRUNC"),
          Map.entry("DATE_TRUNC('hour', lastSeen)", "TIME_TRUNC"),
          Map.entry("CAST('2024-01-31' AS DATE)", "TO_DATE"),
          Map.entry("DATE '2024-01-31'", "MAKE_DATE DATEFROMPARTS"),
          Map.entry("DAYOFWEEK(lastSeen), which is 1 on Sundays", "WEEKDAY"),
          Map.entry(
              "CURRENT_TIMESTAMP; it is UTC with the connection property timeZone=UTC",
              "GETUTCDATE UTC_TIMESTAMP"),
          Map.entry("COUNT(*) FILTER (WHERE id > 5)", "COUNT_IF"),
          Map.entry("UNNEST(TAG_NAMES(tags))", "JSON_ARRAY_ELEMENTS JSON_ARRAY_ELEMENTS_TEXT"),
          Map.entry("CARDINALITY(TAG_NAMES(tags))", "ARRAY_LENGTH JSON_ARRAY_LENGTH"),
          Map.entry("TAG_NAMES(tags)", "TAG_NAMES"),
          Map.entry(
              "HAS_TAG(tags, 'Lead')", "HAS_TAG HASTAG FIND_IN_SET ARRAY_CONTAINS JSON_CONTAINS"),
          Map.entry("name ~ 'pattern'", "REGEXP_MATCHES REGEXP RLIKE REGEXP_LIKE"),
          Map.entry(
              "JSON_VALUE(customData, '$.name')",
              "JSON_EXTRACT JSON_UNQUOTE JSON_EXTRACT_PATH_TEXT JSON_EXTRACT_SCALAR"
                  + " GET_JSON_OBJECT"),
          Map.entry("name LIKE '%text%'", "CONTAINS"),
          Map.entry("8 * OCTET_LENGTH(name)", "BIT_LENGTH"),
          Map.entry("the connection property timeZone", "CONVERT_TZ"));

  private OtherFunctions() {}

  /** Returns the end of a message about a function that does not exist; it may be empty. */
  static String hint(String signature) {
    int bracket = signature.indexOf('(');
    String name = bracket < 0 ? signature : signature.substring(0, bracket);
    String called = name.strip().toUpperCase(Locale.ROOT);
    return INSTEAD.entrySet().stream()
        .filter(entry -> Splitter.on(' ').splitToList(entry.getValue()).contains(called))
        .map(entry -> "; write " + entry.getKey())
        .findFirst()
        .orElse("");
  }
}
