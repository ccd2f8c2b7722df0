package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of two texts: those of the second within each of the first, by totals. */
@Timeout(600)
class TestGroupsOfTwoTexts {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");
  private static final String PAGES_OF_50 = "pageSize=50";

  /** Who are without a country and have a city. */
  private enum Strays {
    NONE,
    SOME
  }

  private static List<DemoCustomer> customers(int count, Strays strays) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> customer(id, strays)).toList();
  }

  private static DemoCustomer customer(long id, Strays strays) {
    int country = (int) (id % 4);
    boolean isStray = id % 9 == 0;
    boolean hasCity = id % 7 != 0 && (!isStray || strays == Strays.SOME);
    String city = List.of("Kyiv", "Lviv", "Łódź", "Berlin").get((country + (int) (id / 4 % 2)) % 4);
    return DemoCustomer.of(id)
        .with(CustomerField.NAME, "Ann " + id * 7919 % 4_801)
        .with(
            CustomerField.COUNTRY_CODE,
            isStray ? null : List.of("UA", "PL", "DE", "FR").get(country))
        .with(CustomerField.CITY, hasCity ? city : null)
        .with(CustomerField.FIRST_SEEN, TIME.minusSeconds(61 * (id % 997)))
        .withTags(id % 3 == 0 ? new String[] {"vip"} : new String[] {});
  }

  /** Reading all takes 120 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NONE | 45 | SELECT countryCode, city, COUNT(*) FROM customers GROUP BY countryCode, city
          SOME | 55 | SELECT city, countryCode, COUNT(*) FROM customers GROUP BY city, countryCode
          NONE | 45 | SELECT DISTINCT countryCode, city FROM customers
          SOME | 55 | SELECT countryCode, COUNT(DISTINCT city), COUNT(*), COUNT(city), COUNT(countryCode) FROM customers GROUP BY countryCode
          SOME | 35 | SELECT countryCode, city, COUNT(*) FROM customers WHERE countryCode IS NOT NULL AND city <> '' GROUP BY countryCode, city HAVING COUNT(*) > 10
          SOME | 55 | SELECT CONCAT(COALESCE(countryCode, '?'), city), COUNT(*) FROM customers GROUP BY CONCAT(COALESCE(countryCode, '?'), city)
          NONE | 120 | SELECT countryCode, name, COUNT(*) FROM customers GROUP BY countryCode, name
          NONE | 120 | SELECT countryCode, COUNT(DISTINCT name) FROM customers GROUP BY countryCode
          SOME | 120 | SELECT countryCode, city, MAX(firstSeen) FROM customers GROUP BY countryCode, city
          SOME | 40 | SELECT countryCode, city, COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') GROUP BY countryCode, city
          """)
  void fewRequests(Strays strays, int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(6_000, strays), PAGES_OF_50)) {
      account.assertJudgedAnew(sql, List.of(), PAGES_OF_50, "maxConcurrentRequests=1");
      assertThat(account.account().bodies().size()).as(sql).isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void rightWhateverTheServiceDoes(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(3_000, quirk.ordinal() % 2 == 0 ? Strays.SOME : Strays.NONE),
            Behaviour.of(quirk),
            PAGES_OF_50,
            AskedAccount.consistency(quirk))) {
      account.assertJudged(
          "SELECT countryCode, city, COUNT(*) FROM customers GROUP BY countryCode, city");
      account.assertJudged(
          "SELECT city, COUNT(DISTINCT countryCode), COUNT(*) FROM customers"
              + " WHERE city IS NOT NULL GROUP BY city");
    }
  }

  @ParameterizedTest
  @CsvSource({"3, SOME", "5, NONE", "7, SOME", "9, NONE"})
  void whereFewFiltersAreTaken(int most, Strays strays) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(3_000, strays), Behaviour.PLAIN.withMaxFilters(most), PAGES_OF_50)) {
      account.assertJudged(
          "SELECT countryCode, city, COUNT(*) FROM customers WHERE id > 7 GROUP BY countryCode,"
              + " city");
    }
  }

  /** Whoever goes while totals are asked for counts once or not at all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 6, 9, 12, 16, 20, 24, 28, 32})
  void somebodyGoes(int request) throws Exception {
    List<DemoCustomer> before = customers(3_000, Strays.SOME);
    List<DemoCustomer> after = before.stream().filter(one -> one.id() != 1_001).toList();
    try (AskedAccount account =
        AskedAccount.changedAt(
            request,
            store -> store.delete(1_001),
            before,
            PAGES_OF_50,
            "maxConcurrentRequests=1")) {
      Map<List<?>, Long> answer = new HashMap<>();
      account
          .ask("SELECT countryCode, city, COUNT(*) FROM customers GROUP BY countryCode, city")
          .rows()
          .forEach(row -> answer.put(row.subList(0, 2), (Long) row.get(2)));
      assertThat(List.of(pairs(before), pairs(after))).contains(answer);
    }
  }

  private static Map<List<?>, Long> pairs(List<DemoCustomer> customers) {
    Map<List<?>, Long> pairs = new HashMap<>();
    customers.forEach(
        one ->
            pairs.merge(
                Arrays.asList(one.get(CustomerField.COUNTRY_CODE), one.get(CustomerField.CITY)),
                1L,
                Long::sum));
    return pairs;
  }
}
