package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TRY_CAST is NULL exactly where CAST fails, and else what CAST gives. */
class TestTryCasts {
  private static final String[] TYPES = {
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "DECIMAL(5, 2)",
    "DECIMAL(38, 0)",
    "REAL",
    "DOUBLE",
    "BOOLEAN",
    "VARCHAR",
    "VARCHAR(3)",
    "CHAR(12)",
    "DATE",
    "TIME",
    "TIMESTAMP",
    "TIMESTAMP(0)",
    "INTERVAL DAY",
    "VARBINARY",
    "DATE FORMAT 'YYYY-MM-DD'",
    "TIMESTAMP FORMAT 'YYYY-MM-DD HH24:MI'",
    "VARCHAR FORMAT 'YYYY'"
  };

  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'5'",
        "' -7 '",
        "'300'",
        "'2147483648'",
        "'9223372036854775808'",
        "'1.005'",
        "'1e400'",
        "'1e-400'",
        "'NaN'",
        "'yes'",
        "'x'",
        "''",
        "'0000-01-01'",
        "'2024-02-30'",
        "'2024-02-29'",
        "'2024-02-29 23:59:59.5'",
        "'2024-02-29 25:00'",
        "'23:59:59.5'",
        "'25:00'",
        "'10000-01-01'",
        "CAST('NaN' AS DOUBLE)",
        "CAST('Infinity' AS DOUBLE)",
        "1e300",
        "1e-60",
        "2.5e0",
        "-0.5e0",
        "2147483647.5e0",
        "CAST(1.1 AS REAL)",
        "2147483647.5",
        "0.5",
        "-0.50",
        "32768",
        "2147483648",
        "TRUE",
        "DATE '2024-02-29'",
        "TIME '23:59:59.5'",
        "TIMESTAMP '2024-02-29 23:59:59.5'",
        "INTERVAL '40' MONTH",
        "X'6162'"
      })
  void triedAsCast(String value) throws SQLException {
    for (String type : TYPES) {
      String from = " FROM (VALUES (" + value + ")) AS t(x)";
      String ofColumn = answer("SELECT CAST(x AS " + type + ")" + from);
      assertThat(answer("SELECT TRY_CAST(x AS " + type + ")" + from))
          .as("TRY_CAST(x AS %s)%s", type, from)
          .isEqualTo(tried(ofColumn));
      if (!type.contains("FORMAT")) {
        assertThat(answer("SELECT CAST(" + value + " AS " + type + ")"))
            .as("CAST(%s AS %s)", value, type)
            .isEqualTo(ofColumn);
        assertThat(answer("SELECT TRY_CAST(" + value + " AS " + type + ")"))
            .as("TRY_CAST(%s AS %s)", value, type)
            .isEqualTo(tried(ofColumn));
      }
    }
  }

  /** NULL for a value that does not fit; a type that does not fit is an error of both. */
  private static String tried(String cast) {
    return cast.startsWith("!22") ? "null" : cast;
  }

  private static String answer(String sql) {
    try (Statement statement = account.connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      result.next();
      return String.valueOf(result.getString(1));
    } catch (SQLException e) {
      return "!" + e.getSQLState();
    }
  }
}
