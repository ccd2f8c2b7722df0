package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that never answers: a caller is back who cancels or has set a timeout. */
@Timeout(30)
class TestHangingService {
  private static final String QUERY = "SELECT * FROM customers WHERE name = 'even'";

  private final ExecutorService other = Executors.newSingleThreadExecutor();
  private AskedAccount account;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    account = AskedAccount.of(People.many(150));
    statement = account.connection().createStatement();
    assertUsable();
  }

  @AfterEach
  void close() throws SQLException {
    other.shutdownNow();
    account.close();
  }

  private void assertUsable() throws SQLException {
    try (ResultSet rows = statement.executeQuery(QUERY)) {
      assertThat(ToolTraffic.count(rows)).isEqualTo(75);
    }
  }

  private void hang(Failure failure) {
    account.account().clear();
    account.account().failNext(50, failure);
  }

  private static void awaitRequest(AskedAccount asked) {
    while (asked.account().requests().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private SQLException failure() {
    try {
      ToolTraffic.count(statement.executeQuery(QUERY));
      throw new AssertionError("an answer of a service that hangs");
    } catch (SQLException e) {
      return e;
    }
  }

  private static List<Failure> hanging() {
    return List.of(new Failure.Hang(), new Failure.HangInBody());
  }

  @ParameterizedTest
  @MethodSource("hanging")
  void cancel(Failure failure) throws Exception {
    hang(failure);
    Future<SQLException> back = other.submit(this::failure);
    awaitRequest(account);
    statement.cancel();
    assertThat(back.get().getSQLState()).isEqualTo("57014");
    account.account().clear();
    assertUsable();
  }

  @ParameterizedTest
  @MethodSource("hanging")
  void queryTimeout(Failure failure) throws Exception {
    statement.setQueryTimeout(1);
    hang(failure);
    assertThat((Throwable) failure())
        .isInstanceOf(SQLTimeoutException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("HYT00");
    account.account().clear();
    assertUsable();
  }

  @Test
  void networkTimeout() throws Exception {
    account.connection().setNetworkTimeout(other, 300);
    hang(new Failure.Hang());
    assertThat(failure().getSQLState()).isEqualTo("08006");
    assertThat(account.account().requests()).hasSize(1);
    account.account().clear();
    assertUsable();
    assertThat(account.connection().isClosed()).isFalse();
  }

  @Test
  void oneAnswerThatDripsInTheMiddleOfAScanCostsNoRow() throws Exception {
    try (Connection hasty = account.connect("requestTimeout=1", "pageSize=10");
        ResultSet rows = hasty.createStatement().executeQuery("SELECT id FROM customers")) {
      for (int row = 0; row < 35; row++) {
        assertThat(rows.next()).isTrue();
      }
      int before = account.account().requests().size();
      account.account().failNext(1, new Failure.Drip(Duration.ofSeconds(1)));
      assertThat(35 + ToolTraffic.count(rows)).isEqualTo(150);
      assertThat(account.account().requests().size()).isGreaterThan(before);
    }
  }

  @Test
  void isValidAnswersInTime() throws Exception {
    account.account().clear();
    assertThat(account.connection().isValid(1)).isTrue();
    // What was just read proves it.
    assertThat(account.account().requests()).isEmpty();
    try (AskedAccount fresh = AskedAccount.of(People.few())) {
      fresh.account().clear();
      assertThat(fresh.connection().isValid(5)).isTrue();
      assertThat(fresh.account().requests()).hasSize(1);
    }
    try (AskedAccount silent = AskedAccount.of(People.few())) {
      silent.account().failNext(9, new Failure.Hang());
      assertThat(silent.connection().isValid(1)).isFalse();
      assertThat(silent.account().requests()).hasSize(1);
    }
  }

  @Test
  void closeOfTheConnection() throws Exception {
    hang(new Failure.Hang());
    Future<SQLException> back = other.submit(this::failure);
    awaitRequest(account);
    account.connection().abort(Runnable::run);
    assertThat(back.get().getSQLState()).isIn("57014", "08003", "55000");
  }

  /** Both read customers to find the account's attributes, for no statement. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void closeOfAConnectionThatPreparesOrIsAskedForItsColumns(boolean prepares) throws Exception {
    try (AskedAccount silent = AskedAccount.of(People.few(), "customFields=auto")) {
      silent.account().failNext(50, new Failure.Hang());
      Future<SQLException> back = other.submit(() -> failureOf(silent.connection(), prepares));
      awaitRequest(silent);
      silent.connection().close();
      assertThat(back.get().getSQLState()).isEqualTo("57014");
    }
  }

  /** As tools do whose user stops them; it is the thread's call that ends, not the connection. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interruptOfAThreadThatPreparesOrAsksForColumns(boolean prepares) throws Exception {
    try (AskedAccount silent = AskedAccount.of(People.few(), "customFields=auto")) {
      silent.account().failNext(50, new Failure.Hang());
      FutureTask<SQLException> call =
          new FutureTask<>(() -> failureOf(silent.connection(), prepares));
      Thread caller = new Thread(call);
      caller.start();
      awaitRequest(silent);
      caller.interrupt();
      assertThat(call.get().getSQLState()).isEqualTo("57014");
      silent.account().clear();
      assertThat(
              ToolTraffic.count(
                  silent.connection().getMetaData().getTables(null, null, null, null)))
          .isPositive();
      try (Statement next = silent.connection().createStatement()) {
        assertThat(ToolTraffic.count(next.executeQuery("SELECT id FROM customers"))).isEqualTo(8);
      }
    }
  }

  private static SQLException failureOf(Connection connection, boolean prepares) {
    try {
      if (prepares) {
        connection.prepareStatement("SELECT id FROM customers WHERE id = ?");
      } else {
        connection.getMetaData().getColumns(null, null, null, null);
      }
      throw new AssertionError("an answer of a service that hangs");
    } catch (SQLException e) {
      return e;
    }
  }
}
