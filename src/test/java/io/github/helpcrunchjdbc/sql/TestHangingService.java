package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service that never answers: how soon a caller is back who cancels or has set a timeout. */
@Timeout(120)
class TestHangingService {
  private static final Logger LOG = Logger.getLogger(TestHangingService.class.getName());
  private static final int ROUNDS = 11;
  private static final String QUERY = "SELECT * FROM customers WHERE name = 'even'";

  /** Of the median; a single round may meet a machine that is busy with something else. */
  private static final long MOST_MILLIS = 100;

  private static final long MOST_MILLIS_EVER = 2000;

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

  private void awaitRequest() {
    while (account.account().requests().isEmpty()) {
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

  private static void assertSoon(String what, List<Long> nanos) {
    Collections.sort(nanos);
    long median = TimeUnit.NANOSECONDS.toMicros(nanos.get(nanos.size() / 2));
    long most = TimeUnit.NANOSECONDS.toMicros(nanos.get(nanos.size() - 1));
    LOG.info(what + ": median " + median + " us, most " + most + " us");
    assertThat(median).as("median, in us").isLessThan(TimeUnit.MILLISECONDS.toMicros(MOST_MILLIS));
    assertThat(most).as("most, in us").isLessThan(TimeUnit.MILLISECONDS.toMicros(MOST_MILLIS_EVER));
  }

  @Test
  void cancel() throws Exception {
    for (Failure failure : List.of(new Failure.Hang(), new Failure.HangInBody())) {
      List<Long> latencies = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        hang(failure);
        Future<Long> back =
            other.submit(
                () -> {
                  SQLException cancelled = failure();
                  long now = System.nanoTime();
                  assertThat(cancelled.getSQLState()).isEqualTo("57014");
                  return now;
                });
        awaitRequest();
        long start = System.nanoTime();
        statement.cancel();
        latencies.add(back.get() - start);
        account.account().clear();
        assertUsable();
      }
      assertSoon("cancel, " + failure, latencies);
    }
  }

  @Test
  void queryTimeout() throws Exception {
    statement.setQueryTimeout(1);
    for (Failure failure : List.of(new Failure.Hang(), new Failure.HangInBody())) {
      List<Long> late = new ArrayList<>();
      for (int round = 0; round < 3; round++) {
        hang(failure);
        long start = System.nanoTime();
        SQLException timeout = failure();
        late.add(System.nanoTime() - start - TimeUnit.SECONDS.toNanos(1));
        assertThat((Throwable) timeout).isInstanceOf(SQLTimeoutException.class);
        assertThat(timeout.getSQLState()).isEqualTo("HYT00");
        account.account().clear();
        assertUsable();
      }
      assertThat(late).allMatch(nanos -> nanos > -TimeUnit.MILLISECONDS.toNanos(50));
      assertSoon("late for a timeout of 1 s, " + failure, late);
    }
  }

  @Test
  void networkTimeout() throws Exception {
    account.connection().setNetworkTimeout(other, 300);
    hang(new Failure.Hang());
    long start = System.nanoTime();
    SQLException silence = failure();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
        .isLessThan(MOST_MILLIS_EVER);
    assertThat(silence.getSQLState()).isEqualTo("08006");
    account.account().clear();
    assertUsable();
    assertThat(account.connection().isClosed()).isFalse();
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
      long start = System.nanoTime();
      assertThat(silent.connection().isValid(1)).isFalse();
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start))
          .isBetween(900L, MOST_MILLIS_EVER);
      assertThat(silent.account().requests()).hasSize(1);
    }
  }

  @Test
  void closeOfTheConnection() throws Exception {
    hang(new Failure.Hang());
    Future<Long> back =
        other.submit(
            () -> {
              SQLException closed = failure();
              long now = System.nanoTime();
              assertThat(closed.getSQLState()).isIn("57014", "08003", "55000");
              return now;
            });
    awaitRequest();
    long start = System.nanoTime();
    account.connection().abort(Runnable::run);
    List<Long> latency = new ArrayList<>(List.of(back.get() - start));
    assertSoon("abort", latency);
  }
}
