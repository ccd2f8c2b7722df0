package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What DatabaseMetaData says is possible is, and saying it costs no request. */
@Tag("everywhere")
class TestAdvertised {
  private static final String TIME = "TIMESTAMP '2024-03-31 12:30:15'";

  /** Arguments of the functions that do not take one number, text or time, each in its list. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("ATAN2", "1, 2"),
          Map.entry("MOD", "7, 3"),
          Map.entry("PI", ""),
          Map.entry("POWER", "2, 3"),
          Map.entry("RAND", ""),
          Map.entry("ROUND", "1.55, 1"),
          Map.entry("TRUNCATE", "1.55, 1"),
          Map.entry("CHAR", "65"),
          Map.entry("CONCAT", "'a', 'b'"),
          Map.entry("DIFFERENCE", "'a', 'b'"),
          Map.entry("INSERT", "'abc', 1, 1, 'x'"),
          Map.entry("LEFT", "'abc', 1"),
          Map.entry("LOCATE", "'b', 'abc'"),
          Map.entry("REPEAT", "'a', 3"),
          Map.entry("REPLACE", "'abc', 'b', 'x'"),
          Map.entry("RIGHT", "'abc', 1"),
          Map.entry("SPACE", "3"),
          Map.entry("SUBSTRING", "'abc', 2, 1"),
          Map.entry("CURDATE", ""),
          Map.entry("CURTIME", ""),
          Map.entry("NOW", ""),
          Map.entry("TIMESTAMPADD", "SQL_TSI_DAY, 1, " + TIME),
          Map.entry("TIMESTAMPDIFF", "SQL_TSI_DAY, " + TIME + ", " + TIME),
          Map.entry("CONVERT", "'1', SQL_BIGINT"),
          Map.entry("DATABASE", ""),
          Map.entry("IFNULL", "NULL, 'x'"),
          Map.entry("USER", ""));

  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();
  private static DatabaseMetaData metaData;

  @BeforeAll
  static void connect() throws SQLException {
    metaData = account.connection().getMetaData();
  }

  private static void assertAnswers(String list, String usual) throws SQLException {
    for (String function : list.split(",", -1)) {
      String call = function + "(" + ARGUMENTS.getOrDefault(function, usual) + ")";
      for (String sql : List.of(call, call.toLowerCase(Locale.ROOT))) {
        assertThat(account.ask("SELECT {fn " + sql + "}").rows()).as(sql).hasSize(1);
      }
    }
  }

  @Test
  void functions() throws SQLException {
    assertAnswers(metaData.getNumericFunctions(), "1");
    assertAnswers(metaData.getStringFunctions(), "'abc'");
    assertAnswers(metaData.getTimeDateFunctions(), TIME);
    assertAnswers(metaData.getSystemFunctions(), "");
  }

  @Test
  void conversions() throws SQLException {
    Map<JDBCType, String> samples =
        Map.of(
            JDBCType.VARCHAR, "'1'",
            JDBCType.BIGINT, "CAST(1 AS BIGINT)",
            JDBCType.DOUBLE, "1e0",
            JDBCType.TIMESTAMP, TIME,
            JDBCType.DATE, "DATE '2024-03-31'",
            JDBCType.TIME, "TIME '12:30:00'",
            JDBCType.BOOLEAN, "TRUE");
    List<String> failures = new ArrayList<>();
    for (Map.Entry<JDBCType, String> from : samples.entrySet()) {
      for (JDBCType to : samples.keySet()) {
        boolean supported =
            metaData.supportsConvert(from.getKey().getVendorTypeNumber(), to.getVendorTypeNumber());
        // Whether a text can be converted is a question of what it says.
        if (supported && from.getKey() != JDBCType.VARCHAR) {
          String sql = "SELECT {fn CONVERT(" + from.getValue() + ", SQL_" + to + ")}";
          try (Statement statement = account.connection().createStatement();
              ResultSet row = statement.executeQuery(sql)) {
            row.next();
          } catch (SQLException e) {
            failures.add(sql + ": " + e);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void noMethodSendsARequest() throws Exception {
    account.account().clear();
    for (Method method : DatabaseMetaData.class.getMethods()) {
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(TestAdvertised::argument).toArray();
      if (method.getDeclaringClass() == DatabaseMetaData.class
          && method.invoke(metaData, arguments) instanceof ResultSet rows) {
        ToolTraffic.count(rows);
      }
    }
    assertThat(account.requests()).isEmpty();
  }

  private static @Nullable Object argument(Class<?> type) {
    if (type == int.class) {
      return ResultSet.TYPE_FORWARD_ONLY;
    } else if (type == boolean.class) {
      return true;
    }
    return type == String.class ? "%" : null;
  }
}
