package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code maxRequests} counts what is still to be sent, and each of it once. */
class TestCountedByTheGuard {
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 900)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000L + id)))
          .toList();

  @Test
  void pagesInMemoryAreNot() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen LIMIT 800";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "cacheTtl=600", "maxRequests=8")) {
      account.ask(sql);
      assertThat(account.requests()).hasSize(8);
      try (Connection bounded = account.connect("cacheTtl=600", "maxRequests=3")) {
        account.account().clear();
        assertThat(H2Judge.query(bounded, sql).rows()).hasSize(800);
        assertThat(account.requests()).isEmpty();
      }
    }
  }

  @Test
  void pagesOfARestThatIsNotInMemoryAre() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen LIMIT ";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "cacheTtl=600")) {
      account.ask(sql + 600);
      try (Connection bounded = account.connect("cacheTtl=600", "maxRequests=2")) {
        account.account().clear();
        assertThat(H2Judge.query(bounded, sql + 800).rows()).hasSize(800);
        assertThat(account.requests()).hasSize(2);
      }
    }
  }

  /** Where totals are known, requests are counted that are on their way already. */
  @Test
  void requestsOnTheirWayAreCountedOnce() throws Exception {
    String keys =
        IntStream.rangeClosed(1, 250)
            .mapToObj(key -> "('m" + key + "')")
            .collect(Collectors.joining(","));
    String sql =
        "SELECT COUNT(*) FROM (VALUES " + keys + ") AS v (e) JOIN customers c ON c.email = v.e";
    List<DemoCustomer> pairs =
        CUSTOMERS.stream()
            .limit(500)
            .map(customer -> customer.with(CustomerField.EMAIL, "m" + (1 + customer.id() % 250)))
            .toList();
    try (AskedAccount account = AskedAccount.of(pairs, "stringMatching=strict")) {
      account.ask(sql);
      int spent = account.requests().size();
      try (Connection bounded = account.connect("stringMatching=strict", "maxRequests=" + spent)) {
        assertThat(H2Judge.query(bounded, sql).rows()).containsExactly(List.of(500L));
      }
    }
  }

  /** Nor are requests that were sent again. */
  @Test
  void requestsOfOthersAreNot() {
    RequestBudget.Bound five = new RequestBudget.Bound(5, true, RequestBudget.Action.ERROR, 0);
    Execution execution =
        new Execution(1, 0, 0, 0, five, MemoryBudget.usual(), new AtomicLong()::get);
    Statistics spent = execution.statistics();
    spent.count(Counter.SHARED_REQUESTS, 3);
    spent.count(Counter.RETRIES, 1);
    spent.count(Counter.REQUESTS, 5);
    execution.budget().checkRequest();
    execution.budget().expectAtLeast(1);
    spent.count(Counter.REQUESTS);
    assertThatThrownBy(execution.budget()::checkRequest)
        .hasMessageContaining("has sent 5 requests and needs more");
  }

  @Test
  void requestsThatWaitForTheirTurnAre() {
    RequestBudget.Bound five = new RequestBudget.Bound(5, true, RequestBudget.Action.ERROR, 0);
    Execution execution =
        new Execution(1, 0, 0, 0, five, MemoryBudget.usual(), new AtomicLong()::get);
    execution.statistics().count(Counter.REQUESTS, 3);
    execution.statistics().count(Counter.WAITING);
    assertThat(execution.budget().allowsAhead()).isTrue();
    execution.statistics().count(Counter.WAITING);
    assertThat(execution.budget().allowsAhead()).isFalse();
    assertThatThrownBy(execution.budget()::checkRequest)
        .hasMessageContaining("has sent 3 requests, has 2 waiting and needs more");
    execution.statistics().count(Counter.WAITING, -1);
    assertThat(execution.budget().allowsAhead()).isTrue();
  }
}
