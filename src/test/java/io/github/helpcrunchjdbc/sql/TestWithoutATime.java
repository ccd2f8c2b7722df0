package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Customers who were never seen, read from the end of the order where they stand. */
class TestWithoutATime {
  /** 400 customers: 40 pages of ten; 57 were never seen, 36 have no first visit. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 400)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "PL" : "UA")
                      .with(CustomerField.FIRST_SEEN, id % 11 == 0 ? null : time(id))
                      .with(CustomerField.LAST_SEEN, id % 7 == 0 ? null : time(3 * id)))
          .toList();

  private static final String OLD = "TIMESTAMP '2023-11-15 00:00:00'";

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT id FROM customers WHERE lastSeen IS NULL",
          "SELECT id FROM customers WHERE lastSeen < " + OLD + " OR lastSeen IS NULL",
          "SELECT id FROM customers WHERE (lastSeen < "
              + OLD
              + " OR lastSeen IS NULL) AND countryCode = 'PL'",
          "SELECT id FROM customers WHERE lastSeen IS DISTINCT FROM " + OLD,
          "SELECT id FROM customers WHERE firstSeen IS NULL",
          "SELECT id FROM customers WHERE firstSeen IS NULL OR firstSeen < " + OLD,
          "SELECT id FROM customers WHERE firstSeen IS NULL OR firstSeen >= " + OLD,
          "SELECT id FROM customers WHERE lastSeen IS NULL AND firstSeen < " + OLD,
          "SELECT id FROM customers WHERE lastSeen IS NULL OR id < 5",
          "SELECT MAX(firstSeen) FROM customers WHERE firstSeen < " + OLD,
          "SELECT MIN(firstSeen) FROM customers WHERE lastSeen IS NULL",
          "SELECT COUNT(*) FROM customers WHERE firstSeen >= " + OLD,
          "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IS NOT NULL"
              + " GROUP BY countryCode");

  private static Instant time(long hours) {
    return Instant.ofEpochSecond(1_700_000_000L + 3_600 * hours);
  }

  /** Reading all takes 40 requests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8  | SELECT id FROM customers WHERE lastSeen IS NULL
          9  | SELECT id FROM customers WHERE lastSeen < TIMESTAMP '2023-11-15 00:00:00' OR lastSeen IS NULL
          7  | SELECT id FROM customers WHERE firstSeen IS NULL
          1  | SELECT id FROM customers WHERE lastSeen IS NULL LIMIT 5
          7  | SELECT MAX(firstSeen) FROM customers WHERE firstSeen < TIMESTAMP '2023-11-20 00:00:00'
          1  | SELECT MAX(lastSeen) FROM customers WHERE countryCode = 'PL'
          10 | SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2023-11-20 00:00:00'
          """)
  void atMostSoManyRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "pageSize=10")) {
      if (sql.contains("LIMIT")) {
        assertThat(account.ask(sql).rows()).hasSize(5);
      } else {
        account.assertJudged(sql);
      }
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** 60 of 2,000 have no first visit and 1,200 no last one: what is true of one is not of both. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          11 | SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 5
          9  | SELECT MAX(id) FROM customers
          """)
  void manyWithoutAVisitButFewWithoutAFirst(int most, String sql) throws Exception {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.FIRST_SEEN, id % 33 == 0 ? null : time(id))
                        .with(CustomerField.LAST_SEEN, id % 5 < 3 ? null : time(id + id * 7 % 300)))
            .toList();
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, "pageSize=10")) {
      List<List<Object>> rows = account.ask(sql).rows();
      if (sql.contains("MAX")) {
        assertThat(rows).isEqualTo(List.of(List.of(2_000L)));
      } else {
        assertThat(rows)
            .isEqualTo(
                IntStream.of(2000, 1999, 1998, 1997, 1996)
                    .mapToObj(i -> List.of((Object) (long) i))
                    .toList());
      }
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NULLS_LOW",
        "NULLS_FIRST",
        "NULLS_LAST",
        "TIES_SHUFFLED",
        "SORT_IGNORED",
        "TOTAL_MISSING",
        "TOTAL_TOO_LOW",
        "TOTAL_TOO_HIGH",
        "FRACTIONS_HIDDEN",
        "NEVER_SEEN_AS_BLANK",
        "GENERATION_OLD"
      })
  void whateverTheServiceIsLike(Quirk quirk) throws Exception {
    for (String strictness : List.of("consistency=strict", "undecodable=null")) {
      try (AskedAccount account =
          AskedAccount.of(
              CUSTOMERS.subList(0, 130), Behaviour.of(quirk), "pageSize=10", strictness)) {
        for (String question : QUESTIONS) {
          if (strictness.contains("strict") || !isClaim(quirk)) {
            account.assertJudged(question);
          }
        }
      }
    }
  }

  /** What only a later answer contradicts. */
  private static boolean isClaim(Quirk quirk) {
    return quirk == Quirk.TOTAL_TOO_LOW
        || quirk == Quirk.TOTAL_TOO_HIGH
        || quirk == Quirk.SORT_IGNORED;
  }

  /** Where offsets lead only to the 100th row. */
  @ParameterizedTest
  @EnumSource(names = {"DEEP_OFFSET_EMPTY", "DEEP_OFFSET_REFUSED", "DEEP_OFFSET_NOT_FOUND"})
  void whereOffsetsEnd(Quirk quirk) throws Exception {
    Behaviour behaviour = Behaviour.of(quirk).withReach(100);
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS.subList(0, 260), behaviour, "pageSize=10")) {
      for (String question : QUESTIONS) {
        account.assertJudged(question);
      }
    }
  }

  /** Behind the 10,000th row such a service gives those before it, as if they were the next. */
  @Test
  void aPageThatIsAnotherOneIsNotedByItsEnd() throws Exception {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 10_500)
            .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.FIRST_SEEN, time(id)))
            .toList();
    Behaviour behaviour = Behaviour.of(Quirk.DEEP_OFFSET_CLAMPED);
    try (AskedAccount account = AskedAccount.unjudged(customers, behaviour)) {
      String sql = "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '%s'";
      Instant bound = time(10_300);
      String shown = bound.toString().replace('T', ' ').replace("Z", "");
      assertThat(account.ask(sql.formatted(shown)).column(0)).containsExactly(201L);
    }
  }

  /** Wherever those without a time stand, nothing is much dearer than reading all. */
  @ParameterizedTest
  @EnumSource(names = {"NULLS_LOW", "NULLS_FIRST", "NULLS_LAST"})
  void neverMuchDearerThanReading(Quirk quirk) throws Exception {
    for (String question : QUESTIONS) {
      try (AskedAccount account = AskedAccount.of(CUSTOMERS, Behaviour.of(quirk), "pageSize=10")) {
        account.assertJudged(question);
        assertThat(account.account().bodies()).as(question).hasSizeLessThanOrEqualTo(43);
      }
    }
  }

  /** Those without a time stand in front, and fill no page. */
  @Test
  void aRangeAskedForAgainTakesNoMoreRequests() throws Exception {
    List<DemoCustomer> customers =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    DemoCustomer.of(i + 1)
                        .with(CustomerField.FIRST_SEEN, i < 50 ? null : time(24L * i)))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.of(Quirk.NULLS_FIRST), "cacheTtl=0")) {
      String recent =
          "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2025-02-01 00:00:00'";
      account.assertJudged(recent);
      int first = account.account().bodies().size();
      account.account().clear();
      account.assertJudged(recent);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(first);
    }
  }

  /**
   * Those without a time stand in front and change places, so that a page that overlaps the one
   * before begins with others of them. Pages overlap once others are seen to change places.
   */
  @Test
  void whoeverStandsInFrontOfARangeChangesPlaces() throws Exception {
    List<DemoCustomer> inThrees =
        CUSTOMERS.stream()
            .map(
                customer ->
                    customer.get(CustomerField.FIRST_SEEN) == null
                        ? customer
                        : customer.with(CustomerField.FIRST_SEEN, time(customer.id() / 3)))
            .toList();
    String since = " FROM customers WHERE firstSeen >= TIMESTAMP '2023-11-15 00:00:00'";
    for (int seed = 0; seed < 12; seed++) {
      Behaviour behaviour = Behaviour.of(Quirk.TIES_SHUFFLED, Quirk.NULLS_FIRST).withSeed(seed);
      try (AskedAccount account = AskedAccount.of(inThrees, behaviour, "pageSize=10")) {
        account.assertJudged("SELECT firstSeen FROM customers ORDER BY firstSeen", 0);
        account.assertJudged("SELECT id" + since);
        account.assertJudged("SELECT firstSeen" + since + " ORDER BY firstSeen DESC", 0);
        account.assertJudged("SELECT firstSeen" + since + " ORDER BY firstSeen DESC LIMIT 25", 0);
        for (int offset : new int[] {7, 24, 30, 39}) {
          account.assertJudged(
              "SELECT firstSeen FROM customers ORDER BY firstSeen NULLS FIRST LIMIT 100 OFFSET "
                  + offset,
              0);
        }
      }
    }
  }
}
