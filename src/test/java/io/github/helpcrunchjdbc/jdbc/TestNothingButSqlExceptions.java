package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.HelpCrunchDriver;
import io.github.helpcrunchjdbc.plan.QueryParameter;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls every method of every interface, with arguments good and bad, open and closed. */
class TestNothingButSqlExceptions {
  /** Makes a fresh object for each call, because many calls end it. */
  private interface Subject {
    Object open(Connection connection) throws SQLException;
  }

  private static Connection connect() throws SQLException {
    MemoryQuery query =
        new MemoryQuery(
            List.of(
                MemoryQuery.column("n", Types.BIGINT, "BIGINT"),
                MemoryQuery.column("s", Types.VARCHAR, "VARCHAR"),
                MemoryQuery.column("t", Types.TIMESTAMP, "TIMESTAMP")),
            List.of(new QueryParameter(Types.BIGINT, "BIGINT", 0, 0)),
            List.<@Nullable Object[]>of(new @Nullable Object[] {1L, "text", 1000L}));
    return MemorySession.connect(new MemoryEngine().with("sql", query));
  }

  private static ResultSet onARow(Connection connection) throws SQLException {
    PreparedStatement statement = connection.prepareStatement("sql");
    statement.setLong(1, 1);
    ResultSet rows = statement.executeQuery();
    rows.next();
    return rows;
  }

  private static Map<Class<?>, Subject> subjects() {
    return Map.of(
        Driver.class, connection -> new HelpCrunchDriver(),
        Connection.class, connection -> connection,
        Statement.class, Connection::createStatement,
        PreparedStatement.class, connection -> connection.prepareStatement("sql"),
        ResultSet.class, TestNothingButSqlExceptions::onARow,
        ResultSetMetaData.class, connection -> onARow(connection).getMetaData(),
        ParameterMetaData.class,
            connection -> connection.prepareStatement("sql").getParameterMetaData(),
        DatabaseMetaData.class, Connection::getMetaData,
        Array.class, connection -> connection.createArrayOf("BIGINT", new Object[] {1L}),
        Savepoint.class, Connection::setSavepoint);
  }

  @Test
  void everyMethodOpenAndClosed() throws Exception {
    List<String> faults = new ArrayList<>();
    Surroundings.runInAll(
        () -> {
          for (Map.Entry<Class<?>, Subject> subject : subjects().entrySet()) {
            for (Method method : methods(subject.getKey())) {
              for (int variant = 0; variant < 4; variant++) {
                for (boolean closed : new boolean[] {false, true}) {
                  call(subject.getValue(), method, variant, closed, faults);
                }
              }
            }
          }
        });
    assertThat(faults).isEmpty();
  }

  private static List<Method> methods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .sorted(Comparator.comparing(Method::toString))
        .toList();
  }

  private static void call(
      Subject subject, Method method, int variant, boolean closed, List<String> faults)
      throws Exception {
    try (Connection connection = connect()) {
      Object target = subject.open(connection);
      if (closed) {
        connection.close();
      }
      Object[] arguments =
          Arrays.stream(method.getParameterTypes()).map(type -> argument(type, variant)).toArray();
      try {
        method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        Throwable thrown = e.getCause();
        if (!(thrown instanceof SQLException failure)) {
          faults.add(method + " variant " + variant + " threw " + thrown);
        } else if (failure.getSQLState() == null || failure.getMessage() == null) {
          faults.add(method + " variant " + variant + " threw without state or text: " + thrown);
        } else if ("XX000".equals(failure.getSQLState())) {
          faults.add(method + " variant " + variant + " is a defect: " + thrown);
        }
      }
    }
  }

  /** Variants: null and zero, the usual, the unusual, the negative. */
  private static @Nullable Object argument(Class<?> type, int variant) {
    int number = new int[] {0, 1, 3, -1}[variant];
    if (type == int.class) {
      return number;
    } else if (type == long.class) {
      return (long) number;
    } else if (type == short.class) {
      return (short) number;
    } else if (type == byte.class) {
      return (byte) number;
    } else if (type == double.class) {
      return variant == 2 ? Double.NaN : (double) number;
    } else if (type == float.class) {
      return variant == 2 ? Float.POSITIVE_INFINITY : (float) number;
    } else if (type == boolean.class) {
      return variant == 1;
    } else if (variant == 0) {
      return null;
    } else if (type == String.class) {
      return new String[] {"", "sql", "t", "\u0130\\%"}[variant];
    } else if (type == Class.class) {
      return new Class<?>[] {Object.class, String.class, Calendar.class, int.class}[variant];
    } else if (type == Object.class) {
      return new Object[] {"", 1L, new Object(), Calendar.getInstance()}[variant];
    } else if (type == Calendar.class) {
      return Calendar.getInstance();
    } else if (type == Properties.class) {
      return new Properties();
    }
    return null;
  }
}
