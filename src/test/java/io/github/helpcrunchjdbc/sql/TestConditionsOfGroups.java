package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.demo.Tag;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional counts of the groups of a text, by totals. */
@Timeout(600)
class TestConditionsOfGroups {
  private static final Instant TIME = Instant.parse("2026-11-22T15:00:00Z");

  private static final String PAGES_OF_50 = "pageSize=50";

  /** Every seventh has no country, every third was never seen, every fifth has no company. */
  private static DemoCustomer customer(long id, @Nullable String country) {
    return DemoCustomer.of(id)
        .with(CustomerField.COUNTRY_CODE, country)
        .with(CustomerField.COMPANY, id % 5 == 0 ? null : "Firm " + id % 4)
        .with(CustomerField.TAGS, id % 4 == 0 ? List.of(Tag.named("vip")) : List.of())
        .with(CustomerField.FIRST_SEEN, TIME.minusSeconds(61 * (id % 997)))
        .with(CustomerField.LAST_SEEN, id % 3 == 0 ? null : TIME.minusSeconds(37 * (id % 911)));
  }

  private static List<DemoCustomer> customers(int count) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(
            id -> customer(id, id % 7 == 0 ? null : List.of("UA", "PL", "DE").get((int) id % 3)))
        .toList();
  }

  /**
   * Three without a country are on no first page of an order: nothing changed, so rows are read.
   */
  @Test
  void onlyAChangeIsTriedAgain() throws Exception {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 3_000)
            .mapToObj(
                id ->
                    customer(
                        id, id % 997 == 500 ? null : List.of("UA", "PL", "DE").get((int) id % 3)))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(customers, PAGES_OF_50, "maxConcurrentRequests=1")) {
      account.assertJudged(
          "SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700), MAX(firstSeen)"
              + " FROM customers GROUP BY countryCode");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(72);
    }
  }

  /** Of 1,500 customers; the judge has no totals. */
  @ParameterizedTest
  @EnumSource(Quirk.class)
  void conditionsOfGroups(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(1_500), Behaviour.of(quirk), PAGES_OF_50, AskedAccount.consistency(quirk))) {
      account.assertJudged(
          "SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700),"
              + " SUM(CASE WHEN lastSeen >= TIMESTAMP '2026-11-22 12:00:00' THEN 1 ELSE 0 END)"
              + " FROM customers GROUP BY countryCode");
      account.assertJudged(
          "SELECT COUNT(CASE WHEN id < 300 OR lastSeen IS NULL THEN 1 END), countryCode FROM"
              + " customers WHERE id > 20 AND countryCode IS NOT NULL GROUP BY countryCode"
              + " HAVING COUNT(lastSeen) > 1 ORDER BY 1 LIMIT 2");
      account.assertJudged(
          "SELECT countryCode, COUNT(*) FILTER (WHERE company = 'Firm 1'), MAX(id)"
              + " FROM customers GROUP BY countryCode");
      account.assertJudged(
          "SELECT countryCode, COUNT(company) FROM customers GROUP BY countryCode");
      // Pages of a hundred show how customers without tags are shown.
      account.assertJudgedAnew(
          "SELECT countryCode, COUNT(*) FILTER (WHERE NOT HAS_TAG(tags, 'vip'))"
              + " FROM customers GROUP BY countryCode",
          List.of(),
          AskedAccount.consistency(quirk));
      account.assertJudgedAnew(
          "SELECT HAS_TAG(tags, 'vip'), COUNT(*) FROM customers GROUP BY HAS_TAG(tags, 'vip')",
          List.of(),
          AskedAccount.consistency(quirk));
      account.assertJudgedAnew(
          "SELECT HAS_TAG(tags, 'vip'), countryCode, COUNT(*) FROM customers"
              + " GROUP BY HAS_TAG(tags, 'vip'), countryCode",
          List.of(),
          AskedAccount.consistency(quirk));
    }
  }

  /** Reading all takes 60 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # three countries and their conditions, the condition of all, the rest
          14 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700) FROM customers GROUP BY countryCode
          # nothing else is asked for
          33 | SELECT countryCode, COUNT(company) FROM customers GROUP BY countryCode
          14 | SELECT countryCode, SUM(CASE WHEN id > 700 THEN 5 END) FROM customers GROUP BY countryCode
          14 | SELECT countryCode, SUM(CASE WHEN id > 700 THEN 1 ELSE 0 END), COUNT(CASE WHEN id > 700 THEN 'a' END) FROM customers GROUP BY countryCode
          14 | SELECT countryCode, CAST(AVG(CASE WHEN id > 700 THEN 100 ELSE 0 END) AS INTEGER) FROM customers GROUP BY countryCode
          # none of a group satisfies it
          14 | SELECT countryCode, SUM(CASE WHEN id > 9000 THEN 1 END), SUM(CASE WHEN id > 9000 THEN 1 ELSE 0 END) FROM customers GROUP BY countryCode
          # more conditions
          24 | SELECT countryCode, COUNT(*) FILTER (WHERE id > 700), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip') AND id < 50), COUNT(lastSeen) FROM customers GROUP BY countryCode
          # so short a page does not tell how customers without tags are shown
          60 | SELECT countryCode, COUNT(*) FILTER (WHERE NOT HAS_TAG(tags, 'vip')) FROM customers GROUP BY countryCode
          # those who satisfy one of two: three totals each
          24 | SELECT countryCode, COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip') OR id < 50) FROM customers GROUP BY countryCode
          # beside a filter, HAVING and ORDER BY
          14 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE id < 2500 GROUP BY countryCode HAVING COUNT(*) FILTER (WHERE id > 700) > 300 ORDER BY 3 DESC, 1 LIMIT 2
          60 | SELECT countryCode, COUNT(*) FILTER (WHERE id < 50 OR lastSeen IS NULL) FROM customers WHERE HAS_TAG(tags, 'vip') GROUP BY countryCode
          # what a CASE or a predicate tells is counted beside the groups, but for the last result
          14 | SELECT countryCode, id < 700, COUNT(*) FROM customers GROUP BY countryCode, id < 700
          21 | SELECT lastSeen > TIMESTAMP '2026-11-22 12:00:00', countryCode, COUNT(*), COUNT(*) FROM customers GROUP BY countryCode, lastSeen > TIMESTAMP '2026-11-22 12:00:00'
          19 | SELECT UPPER(countryCode), CASE WHEN id < 300 THEN 'a' WHEN id < 700 THEN 'bcd' ELSE NULL END, COUNT(*) FROM customers GROUP BY UPPER(countryCode), CASE WHEN id < 300 THEN 'a' WHEN id < 700 THEN 'bcd' ELSE NULL END
          32 | SELECT HOUR(lastSeen), CASE WHEN id < 300 THEN 1 ELSE 2 END, COUNT(*) FROM customers GROUP BY HOUR(lastSeen), CASE WHEN id < 300 THEN 1 ELSE 2 END HAVING COUNT(*) > 20
          14 | SELECT countryCode, CASE WHEN id < 300 THEN 1 ELSE 2 END, COUNT(*) FROM customers WHERE countryCode <> '' GROUP BY countryCode, CASE WHEN id < 300 THEN 1 ELSE 2 END ORDER BY 3 DESC, 1, 2 LIMIT 2
          62 | SELECT countryCode, countryCode > 'F', COUNT(*) FROM customers GROUP BY countryCode, countryCode > 'F', blocked IS TRUE
          # keys of one column, in any order and one twice
          14 | SELECT LOWER(countryCode), countryCode, id < 700, COUNT(*) FROM customers GROUP BY LOWER(countryCode), countryCode, id < 700
          14 | SELECT a, b, c, COUNT(*) FROM (SELECT countryCode a, countryCode b, id < 700 c FROM customers) t GROUP BY a, b, c
          # of the group without a country nothing is asked
          12 | SELECT UPPER(countryCode), COUNT(*), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE countryCode IS NOT NULL GROUP BY UPPER(countryCode)
          # what no filter says of the groups' own column is asked of the groups
          12 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE countryCode <> '' GROUP BY countryCode
          14 | SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE COALESCE(countryCode, '?') <> 'UA' GROUP BY countryCode
          9 | SELECT countryCode, COUNT(*) FROM customers WHERE countryCode NOT IN ('PL', '') AND id < 2990 GROUP BY countryCode
          9 | SELECT UPPER(countryCode), COUNT(*) FROM customers WHERE CHAR_LENGTH(countryCode) = 2 AND countryCode > 'E' GROUP BY UPPER(countryCode)
          # no total tells
          60 | SELECT countryCode, COUNT(*) FILTER (WHERE UPPER(company) LIKE '%1') FROM customers GROUP BY countryCode
          60 | SELECT countryCode, COUNT(*) FILTER (WHERE countryCode > 'F') FROM customers GROUP BY countryCode
          # as dear as reading
          62 | SELECT countryCode, COUNT(*) FILTER (WHERE firstSeen > TIMESTAMP '2026-11-22 12:00:00'), COUNT(*) FILTER (WHERE firstSeen < TIMESTAMP '2026-11-22 02:00:00'), COUNT(*) FILTER (WHERE firstSeen = TIMESTAMP '2026-11-22 12:00:00') FROM customers GROUP BY countryCode
          62 | SELECT company, COUNT(*) FILTER (WHERE firstSeen > TIMESTAMP '2026-11-22 12:00:00'), COUNT(*) FILTER (WHERE id > 700) FROM customers GROUP BY company
          """)
  void requestsOfConditions(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(3_000), PAGES_OF_50)) {
      account.assertJudgedAnew(sql, List.of(), PAGES_OF_50, "maxConcurrentRequests=1");
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A page of a hundred customers shows those without tags with an empty list. */
  @Test
  void theRestOfAGroupIsNotAskedFor() throws Exception {
    String sql =
        "SELECT countryCode, COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')),"
            + " COUNT(*) FILTER (WHERE NOT HAS_TAG(tags, 'vip')) FROM customers"
            + " GROUP BY countryCode";
    try (AskedAccount account = AskedAccount.of(customers(3_000))) {
      account.learn("countryCode");
      account.assertJudged(sql);
      // A page, two totals for each country, the rest, those with the tag, twice, all once more.
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(11);
      account.assertJudged(
          "SELECT countryCode, HAS_TAG(tags, 'vip'), COUNT(*) FROM customers"
              + " GROUP BY countryCode, HAS_TAG(tags, 'vip')");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(11);
      account.assertJudged(
          "SELECT countryCode, COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip') IS NULL)"
              + " FROM customers GROUP BY countryCode");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(11);
    }
  }

  /** A search of so many filters can take the text's, but not those of a condition. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6, 7})
  void whereFewFiltersAreTaken(int most) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(1_500),
            Behaviour.PLAIN.withMaxFilters(most),
            PAGES_OF_50,
            "stringMatching=countryCode:exact")) {
      account.assertJudged(
          "SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip') AND"
              + " lastSeen >= TIMESTAMP '2026-11-22 12:00:00')"
              + " FROM customers WHERE id > 7 GROUP BY countryCode");
      // All rows are 30 pages.
      assertThat(most < 7 || account.account().bodies().size() < 28).as("by totals").isTrue();
    }
  }

  /**
   * Half go at one of the requests: what the two conditions of a group count is its number, which
   * is no less than after and no more than before.
   */
  @Test
  void whatGoesWhileItIsAskedForIsThereOrNot() throws Exception {
    String sql =
        "SELECT countryCode, COUNT(*), COUNT(*) FILTER (WHERE id > 300),"
            + " COUNT(*) FILTER (WHERE NOT id > 300) FROM customers GROUP BY countryCode";
    List<DemoCustomer> all = customers(1_500);
    // Nobody goes at request 0.
    for (int at = 0; at < 24; at++) {
      boolean doSomeGo = at > 0;
      try (AskedAccount account =
          AskedAccount.changedAt(
              at,
              store -> LongStream.range(0, 750).forEach(half -> store.delete(2 * half + 1)),
              all,
              PAGES_OF_50,
              "maxConcurrentRequests=1")) {
        ResultRows rows = account.ask(sql);
        assertThat(at > 0 || account.account().bodies().size() < 30).as("by totals").isTrue();
        assertThat(rows.rows())
            .as("gone at request " + at)
            .hasSize(4)
            .allSatisfy(
                row -> {
                  List<DemoCustomer> group =
                      all.stream()
                          .filter(
                              one ->
                                  Objects.equals(one.get(CustomerField.COUNTRY_CODE), row.get(0)))
                          .toList();
                  long after = group.stream().filter(one -> one.id() % 2 == 0).count();
                  assertThat((Long) row.get(1))
                      .isBetween(doSomeGo ? after : group.size(), (long) group.size());
                  assertThat((Long) row.get(2) + (Long) row.get(3)).isEqualTo((Long) row.get(1));
                });
      }
    }
  }

  /** Where all have a text, those with none of its values show it. Reading takes 60. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          7 | SELECT COUNT(*) FROM customers WHERE countryCode IS NULL
          9 | SELECT COUNT(*), COUNT(countryCode), COUNT(company) FROM customers
          10 | SELECT COUNT(*) FROM customers WHERE countryCode IS NULL OR company IS NULL
          16 | SELECT COUNT(*) FROM customers WHERE NOT (countryCode = 'UA' AND company = 'Firm 1')
          # an address of their own
          64 | SELECT COUNT(*) FROM customers WHERE email IS NULL
          """)
  void whatEverybodyHasIsSeenOnTheLastPage(int most, String sql) throws Exception {
    for (int countries = 1; countries <= 3; countries++) {
      List<String> all = List.of("UA", "PL", "DE").subList(0, countries);
      List<DemoCustomer> customers =
          LongStream.rangeClosed(1, 3_000)
              .mapToObj(id -> customer(id, all.get((int) (id % all.size()))))
              .map(one -> one.with(CustomerField.EMAIL, "a" + one.id() + "@example.com"))
              .toList();
      try (AskedAccount account = AskedAccount.of(customers, PAGES_OF_50)) {
        account.assertJudgedAnew(
            sql, List.of(), PAGES_OF_50, "stringMatching=countryCode:exact,company:exact");
        assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
      }
    }
  }

  /** All have a country but perhaps one, the last whom any page shows. */
  @ParameterizedTest
  @EnumSource(Quirk.class)
  void everybodyButPerhapsOneHasACountry(Quirk quirk) throws Exception {
    for (int without = 0; without <= 1; without++) {
      int nobody = without;
      List<DemoCustomer> customers =
          LongStream.rangeClosed(1, 900)
              .mapToObj(id -> customer(id, id <= nobody ? null : id % 2 == 0 ? "UA" : "PL"))
              .toList();
      try (AskedAccount account =
          AskedAccount.of(
              customers, Behaviour.of(quirk), PAGES_OF_50, AskedAccount.consistency(quirk))) {
        account.assertJudged("SELECT COUNT(*) FROM customers WHERE countryCode IS NULL");
        account.assertJudged(
            "SELECT COUNT(countryCode) FROM customers WHERE id < 700 AND company IS NULL");
        account.assertJudged(
            "SELECT COUNT(*) FROM customers WHERE countryCode IS NULL OR company IS NULL");
      }
    }
  }
}
