package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose answers are at odds with what was asked, or with each other. */
@Timeout(60)
class TestContradictions {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 250);
  private static final String ALL = "SELECT id FROM customers";

  /** What came of a query. */
  private record Outcome(List<Long> ids, @Nullable String warning) {}

  private static Outcome read(AskedAccount asked, String sql) throws SQLException {
    asked.account().clear();
    try (Statement statement = asked.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      SQLWarning warning =
          rows.getWarnings() == null ? statement.getWarnings() : rows.getWarnings();
      return new Outcome(ids, warning == null ? null : warning.getSQLState());
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "LATER_PAGES_EMPTY",
        "LATER_PAGES_HALVED",
        "LATER_PAGES_NOT_FOUND",
        "PAGES_REPEATED",
        "OFFSET_IGNORED",
        "OFFSET_MODULO",
        "OFFSET_ROUNDED",
        "SORTED_WITHIN_PAGES",
        "SECOND_PAGE_EMPTY",
        "PAGES_OF_ANY_SIZE",
        "PAGES_OF_FIFTY",
        "PAGES_BEGIN_WITH_FIRST",
        "TOTAL_IS_LIMIT",
        "TOTAL_OF_PAGE",
        "TOTAL_OF_PAGE_OFFSETS_END",
        "TOTAL_OF_PAGE_NOT_FOUND",
        "TOTAL_TOO_SMALL",
        "TOTAL_ZERO"
      })
  void whatIdsLeadToIsReadWhole(Contradiction contradiction) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      try (AskedAccount asked =
          AskedAccount.contradicting(contradiction, CUSTOMERS, "consistency=" + consistency)) {
        for (String sql : List.of(ALL, ALL, ALL + " ORDER BY lastSeen")) {
          Outcome outcome = read(asked, sql);
          assertThat(outcome.ids()).as(sql).hasSize(250).doesNotHaveDuplicates();
          assertThat(outcome.warning()).as(sql).isNull();
          assertThat(asked.requests().size()).as(sql).isLessThan(40);
        }
      }
    }
  }

  /** The beginning of a page in memory counts the page, which tells nothing of those behind it. */
  @Test
  void theTotalOfAPageInMemoryIsNotOfMore() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.TOTAL_OF_PAGE_OFFSETS_END,
            CUSTOMERS,
            "cacheTtl=60",
            "consistency=strict")) {
      String newest = ALL + " ORDER BY lastSeen DESC LIMIT ";
      assertThat(read(asked, newest + 100).ids()).hasSize(100);
      assertThat(read(asked, newest + 5).ids()).hasSize(5);
      // A short page whose total is its length, from which the driver learns to trust totals.
      long few = CUSTOMERS.stream().filter(c -> c.id() >= 1000 && c.id() <= 1020).count();
      assertThat(read(asked, ALL + " WHERE id BETWEEN 1000 AND 1020").ids()).hasSize((int) few);
      assertThat(read(asked, ALL).ids()).hasSize(250).doesNotHaveDuplicates();
    }
  }

  /** A page of fifty is not the last, though a hundred were asked for and nothing is counted. */
  @Test
  void shortPagesWithoutOrderOrTotalAreReadWhole() throws Exception {
    Behaviour behaviour =
        Behaviour.of(Quirk.TOTAL_MISSING, Quirk.SORT_IGNORED, Quirk.DEFAULT_ORDER_RANDOM);
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.PAGES_OF_FIFTY, behaviour, CUSTOMERS)) {
      Outcome outcome = read(asked, ALL);
      assertThat(outcome.warning()).isNull();
      assertThat(outcome.ids()).hasSize(250).doesNotHaveDuplicates();
    }
  }

  /** The same of offsets that end among those customers; halves of the ids show that. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void whereTotalsAreEstimatesAndOffsetsEndAmongThoseWithoutATime(String consistency)
      throws Exception {
    List<DemoCustomer> customers =
        DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 328);
    for (int reach : List.of(305, 310, 320, 328)) {
      Behaviour behaviour =
          Behaviour.of(Quirk.TOTAL_TOO_HIGH, Quirk.NULLS_LAST, Quirk.DEEP_OFFSET_EMPTY);
      try (AskedAccount asked =
          AskedAccount.unjudged(
              customers, behaviour.withReach(reach), "consistency=" + consistency)) {
        for (String sql : List.of(ALL, ALL + " WHERE id > 0", ALL + " ORDER BY lastSeen DESC")) {
          Outcome outcome = read(asked, sql);
          assertThat(outcome.ids()).as(reach + " by " + sql).hasSize(328);
        }
      }
    }
  }

  /** The same where the first statement of a connection begins behind the offsets' end. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void whereTotalsAreEstimatesAnOffsetAmongThoseWithoutATimeFindsOthers(String consistency)
      throws Exception {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 328)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(
                            CustomerField.FIRST_SEEN,
                            id > 310 ? null : Instant.ofEpochSecond(1_600_000_000L + id)))
            .toList();
    for (int reach : List.of(305, 315, 320, 328)) {
      Behaviour behaviour =
          Behaviour.of(Quirk.TOTAL_TOO_HIGH, Quirk.NULLS_LAST, Quirk.DEEP_OFFSET_EMPTY);
      for (int offset : List.of(315, 320)) {
        try (AskedAccount asked =
            AskedAccount.unjudged(
                customers, behaviour.withReach(reach), "consistency=" + consistency)) {
          assertThat(read(asked, ALL + " LIMIT 5 OFFSET " + offset).ids())
              .as(offset + " of " + reach)
              .hasSize(Math.min(5, 328 - offset))
              .doesNotHaveDuplicates();
        }
      }
    }
  }

  /** The first page has nobody before it that its emptiness could be held against. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void whereTotalsAreEstimatesAndShortPagesGoOnAnEmptyRangeIsEmpty(String consistency)
      throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.PAGES_OF_ANY_SIZE,
            Behaviour.of(Quirk.TOTAL_TOO_HIGH),
            CUSTOMERS,
            "consistency=" + consistency)) {
      for (int i = 0; i < 3; i++) {
        assertThat(read(asked, ALL + " ORDER BY lastSeen").ids()).hasSize(250);
      }
      Outcome outcome = read(asked, ALL + " WHERE id BETWEEN 900001 AND 900020 ORDER BY lastSeen");
      assertThat(outcome.ids()).isEmpty();
      assertThat(outcome.warning()).isNull();
      assertThat(asked.requests()).hasSizeLessThan(8);
    }
  }

  /**
   * Customers without a time are last in either order, so that the other end does not show them: a
   * short page is the last one only if nobody stands behind it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void whereTotalsAreEstimatesAndPagesEndAnywhereNobodyIsLeftOut(String consistency)
      throws Exception {
    for (int count = 101; count <= 141; count += 2) {
      try (AskedAccount asked =
          AskedAccount.contradicting(
              Contradiction.PAGES_OF_ANY_SIZE,
              Behaviour.of(Quirk.TOTAL_TOO_HIGH, Quirk.NULLS_LAST),
              CUSTOMERS.subList(0, count),
              "consistency=" + consistency)) {
        for (String sql : List.of(ALL, ALL + " WHERE id > 0", ALL + " ORDER BY lastSeen")) {
          Outcome outcome = read(asked, sql);
          assertThat(outcome.ids()).as(count + " by " + sql).hasSize(count);
          assertThat(outcome.warning()).isNull();
        }
      }
    }
  }

  /** A page of one row has no room for an overlap, which would begin it where it began before. */
  @Test
  void pagesOfOneRowGoOnWhereEqualRowsChangePlaces() throws Exception {
    List<DemoCustomer> many =
        IntStream.rangeClosed(1, 10_100)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                        .with(
                            CustomerField.LAST_SEEN,
                            Instant.ofEpochSecond(1_700_000_000L + id / 3)))
            .toList();
    try (AskedAccount asked =
            AskedAccount.unjudged(many, Behaviour.of(Quirk.TIES_SHUFFLED), "pageSize=20");
        Connection single = asked.connect("pageSize=1")) {
      for (int i = 0; i < 2; i++) {
        assertThat(firstOf(asked.connection(), ALL + " ORDER BY lastSeen", 600))
            .doesNotHaveDuplicates();
      }
      assertThat(learned(asked)).contains("customers of equal value change places between pages");
      asked.account().clear();
      assertThat(firstOf(single, ALL + " ORDER BY firstSeen", 30))
          .isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
      assertThat(asked.requests()).hasSizeLessThan(60);
    }
  }

  private static List<Long> firstOf(Connection connection, String sql, int count)
      throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (ids.size() < count && rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }

  private static String learned(AskedAccount asked) throws SQLException {
    return asked.ask("EXPLAIN ANALYZE " + ALL + " LIMIT 1").rows().toString();
  }

  /** What is asked for later is listed page by page, which no memory holds of so many. */
  @Test
  void aTotalOfBillionsIsTold() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.TOTAL_OF_BILLIONS, CUSTOMERS, "pageSize=10")) {
      Outcome outcome = read(asked, ALL);
      assertThat(outcome.warning()).isEqualTo("01HCI");
      assertThat(outcome.ids()).hasSize(250).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NOBODY_COMES", "TOTAL_TOO_LARGE", "TOTAL_CONSTANT"})
  void whatStaysContradictoryIsTold(Contradiction contradiction) throws Exception {
    try (AskedAccount asked = AskedAccount.contradicting(contradiction, CUSTOMERS)) {
      for (String sql : List.of(ALL, ALL, ALL + " ORDER BY firstSeen")) {
        Outcome outcome = read(asked, sql);
        assertThat(outcome.warning()).as(sql).isEqualTo("01HCI");
        assertThat(outcome.ids())
            .as(sql)
            .hasSize(contradiction == Contradiction.NOBODY_COMES ? 0 : 250);
        assertThat(asked.requests().size()).as(sql).isLessThan(10);
      }
    }
    try (AskedAccount asked =
        AskedAccount.contradicting(contradiction, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL, "HCI01", "counts");
      assertError(asked, "SELECT id FROM customers ORDER BY lastSeen DESC", "HCI01", "counts");
    }
  }

  /** Who does not come is told of, and nobody else is lost for it. */
  @Test
  void whoNeverComesCostsNobodyElse() throws Exception {
    long never = CUSTOMERS.stream().filter(customer -> customer.id() % 97 == 5).count();
    assertThat(never).isPositive();
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.SOME_NEVER_COME, CUSTOMERS)) {
      for (String sql : List.of(ALL, ALL + " ORDER BY lastSeen", ALL + " WHERE id > 0")) {
        Outcome outcome = read(asked, sql);
        assertThat(outcome.ids()).as(sql).hasSize(250 - (int) never).doesNotHaveDuplicates();
        assertThat(outcome.warning()).as(sql).isEqualTo("01HCI");
        assertThat(asked.requests().size()).as(sql).isLessThan(60);
      }
    }
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.SOME_NEVER_COME, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL, "HCI01", "counts");
    }
  }

  /** A page that may only be shorter than asked for, and one that repeats its rows, hide nobody. */
  @ParameterizedTest
  @CsvSource({"25, 30", "25, 100", "60, 30", "2, 30"})
  void whoNeverComesIsToldOfSmallAccountsToo(int customers, int pageSize) throws Exception {
    List<DemoCustomer> few = aroundOneWhoNeverComes(customers);
    String[] settings = {"pageSize=" + pageSize, "cacheTtl=60"};
    try (AskedAccount warned =
            AskedAccount.contradicting(Contradiction.SOME_NEVER_COME, few, settings);
        AskedAccount strict =
            AskedAccount.contradicting(
                Contradiction.SOME_NEVER_COME,
                few,
                settings[0],
                settings[1],
                "consistency=strict")) {
      for (String order : List.of("", "", " ORDER BY id", " ORDER BY lastSeen", "")) {
        Outcome outcome = read(warned, ALL + order);
        assertThat(outcome.ids()).as(order).hasSize(customers - 1).doesNotHaveDuplicates();
        assertThat(outcome.warning()).as(order).isEqualTo("01HCI");
        assertError(strict, ALL + order, "HCI01", "counts");
      }
    }
  }

  /** The page that shows both ends of a range lacks one of it. */
  @Test
  void whoNeverComesIsToldOfARangeOfOnePage() throws Exception {
    List<DemoCustomer> few = aroundOneWhoNeverComes(25);
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.SOME_NEVER_COME, few, "pageSize=30", "consistency=strict")) {
      String first = firstSeen(few.get(2)).toString().replace('T', ' ').replace("Z", "");
      assertError(asked, ALL + " WHERE firstSeen > TIMESTAMP '" + first + "'", "HCI01", "counts");
    }
  }

  /** So many customers of whom one never comes, neither as the first nor as the last of them. */
  private static List<DemoCustomer> aroundOneWhoNeverComes(int customers) {
    List<DemoCustomer> all = new ArrayList<>(BY_FIRST_VISIT);
    int never = 60;
    while (all.get(never).id() % 97 != 5) {
      never++;
    }
    DemoCustomer one = all.get(never);
    all.removeIf(customer -> customer.id() % 97 == 5);
    List<DemoCustomer> few = new ArrayList<>(all.subList(0, customers - 1));
    few.add(customers / 2, one);
    return few;
  }

  /**
   * In the place of a customer who comes again another may be missing, in any piece of a search.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " WHERE id > 1050 AND id <= 1200",
        " WHERE firstSeen > TIMESTAMP '2025-01-01 00:00:00'",
        " ORDER BY lastSeen LIMIT 50 OFFSET 120",
        " ORDER BY lastSeen DESC LIMIT 5",
        " ORDER BY id LIMIT 130",
        " ORDER BY id DESC LIMIT 7 OFFSET 3",
        " LIMIT 10 OFFSET 30"
      })
  void aCustomerWhoComesTwiceOnAPageIsToldOf(String rest) throws Exception {
    Contradiction twice = Contradiction.CUSTOMERS_TWICE;
    try (AskedAccount asked = AskedAccount.contradicting(twice, CUSTOMERS)) {
      assertThat(read(asked, ALL + rest).warning()).isEqualTo("01HCI");
      assertThat(asked.requests()).hasSizeLessThan(25);
    }
    try (AskedAccount asked = AskedAccount.contradicting(twice, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL + rest, "HCI01", "twice");
      assertThat(asked.requests()).hasSize(2);
    }
  }

  /** Whom it counted at first it gives no more, and counts no more either. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"data\":[],\"total\":0}", "{\"data\":[]}"})
  void aServiceThatGivesNobodyAnyMoreIsTold(String nobody) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      AtomicInteger requests = new AtomicInteger();
      UnaryOperator<Api> before =
          api ->
              request ->
                  requests.incrementAndGet() > 3 ? new ApiAnswer(200, nobody) : api.answer(request);
      try (AskedAccount asked =
          AskedAccount.behind(
              before,
              CUSTOMERS,
              "pageSize=20",
              "maxConcurrentRequests=1",
              "consistency=" + consistency)) {
        if (consistency.equals("strict")) {
          assertError(asked, ALL, "HCI01", "250 customers");
        } else {
          Outcome outcome = read(asked, ALL);
          assertThat(outcome.ids()).hasSizeBetween(40, 60);
          assertThat(outcome.warning()).isEqualTo("01HCI");
        }
        assertThat(requests.get()).isLessThan(40);
      }
    }
  }

  /** The error is not of a filter that nobody wrote. */
  @Test
  void whatCanNotBeAskedForByIdIsTold() throws Exception {
    Contradiction refused = Contradiction.LATER_PAGES_EMPTY_FILTERS_REFUSED;
    try (AskedAccount asked = AskedAccount.contradicting(refused, CUSTOMERS)) {
      Outcome outcome = read(asked, ALL);
      assertThat(outcome.ids()).hasSize(100);
      assertThat(outcome.warning()).isEqualTo("01HCI");
    }
    try (AskedAccount asked =
        AskedAccount.contradicting(refused, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL, "HCI01", "counts");
    }
  }

  /** That all of a page are all there are is asked no more than it must be. */
  @ParameterizedTest
  @EnumSource(names = {"EMPTY_IS_NOT_FOUND", "EXTRA_KEYS"})
  void anHonestFullPageCostsNothingForIt(Quirk quirk) throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS.subList(0, 100), Behaviour.of(quirk))) {
      assertThat(read(asked, ALL).ids()).hasSize(100);
      // The page, the one behind it, and the other end of a service that calls that not found.
      assertThat(asked.requests()).hasSize(quirk == Quirk.EXTRA_KEYS ? 2 : 3);
      assertThat(read(asked, ALL).ids()).hasSize(100);
      assertThat(asked.requests()).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void whoComesWithoutEndIsNotReadWithoutEnd() throws Exception {
    try (AskedAccount asked = AskedAccount.contradicting(Contradiction.ENDLESS, CUSTOMERS)) {
      for (String sql :
          List.of(ALL, ALL + " ORDER BY lastSeen", "SELECT MAX(name) FROM customers")) {
        assertThat(read(asked, sql).warning()).as(sql).isEqualTo("01HCI");
        assertThat(asked.requests().size()).as(sql).isLessThan(30);
      }
    }
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.ENDLESS, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL, "HCI01", "no end");
    }
  }

  /** Half of them, by a time that no filter can name. */
  private static final String RANGE = " WHERE firstSeen < TIMESTAMP '%s'";

  private static final List<DemoCustomer> BY_FIRST_VISIT =
      CUSTOMERS.stream()
          .filter(customer -> customer.get(CustomerField.FIRST_SEEN) != null)
          .sorted(Comparator.comparing(TestContradictions::firstSeen))
          .toList();

  private static Instant firstSeen(DemoCustomer customer) {
    Instant time = (Instant) Objects.requireNonNull(customer.get(CustomerField.FIRST_SEEN));
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String range(int count) {
    return RANGE.formatted(
        firstSeen(BY_FIRST_VISIT.get(count)).toString().replace('T', ' ').replace("Z", ""));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "LATER_PAGES_EMPTY",
        "LATER_PAGES_HALVED",
        "LATER_PAGES_NOT_FOUND",
        "PAGES_REPEATED",
        "OFFSET_IGNORED",
        "OFFSET_MODULO",
        "OFFSET_ROUNDED",
        "SECOND_PAGE_EMPTY",
        "PAGES_OF_ANY_SIZE",
        "TOTAL_OF_PAGE",
        "TOTAL_ZERO"
      })
  void aRangeOfFirstVisitsIsReadWhole(Contradiction contradiction) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      try (AskedAccount asked =
          AskedAccount.contradicting(contradiction, CUSTOMERS, "consistency=" + consistency)) {
        for (String order : List.of("", " ORDER BY firstSeen DESC")) {
          Outcome outcome = read(asked, ALL + range(125) + order);
          assertThat(outcome.ids()).as(order).hasSize(125).doesNotHaveDuplicates();
          assertThat(outcome.warning()).as(order).isNotEqualTo("01HCI");
        }
        assertThat(read(asked, "SELECT COUNT(*) FROM customers" + range(125)).ids())
            .containsExactly(125L);
      }
    }
  }

  @Test
  void aRangeOfFirstVisitsOfWhomNobodyComesIsTold() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.NOBODY_COMES, CUSTOMERS, "consistency=strict")) {
      for (String sql : List.of(ALL + range(125), "SELECT COUNT(*) FROM customers" + range(125))) {
        assertError(asked, sql, "HCI01", "counts");
      }
    }
  }

  /** Places in an order are none where a page has gaps. */
  @Test
  void strictCountsNoPlacesOfPagesWithGaps() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.SOME_NEVER_COME, CUSTOMERS, "consistency=strict", "pageSize=10")) {
      int never = 20;
      while (BY_FIRST_VISIT.get(never).id() % 97 != 5) {
        never++;
      }
      String count = "SELECT COUNT(*) FROM customers" + range(never + 2);
      assertError(asked, count, "HCI01", "counts");
    }
  }

  /** What one reading has shown to be wrong, no count believes after it. */
  @Test
  void strictDoesNotCountWhatDoesNotCome() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.SOME_NEVER_COME, CUSTOMERS, "consistency=strict")) {
      assertError(asked, ALL, "HCI01", "counts");
      assertError(asked, "SELECT COUNT(*) FROM customers WHERE id > 0", "HCI01", "counts");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SAME_ANSWER", "ECHO"})
  void whatLeadsNowhereIsAnError(Contradiction contradiction) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      try (AskedAccount asked =
          AskedAccount.contradicting(
              contradiction, CUSTOMERS, "consistency=" + consistency, "maxRetries=0")) {
        String said = contradiction == Contradiction.ECHO ? "\"data\"" : "again";
        assertError(asked, ALL, "08P01", said);
        assertThat(asked.requests().size()).isLessThan(15);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FILTERS_IGNORED", "SAME_ANSWER"})
  void filtersThatAreIgnoredAreAnError(Contradiction contradiction) throws Exception {
    try (AskedAccount asked = AskedAccount.contradicting(contradiction, CUSTOMERS)) {
      assertError(asked, ALL + " WHERE id > 1500", "08P01", "filters");
      assertThat(asked.requests()).hasSize(2);
      assertError(asked, ALL + " WHERE id IN (1001, 1002)", "08P01", "filters");
    }
  }

  /** What equality of texts is, the service may say, but that a text is not itself. */
  @Test
  void anExcludedTextThatComesIsAnError() throws Exception {
    String name = (String) CUSTOMERS.get(7).get(CustomerField.NAME);
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.FILTERS_IGNORED, CUSTOMERS, "stringMatching=server")) {
      for (String columns : List.of("name", "id")) {
        String sql = "SELECT " + columns + " FROM customers WHERE name ";
        assertError(asked, sql + "<> '" + name + "'", "08P01", "filters");
        assertThat(asked.requests()).hasSizeLessThan(5);
        assertError(asked, sql + "NOT IN ('-', '" + name + "')", "08P01", "filters");
      }
      int named =
          (int) CUSTOMERS.stream().filter(one -> one.get(CustomerField.NAME) != null).count();
      assertThat(read(asked, ALL + " WHERE name <> '-'").ids()).hasSize(named);
    }
  }

  /** How many keys a join may send hangs on the number of customers, which has no bound. */
  @Test
  void aJoinOfBillionsIsTold() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.TOTAL_OF_BILLIONS, CUSTOMERS, "consistency=strict", "pageSize=10")) {
      String join =
          "SELECT c.id FROM customers c JOIN customers d ON c.id = d.id WHERE c.locale <> '-'";
      assertError(asked, ALL, "HCI01", "counts");
      assertError(asked, join, "HCI01", "counts");
    }
  }

  /** A page may be the first to come, and nothing but it says that there are no customers. */
  @ParameterizedTest
  @EnumSource(names = {"TOTAL_OF_PAGE_OFFSETS_END", "TOTAL_OF_PAGE_NOT_FOUND"})
  void anOffsetBehindTheFirstPageIsNotTheEnd(Contradiction contradiction) throws Exception {
    for (String sql :
        List.of(
            ALL + " ORDER BY lastSeen OFFSET 3",
            ALL + " WHERE id > 0 OFFSET 3",
            ALL + " OFFSET 120")) {
      try (AskedAccount asked = AskedAccount.contradicting(contradiction, CUSTOMERS)) {
        long gone = Long.parseLong(sql.substring(sql.lastIndexOf(' ') + 1));
        assertThat(read(asked, sql).ids()).as(sql).hasSize((int) (250 - gone));
        assertThat(asked.requests()).as(sql).hasSizeLessThan(20);
      }
    }
  }

  /** Windows of ids whose second page does not come are not read by windows of ids again. */
  @Test
  void windowsOfIdsEndWhereOffsetsAreNotObeyed() throws Exception {
    List<Long> ids = CUSTOMERS.stream().map(DemoCustomer::id).sorted().toList();
    try (AskedAccount asked = AskedAccount.contradicting(Contradiction.OFFSET_ROUNDED, CUSTOMERS)) {
      assertThat(read(asked, ALL).ids()).hasSize(250);
      assertThat(read(asked, ALL + " ORDER BY lastSeen").ids()).hasSize(250);
      assertThat(read(asked, ALL + " WHERE id > " + ids.get(120)).ids()).hasSize(129);
      assertThat(asked.requests()).hasSizeLessThan(20);
      String last = ALL + " ORDER BY id DESC LIMIT 10 OFFSET 95";
      assertThat(read(asked, last).ids()).first().isEqualTo(ids.get(154));
      assertThat(asked.requests()).hasSizeLessThan(20);
    }
  }

  /** In strict it is seen once that an offset leads where it should. */
  @ParameterizedTest
  @EnumSource(names = {"OFFSET_ROUNDED", "OFFSET_IGNORED"})
  void anOffsetThatIsNotObeyedIsSeenInStrict(Contradiction contradiction) throws Exception {
    List<Long> oldest = BY_FIRST_VISIT.stream().map(DemoCustomer::id).toList();
    for (int offset : List.of(3, 110)) {
      try (AskedAccount asked =
          AskedAccount.contradicting(contradiction, CUSTOMERS, "consistency=strict")) {
        String sql = ALL + " ORDER BY firstSeen LIMIT 5 OFFSET " + offset;
        assertThat(read(asked, sql).ids()).isEqualTo(oldest.subList(offset, offset + 5));
        assertThat(asked.requests()).hasSizeLessThan(20);
      }
    }
  }

  /** Which rows of an overfull page were asked for is not known to who reads it from memory. */
  @Test
  void pagesWithMoreThanWasAskedForAreNotKept() throws Exception {
    try (AskedAccount asked =
        AskedAccount.contradicting(
            Contradiction.PAGES_BEGIN_WITH_FIRST, CUSTOMERS, "cacheTtl=60", "pageSize=30")) {
      for (String sql : List.of(ALL, ALL, ALL + " ORDER BY lastSeen", ALL)) {
        assertThat(read(asked, sql).ids()).as(sql).hasSize(250);
      }
    }
  }

  /** A tag is known by its very name, whatever signs it has. */
  @Test
  void aTagThatWasNotAskedForIsAnError() throws Exception {
    List<DemoCustomer> tagged = CUSTOMERS.stream().map(one -> one.withTags("vips")).toList();
    for (String tag : List.of("vip", "a\"b", "\uD83E\uDD94", "VIPS")) {
      try (AskedAccount asked = AskedAccount.contradicting(Contradiction.FILTERS_IGNORED, tagged)) {
        assertError(asked, ALL + " WHERE HAS_TAG(tags, '" + tag + "')", "08P01", "filters");
      }
    }
  }

  /** A time is shown as the second it lies in, so that one off by a second is another. */
  @Test
  void aTimeOffByASecondIsAnError() throws Exception {
    List<DemoCustomer> equal =
        CUSTOMERS.stream()
            .map(one -> one.with(CustomerField.LAST_SEEN, Instant.parse("2026-01-01T00:00:00Z")))
            .toList();
    try (AskedAccount asked =
        AskedAccount.contradicting(Contradiction.FILTERS_IGNORED, equal, "timeZone=UTC")) {
      for (String other :
          List.of(
              "> TIMESTAMP '2026-01-01 00:00:00'",
              "< TIMESTAMP '2026-01-01 00:00:00'",
              "<> TIMESTAMP '2026-01-01 00:00:00'")) {
        assertError(asked, ALL + " WHERE lastSeen " + other, "08P01", "filters");
      }
    }
  }

  /** What an answer leaves to the service: texts, and those whom a total stands for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE id <= 1013",
        "SELECT 1 FROM customers WHERE id <= 1013",
        "SELECT COUNT(*) FROM customers WHERE name = 'nobody'",
        "SELECT id FROM customers WHERE name LIKE '%nobody%'",
        "SELECT id FROM customers WHERE email IN ('nobody', 'no-one')",
        "SELECT id FROM customers WHERE name = 'ніхто'",
        "SELECT id FROM customers WHERE telegramId = '7'",
        "SELECT id FROM customers WHERE name = 'ніхто' AND locale IS NOT NULL"
      })
  void filtersThatNoRowShowsToBeIgnoredAreAnError(String sql) throws Exception {
    boolean mayBeAll = sql.contains("id <=");
    for (String consistency : List.of(mayBeAll ? "strict" : "warn", "strict")) {
      try (AskedAccount asked =
          AskedAccount.contradicting(
              Contradiction.FILTERS_IGNORED,
              CUSTOMERS,
              "stringMatching=server",
              "consistency=" + consistency)) {
        assertThat(read(asked, ALL).ids()).hasSize(250);
        assertError(asked, sql, "08P01", "filters");
        assertThat(asked.requests()).hasSizeLessThan(6);
      }
    }
  }

  private static void assertError(AskedAccount asked, String sql, String state, String said) {
    assertThatThrownBy(() -> read(asked, sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getSQLState()).isEqualTo(state);
              assertThat(e.getMessage()).contains(said);
            });
  }
}
