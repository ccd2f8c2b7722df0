package io.github.helpcrunchjdbc.jdbc.metadata;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The constant answers of DatabaseMetaData about the driver and its SQL: names, versions, terms,
 * word lists, capabilities, and limits, where 0 means no limit. Immutable.
 */
final class DriverFacts {
  /** The version in the path of the service's API. */
  private static final int API_VERSION = 1;

  /** The longest name that the SQL parser takes. */
  private static final int MAX_NAME_LENGTH = 128;

  /** Reserved words of the SQL parser that SQL:2003 does not reserve. */
  private static final String KEYWORDS =
      "ALLOW,ARRAY_MAX_CARDINALITY,ASOF,BEGIN_FRAME,BEGIN_PARTITION,CLASSIFIER,CURRENT_CATALOG,"
          + "CURRENT_ROW,CURRENT_SCHEMA,DATETIME,DEFINE,DISALLOW,EMPTY,END_FRAME,END_PARTITION,"
          + "EQUALS,EXPLAIN,EXTEND,FIRST_VALUE,FRAME_ROW,FRIDAY,GROUPS,IMPORT,INITIAL,JSON_ARRAY,"
          + "JSON_ARRAYAGG,JSON_EXISTS,JSON_OBJECT,JSON_OBJECTAGG,JSON_QUERY,JSON_SCOPE,JSON_VALUE,"
          + "LAG,LAST_VALUE,LEAD,LIKE_REGEX,LIMIT,MATCHES,MATCH_CONDITION,MATCH_NUMBER,"
          + "MATCH_RECOGNIZE,MEASURE,MEASURES,MINUS,MONDAY,NTH_VALUE,NTILE,OCCURRENCES_REGEX,"
          + "OFFSET,OMIT,ONE,ORDINAL,PATTERN,PER,PERCENT,PERIOD,PERMUTE,PORTION,POSITION_REGEX,"
          + "PRECEDES,PREV,QUALIFY,RESET,RUNNING,SAFE_CAST,SAFE_OFFSET,SAFE_ORDINAL,SATURDAY,SEEK,"
          + "SHOW,SKIP,STREAM,SUBSET,SUBSTRING_REGEX,SUCCEEDS,SUNDAY,SYSTEM_TIME,THURSDAY,TINYINT,"
          + "TRANSLATE_REGEX,TRIM_ARRAY,TRUNCATE,TRY_CAST,TUESDAY,UNSIGNED,UPSERT,UUID,VALUE_OF,"
          + "VARBINARY,VARIANT,VERSIONING,WEDNESDAY";

  /**
   * The methods that return true. NULLs stand at the end in both directions, unless the query says
   * otherwise. Names keep the case in which they were declared and match in any case, quoted or
   * not. A commit ends nothing and nothing can be undone, so a rollback to a savepoint works. No
   * table can be defined, but tools such as SchemaCrawler use {@code
   * supportsSchemasInTableDefinitions} to ask whether there are schemas.
   */
  private static final String YES =
      """
      allTablesAreSelectable isCatalogAtStart isReadOnly nullPlusNonNullIsNull
      nullsAreSortedAtEnd storesMixedCaseIdentifiers storesMixedCaseQuotedIdentifiers
      supportsANSI92EntryLevelSQL supportsColumnAliasing supportsCoreSQLGrammar
      supportsCorrelatedSubqueries supportsExpressionsInOrderBy supportsFullOuterJoins
      supportsGroupBy supportsGroupByBeyondSelect supportsGroupByUnrelated
      supportsLikeEscapeClause supportsLimitedOuterJoins supportsMinimumSQLGrammar
      supportsNonNullableColumns supportsOpenCursorsAcrossCommit
      supportsOpenCursorsAcrossRollback supportsOpenStatementsAcrossCommit
      supportsOpenStatementsAcrossRollback supportsOrderByUnrelated supportsOuterJoins
      supportsSavepoints supportsSchemasInDataManipulation supportsSchemasInTableDefinitions
      supportsSubqueriesInComparisons supportsSubqueriesInExists supportsSubqueriesInIns
      supportsSubqueriesInQuantifieds supportsTableCorrelationNames supportsUnion
      supportsUnionAll
      """;

  /** The methods that return false. */
  private static final String NO =
      """
      allProceduresAreCallable autoCommitFailureClosesAllResultSets
      dataDefinitionCausesTransactionCommit dataDefinitionIgnoredInTransactions
      deletesAreDetected doesMaxRowSizeIncludeBlobs generatedKeyAlwaysReturned
      insertsAreDetected locatorsUpdateCopy nullsAreSortedAtStart nullsAreSortedHigh
      nullsAreSortedLow othersDeletesAreVisible othersInsertsAreVisible othersUpdatesAreVisible
      ownDeletesAreVisible ownInsertsAreVisible ownUpdatesAreVisible storesLowerCaseIdentifiers
      storesLowerCaseQuotedIdentifiers storesUpperCaseIdentifiers
      storesUpperCaseQuotedIdentifiers supportsANSI92FullSQL supportsANSI92IntermediateSQL
      supportsAlterTableWithAddColumn supportsAlterTableWithDropColumn supportsBatchUpdates
      supportsCatalogsInDataManipulation supportsCatalogsInIndexDefinitions
      supportsCatalogsInPrivilegeDefinitions supportsCatalogsInProcedureCalls
      supportsCatalogsInTableDefinitions supportsDataDefinitionAndDataManipulationTransactions
      supportsDataManipulationTransactionsOnly supportsDifferentTableCorrelationNames
      supportsExtendedSQLGrammar supportsGetGeneratedKeys supportsIntegrityEnhancementFacility
      supportsMixedCaseIdentifiers supportsMixedCaseQuotedIdentifiers
      supportsMultipleOpenResults supportsMultipleResultSets supportsMultipleTransactions
      supportsNamedParameters supportsPositionedDelete supportsPositionedUpdate
      supportsRefCursors supportsSchemasInIndexDefinitions supportsSchemasInPrivilegeDefinitions
      supportsSchemasInProcedureCalls supportsSelectForUpdate supportsSharding
      supportsStatementPooling supportsStoredFunctionsUsingCallSyntax supportsStoredProcedures
      supportsTransactions updatesAreDetected usesLocalFilePerTable usesLocalFiles
      """;

  /** The methods that return 0, because there is no limit. */
  private static final String NO_LIMIT =
      """
      getMaxBinaryLiteralLength getMaxCatalogNameLength getMaxCharLiteralLength
      getMaxColumnsInGroupBy getMaxColumnsInIndex getMaxColumnsInOrderBy getMaxColumnsInSelect
      getMaxColumnsInTable getMaxConnections getMaxCursorNameLength getMaxIndexLength
      getMaxProcedureNameLength getMaxRowSize getMaxStatementLength getMaxStatements
      getMaxTablesInSelect getMaxUserNameLength
      """;

  private static final Map<String, Object> ANSWERS = answers();

  private DriverFacts() {}

  /** Returns the answer of a method, null if the method needs more than a constant. */
  static @Nullable Object answer(String method) {
    return ANSWERS.get(method);
  }

  private static Map<String, Object> answers() {
    Map<String, Object> answers = new HashMap<>();
    putAll(answers, YES, true);
    putAll(answers, NO, false);
    putAll(answers, NO_LIMIT, 0);
    answers.put("getMaxLogicalLobSize", 0L);
    putAll(
        answers,
        "getMaxColumnNameLength getMaxSchemaNameLength getMaxTableNameLength",
        MAX_NAME_LENGTH);
    putNames(answers);
    answers.put("getSQLStateType", DatabaseMetaData.sqlStateSQL);
    answers.put("getRowIdLifetime", RowIdLifetime.ROWID_UNSUPPORTED);
    answers.put("getDefaultTransactionIsolation", Connection.TRANSACTION_NONE);
    answers.put("getResultSetHoldability", ResultSet.HOLD_CURSORS_OVER_COMMIT);
    return Map.copyOf(answers);
  }

  private static void putAll(Map<String, Object> answers, String methods, Object answer) {
    for (String method : methods.strip().split("\\s+", -1)) {
      answers.put(method, answer);
    }
  }

  private static void putNames(Map<String, Object> answers) {
    answers.put("getDatabaseProductName", "HelpCrunch");
    answers.put("getDatabaseProductVersion", "API v" + API_VERSION);
    answers.put("getDatabaseMajorVersion", API_VERSION);
    answers.put("getDatabaseMinorVersion", 0);
    answers.put("getDriverName", DriverVersion.NAME);
    answers.put("getDriverVersion", DriverVersion.VERSION);
    answers.put("getDriverMajorVersion", DriverVersion.major());
    answers.put("getDriverMinorVersion", DriverVersion.minor());
    answers.put("getJDBCMajorVersion", 4);
    answers.put("getJDBCMinorVersion", 3);
    // The key stands in the user's place, and it is no name.
    answers.put("getUserName", "");
    answers.put("getIdentifierQuoteString", "\"");
    answers.put("getSearchStringEscape", String.valueOf(NamePattern.ESCAPE));
    answers.put("getExtraNameCharacters", "$");
    answers.put("getSchemaTerm", "schema");
    answers.put("getProcedureTerm", "procedure");
    answers.put("getCatalogTerm", "catalog");
    answers.put("getCatalogSeparator", ".");
    answers.put("getSQLKeywords", KEYWORDS);
    answers.put(
        "getNumericFunctions",
        "ABS,ACOS,ASIN,ATAN,ATAN2,CBRT,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,"
            + "POWER,RADIANS,RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE");
    answers.put(
        "getStringFunctions",
        "ASCII,CHAR,CONCAT,DIFFERENCE,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,REPEAT,REPLACE,"
            + "REVERSE,RIGHT,RTRIM,SOUNDEX,SPACE,SUBSTRING,UCASE");
    answers.put(
        "getTimeDateFunctions",
        "CURDATE,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,MONTHNAME,"
            + "NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR");
    answers.put("getSystemFunctions", "CONVERT,DATABASE,IFNULL,USER");
  }
}
