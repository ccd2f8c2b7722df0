package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.Churn;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.ResultRows;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Groups and counts while customers come or go between the requests: whoever stays counts once,
 * whoever comes or goes counts once or not at all.
 */
class TestNumbersUnderChurn {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 400);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private static @Nullable Object country(DemoCustomer customer) {
    return customer.get(CustomerField.COUNTRY_CODE);
  }

  private static @Nullable Object yearSeen(DemoCustomer customer) {
    Instant seen = (Instant) customer.get(CustomerField.LAST_SEEN);
    return seen == null ? null : (Object) (long) seen.atZone(ZoneOffset.UTC).getYear();
  }

  private static Object hasEmail(DemoCustomer customer) {
    return customer.get(CustomerField.EMAIL) == null ? "none" : "some";
  }

  /** Before each request somebody comes, so that no two totals are of the same moment. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void comers(long seed) throws Exception {
    check(new Churn(seed, NOW, 2, 0, 0), Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void goers(long seed) throws Exception {
    check(new Churn(seed, NOW, 0, 2, 0), Integer.MAX_VALUE);
  }

  /** A few times somebody comes or goes, then the account holds still. */
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void inTheBeginning(long seed) throws Exception {
    boolean come = seed % 2 == 0;
    check(new Churn(seed, NOW, come ? 1 : 0, come ? 0 : 1, 0), (int) (seed % 8) + 2);
  }

  /** Whoever comes and goes has a value: that some have none is as it was. */
  @ParameterizedTest
  @CsvSource({"0, 1", "0, -1", "1, 1", "1, -1"})
  void whoHasNoValueIsSeenWhileOthersComeAndGo(int without, int change) throws Exception {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 1_500)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.FIRST_SEEN, NOW.minusSeconds(10_000 - id))
                        .with(
                            CustomerField.COUNTRY_CODE,
                            id > 500 && id <= 500 + without
                                ? null
                                : List.of("UA", "PL", "DE").get((int) id % 3)))
            .toList();
    for (int first = 1; first <= 8; first++) {
      Consumer<CustomerStore> once =
          store -> {
            if (change > 0) {
              store.put(DemoCustomer.of(9_999).with(CustomerField.COUNTRY_CODE, "PL"));
            } else {
              store.delete(100);
            }
          };
      try (AskedAccount asked =
          AskedAccount.changedAt(first, once, customers, "maxConcurrentRequests=1")) {
        List<@Nullable Object> codes =
            asked.ask("SELECT DISTINCT countryCode FROM customers").column(0);
        assertThat(codes).as("at request %s", first).hasSize(without == 0 ? 3 : 4);
        assertThat(codes.contains(null)).isEqualTo(without > 0);
        assertThat(asked.requests().size()).isLessThanOrEqualTo(10);
      }
    }
  }

  private static void check(Churn churn, int requests) throws Exception {
    AtomicInteger left = new AtomicInteger();
    Consumer<CustomerStore> moving =
        store -> {
          if (left.getAndDecrement() > 0) {
            churn.accept(store);
          }
        };
    try (SimulatedAccount account =
            SimulatedAccount.builder()
                .customers(CUSTOMERS)
                .apiKey("churn-" + KEYS.incrementAndGet())
                .beforeEach(moving)
                .start();
        Connection connection =
            DriverManager.getConnection(
                "jdbc:helpcrunch:requestsPerMinute=0;checkKey=false;customFields=off;timeZone=UTC"
                    + ";pageSize=50;baseUrl="
                    + account.baseUrl()
                    + ";apiKey="
                    + account.apiKey())) {
      for (Map.Entry<String, Function<DemoCustomer, @Nullable Object>> question :
          Map.<String, Function<DemoCustomer, @Nullable Object>>of(
                  "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
                  TestNumbersUnderChurn::country,
                  "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers"
                      + " GROUP BY EXTRACT(YEAR FROM lastSeen)",
                  TestNumbersUnderChurn::yearSeen,
                  "SELECT 'some', COUNT(email) FROM customers"
                      + " UNION ALL SELECT 'none', COUNT(*) FROM customers WHERE email IS NULL",
                  TestNumbersUnderChurn::hasEmail)
              .entrySet()) {
        List<DemoCustomer> there = account.customers().all();
        left.set(requests);
        ResultRows answer = H2Judge.query(connection, question.getKey());
        left.set(0);
        assertBounds(answer, there, account.customers().all(), question.getValue());
      }
    }
  }

  /** Between those who were there all the time, unchanged, and those who ever were. */
  private static void assertBounds(
      ResultRows answer,
      List<DemoCustomer> before,
      List<DemoCustomer> after,
      Function<DemoCustomer, @Nullable Object> group) {
    Map<Long, DemoCustomer> then = new HashMap<>();
    before.forEach(one -> then.put(one.id(), one));
    Map<Object, Long> stayed = new HashMap<>();
    Map<Object, Set<Long>> ever = new HashMap<>();
    for (DemoCustomer one : after) {
      ever.computeIfAbsent(key(group.apply(one)), any -> new HashSet<>()).add(one.id());
      DemoCustomer was = then.get(one.id());
      if (was != null
          && Objects.equals(was.get(CustomerField.LAST_SEEN), one.get(CustomerField.LAST_SEEN))) {
        stayed.merge(key(group.apply(one)), 1L, Long::sum);
      }
    }
    before.forEach(
        one -> ever.computeIfAbsent(key(group.apply(one)), any -> new HashSet<>()).add(one.id()));
    Map<Object, Long> counted = new HashMap<>();
    answer.rows().forEach(row -> counted.put(key(row.get(0)), (Long) row.get(1)));
    stayed.forEach(
        (value, count) ->
            assertThat(counted.getOrDefault(value, 0L))
                .as("%s", value)
                .isGreaterThanOrEqualTo(count));
    counted.forEach(
        (value, count) ->
            assertThat(count)
                .as("%s", value)
                .isLessThanOrEqualTo(ever.getOrDefault(value, Set.of()).size()));
  }

  private static Object key(@Nullable Object value) {
    return value == null ? "without" : value;
  }
}
