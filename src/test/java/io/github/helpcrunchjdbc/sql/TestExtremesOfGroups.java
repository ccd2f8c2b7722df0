package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Least and greatest times and ids of the groups of a text, by totals and first rows. */
@Timeout(600)
class TestExtremesOfGroups {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

  private static final String PAGES_OF_50 = "pageSize=50";

  private static DemoCustomer customer(long id, @Nullable String country, boolean isSeen) {
    return DemoCustomer.of(id)
        .with(CustomerField.COUNTRY_CODE, country)
        .with(CustomerField.FIRST_SEEN, TIME.minusSeconds(61 * (id % 997)))
        .with(CustomerField.LAST_SEEN, isSeen ? TIME.minusSeconds(37 * (id % 911)) : null);
  }

  private static List<DemoCustomer> customers(
      int count, LongFunction<@Nullable String> country, LongPredicate isSeen) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(id -> customer(id, country.apply(id), isSeen.test(id)))
        .toList();
  }

  /** Of 1,500 customers; every fifth has no country, and the judge has no totals. */
  @ParameterizedTest
  @EnumSource(Quirk.class)
  void extremesOfGroups(Quirk quirk) throws Exception {
    List<DemoCustomer> customers =
        customers(1_500, id -> id % 5 == 0 ? null : "C" + id * id % 7, id -> id % 3 != 0);
    try (AskedAccount account =
        AskedAccount.of(
            customers, Behaviour.of(quirk), PAGES_OF_50, AskedAccount.consistency(quirk))) {
      account.assertJudged(
          "SELECT countryCode, COUNT(*), MAX(lastSeen) FROM customers GROUP BY countryCode");
      account.assertJudged(
          "SELECT MIN(id), MAX(firstSeen), countryCode FROM customers WHERE id > 20 AND countryCode"
              + " IS NOT NULL GROUP BY countryCode HAVING COUNT(*) > 1");
      account.assertJudged(
          "SELECT CASE WHEN countryCode = 'C1' THEN 1 ELSE 2 END, MIN(lastSeen) FROM customers"
              + " GROUP BY CASE WHEN countryCode = 'C1' THEN 1 ELSE 2 END");
    }
  }

  /** Reading all takes 60 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # those without a country are few and were never seen: counts, a few pages, then all rows
          67 | false | 75 | SELECT countryCode, COUNT(*), MIN(lastSeen), MAX(lastSeen) FROM customers GROUP BY countryCode
          # so few that no page is looked through for them
          1500 | true | 70 | SELECT countryCode, COUNT(*), MAX(lastSeen) FROM customers GROUP BY countryCode
          # many, whom the first page of each order shows
          5 | true | 17 | SELECT countryCode, COUNT(*), MIN(lastSeen), MAX(lastSeen) FROM customers GROUP BY countryCode
          # the group is dropped: a total and two orders for each country
          67 | false | 15 | SELECT countryCode, COUNT(*), MIN(lastSeen), MAX(lastSeen) FROM customers WHERE countryCode IS NOT NULL GROUP BY countryCode
          """)
  void ofThoseWithoutATextWherePagesAreFew(int every, boolean isSeen, int most, String sql)
      throws Exception {
    List<DemoCustomer> customers =
        customers(
            3_000,
            id -> id % every == 0 ? null : List.of("UA", "PL", "DE").get((int) id % 3),
            id -> isSeen || id % every != 0);
    try (AskedAccount account = AskedAccount.of(customers, PAGES_OF_50)) {
      account.assertJudgedAnew(sql, List.of(), PAGES_OF_50, "maxConcurrentRequests=1");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** One order and the search for those without a time tell it: the other order is not asked. */
  @Test
  void aCountryThatWasNeverSeenTakesTwoRequestsOfTimes() throws Exception {
    List<DemoCustomer> customers =
        customers(3_000, id -> List.of("UA", "PL", "DE").get((int) id % 3), id -> id % 3 != 1);
    try (AskedAccount account = AskedAccount.of(customers, PAGES_OF_50)) {
      account.learn("countryCode");
      account.assertJudged(
          "SELECT countryCode, MIN(lastSeen), COUNT(*), MAX(lastSeen) FROM customers"
              + " GROUP BY countryCode");
      assertThat(account.requests())
          .as(account.account().bodies().toString())
          .filteredOn(
              body ->
                  body.toString().contains("\"PL\"")
                      && body.toString().contains("\"customers.lastSeen\""))
          .hasSizeLessThanOrEqualTo(2);
    }
  }

  /** A search of so many filters can take the text's, but not those of an order. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void whereFewFiltersAreTaken(int most) throws Exception {
    List<DemoCustomer> customers =
        customers(1_500, id -> List.of("UA", "PL").get((int) id % 2), id -> id % 3 != 1);
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.PLAIN.withMaxFilters(most), PAGES_OF_50)) {
      account.assertJudged(
          "SELECT countryCode, COUNT(*), MAX(lastSeen), MIN(firstSeen), MAX(id) FROM customers"
              + " WHERE id > 7 AND id < 1400 GROUP BY countryCode");
    }
  }

  /** What is known of the bound is learned from the search that leaves out all known values. */
  @ParameterizedTest
  @CsvSource({
    "10, 'SELECT DISTINCT countryCode FROM customers'",
    "14, 'SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode'"
  })
  void moreValuesThanFiltersAreTaken(int most, String sql) throws Exception {
    List<String> codes = List.of("UA PL DE US FR IT ES GB CZ SK HU RO BG MD TR GR AT".split(" "));
    List<DemoCustomer> customers =
        customers(3_000, id -> codes.get((int) (id % codes.size())), id -> true);
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.PLAIN.withMaxFilters(most), PAGES_OF_50)) {
      account.assertJudged(sql);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(60 + 24);
      account.assertJudged(sql);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(60 + 2);
    }
  }

  /** All of a country go at one of the requests: the answer is that before or that after. */
  @Test
  void whatGoesWhileItIsAskedForIsThereOrNot() throws Exception {
    List<DemoCustomer> customers =
        customers(1_500, id -> List.of("UA", "PL", "DE").get((int) id % 3), id -> true);
    String sql = "SELECT countryCode, COUNT(*), MAX(id) FROM customers GROUP BY countryCode";
    // Nobody goes at request 0.
    for (int at = 0; at < 24; at++) {
      try (AskedAccount account =
          AskedAccount.changedAt(
              at,
              store -> LongStream.range(0, 500).forEach(third -> store.delete(3 * third + 1)),
              customers,
              PAGES_OF_50,
              "maxConcurrentRequests=1")) {
        ResultRows rows = account.ask(sql);
        assertThat(at > 0 || account.account().bodies().size() < 30).as("by totals").isTrue();
        assertThat(rows.rows()).as("gone at request " + at).noneMatch(row -> row.contains(null));
      }
    }
  }
}
