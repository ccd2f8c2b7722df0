package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Somebody is seen again between any two requests of a statement that counts several groups. The
 * answer is that of before or of after, as H2 has both.
 */
@Timeout(600)
class TestSeenAgainMeanwhile {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final String[] IN_TURN = {"pageSize=50", "maxConcurrentRequests=1"};

  private static DemoCustomer customer(long id) {
    String country = List.of("UA", "PL", "DE", "FR").get((int) (id % 4));
    Instant seen = NOW.minusSeconds(1_000_000 + id * 7919 % 1201 * 100_000);
    return DemoCustomer.of(id)
        .with(CustomerField.FIRST_SEEN, NOW.minusSeconds(200_000_000 - 31_000 * id))
        .with(CustomerField.COUNTRY_CODE, id % 9 == 0 ? null : id % 997 == 5 ? "CY" : country)
        .with(CustomerField.LAST_SEEN, id % 11 == 0 ? null : seen)
        .withTags(id % 3 == 0 ? new String[] {"vip"} : new String[] {});
  }

  /** One of Ukraine, and one who was never seen before. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          500 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE lastSeen >= TIMESTAMP '2026-02-01 00:00:00') FROM customers GROUP BY countryCode
          1100 | SELECT countryCode, COUNT(*), COUNT(lastSeen) FROM customers GROUP BY countryCode
          500 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen)
          500 | SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers GROUP BY EXTRACT(YEAR FROM lastSeen)
          """)
  void isCountedOnce(long id, String sql) throws Exception {
    List<DemoCustomer> before =
        LongStream.rangeClosed(1, 1_500).mapToObj(one -> customer(one)).toList();
    Set<List<@Nullable Object>> right;
    try (AskedAccount account = AskedAccount.of(before)) {
      right = new HashSet<>(account.judged(sql).rows());
    }
    DemoCustomer again = customer(id).with(CustomerField.LAST_SEEN, NOW);
    List<DemoCustomer> after = before.stream().map(one -> one.id() == id ? again : one).toList();
    Set<List<@Nullable Object>> rightThen;
    try (AskedAccount account = AskedAccount.of(after)) {
      rightThen = new HashSet<>(account.judged(sql).rows());
    }
    int requests = 2;
    for (int request = 2; request <= requests; request++) {
      try (AskedAccount account =
          AskedAccount.changedAt(request, store -> store.put(again), before, IN_TURN)) {
        assertThat(List.of(right, rightThen))
            .as("%s is seen again at request %s", id, request)
            .contains(new HashSet<>(account.ask(sql).rows()));
        requests = Math.min(14, account.account().bodies().size());
      }
    }
  }
}
