package io.github.helpcrunchjdbc.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Generated expressions in select lists, compared with what Java's big numbers and lists of
 * characters say: numbers at the ends of their types, DECIMALs, and text in many scripts. {@code
 * -Dexpressions.count} and {@code -Dexpressions.seed} make it longer or another one.
 */
class TestExpressions {
  private static final int SHOWN = 20;

  @Test
  void valuesAreRight() throws SQLException {
    long seed = Long.getLong("expressions.seed", 20_260_101L);
    int count = Integer.getInteger("expressions.count", 150);
    List<String> wrong = new ArrayList<>();
    int certain = 0;
    try (Connection connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;requestsPerMinute=0;cacheTtl=3600;warmUp=false")) {
      for (int i = 0; i < count; i++) {
        Expression expression = new ExpressionMaker(seed + i).any(1 + i % 3);
        String difference = difference(connection, expression);
        certain += expression.certain() ? 1 : 0;
        if (difference != null) {
          wrong.add("seed " + (seed + i) + ": SELECT " + expression.sql() + "\n  " + difference);
        }
      }
    }
    assertThat(wrong.subList(0, Math.min(SHOWN, wrong.size())))
        .as("%d of %d, seed %d", wrong.size(), count, seed)
        .isEmpty();
    assertThat(certain).isGreaterThan(count * 3 / 4);
  }

  /** What is wrong, null if nothing is. */
  private static @Nullable String difference(Connection connection, Expression expression) {
    String sql = "SELECT " + expression.sql() + " FROM customers LIMIT 1";
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      if (!result.next()) {
        return "no row";
      }
      Object value = result.getObject(1);
      if (!expression.certain()) {
        return null;
      }
      if (expression.fails()) {
        return "should fail with " + expression.failure() + ", is " + value;
      }
      int scale = result.getMetaData().getScale(1);
      return isSame(expression, value) && scale == expression.scale()
          ? null
          : "should be " + expression.value() + ", is " + value + " with scale " + scale;
    } catch (SQLException e) {
      boolean expected = e.getSQLState().equals(expression.failure());
      boolean allowed = !expression.certain() && e.getSQLState().startsWith("22");
      return expected || allowed
          ? null
          : "should be "
              + expression.value()
              + " or fail with "
              + expression.failure()
              + ", is "
              + e;
    }
  }

  private static boolean isSame(Expression expression, @Nullable Object value) {
    if (value == null || expression.value() == null) {
      return value == null && expression.value() == null;
    }
    if (value instanceof Number number) {
      return new BigDecimal(number.toString()).compareTo(expression.number()) == 0;
    }
    return value.equals(expression.value());
  }
}
