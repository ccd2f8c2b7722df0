package io.github.helpcrunchjdbc.plan.calcite;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What plain Calcite answers where the driver mends it, each with the class that does. A line that
 * goes red after an upgrade says that its mend may go.
 */
class TestCalciteDefects {
  private static Connection calcite;

  @BeforeAll
  static void connect() throws SQLException {
    calcite = DriverManager.getConnection("jdbc:calcite:fun=standard,postgresql");
  }

  @AfterAll
  static void close() throws SQLException {
    calcite.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WholeNumbers     | -2147483648         | VALUES 2147483647 + 1",
        "WholeNumbers     | -2147483648         | VALUES ABS(CAST(-2147483648 AS INTEGER))",
        "WholeNumbers     | -2147483646         | VALUES ROUND(2147483647, -1)",
        "Decimals         | 10000000000000000000 | VALUES CAST(9999999999999999999 AS DECIMAL(19))"
            + " + 1",
        "CustomerTypeSystem | 49.90             | VALUES CAST(49.909 AS DECIMAL(10, 2))",
        "Doubles          | Infinity            | VALUES 1e308 * 10",
        "WholeSum         | -2                  | SELECT SUM(a) FROM (VALUES 2147483647,"
            + " 2147483647) AS t(a)",
        "Moments          | -1                  | SELECT AVG(a) FROM (VALUES 2147483647,"
            + " 2147483647) AS t(a)",
        "Moments          | 0                   | SELECT COVAR_POP(a, b) FROM (VALUES (1, 2), (2,"
            + " 4)) AS t(a, b)",
        "TimeArithmetic   | 0000-01-01 00:00:00 | VALUES TIMESTAMP '9999-12-31 00:00:00' + INTERVAL"
            + " '1' DAY",
        "TimestampDifference | 0                | VALUES TIMESTAMPDIFF(MILLISECOND, TIMESTAMP"
            + " '2024-01-01 00:00:00', TIMESTAMP '2024-01-01 00:00:00.5')",
        "JsonValueFunction | a failure          | VALUES JSON_VALUE('{\"a\":5}', '$.a' RETURNING"
            + " BIGINT)",
        "JsonPathText     | null                | VALUES JSON_VALUE('{\"a b\":5}', '$.\"a b\"')",
        "JsonAggregates   | [19724]             | SELECT JSON_ARRAYAGG(d) FROM (VALUES DATE"
            + " '2024-01-02') AS t(d)",
        "WithNames        | a failure           | WITH t AS (VALUES 1) SELECT * FROM \"t\"",
        "FrameValue       | 2 / 2               | SELECT NTH_VALUE(a, 2) OVER (ORDER BY a)"
            + " FROM (VALUES 1, 2) AS t(a)",
        "Gathered         | [1, 2] / [1, 2]     | SELECT ARRAY_AGG(a) OVER (ORDER BY a)"
            + " FROM (VALUES 1, 2) AS t(a)",
        "Joined           | a failure           | SELECT STRING_AGG(a, ',') OVER (ORDER BY a)"
            + " FROM (VALUES 'a', 'b') AS t(a)",
        "DistinctCount    | 3                   | SELECT COUNT(DISTINCT a) OVER ()"
            + " FROM (VALUES 1, 1, 1) AS t(a) LIMIT 1",
        "Percentile       | a failure           | SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER"
            + " BY a) FROM (VALUES 1, 2) AS t(a)",
        "RangeKeys        | a failure           | SELECT SUM(a) OVER (ORDER BY b RANGE 1 PRECEDING)"
            + " FROM (VALUES (1, 1), (2, NULL)) AS t(a, b)",
        "NamedWindows     | 1 / 2 / 3           | SELECT COUNT(*) OVER (w ROWS 1 PRECEDING) FROM"
            + " (VALUES 1, 2, 4) AS t(a) WINDOW w AS (ORDER BY a)",
        "RetypedFunctions | null                | VALUES COALESCE(LPAD('x', CAST(NULL AS INTEGER)),"
            + " 'y')",
        "TimeFormats      | 2024-\"2\"            | VALUES TO_CHAR(TIMESTAMP '2024-05-05 00:00:00',"
            + " 'YYYY-\"Q\"')",
        "Doubles          | Infinity            | VALUES EXP(1000)",
        "Doubles          | 2.9999999999999996  | VALUES LOG10(1000)",
        "SoundWindows     | a failure           | SELECT PERCENT_RANK() OVER (ORDER BY a)"
            + " FROM (VALUES 1, 2) AS t(a)",
        "ComparedRows     | 2                   | SELECT COUNT(DISTINCT ROW(a, a))"
            + " FROM (VALUES 1, 1) AS t(a)",
        "SemiJoins        | ''                  | SELECT t.a FROM (VALUES 1, 2) AS t(a) JOIN"
            + " (SELECT COUNT(*) FROM (VALUES 1) AS u(b) WHERE b > 5) AS v ON TRUE",
        "CodePoints       | 2                   | VALUES CHAR_LENGTH(U&'\\D83D\\DE00')",
        "LikeMatcher      | false               | VALUES U&'\\041E' ILIKE U&'\\043E'",
        "RegularExpressions | false             | VALUES REGEXP_LIKE(U&'\\041E', U&'\\043E', 'i')",
      })
  void answersOfPlainCalcite(String mend, String answer, String sql) {
    assertThat(answer(sql)).as(mend + " mends this: " + sql).isEqualTo(answer);
  }

  private static String answer(String sql) {
    try (Statement statement = calcite.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      StringBuilder answer = new StringBuilder();
      while (result.next()) {
        answer.append(answer.isEmpty() ? "" : " / ").append(result.getString(1));
      }
      return answer.toString();
    } catch (SQLException | RuntimeException e) {
      return "a failure";
    }
  }
}
