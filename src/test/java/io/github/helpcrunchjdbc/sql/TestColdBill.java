package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What EXPLAIN estimates in an account whose customers came in bursts, whose newest page has nobody
 * who ever came, and whose ids leap: within a factor of two before anybody has read, and exactly
 * what the statement sends once it was executed.
 */
class TestColdBill {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 2_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MIN(id), MAX(id) FROM customers",
        "SELECT id FROM customers ORDER BY id LIMIT 12",
        "SELECT id FROM customers ORDER BY id DESC LIMIT 12",
        "SELECT id FROM customers WHERE id > 2200 ORDER BY id LIMIT 50",
        "SELECT id FROM customers WHERE id > 5000001000 AND blocked",
        "SELECT id FROM customers WHERE firstSeen < TIMESTAMP '2024-09-10 00:00:00'",
        "SELECT id FROM customers WHERE lastSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen < TIMESTAMP '2025-02-01 00:00:00'"
            + " OR lastSeen IS NULL"
      })
  void isWithinAFactorOfTwoAndThenExact(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      double cold = billed(account, "EXPLAIN " + sql);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(1);
      account.ask(sql);
      double spent = account.requests().size();
      assertThat(cold).isBetween(spent / 2, spent * 2);

      long again = billed(account, "EXPLAIN PLAN FOR " + sql);
      account.ask(sql);
      assertThat(account.requests()).hasSize((int) again);
    }
  }

  @Test
  void aReadingFromATimeOnIsWithinAFactorOfTwo() throws Exception {
    for (String since : List.of("2026-11-10", "2026-03-01")) {
      String sql = "SELECT id FROM customers WHERE firstSeen >= DATE '" + since + "'";
      try (AskedAccount account =
          AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
        double cold = billed(account, "EXPLAIN " + sql);
        account.ask(sql);
        double spent = account.requests().size();
        assertThat(cold).as(since).isBetween(spent / 2, spent * 2);
      }
    }
  }

  private static long billed(AskedAccount account, String explain) throws Exception {
    return account.ask(explain).rows().stream()
        .filter(row -> "total".equals(row.get(0)))
        .mapToLong(row -> (Long) row.get(2))
        .findFirst()
        .orElseThrow();
  }
}
