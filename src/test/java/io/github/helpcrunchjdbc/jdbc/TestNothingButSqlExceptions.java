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
  private static final long[] EXTREMES = {
    Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 100_000_000
  };

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
                int usual = variant;
                Object[] arguments =
                    Arrays.stream(method.getParameterTypes())
                        .map(type -> argument(type, usual))
                        .toArray();
                call(subject.getValue(), method, arguments, false, faults);
                call(subject.getValue(), method, arguments, true, faults);
                for (int i = 0; variant == 1 && i < arguments.length; i++) {
                  callWithExtremes(subject.getValue(), method, arguments, i, faults);
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

  private static void callWithExtremes(
      Subject subject, Method method, Object[] usual, int argument, List<String> faults)
      throws Exception {
    Class<?> type = method.getParameterTypes()[argument];
    for (long extreme : EXTREMES) {
      if (type == int.class || type == long.class) {
        Object[] arguments = usual.clone();
        arguments[argument] = type == int.class ? (Object) (int) extreme : (Object) extreme;
        call(subject, method, arguments, false, faults);
      }
    }
  }

  private static void call(
      Subject subject,
      Method method,
      @Nullable Object[] arguments,
      boolean closed,
      List<String> faults)
      throws Exception {
    try (Connection connection = connect()) {
      Object target = subject.open(connection);
      if (closed) {
        connection.close();
      }
      String call = method + " with " + Arrays.toString(arguments);
      try {
        method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        Throwable thrown = e.getCause();
        if (!(thrown instanceof SQLException failure)) {
          faults.add(call + " threw " + thrown);
        } else if (failure.getSQLState() == null || failure.getMessage() == null) {
          faults.add(call + " threw without state or text: " + thrown);
        } else if ("XX000".equals(failure.getSQLState())) {
          faults.add(call + " is a defect: " + thrown);
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
