package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups of a text and of the year of a time: those of the years within each text, by totals. */
@Timeout(600)
class TestGroupsOfTextAndTime {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");
  private static final String PAGES_OF_50 = "pageSize=50";
  private static final String YEARS =
      "SELECT countryCode, EXTRACT(YEAR FROM lastSeen) AS y, COUNT(*) FROM customers"
          + " GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen)";

  private static List<DemoCustomer> customers(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(TestGroupsOfTextAndTime::customer).toList();
  }

  /** In 2025 nobody of PL was seen last. */
  private static DemoCustomer customer(long id) {
    String country = List.of("UA", "PL", "DE", "FR").get((int) (id % 4));
    long year = id / 4 % 4;
    Instant seen = TIME.minusSeconds((year == 1 && country.equals("PL") ? 0 : year) * 31_600_000);
    return DemoCustomer.of(id)
        .with(CustomerField.NAME, "Ann " + id * 7919 % 4_801)
        .with(CustomerField.COUNTRY_CODE, id % 9 == 0 ? null : id % 997 == 5 ? "CY" : country)
        .with(CustomerField.CITY, id % 2 == 0 ? "Kyiv" : null)
        .with(CustomerField.FIRST_SEEN, TIME.minusSeconds(300_000_000 + 61 * (id % 997)))
        .with(CustomerField.LAST_SEEN, id % 11 == 0 ? null : seen.minusSeconds(97 * (id % 89)))
        .withTags(id % 3 == 0 ? new String[] {"vip"} : new String[] {});
  }

  /** Reading all takes 120 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          40 | SELECT countryCode, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen)
          40 | SELECT COUNT(lastSeen), DATE_TRUNC('YEAR', lastSeen), countryCode, COUNT(countryCode) FROM customers GROUP BY DATE_TRUNC('YEAR', lastSeen), countryCode
          40 | SELECT DISTINCT EXTRACT(YEAR FROM lastSeen), countryCode FROM customers
          40 | SELECT countryCode, COUNT(DISTINCT EXTRACT(YEAR FROM lastSeen)), COUNT(*) FROM customers GROUP BY countryCode
          30 | SELECT countryCode, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') AND countryCode IS NOT NULL GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen) HAVING COUNT(*) > 10
          30 | SELECT countryCode, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP '2024-01-01 00:00:00' GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen)
          40 | SELECT countryCode, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers WHERE lastSeen IS NOT NULL GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen)
          122 | SELECT countryCode, CAST(lastSeen AS DATE), COUNT(*) FROM customers GROUP BY countryCode, CAST(lastSeen AS DATE)
          120 | SELECT countryCode, EXTRACT(MINUTE FROM lastSeen), COUNT(*) FROM customers GROUP BY countryCode, EXTRACT(MINUTE FROM lastSeen)
          120 | SELECT name, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY name, EXTRACT(YEAR FROM lastSeen)
          120 | SELECT countryCode, EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY countryCode, EXTRACT(YEAR FROM firstSeen)
          120 | SELECT countryCode, EXTRACT(YEAR FROM lastSeen), MAX(id) FROM customers GROUP BY countryCode, EXTRACT(YEAR FROM lastSeen)
          """)
  void fewRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(6_000), PAGES_OF_50)) {
      account.assertJudgedAnew(sql, List.of(), PAGES_OF_50, "maxConcurrentRequests=1");
      assertThat(account.account().bodies().size()).as(sql).isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void rightWhateverTheServiceDoes(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(3_000), Behaviour.of(quirk), PAGES_OF_50, AskedAccount.consistency(quirk))) {
      account.assertJudged(YEARS);
      account.assertJudged(
          "SELECT EXTRACT(YEAR FROM lastSeen) AS y, COUNT(*) FROM customers GROUP BY EXTRACT(YEAR"
              + " FROM lastSeen)");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 7, 9})
  void whereFewFiltersAreTaken(int most) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(customers(3_000), Behaviour.PLAIN.withMaxFilters(most), PAGES_OF_50)) {
      account.assertJudged(YEARS.replace("GROUP", "WHERE id > 7 GROUP"));
    }
  }

  /** Whoever goes, or is seen again, while totals are asked for counts once or not at all. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30})
  void somebodyGoesOrIsSeenAgain(int request) throws Exception {
    List<DemoCustomer> before = customers(3_000);
    List<DemoCustomer> gone = before.stream().filter(one -> one.id() != 1_001).toList();
    DemoCustomer again = before.get(1_000).with(CustomerField.LAST_SEEN, TIME);
    List<DemoCustomer> seen = before.stream().map(one -> one.id() == 1_001 ? again : one).toList();
    for (List<DemoCustomer> after : List.of(gone, seen)) {
      try (AskedAccount account =
          AskedAccount.changedAt(
              request,
              store -> {
                if (after == gone) {
                  store.delete(1_001);
                } else {
                  store.put(again);
                }
              },
              before,
              PAGES_OF_50,
              "maxConcurrentRequests=1")) {
        Map<List<?>, Long> answer = new HashMap<>();
        account
            .ask(YEARS)
            .rows()
            .forEach(row -> answer.put(List.of(row.get(0) + "/" + row.get(1)), (Long) row.get(2)));
        assertThat(List.of(pairs(before), pairs(after))).contains(answer);
      }
    }
  }

  /** The first page shows no value whose total could be asked for. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, 2_000})
  void theNewestHaveNoText(int without) throws Exception {
    List<DemoCustomer> customers =
        customers(2_000).stream()
            .map(
                one ->
                    one.id() <= 2_000 - without ? one : one.with(CustomerField.COUNTRY_CODE, null))
            .toList();
    try (AskedAccount account = AskedAccount.of(customers)) {
      for (String where : List.of("", "WHERE countryCode IS NOT NULL ", "WHERE id > 500 ")) {
        account.assertJudged(YEARS.replace("GROUP", where + "GROUP"));
      }
    }
  }

  private static Map<List<?>, Long> pairs(List<DemoCustomer> customers) {
    Map<List<?>, Long> pairs = new HashMap<>();
    for (DemoCustomer one : customers) {
      Instant seen = (Instant) one.get(CustomerField.LAST_SEEN);
      String year = seen == null ? "null" : seen.toString().substring(0, 4);
      pairs.merge(List.of(one.get(CustomerField.COUNTRY_CODE) + "/" + year), 1L, Long::sum);
    }
    return pairs;
  }
}
