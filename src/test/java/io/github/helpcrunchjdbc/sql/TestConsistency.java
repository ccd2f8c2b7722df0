package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Churn;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code consistency} makes of answers that can't be had whole, and of claims not yet seen.
 */
class TestConsistency {
  private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 250);
  private static final List<DemoCustomer> MANY = DemoAccount.customers(NOW, 900);

  @Test
  void aCountIsBelievedByDefault() throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS)) {
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      asked.assertSent("{\"offset\":0,\"limit\":1}");
    }
  }

  @Test
  void strictSeesOnceThatTotalsAreRight() throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS, "consistency=strict")) {
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      String allButOne =
          "{\"filter\":[{\"field\":\"customers.id\",\"operator\":\"!=\",\"value\":1005}],"
              + "\"offset\":0,\"limit\":1}";
      asked.assertSent("{\"offset\":0,\"limit\":1}", "{\"offset\":249,\"limit\":2}", allButOne);
      asked.assertJudged("SELECT COUNT(*) FROM customers WHERE id > 1100");
      assertThat(asked.requests()).hasSize(1);
    }
  }

  /** A filter that leaves nobody out may be one that the service ignores. */
  @Test
  void strictSeesOnceThatFiltersAreObeyed() throws Exception {
    for (String consistency : List.of("consistency=warn", "consistency=strict")) {
      try (AskedAccount asked = AskedAccount.of(CUSTOMERS, consistency)) {
        asked.assertJudged("SELECT COUNT(*) FROM customers");
        for (int more = consistency.endsWith("strict") ? 1 : 0; more >= 0; more--) {
          asked.assertJudged("SELECT COUNT(*) FROM customers WHERE id > 100");
          assertThat(asked.requests()).hasSize(1 + more);
        }
      }
    }
  }

  /** The last customer of the total is the last that offsets lead to: only the others tell. */
  @ParameterizedTest
  @CsvSource({"1000, strict, 3", "2000, strict, 3", "12000, strict, 3", "5000, warn, 2"})
  void aCountGoesOnBehindATotalThatStopsCounting(int reach, String consistency, int first)
      throws Exception {
    Behaviour behaviour =
        Behaviour.of(Quirk.DEEP_OFFSET_EMPTY, Quirk.TOTAL_CAPPED).withReach(reach);
    String mode = "consistency=" + consistency;
    try (AskedAccount asked = AskedAccount.unjudged(People.many(reach + 150), behaviour, mode)) {
      assertThat(asked.ask("SELECT COUNT(*) FROM customers").column(0))
          .containsExactly(reach + 150L);
      assertThat(asked.ask("SELECT COUNT(*) FROM customers WHERE id > 10").column(0))
          .containsExactly(reach + 140L);
      assertThat(
              asked
                  .ask("SELECT COUNT(*) FROM customers WHERE id > 0 OR lastSeen < '2020-01-01'")
                  .column(0))
          .containsExactly(reach + 150L);
    }
    try (AskedAccount asked = AskedAccount.of(People.many(reach), mode)) {
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      assertThat(asked.requests()).hasSize(first);
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      assertThat(asked.requests()).hasSize(1);
    }
  }

  /** Sums of rounded totals are worse than the total; what they show holds for an hour. */
  @ParameterizedTest
  @CsvSource({
    "990, 100, 99",
    "997, 10, 9",
    "999, 10, 9",
    "1003, 10, 5",
    "1049, 100, 50",
    "4960, 100, 50"
  })
  void aRoundedTotalIsNotReplacedByASum(int customers, int step, int up) throws Exception {
    UnaryOperator<Api> rounding =
        account ->
            request ->
                new ApiAnswer(
                    200,
                    TOTAL
                        .matcher(account.answer(request).body())
                        .replaceFirst(
                            total -> {
                              long counted = Long.parseLong(total.group(1));
                              return "\"total\":"
                                  + (counted > 100 ? (counted + up) / step * step : counted);
                            }));
    long rounded = (long) (customers + up) / step * step;
    try (AskedAccount asked =
        AskedAccount.behind(rounding, DemoAccount.customers(NOW, customers))) {
      for (int most : List.of(6, 1, 1)) {
        assertThat(asked.ask("SELECT COUNT(*) FROM customers").column(0)).containsExactly(rounded);
        assertThat(asked.requests()).hasSizeLessThanOrEqualTo(most);
      }
    }
  }

  /** Who may not be asked about the others is not refused the number. */
  @Test
  void aCountThatCanNotBeHeldAgainstTheOthersIsBelieved() throws Exception {
    Behaviour oneFilter = Behaviour.PLAIN.withMaxFilters(1);
    try (AskedAccount asked =
        AskedAccount.of(People.many(1_010), oneFilter, "consistency=strict")) {
      asked.assertJudged("SELECT COUNT(*) FROM customers WHERE id <= 1000");
      asked.assertJudged("SELECT id FROM customers WHERE id <= 1000");
    }
  }

  @Test
  void anAnswerReadWholeShowsThatTotalsAreRight() throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS, "consistency=strict")) {
      asked.assertJudged("SELECT id FROM customers");
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      assertThat(asked.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOTAL_TOO_LOW", "TOTAL_TOO_HIGH", "TOTAL_MISSING", "TOTAL_UNDER_META"})
  void strictCountsRightWhateverTheTotal(Quirk quirk) throws Exception {
    try (AskedAccount asked =
        AskedAccount.of(CUSTOMERS, Behaviour.of(quirk), "consistency=strict")) {
      // That nobody is counted as nobody shows nothing of other totals.
      asked.assertJudged("SELECT COUNT(*) FROM customers WHERE id < 0");
      asked.assertJudged("SELECT COUNT(*) FROM customers");
      asked.assertJudged("SELECT COUNT(*) FROM customers WHERE id > 40");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MAX(lastSeen) FROM customers",
        "SELECT MIN(lastSeen) FROM customers",
        "SELECT MIN(firstSeen), MAX(firstSeen) FROM customers",
        "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 1",
        "SELECT firstSeen FROM customers ORDER BY firstSeen LIMIT 2 OFFSET 1"
      })
  void strictNoticesAServiceThatDoesNotSortByTheFirstRows(String sql) throws Exception {
    try (AskedAccount asked =
        AskedAccount.of(CUSTOMERS, Behaviour.of(Quirk.SORT_IGNORED), "consistency=strict")) {
      asked.assertJudged(sql);
    }
  }

  /** The newest customers were looked at before, and were not in order. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MAX(lastSeen) FROM customers",
        "SELECT MAX(lastSeen), MIN(firstSeen) FROM customers",
        "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 1"
      })
  void theNewestCustomersShowThatAServiceDoesNotSort(String sql) throws Exception {
    List<DemoCustomer> few = CUSTOMERS.subList(0, 90);
    Behaviour unsorted = Behaviour.of(Quirk.SORT_IGNORED);
    try (AskedAccount asked = AskedAccount.of(few, unsorted, "customFields=auto")) {
      asked.assertJudged(sql);
      assertThat(asked.requests()).hasSizeLessThan(6);
    }
  }

  @Test
  void aTotalThatStopsCountingIsNoticed() throws Exception {
    List<DemoCustomer> customers = People.many(10_150);
    try (AskedAccount asked = AskedAccount.of(customers, Behaviour.of(Quirk.TOTAL_CAPPED))) {
      assertThat(asked.ask("SELECT COUNT(*) FROM customers WHERE id > 50").column(0))
          .containsExactly(10_100L);
    }
    try (AskedAccount asked = AskedAccount.of(customers, Behaviour.of(Quirk.TOTAL_CAPPED))) {
      assertThat(asked.ask("SELECT id FROM customers").column(0)).hasSize(10_150);
    }
  }

  /** Its offsets may end there too, on a full page or within one, so that no answer contradicts. */
  @ParameterizedTest
  @CsvSource({
    "100, 10, DEEP_OFFSET_EMPTY, strict",
    "300, 100, DEEP_OFFSET_EMPTY, strict",
    "500, 100, DEEP_OFFSET_REFUSED, strict",
    "1000, 100, DEEP_OFFSET_EMPTY, strict",
    "1000, 30, DEEP_OFFSET_EMPTY, strict",
    "2000, 100, DEEP_OFFSET_EMPTY, strict",
    "1000, 100, TOTAL_CAPPED, strict",
    "5000, 100, DEEP_OFFSET_EMPTY, warn",
    "5000, 90, DEEP_OFFSET_EMPTY, warn",
    "5000, 100, DEEP_OFFSET_CLAMPED, warn",
    "5000, 100, DEEP_OFFSET_REFUSED, warn",
    "5000, 100, DEEP_OFFSET_NOT_FOUND, warn",
  })
  void aRoundTotalThatStopsCountingIsNoticed(int reach, int pageSize, Quirk end, String consistency)
      throws Exception {
    Behaviour behaviour = Behaviour.of(end, Quirk.TOTAL_CAPPED).withReach(reach);
    try (AskedAccount asked =
        AskedAccount.unjudged(
            People.many(reach + 150),
            behaviour,
            "consistency=" + consistency,
            "pageSize=" + pageSize)) {
      for (String sql :
          List.of(
              "SELECT id FROM customers",
              "SELECT id FROM customers WHERE id > 10",
              "SELECT id FROM customers ORDER BY firstSeen",
              "SELECT id FROM customers ORDER BY lastSeen DESC")) {
        int expected = reach + (sql.contains("> 10") ? 140 : 150);
        assertThat(asked.ask(sql).column(0)).as(sql).hasSize(expected).doesNotHaveDuplicates();
      }
    }
  }

  /** A total of all but one must be one less, whatever the order: a request, once an hour. */
  @ParameterizedTest
  @ValueSource(ints = {500, 999, 1_000, 2_000, 4_000, 5_000})
  void aTotalOfFiveThousandThatIsRightCostsARequestAnHour(int customers) throws Exception {
    String sql = "SELECT id FROM customers ORDER BY firstSeen DESC";
    int pages = (customers + 99) / 100;
    try (AskedAccount asked = AskedAccount.of(People.many(customers))) {
      asked.assertJudged(sql, 0);
      assertThat(asked.requests()).hasSize(pages + (customers == 5_000 ? 1 : 0));
      asked.assertJudged(sql, 0);
      assertThat(asked.requests()).hasSize(pages);
    }
  }

  @Test
  void strictLooksOnceAtARoundTotalThatIsRight() throws Exception {
    String sql = "SELECT id FROM customers";
    try (AskedAccount asked = AskedAccount.of(People.many(1_000), "consistency=strict")) {
      asked.assertJudged(sql);
      assertThat(asked.requests()).hasSize(10 + 1 + 1 + 1);
      asked.assertJudged(sql);
      int later = asked.requests().size();
      assertThat(later).isLessThanOrEqualTo(11);
    }
  }

  /** By one of the ids that came, whichever these are. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 53, 999, 5_000})
  void strictHoldsARoundTotalAgainstAllButOne(int before) throws Exception {
    List<DemoCustomer> customers = People.many(before + 1_000).subList(before, before + 1_000);
    try (AskedAccount asked = AskedAccount.of(customers, "consistency=strict")) {
      asked.assertJudged("SELECT id FROM customers");
      assertThat(asked.requests()).hasSize(10 + 1 + 1 + 1);
    }
  }

  /** A page that is short shows by itself that offsets lead to the end. */
  @Test
  void behindAShortPageThatEndsCountingNothingIsAskedFor() throws Exception {
    try (AskedAccount asked =
        AskedAccount.unjudged(People.many(10_050), Behaviour.of(Quirk.TOTAL_CAPPED))) {
      assertThat(asked.ask("SELECT id FROM customers").column(0)).hasSize(10_050);
      assertThat(asked.requests()).noneMatch(request -> request.path("offset").asLong() > 10_050);
    }
  }

  @Test
  void strictTakesAFewMoreRowsToSeeTheOrder() throws Exception {
    try (AskedAccount asked = AskedAccount.of(CUSTOMERS, "consistency=strict")) {
      String sql = "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 1";
      asked.assertJudged(sql, 0);
      assertThat(asked.requests()).hasSize(1);
      assertThat(asked.requests().get(0).get("limit").asInt()).isBetween(8, 20);
      // A service may sort only what has no filters, and this has one.
      asked.assertJudged(sql, 0);
      assertThat(asked.requests()).hasSize(1);
      assertThat(asked.requests().get(0).get("limit").asInt()).isBetween(8, 20);
    }
  }

  /** Customers go while they are read, and the service refuses to be asked for those missed. */
  private static SimulatedAccount withGaps() {
    return SimulatedAccount.builder()
        .customers(MANY)
        .behaviour(Behaviour.of(Quirk.TIES_SHUFFLED, Quirk.SORT_IGNORED).withMaxFilters(1))
        .beforeEach(new Churn(7, NOW, 2, 2, 2))
        .start();
  }

  /** Customers visit the site while they are read in the order of their visits. */
  private static SimulatedAccount withVisits() {
    return SimulatedAccount.builder()
        .customers(MANY)
        .beforeEach(new Churn(7, NOW, 0, 0, 4))
        .start();
  }

  private static Connection connect(SimulatedAccount account, String consistency)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("apiKey", account.apiKey());
    properties.setProperty("requestsPerMinute", "0");
    properties.setProperty("checkKey", "false");
    properties.setProperty("customFields", "off");
    properties.setProperty("consistency", consistency);
    return DriverManager.getConnection(
        "jdbc:helpcrunch:timeZone=UTC;baseUrl=" + account.baseUrl(), properties);
  }

  private static @Nullable String warningOf(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        assertThat(rows.getLong(1)).isPositive();
      }
      SQLWarning warning =
          rows.getWarnings() == null ? statement.getWarnings() : rows.getWarnings();
      return warning == null ? null : warning.getSQLState();
    }
  }

  @Test
  void aGapIsAWarning() throws Exception {
    try (SimulatedAccount account = withGaps();
        Connection connection = connect(account, "warn")) {
      assertThat(warningOf(connection, "SELECT id FROM customers")).isEqualTo("01HCI");
    }
  }

  @Test
  void aGapIsAnErrorIfStrict() throws Exception {
    try (SimulatedAccount account = withGaps();
        Connection connection = connect(account, "strict")) {
      assertThatThrownBy(() -> warningOf(connection, "SELECT id FROM customers"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HCI01"));
    }
  }

  @Test
  void aDisturbedOrderIsAWarning() throws Exception {
    try (SimulatedAccount account = withVisits();
        Connection connection = connect(account, "warn")) {
      assertThat(warningOf(connection, "SELECT id FROM customers ORDER BY lastSeen DESC"))
          .isEqualTo("01HCO");
    }
  }

  @Test
  void aDisturbedOrderIsAnErrorIfStrict() throws Exception {
    try (SimulatedAccount account = withVisits();
        Connection connection = connect(account, "strict")) {
      assertThatThrownBy(
              () -> warningOf(connection, "SELECT id FROM customers ORDER BY lastSeen DESC"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("HCI01"));
    }
  }

  @Test
  void whatHoldsStillHasNoWarning() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(MANY);
        Connection connection = connect(account, "strict")) {
      assertThat(warningOf(connection, "SELECT id FROM customers ORDER BY lastSeen DESC")).isNull();
    }
  }
}
