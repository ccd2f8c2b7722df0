package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.demo.Tag;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditional counts beside the groups of a time, by totals and by offsets. */
@Timeout(600)
class TestConditionsOfHistograms {
  private static final Instant BEGIN = Instant.parse("2021-02-03T04:05:06Z");

  private static final String PAGES_OF_50 = "pageSize=50";

  /** Every third was never seen, every seventh has no country. */
  private static DemoCustomer customer(long id, long count) {
    Instant since = BEGIN.plusSeconds(id * 180_000_000 / count);
    return DemoCustomer.of(id)
        .with(CustomerField.COUNTRY_CODE, id % 7 == 0 ? null : id % 2 == 0 ? "UA" : "PL")
        .with(CustomerField.TAGS, id % 4 == 0 ? List.of(Tag.named("vip")) : List.of())
        .with(CustomerField.FIRST_SEEN, since)
        .with(CustomerField.LAST_SEEN, id % 3 == 0 ? null : since.plusSeconds(id % 911));
  }

  private static List<DemoCustomer> customers(long count) {
    return LongStream.rangeClosed(1, count).mapToObj(id -> customer(id, count)).toList();
  }

  /** Of 1,500 customers; the judge has no totals. */
  @ParameterizedTest
  @EnumSource(Quirk.class)
  void whateverTheServiceIsLike(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            customers(1_500), Behaviour.of(quirk), PAGES_OF_50, AskedAccount.consistency(quirk))) {
      account.assertJudged(
          "SELECT YEAR(lastSeen), COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')),"
              + " AVG(CASE WHEN id > 2 THEN 4 END)"
              + " FROM customers GROUP BY YEAR(lastSeen)");
      account.assertJudged(
          "SELECT YEAR(firstSeen), COUNT(lastSeen), SUM(CASE WHEN id > 400 THEN 3 END) FROM"
              + " customers GROUP BY YEAR(firstSeen)");
      account.assertJudged(
          "SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE countryCode = 'UA'), COUNT(countryCode)"
              + " FROM customers WHERE id > 20 GROUP BY YEAR(lastSeen)");
    }
  }

  /** Reading all takes 60 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # six years in halves and their condition, the ends, those never seen, all once more
          18 | SELECT YEAR(lastSeen), COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers GROUP BY YEAR(lastSeen)
          18 | SELECT YEAR(lastSeen), SUM(CASE WHEN id > 700 THEN 5 END), AVG(CASE WHEN id > 700 THEN 4 END) FROM customers GROUP BY YEAR(lastSeen)
          # in some years nobody satisfies it
          18 | SELECT YEAR(lastSeen), SUM(CASE WHEN id > 2000 THEN 1 END), SUM(CASE WHEN id > 2000 THEN 1 ELSE 0 END) FROM customers GROUP BY YEAR(lastSeen)
          # a condition on the time itself
          28 | SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE lastSeen >= TIMESTAMP '2023-04-05 06:07:08'), COUNT(*) FILTER (WHERE lastSeen IS NULL) FROM customers GROUP BY YEAR(lastSeen)
          # beside a filter and HAVING
          18 | SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers WHERE id < 2900 GROUP BY YEAR(lastSeen) HAVING COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) > 50
          # it is learned how a text is compared, without reading the first page again
          21 | SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE countryCode = 'UA') FROM customers GROUP BY YEAR(lastSeen)
          21 | SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE countryCode = 'UA' GROUP BY YEAR(lastSeen)
          # by offsets
          20 | SELECT YEAR(firstSeen), COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers GROUP BY YEAR(firstSeen)
          22 | SELECT YEAR(firstSeen), COUNT(lastSeen), COUNT(firstSeen), COUNT(*) FROM customers GROUP BY YEAR(firstSeen)
          # no offset tells: a text, and the time itself
          60 | SELECT YEAR(firstSeen), COUNT(countryCode) FROM customers GROUP BY YEAR(firstSeen)
          60 | SELECT YEAR(firstSeen), COUNT(*) FILTER (WHERE firstSeen >= TIMESTAMP '2023-04-05 06:07:08') FROM customers GROUP BY YEAR(firstSeen)
          # no total tells
          60 | SELECT YEAR(lastSeen), COUNT(*) FILTER (WHERE blocked) FROM customers GROUP BY YEAR(lastSeen)
          # dearer than reading: that shows before it is learned how a text is compared
          62 | SELECT YEAR(lastSeen), MONTH(lastSeen), COUNT(*) FILTER (WHERE countryCode = 'UA') FROM customers GROUP BY YEAR(lastSeen), MONTH(lastSeen)
          62 | SELECT YEAR(firstSeen), MONTH(firstSeen), COUNT(*) FILTER (WHERE id > 700) FROM customers WHERE firstSeen >= TIMESTAMP '2021-03-05 06:07:08' GROUP BY YEAR(firstSeen), MONTH(firstSeen)
          """)
  void requests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(3_000), PAGES_OF_50)) {
      account.assertJudgedAnew(sql, List.of(), PAGES_OF_50, "maxConcurrentRequests=1");
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A page of a hundred customers shows those without tags with an empty list. */
  @ParameterizedTest
  @CsvSource({"lastSeen, 3000, 18", "firstSeen, 9000, 45"})
  void thoseWithoutATagAreTheRest(String time, int count, int most) throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(count))) {
      account.assertJudged(
          """
          SELECT YEAR(%1$s), COUNT(*) FILTER (WHERE NOT HAS_TAG(tags, 'vip')),
          COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers GROUP BY YEAR(%1$s)\
          """
              .formatted(time));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** A search of so many filters can take the condition's, but not those of a stretch. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 6})
  void whereFewFiltersAreTaken(int most) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(customers(3_000), Behaviour.PLAIN.withMaxFilters(most), "pageSize=20")) {
      account.assertJudged(
          "SELECT YEAR(lastSeen), COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip') AND"
              + " id > 30) FROM customers WHERE id > 7 GROUP BY YEAR(lastSeen)");
      // All rows are 150 pages. That a search is refused shows after a few.
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most < 6 ? 158 : 30);
    }
  }

  /** Where {@code !=} keeps those without a text, no total tells who has one. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT YEAR(lastSeen), COUNT(countryCode) FROM customers GROUP BY YEAR(lastSeen)",
        "SELECT city, COUNT(*), COUNT(countryCode) FROM customers GROUP BY city"
      })
  void whatIsKnownToBeUntoldIsNotAskedFor(String sql) throws Exception {
    List<DemoCustomer> customers =
        customers(3_000).stream()
            .map(one -> one.with(CustomerField.CITY, one.id() % 5 == 0 ? "Lviv" : "Kyiv"))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(
            customers,
            Behaviour.of(Quirk.NEGATIVES_KEEP_NULLS),
            PAGES_OF_50,
            "stringMatching=countryCode:exact,city:exact")) {
      // Whatever must be learned is learned.
      account.ask("SELECT COUNT(countryCode) FROM customers");
      account.assertJudged(sql);
      account.assertJudged(sql);
      assertThat(account.requests()).hasSize(60);
    }
  }

  /** Two filters say between which times a stretch is, beside those of WHERE. */
  @Test
  void stretchesThatTakeTooManyFiltersAreNotAskedForAgain() throws Exception {
    String sql =
        "SELECT YEAR(lastSeen), COUNT(*) FROM customers WHERE id > 7 GROUP BY YEAR(lastSeen)";
    try (AskedAccount account =
        AskedAccount.of(customers(3_000), Behaviour.PLAIN.withMaxFilters(2), PAGES_OF_50)) {
      account.assertJudged(sql);
      account.assertJudged(sql);
      assertThat(account.requests()).hasSize(60);
    }
  }

  /** Half go at one of the requests: a condition and its contrary make the number of a year. */
  @ParameterizedTest
  @ValueSource(strings = {"firstSeen", "lastSeen"})
  void whatGoesWhileItIsAskedForIsThereOrNot(String time) throws Exception {
    for (int at = 0; at < 24; at++) {
      try (AskedAccount account =
          AskedAccount.changedAt(
              at,
              store -> LongStream.range(0, 750).forEach(half -> store.delete(2 * half + 1)),
              customers(1_500),
              "pageSize=20",
              "maxConcurrentRequests=1")) {
        String sql =
            """
            SELECT YEAR(%1$s), COUNT(*), COUNT(*) FILTER (WHERE id > 600),
            COUNT(*) FILTER (WHERE NOT id > 600) FROM customers GROUP BY YEAR(%1$s)\
            """
                .formatted(time);
        // Nobody comes: no year has more than before.
        Map<String, Long> before = new HashMap<>();
        for (List<?> row : account.judged(sql).rows()) {
          before.put(String.valueOf(row.get(0)), ((Number) row.get(1)).longValue());
        }
        assertThat(account.ask(sql).rows())
            .as("gone at request " + at)
            .hasSize(time.equals("firstSeen") ? 6 : 7)
            .allSatisfy(
                row -> {
                  assertThat((Long) row.get(2) + (Long) row.get(3)).isEqualTo((Long) row.get(1));
                  assertThat((Long) row.get(1))
                      .isLessThanOrEqualTo(before.get(String.valueOf(row.get(0))));
                });
      }
    }
  }
}
