package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many came in each month or year, of a time that the service sorts by and can't search: about
 * a page for each bound, however many customers lie between.
 */
class TestHistogramsOfFirstSeen {
  /** Of ten rows each, as a large account has them of a hundred. */
  private static final String SMALL_PAGES = "pageSize=10";

  private static final int PAGES = 200;
  private static final int CUSTOMERS = 10 * PAGES;

  private static final Instant BEGIN = Instant.parse("2020-10-20T00:00:00Z");
  private static final long SECONDS = 73L * 2_630_000;

  private static final Instant RANGE = Instant.parse("2025-06-11T12:00:00Z");

  private static final String MONTHS =
      "SELECT EXTRACT(YEAR FROM firstSeen), EXTRACT(MONTH FROM firstSeen), COUNT(*)"
          + " FROM customers%s GROUP BY 1, 2";
  private static final String YEARS =
      "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1";

  /** Times by how much of the whole stretch has passed when a share of all had come. */
  private static List<DemoCustomer> customers(int count, Function<Double, Double> passed) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> {
              // No two neighbours are as far apart as the next two.
              double share = (i + 0.5 + 0.4 * Math.sin(i * 0.7)) / count;
              long second = (long) (SECONDS * passed.apply(share));
              return DemoCustomer.of(10 + 3L * i)
                  .with(CustomerField.FIRST_SEEN, BEGIN.plusSeconds(second));
            })
        .toList();
  }

  private static Stream<LocalDateTime> times(List<DemoCustomer> customers) {
    return customers.stream()
        .map(customer -> (Instant) customer.get(CustomerField.FIRST_SEEN))
        .map(time -> LocalDateTime.ofInstant(time, ZoneOffset.UTC));
  }

  private static Map<String, Long> months(Stream<LocalDateTime> times) {
    return times.collect(
        Collectors.groupingBy(
            time -> YearMonth.from(time).toString(), TreeMap::new, Collectors.counting()));
  }

  private static Map<String, Long> months(AskedAccount account, String sql) throws Exception {
    Map<String, Long> months = new TreeMap<>();
    for (List<?> row : account.ask(sql).rows()) {
      int year = ((Number) row.get(0)).intValue();
      int month = ((Number) row.get(1)).intValue();
      months.put(YearMonth.of(year, month).toString(), (Long) row.get(2));
    }
    return months;
  }

  @Test
  void comersAllTheSameTakeOnePageABound() throws Exception {
    List<DemoCustomer> customers = customers(CUSTOMERS, share -> share);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, SMALL_PAGES)) {
      assertThat(months(account, MONTHS.formatted("")))
          .hasSize(74)
          .isEqualTo(months(times(customers)));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(78);
    }
  }

  @Test
  void yearsOfAnAccountThatGrows() throws Exception {
    List<DemoCustomer> customers = customers(100 * PAGES, share -> Math.pow(share, 0.7));
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      Map<Integer, Long> years =
          times(customers)
              .collect(Collectors.groupingBy(LocalDateTime::getYear, Collectors.counting()));
      assertThat(account.ask(YEARS).rows())
          .hasSize(7)
          .allSatisfy(
              row -> assertThat(row.get(1)).isEqualTo(years.get(((Number) row.get(0)).intValue())));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(12);
    }
  }

  /** Its first rows come a few a month, as if the whole range were few. */
  @Test
  void aRangeWithManyTowardsItsEndIsNotRead() throws Exception {
    List<DemoCustomer> customers = customers(100 * PAGES, share -> Math.pow(share, 0.2));
    String range = " WHERE firstSeen < TIMESTAMP '2026-01-01 00:00:00' GROUP BY 1";
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      Map<Integer, Long> years =
          times(customers)
              .filter(time -> time.getYear() < 2026)
              .collect(Collectors.groupingBy(LocalDateTime::getYear, Collectors.counting()));
      assertThat(account.ask(YEARS.replace(" GROUP BY 1", range)).rows())
          .hasSize(5)
          .allSatisfy(
              row -> assertThat(row.get(1)).isEqualTo(years.get(((Number) row.get(0)).intValue())));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(15);
    }
  }

  @Test
  void aRangeIsNotRead() throws Exception {
    List<DemoCustomer> customers = customers(CUSTOMERS, share -> Math.pow(share, 0.7));
    LocalDateTime begin = LocalDateTime.ofInstant(RANGE, ZoneOffset.UTC);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, SMALL_PAGES)) {
      String where = " WHERE firstSeen >= TIMESTAMP '2025-06-11 12:00:00'";
      assertThat(months(account, MONTHS.formatted(where)))
          .hasSize(18)
          .isEqualTo(months(times(customers).filter(time -> !time.isBefore(begin))));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(25);
    }
  }

  /** Nobody came for years, so that no guess from rows far off is right; where they stood is. */
  @Test
  void aCountAskedAgainKnowsItsPlaces() throws Exception {
    List<DemoCustomer> customers =
        customers(CUSTOMERS, share -> share < 0.4 ? share / 2 : 0.5 + (share - 0.4) * 5 / 6);
    LocalDateTime from = LocalDateTime.of(2023, 3, 5, 0, 0);
    LocalDateTime until = LocalDateTime.of(2024, 8, 1, 0, 0);
    String count =
        "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2023-03-05 00:00:00'"
            + " AND firstSeen < TIMESTAMP '2024-08-01 00:00:00'";
    long expected =
        times(customers).filter(time -> !time.isBefore(from) && time.isBefore(until)).count();
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, SMALL_PAGES)) {
      for (int most : List.of(12, 3, 3)) {
        assertThat(account.ask(count).rows()).isEqualTo(List.of(List.of(expected)));
        assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
      }
    }
  }

  /** The first page, which tells how many there are, is the end of the order too. */
  @Test
  void theFirstPageIsReadOnce() throws Exception {
    List<DemoCustomer> customers = customers(CUSTOMERS, share -> share);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, SMALL_PAGES)) {
      assertThat(account.ask(YEARS).rows()).hasSize(7);
      assertThat(account.requests())
          .filteredOn(request -> request.path("offset").asInt() == 0)
          .hasSize(1);
    }
  }

  /** Where two months are a few pages, no bound is worth one. */
  @Test
  void aShortRangeIsRead() throws Exception {
    List<DemoCustomer> customers = customers(CUSTOMERS, share -> share);
    LocalDateTime begin = LocalDateTime.of(2026, 10, 1, 0, 0);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, SMALL_PAGES)) {
      Map<String, Long> expected = months(times(customers).filter(time -> !time.isBefore(begin)));
      String where = " WHERE firstSeen >= TIMESTAMP '2026-10-01 00:00:00'";
      assertThat(months(account, MONTHS.formatted(where))).isEqualTo(expected);
      long rows = expected.values().stream().mapToLong(Long::longValue).sum();
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo((int) (rows / 10) + 3);
    }
  }

  /** Where nobody is the oldest, nobody is the newest: one order is looked through, not both. */
  @Test
  void nobodyWasEverSeen() throws Exception {
    List<DemoCustomer> customers = IntStream.range(1, 500).mapToObj(DemoCustomer::of).toList();
    try (AskedAccount account = AskedAccount.of(customers)) {
      account.assertJudged("SELECT MIN(firstSeen), MAX(firstSeen) FROM customers");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(9);
    }
  }

  /** Every ninth has no time, and many have the same. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "NULLS_LOW",
        "NULLS_FIRST",
        "NULLS_LAST",
        "TIES_SHUFFLED",
        "SORT_IGNORED",
        "TOTAL_MISSING",
        "FRACTIONS_SHOWN",
        "GENERATION_OLD"
      })
  void whateverTheOrderIsLike(Quirk quirk) throws Exception {
    List<DemoCustomer> customers =
        customers(400, share -> Math.floor(Math.pow(share, 0.6) * 150) / 150).stream()
            .map(
                customer ->
                    customer.id() % 9 == 1
                        ? customer.with(CustomerField.FIRST_SEEN, null)
                        : customer)
            .toList();
    try (AskedAccount account = AskedAccount.of(customers, Behaviour.of(quirk), SMALL_PAGES)) {
      account.assertJudged(
          "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers"
              + " GROUP BY EXTRACT(YEAR FROM firstSeen)");
      for (String range :
          List.of(
              "firstSeen >= TIMESTAMP '2022-02-01 00:00:00'",
              "firstSeen < TIMESTAMP '2025-06-01 00:00:00'",
              "firstSeen BETWEEN TIMESTAMP '2021-07-01 00:00:00'"
                  + " AND TIMESTAMP '2025-03-01 00:00:00' AND id > 200",
              "firstSeen > TIMESTAMP '2030-01-01 00:00:00'")) {
        account.assertJudged(
            "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers WHERE "
                + range
                + " GROUP BY EXTRACT(YEAR FROM firstSeen)");
        account.assertJudged("SELECT COUNT(*) FROM customers WHERE " + range);
        account.assertJudged("SELECT id FROM customers WHERE " + range);
      }
      account.assertJudged("SELECT MIN(firstSeen), MAX(firstSeen) FROM customers");
    }
  }

  /** Where the service ignores the order, all are read for one range, and not again for another. */
  @Test
  void severalRangesAreReadOnce() throws Exception {
    List<DemoCustomer> customers = customers(300, share -> share);
    Behaviour unsorted = Behaviour.of(Quirk.SORT_IGNORED);
    try (AskedAccount account = AskedAccount.of(customers, unsorted, SMALL_PAGES)) {
      account.assertJudged(
          "SELECT id FROM customers WHERE firstSeen BETWEEN TIMESTAMP '2021-07-01 00:00:00'"
              + " AND TIMESTAMP '2021-12-01 00:00:00' OR firstSeen BETWEEN TIMESTAMP"
              + " '2023-07-01 00:00:00' AND TIMESTAMP '2023-12-01 00:00:00' OR firstSeen >="
              + " TIMESTAMP '2026-01-01 00:00:00'");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(30 + 3);
    }
  }

  @Test
  void aRangeIsCountedByPagesOfOneRowToo() throws Exception {
    List<DemoCustomer> customers = customers(12, share -> share);
    try (AskedAccount account = AskedAccount.of(customers, "pageSize=1", "customFields=off")) {
      Map<String, Long> expected = months(times(customers).filter(time -> time.getYear() >= 2024));
      String since = " WHERE firstSeen >= TIMESTAMP '2024-01-01 00:00:00'";
      assertThat(months(account, MONTHS.formatted(since))).isEqualTo(expected);
    }
  }

  @Test
  void aYearInWhichNobodyCameHasNoGroupAndOneWithoutATimeHas() throws Exception {
    List<DemoCustomer> customers =
        Stream.concat(
                customers(400, share -> share < 0.5 ? share / 4 : 0.75 + share / 4).stream(),
                Stream.of(DemoCustomer.of(5)))
            .toList();
    try (AskedAccount account = AskedAccount.of(customers, SMALL_PAGES)) {
      account.assertJudged(
          "SELECT EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers"
              + " GROUP BY EXTRACT(YEAR FROM firstSeen)");
      assertThat(account.account().bodies()).hasSizeLessThan(30);
    }
  }
}
