package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.Progress;
import io.github.helpcrunchjdbc.Progress.Waiting;
import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A listener is told how far a statement is. */
@Timeout(60)
class TestProgress {
  private static final Duration TIME = Duration.ofSeconds(10);

  private final WatchedAccount account = WatchedAccount.of(450);
  private final List<Progress> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    account.close();
  }

  private Progress last() {
    return told.get(told.size() - 1);
  }

  @Test
  void pagesDoneAndToDoAreToldOnceASecond() throws SQLException {
    try (Connection connection = account.connect("pageSize=10")) {
      connection.unwrap(ReportsProgress.class).setProgressListener(told::add);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
        for (int i = 0; i < 25; i++) {
          assertThat(rows.next()).isTrue();
        }
        assertThat(told).isEmpty();
        account.heartbeat().beat();
        assertThat(last().pages()).isEqualTo(3);
        assertThat(last().pagesToCome()).isEqualTo(OptionalLong.of(42));
        assertThat(last().rows()).isEqualTo(30);
        assertThat(last().waiting()).isEqualTo(Waiting.NOTHING);
        assertThat(last().text()).startsWith("page 3 of 45");
        account.heartbeat().beat();
        assertThat(told).as("nothing has happened since").hasSize(1);
        while (rows.next()) {
          assertThat(last().done()).isFalse();
        }
        assertThat(last().done()).isTrue();
        assertThat(last().pages()).isEqualTo(45);
        assertThat(account.heartbeat().waiting()).isZero();
      }
    }
  }

  /** The ends of the ids are had from single pages, none of which a search gives. */
  @Test
  void pagesOfTotalsAndExtremesAreToldToo() throws SQLException {
    AtomicReference<@Nullable WatchedAccount> asked = new AtomicReference<>();
    SimulatedAccount beating =
        SimulatedAccount.builder()
            .customers(WatchedAccount.customers(450))
            .beforeEach(store -> Objects.requireNonNull(asked.get()).heartbeat().beat())
            .start();
    try (WatchedAccount watched = WatchedAccount.of(beating);
        Connection connection = watched.connect()) {
      asked.set(watched);
      connection.unwrap(ReportsProgress.class).setProgressListener(told::add);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery("SELECT MIN(id), MAX(id) FROM customers")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.next()).isFalse();
      }
      assertThat(told).anyMatch(progress -> !progress.done() && progress.pages() > 0);
      assertThat(last().pages()).isEqualTo(beating.requests().size()).isGreaterThan(1);
      assertThat(last().rows()).isPositive();
    }
  }

  /** Single pages come before the pages of a search, and are more than its first ones. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE id > 3 AND notes = 'note 3' ORDER BY id DESC",
        "SELECT MAX(id), MIN(name) FROM customers",
        "SELECT id FROM customers WHERE id >= (SELECT MAX(id) - 300 FROM customers)",
        "SELECT COUNT(*), MAX(name) FROM customers WHERE firstSeen > TIMESTAMP '2020-09-13"
            + " 12:27:00'"
      })
  void whatIsDoneNeverGoesBack(String sql) throws SQLException {
    AtomicReference<@Nullable WatchedAccount> asked = new AtomicReference<>();
    SimulatedAccount beating =
        SimulatedAccount.builder()
            .customers(WatchedAccount.customers(450))
            .beforeEach(store -> Objects.requireNonNull(asked.get()).heartbeat().beat())
            .start();
    try (WatchedAccount watched = WatchedAccount.of(beating);
        Connection connection = watched.connect("pageSize=10", "maxConcurrentRequests=1")) {
      asked.set(watched);
      connection.unwrap(ReportsProgress.class).setProgressListener(told::add);
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          watched.heartbeat().beat();
        }
      }
      assertThat(told).hasSizeGreaterThan(3);
      assertThat(told).extracting(Progress::pages).isSorted();
      assertThat(told).extracting(Progress::rows).isSorted();
    }
  }

  @Test
  void nobodyIsToldOfAStatementThatWasDropped() throws SQLException {
    try (Connection connection = account.connect("pageSize=10")) {
      connection.unwrap(ReportsProgress.class).setProgressListener(told::add);
      connection.createStatement().executeQuery("SELECT id FROM customers").next();
      assertThat(account.heartbeat().waiting()).isEqualTo(1);
      while (account.heartbeat().waiting() > 0) {
        System.gc();
        account.heartbeat().beat();
      }
    }
  }

  @Test
  void whoWaitsForTheQuotaIsToldForHowLong() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Connection connection = account.connect("pageSize=10", "requestsPerMinute=6");
        Statement statement = connection.createStatement()) {
      statement.unwrap(ReportsProgress.class).setProgressListener(told::add);
      Future<Boolean> reading =
          threads.submit(
              () -> {
                ResultSet rows = statement.executeQuery("SELECT id FROM customers");
                while (rows.next()) {
                  rows.getLong(1);
                }
                return true;
              });
      // Time stands still, so that all pages seem to have come at once and the quota stays full.
      while (told.isEmpty() || last().waiting() != Waiting.QUOTA || last().pages() < 6) {
        account.heartbeat().runTasks();
        Thread.onSpinWait();
      }
      Progress waiting = last();
      assertThat(waiting.pages()).isEqualTo(6);
      assertThat(waiting.pagesToCome()).isEqualTo(OptionalLong.of(39));
      assertThat(waiting.resumesIn()).isBetween(1L, 61L);
      // 39 requests at 6 a minute: the last goes out in the seventh minute from now.
      assertThat(waiting.secondsLeft().orElseThrow()).isBetween(6 * 60L, 7 * 61L);
      assertThat(waiting.text())
          .startsWith("page 6 of 45, quota full, goes on in ")
          .contains(" min left");
      statement.cancel();
      assertThat(reading).failsWithin(Duration.ofSeconds(30));
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aListenerThatFailsIsToldNoMore() throws SQLException {
    try (Connection connection = account.connect("pageSize=10");
        Statement statement = connection.createStatement()) {
      statement
          .unwrap(ReportsProgress.class)
          .setProgressListener(
              progress -> {
                told.add(progress);
                throw new IllegalStateException("of the test");
              });
      try (ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
        rows.next();
        account.heartbeat().beat();
        while (rows.next()) {
          rows.getLong(1);
        }
        assertThat(told).hasSize(1);
      }
    }
  }

  @Test
  void aStatementEndsWithoutWaitingForItsListener() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch heard = new CountDownLatch(1);
    try (Connection connection = account.connect("pageSize=10");
        Statement statement = connection.createStatement()) {
      statement
          .unwrap(ReportsProgress.class)
          .setProgressListener(
              progress -> {
                told.add(progress);
                listening.countDown();
                awaited(heard);
              });
      ResultSet rows = statement.executeQuery("SELECT id FROM customers LIMIT 20");
      try {
        assertThat(rows.next()).isTrue();
        Future<?> beat = threads.submit(() -> account.heartbeat().beat());
        assertThat(listening.await(TIME.toSeconds(), TimeUnit.SECONDS)).isTrue();
        Future<Integer> others =
            threads.submit(
                () -> {
                  int count = 0;
                  while (rows.next()) {
                    count++;
                  }
                  return count;
                });
        assertThat(others).succeedsWithin(TIME).isEqualTo(19);
        assertThat(told).as("by one thread at a time").hasSize(1);
        heard.countDown();
        assertThat(beat).succeedsWithin(TIME);
        assertThat(told).hasSize(2);
        assertThat(last().done()).isTrue();
      } finally {
        heard.countDown();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void nobodyIsWokenWhereNobodyListens() throws SQLException {
    try (Connection connection = account.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
      assertThat(rows.next()).isTrue();
      assertThat(account.heartbeat().waiting()).isZero();
    }
  }

  @Test
  void wordsSayWhatAPersonWantsToKnow() {
    assertThat(
            new Progress(
                    3,
                    120,
                    OptionalLong.of(80),
                    12_000,
                    OptionalLong.of(125),
                    Waiting.QUOTA,
                    41,
                    false)
                .text())
        .isEqualTo("page 120 of 200, quota full, goes on in 41 s, about 2 min left");
    assertThat(
            new Progress(
                    3, 2, OptionalLong.empty(), 200, OptionalLong.empty(), Waiting.ANSWER, 0, false)
                .text())
        .isEqualTo("page 2");
  }
}
