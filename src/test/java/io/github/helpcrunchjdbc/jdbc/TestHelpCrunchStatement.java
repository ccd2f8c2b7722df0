package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.execution.Execution;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TestHelpCrunchStatement {
  private final MemoryQuery three = MemoryQuery.numbers(3);
  private final MemoryQuery hanging = MemoryQuery.numbers(3).hangingAtRow(0);
  private final MemoryQuery hangingLater = MemoryQuery.numbers(3).hangingAtRow(2);
  private final MemoryEngine engine =
      new MemoryEngine()
          .with("three", three)
          .with("hanging", hanging)
          .with("hangingLater", hangingLater);
  private final ExecutorService others = Executors.newCachedThreadPool();
  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = MemorySession.connect(engine);
    statement = connection.createStatement();
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    others.shutdown();
    assertThat(others.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
    assertThat(three.open() + hanging.open() + hangingLater.open()).isZero();
  }

  @Test
  void boundsReachTheExecution() throws SQLException {
    statement.setLargeMaxRows(5_000_000_000L);
    statement.setFetchSize(50);
    statement.setQueryTimeout(1000);
    statement.executeQuery("three");
    Execution execution = three.executions().get(0);
    assertThat(execution.maxRows()).isEqualTo(5_000_000_000L);
    assertThat(execution.fetchSize()).isEqualTo(50);
    assertThat(execution.remainingNanos())
        .isBetween(TimeUnit.SECONDS.toNanos(900), TimeUnit.SECONDS.toNanos(1000));
    assertThat(statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
    statement.setQueryTimeout(Integer.MAX_VALUE);
    assertThat(statement.executeQuery("three").next()).isTrue();
    statement.setQueryTimeout(0);
    statement.executeQuery("three");
    assertThat(three.executions().get(2).remainingNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void negativeBounds() {
    assertState("22023", () -> statement.setMaxRows(-1));
    assertState("22023", () -> statement.setFetchSize(-1));
    assertState("22023", () -> statement.setQueryTimeout(-1));
    assertState("22023", () -> statement.setMaxFieldSize(-1));
    assertState("22023", () -> statement.setFetchDirection(7));
  }

  @Test
  void cancelFromAnotherThreadLeavesTheStatementUsable() throws Exception {
    for (String sql : List.of("hanging", "hangingLater")) {
      MemoryQuery query = sql.equals("hanging") ? hanging : hangingLater;
      Future<SQLException> failure = others.submit(() -> failureOf(() -> readAll(sql)));
      query.awaitHanging();
      statement.cancel();
      SQLException cancelled = failure.get();
      assertThat(cancelled.getSQLState()).isEqualTo("57014");
      assertThat(readAll("three")).isEqualTo(3);
    }
  }

  @Test
  void cancelOfNothingIsHarmless() throws SQLException {
    statement.cancel();
    assertThat(readAll("three")).isEqualTo(3);
    statement.cancel();
    assertThat(readAll("three")).isEqualTo(3);
  }

  @Test
  void cancelEndsAnOpenResult() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    rows.next();
    statement.cancel();
    assertState("57014", rows::next);
  }

  @Test
  void timeoutEndsWhatHangs() throws SQLException {
    statement.setQueryTimeout(1);
    for (String sql : List.of("hanging", "hangingLater")) {
      assertThatThrownBy(() -> readAll(sql))
          .isInstanceOf(SQLTimeoutException.class)
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("HYT00");
      assertThat(readAll("three")).isEqualTo(3);
    }
  }

  @Test
  void closeFromAnotherThreadEndsWhatHangs() throws Exception {
    for (String sql : List.of("hanging", "hangingLater")) {
      MemoryQuery query = sql.equals("hanging") ? hanging : hangingLater;
      statement = connection.createStatement();
      Future<SQLException> failure = others.submit(() -> failureOf(() -> readAll(sql)));
      query.awaitHanging();
      statement.close();
      assertThat(failure.get().getSQLState()).isIn("57014", "55000");
    }
  }

  @Test
  void newExecutionClosesTheOldResult() throws SQLException {
    ResultSet first = statement.executeQuery("three");
    ResultSet second = statement.executeQuery("three");
    assertThat(first.isClosed()).isTrue();
    assertThat(second.next()).isTrue();
    statement.close();
    assertThat(second.isClosed()).isTrue();
    assertThat(statement.isClosed()).isTrue();
    assertState("55000", () -> statement.executeQuery("three"));
    assertState("55000", statement::getMaxRows);
  }

  @Test
  void closeOnCompletion() throws SQLException {
    statement.closeOnCompletion();
    assertThat(statement.isCloseOnCompletion()).isTrue();
    ResultSet first = statement.executeQuery("three");
    ResultSet second = statement.executeQuery("three");
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  /** A command closes the result of the statement before it, as the next query does. */
  @Test
  void aCommandDoesNotCompleteTheStatement() throws SQLException {
    statement.closeOnCompletion();
    ResultSet first = statement.executeQuery("three");
    assertThat(statement.execute("COMMIT")).isFalse();
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    assertThat(statement.executeQuery("three").next()).isTrue();
  }

  @Test
  void aCommandIsDoneByEveryMethod() throws SQLException {
    assertThat(statement.execute("SET x = 1")).isFalse();
    assertThat(statement.getUpdateCount()).isZero();
    assertThat(statement.getLargeUpdateCount()).isZero();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
    assertThat(statement.executeUpdate("COMMIT", Statement.NO_GENERATED_KEYS)).isZero();
    assertThat(statement.executeUpdate("COMMIT", new int[] {1})).isZero();
    assertThat(statement.executeUpdate("COMMIT", new String[] {"id"})).isZero();
    assertThat(statement.executeLargeUpdate("COMMIT")).isZero();
    assertThat(statement.executeLargeUpdate("COMMIT", Statement.NO_GENERATED_KEYS)).isZero();
    assertThat(statement.executeLargeUpdate("COMMIT", new int[] {1})).isZero();
    assertThat(statement.executeLargeUpdate("COMMIT", new String[] {"id"})).isZero();
    assertThat(statement.getUpdateCount()).isZero();
  }

  @Test
  void results() throws SQLException {
    assertThat(statement.execute("three", Statement.RETURN_GENERATED_KEYS)).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.getLargeUpdateCount()).isEqualTo(-1);
    ResultSet rows = statement.getResultSet();
    assertThat(rows.getStatement()).isSameAs(statement);
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(rows.isClosed()).isTrue();
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getGeneratedKeys().next()).isFalse();
    statement.execute("three");
    ResultSet kept = statement.getResultSet();
    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
    assertThat(statement.getResultSet()).isNull();
    assertThat(kept.isClosed()).isFalse();
    statement.close();
    assertThat(kept.isClosed()).isTrue();
  }

  @Test
  void updatesAreRefused() throws SQLException {
    List<ThrowingCallable> updates =
        List.of(
            () -> statement.executeUpdate("DELETE"),
            () -> statement.executeUpdate("DELETE", Statement.NO_GENERATED_KEYS),
            () -> statement.executeLargeUpdate("DELETE"),
            () -> statement.addBatch("DELETE"));
    for (ThrowingCallable update : updates) {
      assertThatThrownBy(update)
          .isInstanceOf(SQLFeatureNotSupportedException.class)
          .hasMessageContaining("the driver reads only")
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("0A000");
    }
    statement.clearBatch();
    assertThat(statement.executeBatch()).isEmpty();
    assertThat(statement.executeLargeBatch()).isEmpty();
  }

  @Test
  void badSql() {
    assertThatThrownBy(() -> statement.executeQuery("nonsense"))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("42601");
    assertState("22023", () -> statement.executeQuery(null));
  }

  @Test
  void warningsOfTheExecution() throws SQLException {
    ResultSet rows = statement.executeQuery("three");
    assertThat((Throwable) rows.getWarnings()).isNull();
    three.executions().get(0).warn(ErrorCode.INCONSISTENT, "first");
    three.executions().get(0).warn(ErrorCode.INCONSISTENT, "second");
    for (SQLWarning warning : List.of(rows.getWarnings(), statement.getWarnings())) {
      assertThat(warning.getMessage()).isEqualTo("first");
      assertThat(warning.getSQLState()).isEqualTo("HCI01");
      assertThat(warning.getNextWarning().getMessage()).isEqualTo("second");
    }
    rows.clearWarnings();
    assertThat((Throwable) rows.getWarnings()).isNull();
    statement.executeQuery("three");
    assertThat((Throwable) statement.getWarnings()).isNull();
  }

  @Test
  void harmless() throws SQLException {
    statement.setCursorName("c");
    statement.setEscapeProcessing(false);
    statement.setMaxFieldSize(10);
    assertThat(statement.getMaxFieldSize()).isEqualTo(10);
    statement.setFetchDirection(ResultSet.FETCH_REVERSE);
    statement.setPoolable(true);
    assertThat(statement.isPoolable()).isTrue();
    assertThat(statement.enquoteLiteral("it's")).isEqualTo("'it''s'");
    assertThat(statement.enquoteIdentifier("a b", false)).isEqualTo("\"a b\"");
    assertThat(statement.enquoteIdentifier("\"a b\"", false)).isEqualTo("\"a b\"");
    assertThat(statement.enquoteIdentifier("Order", false)).isEqualTo("\"Order\"");
    assertThat(statement.enquoteIdentifier("rlike", false)).isEqualTo("\"rlike\"");
    assertThat(statement.isSimpleIdentifier("Order")).isFalse();
    assertThat(statement.enquoteIdentifier("lastSeen", false)).isEqualTo("lastSeen");
    assertThat(statement.enquoteIdentifier("lastSeen", true)).isEqualTo("\"lastSeen\"");
    assertThat(statement.unwrap(Statement.class)).isSameAs(statement);
    assertThat(statement.isWrapperFor(Connection.class)).isFalse();
  }

  @Test
  void oneConnectionForEightThreads() throws Exception {
    int threads = 8;
    int each = 1250;
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      tasks.add(
          () -> {
            int rows = 0;
            for (int j = 0; j < each; j++) {
              try (Statement own = connection.createStatement();
                  ResultSet read = own.executeQuery("three")) {
                while (read.next()) {
                  rows++;
                }
              }
            }
            return rows;
          });
    }
    for (Future<Integer> rows : others.invokeAll(tasks)) {
      assertThat(rows.get()).isEqualTo(3 * each);
    }
  }

  private int readAll(String sql) throws SQLException {
    int count = 0;
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        count++;
      }
    }
    return count;
  }

  private static SQLException failureOf(Callable<?> call) throws Exception {
    try {
      throw new AssertionError("no failure but " + call.call());
    } catch (SQLException e) {
      return e;
    }
  }

  private static void assertState(String state, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLException.class)
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo(state);
  }
}
