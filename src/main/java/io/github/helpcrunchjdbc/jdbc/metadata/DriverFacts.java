package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.filler.Capabilities;
import io.github.helpcrunchjdbc.jdbc.value.SqlType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;

/** Names, versions, terms and word lists of the driver and its SQL. */
abstract class DriverFacts extends Capabilities {
  private static final int JDBC_MAJOR = 4;
  private static final int JDBC_MINOR = 3;

  /** The version in the path of the service's API. */
  private static final int API_VERSION = 1;

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

  @Override
  public String getDatabaseProductName() throws SQLException {
    return "HelpCrunch";
  }

  @Override
  public String getDatabaseProductVersion() throws SQLException {
    return "API v" + API_VERSION;
  }

  @Override
  public int getDatabaseMajorVersion() throws SQLException {
    return API_VERSION;
  }

  @Override
  public int getDatabaseMinorVersion() throws SQLException {
    return 0;
  }

  @Override
  public String getDriverName() throws SQLException {
    return DriverVersion.NAME;
  }

  @Override
  public String getDriverVersion() throws SQLException {
    return DriverVersion.VERSION;
  }

  @Override
  public int getDriverMajorVersion() {
    return DriverVersion.major();
  }

  @Override
  public int getDriverMinorVersion() {
    return DriverVersion.minor();
  }

  @Override
  public int getJDBCMajorVersion() throws SQLException {
    return JDBC_MAJOR;
  }

  @Override
  public int getJDBCMinorVersion() throws SQLException {
    return JDBC_MINOR;
  }

  /** Empty: the key says who asks, and is no name. */
  @Override
  public String getUserName() throws SQLException {
    return "";
  }

  @Override
  public String getIdentifierQuoteString() throws SQLException {
    return "\"";
  }

  @Override
  public String getSearchStringEscape() throws SQLException {
    return String.valueOf(NamePattern.ESCAPE);
  }

  @Override
  public String getExtraNameCharacters() throws SQLException {
    return "$";
  }

  @Override
  public String getSchemaTerm() throws SQLException {
    return "schema";
  }

  @Override
  public String getProcedureTerm() throws SQLException {
    return "procedure";
  }

  @Override
  public String getCatalogTerm() throws SQLException {
    return "catalog";
  }

  @Override
  public String getCatalogSeparator() throws SQLException {
    return ".";
  }

  @Override
  public String getSQLKeywords() throws SQLException {
    return KEYWORDS;
  }

  @Override
  public String getNumericFunctions() throws SQLException {
    return "ABS,ACOS,ASIN,ATAN,ATAN2,CBRT,CEILING,COS,COT,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,"
        + "POWER,RADIANS,RAND,ROUND,SIGN,SIN,SQRT,TAN,TRUNCATE";
  }

  @Override
  public String getStringFunctions() throws SQLException {
    return "ASCII,CHAR,CONCAT,DIFFERENCE,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,REPEAT,REPLACE,"
        + "REVERSE,RIGHT,RTRIM,SOUNDEX,SPACE,SUBSTRING,UCASE";
  }

  @Override
  public String getTimeDateFunctions() throws SQLException {
    return "CURDATE,CURTIME,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,HOUR,MINUTE,MONTH,MONTHNAME,"
        + "NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";
  }

  @Override
  public String getSystemFunctions() throws SQLException {
    return "CONVERT,DATABASE,IFNULL,USER";
  }

  @Override
  public boolean supportsConvert(int fromType, int toType) throws SQLException {
    SqlType from = SqlType.of(fromType, "");
    SqlType to = SqlType.of(toType, "");
    if (from == to) {
      return from != SqlType.ANY;
    }
    return switch (from.kind()) {
      case TEXT -> to.kind() != SqlType.Kind.OTHER || to == SqlType.BOOLEAN;
      case NUMBER -> to.kind() == SqlType.Kind.NUMBER || to.kind() == SqlType.Kind.TEXT;
      case BINARY -> to.kind() == SqlType.Kind.BINARY;
      case TIME ->
          to.kind() == SqlType.Kind.TEXT
              || (from == SqlType.TIMESTAMP && to.kind() == SqlType.Kind.TIME)
              || (from == SqlType.DATE && to == SqlType.TIMESTAMP);
      case OTHER -> from == SqlType.BOOLEAN && to.kind() == SqlType.Kind.TEXT;
    };
  }

  @Override
  public int getSQLStateType() throws SQLException {
    return sqlStateSQL;
  }

  @Override
  public RowIdLifetime getRowIdLifetime() throws SQLException {
    return RowIdLifetime.ROWID_UNSUPPORTED;
  }

  @Override
  public int getDefaultTransactionIsolation() throws SQLException {
    return Connection.TRANSACTION_NONE;
  }

  @Override
  public boolean supportsTransactionIsolationLevel(int level) throws SQLException {
    return level == Connection.TRANSACTION_NONE;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    return ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean supportsResultSetHoldability(int holdability) throws SQLException {
    return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public boolean supportsResultSetType(int type) throws SQLException {
    return type == ResultSet.TYPE_FORWARD_ONLY || type == ResultSet.TYPE_SCROLL_INSENSITIVE;
  }

  @Override
  public boolean supportsResultSetConcurrency(int type, int concurrency) throws SQLException {
    return supportsResultSetType(type) && concurrency == ResultSet.CONCUR_READ_ONLY;
  }
}
