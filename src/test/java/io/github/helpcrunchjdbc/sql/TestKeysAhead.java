package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys of a join go out in several requests at a time where all its rows are wanted. */
@Timeout(60)
class TestKeysAhead {
  private static final String JOIN = " FROM " + ids(450) + " JOIN customers c ON c.id = v.n";

  /** From this request on they wait for each other. */
  private static final int SECOND = 2;

  private final AtomicInteger came = new AtomicInteger();
  private CountDownLatch gate = new CountDownLatch(0);
  private CountDownLatch held = new CountDownLatch(0);
  private AskedAccount account;

  @AfterEach
  void close() throws SQLException {
    while (gate.getCount() > 0) {
      gate.countDown();
    }
    account.close();
  }

  private static String ids(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(id -> "(" + id + ")")
        .collect(Collectors.joining(", ", "(VALUES ", ") AS v (n)"));
  }

  /** The account; its requests from one on wait until so many of them have come. */
  private void open(int first, int last, int together, String... properties) throws SQLException {
    gate = new CountDownLatch(together);
    held = new CountDownLatch(together - 1);
    account =
        AskedAccount.gated(
            store -> pass(first, last),
            IntStream.rangeClosed(1, 450).mapToObj(DemoCustomer::of).toList(),
            properties);
  }

  private void pass(int first, int last) {
    int number = came.incrementAndGet();
    if (number < first || number > last) {
      return;
    }
    gate.countDown();
    held.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<String> batches() throws Exception {
    List<String> batches = new ArrayList<>();
    for (JsonNode request : account.requests()) {
      JsonNode filters = request.get("filter");
      batches.add(
          filters.get(0).get("value").asText()
              + ".."
              + filters.get(filters.size() - 1).get("value").asText()
              + ", "
              + request.get("offset")
              + ", "
              + request.get("limit"));
    }
    return batches;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT v.n %s",
        "SELECT COUNT(*) %s",
        "SELECT v.n %s ORDER BY c.name, v.n LIMIT 3",
        "SELECT v.n %s UNION ALL SELECT 1",
        "SELECT v.n %s OFFSET 3 ROWS",
        "SELECT v.n, ROW_NUMBER() OVER (ORDER BY c.name) %s LIMIT 3",
        "SELECT j.n FROM (SELECT v.n %s) AS j WHERE j.n NOT IN (VALUES (7), (8))"
      })
  void twoAreOnTheirWay(String sql) throws Exception {
    open(SECOND, Integer.MAX_VALUE, 2);
    account.ask(String.format(sql, JOIN));
    assertThat(gate.getCount()).isZero();
    // None was asked again because the answer to it did not come.
    assertThat(batches()).doesNotHaveDuplicates().hasSize(5);
  }

  @Test
  void theRequestsAndTheRowsAreThoseOfOneAfterTheOther() throws Exception {
    open(SECOND, Integer.MAX_VALUE, 2);
    assertThat(account.ask("SELECT c.id" + JOIN).column(0))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 450).boxed().toList());
    assertThat(batches().get(0)).isEqualTo("1..100, 0, 100");
    assertThat(batches())
        .containsExactlyInAnyOrder(
            "1..100, 0, 100",
            "101..200, 0, 100",
            "201..300, 0, 100",
            "301..400, 0, 100",
            "401..450, 0, 50");
  }

  @Test
  void whatMayEndEarlySendsNoneAhead() throws Exception {
    open(0, 0, 1);
    assertThat(account.ask("SELECT c.id" + JOIN + " LIMIT 150").rows()).hasSize(150);
    assertThat(batches()).containsExactly("1..100, 0, 100", "101..200, 0, 100");
    account.account().clear();
    try (Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(150);
      try (ResultSet rows = statement.executeQuery("SELECT c.id" + JOIN)) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        assertThat(count).isEqualTo(150);
      }
    }
    assertThat(batches()).containsExactly("1..100, 0, 100", "101..200, 0, 100");
  }

  @Test
  void theFirstKeysGoOutAlone() throws Exception {
    open(0, 0, 1);
    try (Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT c.id" + JOIN)) {
      for (int i = 0; i < 100; i++) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(batches()).containsExactly("1..100, 0, 100");
    }
  }

  @Test
  void whatMayNotBeSpentIsNotSentAhead() throws Exception {
    open(0, 0, 1, "maxRequests=2");
    assertThatThrownBy(() -> account.ask("SELECT SUM(c.id + v.n)" + JOIN))
        .hasMessageContaining("maxRequests is 2");
    assertThat(batches()).containsExactly("1..100, 0, 100", "101..200, 0, 100");
  }

  @Test
  void closingEndsWhatIsOnItsWay() throws Exception {
    // The third request waits for ever, and has the only place there is.
    open(3, 3, 2, "maxConcurrentRequests=1");
    try (Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT c.id" + JOIN)) {
      for (int i = 0; i < 200; i++) {
        assertThat(rows.next()).isTrue();
      }
      held.await();
    }
    assertThat(account.ask("SELECT id FROM customers WHERE id = 7").rows()).hasSize(1);
  }

  @Test
  void cancellingEndsWhatIsOnItsWay() throws Exception {
    open(2, 3, 3, "maxConcurrentRequests=2");
    try (Statement statement = account.connection().createStatement()) {
      FutureTask<Boolean> reading =
          new FutureTask<>(
              () -> statement.executeQuery("SELECT COUNT(*), SUM(c.id + v.n)" + JOIN).next());
      Thread reader = new Thread(reading);
      reader.setDaemon(true);
      reader.start();
      held.await();
      statement.cancel();
      assertThatThrownBy(reading::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("cancelled");
    }
    assertThat(account.ask("SELECT id FROM customers WHERE id = 7").rows()).hasSize(1);
  }
}
