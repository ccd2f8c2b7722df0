package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
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

  /** The totals are known the second time, when the requests for them are on their way already. */
  @Test
  void requestsOnTheirWayAreCountedOnce() throws Exception {
    String keys =
        IntStream.rangeClosed(1, 450)
            .mapToObj(id -> "(" + id + ")")
            .collect(Collectors.joining(","));
    String sql = "SELECT COUNT(*) FROM (VALUES " + keys + ") AS v (n) JOIN customers c ON c.id = n";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "maxRequests=5")) {
      for (int i = 0; i < 2; i++) {
        assertThat(account.ask(sql).rows()).containsExactly(List.of(450L));
        assertThat(account.requests()).hasSize(5);
      }
    }
  }
}
