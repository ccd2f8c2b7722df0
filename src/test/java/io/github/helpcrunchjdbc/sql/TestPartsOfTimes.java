package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A month, a quarter, a day or an hour beside a range of a time: ranges within the range. */
class TestPartsOfTimes {
  private static final String SPAN =
      "lastSeen >= TIMESTAMP '2025-03-10 00:00:00' AND lastSeen < TIMESTAMP '2026-08-20 10:30:00'";
  private static final String DAY =
      "lastSeen BETWEEN TIMESTAMP '2026-02-03 04:05:06' AND TIMESTAMP '2026-02-04 04:05:06'";

  /** Every 31 hours for two years, with some who were never seen. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.range(0, 590)
          .mapToObj(
              i ->
                  DemoCustomer.of(i + 1)
                      .with(
                          CustomerField.LAST_SEEN,
                          i % 17 == 0
                              ? null
                              : Instant.parse("2024-12-01T00:10:00Z").plusSeconds(31L * 3_600 * i)))
          .toList();

  private static AskedAccount account;

  @BeforeAll
  static void start() throws Exception {
    account = AskedAccount.of(CUSTOMERS);
  }

  @AfterAll
  static void stop() throws Exception {
    account.close();
  }

  /** Reading the span takes five requests, all customers six. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | EXTRACT(MONTH FROM lastSeen) = 2",
        "0 | EXTRACT(MONTH FROM lastSeen) > 12",
        "4 | EXTRACT(MONTH FROM lastSeen) IN (4, 5)",
        "1 | EXTRACT(MONTH FROM lastSeen) = 10",
        "4 | EXTRACT(QUARTER FROM lastSeen) = 2",
        "1 | EXTRACT(QUARTER FROM lastSeen) = 4"
      })
  void withinASpan(int most, String part) throws Exception {
    account.assertJudged("SELECT COUNT(*) FROM customers WHERE " + SPAN + " AND " + part);
    assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXTRACT(HOUR FROM lastSeen) = 4",
        "EXTRACT(HOUR FROM lastSeen) >= 22",
        "EXTRACT(DAY FROM lastSeen) = 4",
        "EXTRACT(DAY FROM lastSeen) = 5"
      })
  void withinADay(String part) throws Exception {
    assertThat(account.scan(DAY + " AND " + part)).doesNotContain("EXTRACT");
    account.assertJudged("SELECT id FROM customers WHERE " + DAY + " AND " + part);
  }

  /** More than three hours apart from each other are more searches than pages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXTRACT(HOUR FROM lastSeen) = 4",
        "EXTRACT(DAY FROM lastSeen) = 31",
        "EXTRACT(MONTH FROM lastSeen) <> 4",
        "EXTRACT(YEAR FROM lastSeen) = 2025 OR EXTRACT(MONTH FROM lastSeen) = 4"
      })
  void manyAreNotTakenApart(String part) throws Exception {
    account.assertJudged("SELECT COUNT(*) FROM customers WHERE " + SPAN + " AND (" + part + ")");
    assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOT (%s AND EXTRACT(MONTH FROM lastSeen) = 2)",
        "(%s AND EXTRACT(QUARTER FROM lastSeen) = 2) IS NOT TRUE",
        "(%s AND EXTRACT(MONTH FROM lastSeen) > 12) IS UNKNOWN",
        "%s AND EXTRACT(MONTH FROM lastSeen) = 2 OR id < 20"
      })
  void unknownStaysUnknown(String predicate) throws Exception {
    account.assertJudged("SELECT id FROM customers WHERE " + predicate.formatted(SPAN));
  }

  /** No year follows the last one or is before the first, which a bound may lie in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | CAST(lastSeen AS DATE) BETWEEN DATE '2024-01-01' AND DATE '9999-12-31'",
        "true | CAST(lastSeen AS DATE) <= DATE '9999-12-31'",
        "false | CAST(lastSeen AS DATE) > DATE '9999-12-31'",
        "false | CAST(lastSeen AS DATE) = DATE '9999-12-31'",
        "true | CAST(lastSeen AS DATE) <> DATE '9999-12-31'",
        "true | FLOOR(lastSeen TO DAY) <= TIMESTAMP '9999-12-31 05:00:00'",
        "false | FLOOR(lastSeen TO HOUR) = TIMESTAMP '9999-12-31 23:00:00'",
        "false | FLOOR(lastSeen TO SECOND) > TIMESTAMP '9999-12-31 23:59:59'",
        "true | FLOOR(lastSeen TO WEEK) <= TIMESTAMP '9999-12-31 00:00:00'",
        "true | FLOOR(lastSeen TO MONTH) < TIMESTAMP '9999-12-31 00:00:00'",
        "false | FLOOR(lastSeen TO QUARTER) > TIMESTAMP '9999-10-01 00:00:00'",
        "false | FLOOR(lastSeen TO YEAR) = TIMESTAMP '9999-01-01 00:00:00'",
        "false | FLOOR(lastSeen TO WEEK) = TIMESTAMP '0001-01-03 00:00:00'",
        "true | FLOOR(lastSeen TO WEEK) > TIMESTAMP '0001-01-03 00:00:00'",
        "true | DATE_TRUNC('week', lastSeen) < TIMESTAMP '9999-12-31 00:00:00'",
        "true | lastSeen + INTERVAL '1' DAY > TIMESTAMP '0001-01-01 00:00:00'",
        "true | lastSeen - INTERVAL '1' HOUR <= TIMESTAMP '9999-12-31 23:59:59'",
        "false | FLOOR(lastSeen - INTERVAL '1' DAY TO DAY) > TIMESTAMP '9999-12-31 05:00:00'",
        "true | (CAST(firstSeen AS DATE) <= DATE '9999-12-31' OR firstSeen IS NULL) AND lastSeen IS"
            + " NOT NULL"
      })
  void aBoundMayLieOutsideTheYears(boolean all, String predicate) throws Exception {
    List<Long> seen = account.ids("lastSeen IS NOT NULL");
    assertThat(account.ids(predicate)).isEqualTo(all ? seen : List.of());
    assertThat(account.ask("SELECT COUNT(*) FROM customers WHERE " + predicate).column(0))
        .containsExactly(all ? (long) seen.size() : 0L);
  }
}
