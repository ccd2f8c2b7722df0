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
 * who ever came, and whose ids leap: within a factor of two before anybody has read; once the
 * statement was executed exactly what it sends, unless the bill says that it can't be told.
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
        "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1",
        "SELECT id FROM customers WHERE firstSeen > TIMESTAMP '2026-02-01 00:00:00'"
            + " ORDER BY firstSeen LIMIT 60",
        "SELECT id FROM customers ORDER BY firstSeen DESC, id LIMIT 15",
        "SELECT id FROM customers WHERE countryCode IN ('UA', 'PL') LIMIT 7",
        "SELECT id FROM customers WHERE lastSeen IS NULL",
        "SELECT id FROM customers WHERE lastSeen < TIMESTAMP '2025-02-01 00:00:00'"
            + " OR lastSeen IS NULL",
        "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1"
      })
  void isWithinAFactorOfTwoAndThenExact(String sql) throws Exception {
    try (AskedAccount account =
        AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, "checkKey=true")) {
      double cold = billed(account, "EXPLAIN " + sql);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(1);
      account.ask(sql);
      double spent = account.requests().size();
      assertThat(cold).isBetween(spent / 2, spent * 2);

      List<List<Object>> bill = account.ask("EXPLAIN PLAN FOR " + sql).rows();
      boolean isSure = bill.stream().anyMatch(row -> "the bill".equals(row.get(1)));
      double again = billed(bill);
      account.ask(sql);
      spent = account.requests().size();
      assertThat(again).isBetween(isSure ? spent : spent / 2, isSure ? spent : spent * 2);
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
    return billed(account.ask(explain).rows());
  }

  private static long billed(List<List<Object>> bill) {
    return bill.stream()
        .filter(row -> "total".equals(row.get(0)))
        .mapToLong(row -> (Long) row.get(2))
        .findFirst()
        .orElseThrow();
  }
}
