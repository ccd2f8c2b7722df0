package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiError;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that take few filters, and refusals that are for something else. */
@Timeout(120)
class TestFilterBounds {
  private static final Instant BEGIN = Instant.parse("2024-01-01T08:00:00Z");

  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.range(0, 1_500).mapToObj(TestFilterBounds::customer).toList();

  private static final String GROUPS =
      "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode";

  /** Each has searches to which the driver adds filters. */
  private static final List<String> QUESTIONS =
      List.of(
          "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers"
              + " WHERE lastSeen BETWEEN TIMESTAMP '2024-06-07 08:09:10'"
              + " AND TIMESTAMP '2026-01-20 00:00:00' GROUP BY EXTRACT(YEAR FROM lastSeen)",
          "SELECT EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers"
              + " GROUP BY EXTRACT(YEAR FROM lastSeen)",
          "SELECT COUNT(email) FROM customers",
          "SELECT COUNT(*) FROM customers WHERE email IS NOT NULL AND city IS NOT NULL",
          "SELECT COUNT(*) FROM customers WHERE countryCode = 'PL' OR HAS_TAG(tags, 'vip')"
              + " OR id > 900",
          "SELECT COUNT(*) FROM customers WHERE lastSeen <> TIMESTAMP '2025-05-05 08:00:00'",
          GROUPS,
          "SELECT MAX(id) FROM customers WHERE id < 700",
          "SELECT id FROM customers WHERE countryCode = 'PL' AND id > 500 ORDER BY id DESC LIMIT"
              + " 25",
          "SELECT id FROM customers WHERE id < 300 OR id > 1000 ORDER BY id LIMIT 12");

  private static DemoCustomer customer(int i) {
    return DemoCustomer.of(100 + 2L * i + i % 2)
        .with(CustomerField.EMAIL, i % 9 == 0 ? null : "ann" + i + "@example.com")
        .with(
            CustomerField.COUNTRY_CODE,
            i % 8 == 0 ? null : List.of("UA", "PL", "DE", "UA", "FR").get(i % 5))
        .with(CustomerField.CITY, i % 7 == 0 ? null : List.of("Kyiv", "Lviv").get(i % 2))
        .with(CustomerField.FIRST_SEEN, BEGIN.plusSeconds(60_000L * i))
        .with(
            CustomerField.LAST_SEEN,
            i % 10 == 4 ? null : BEGIN.plusSeconds(60_000L * (i * 593L % 1_500)))
        .withTags(List.of("vip", "Lead").subList(0, i % 3).toArray(String[]::new));
  }

  /** Refuses searches, and names no filter. */
  private static UnaryOperator<Api> refusing(Predicate<String> body) {
    return api ->
        request ->
            body.test(request.body())
                ? new ApiError(400, "filter", "refused").answer(Behaviour.PLAIN)
                : api.answer(request);
  }

  private static List<Object> factsOfSearches(AskedAccount account) throws SQLException {
    return List.copyOf(
        account.ask("SELECT fact FROM helpcrunch_meta.service WHERE about = 'search'").column(0));
  }

  private static void assertHundredFiltersAreSent(AskedAccount account) throws Exception {
    account.ask(
        IntStream.rangeClosed(1, 100)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", ", "SELECT id FROM customers WHERE id IN (", ")")));
    assertThat(account.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void fewFiltersAreEnoughForRightAnswers(int most) throws Exception {
    for (String question : QUESTIONS) {
      try (AskedAccount account =
          AskedAccount.of(CUSTOMERS, Behaviour.PLAIN.withMaxFilters(most))) {
        account.assertJudged(question);
        account.assertJudged(question);
        account.assertJudged("SELECT COUNT(*) FROM customers");
        assertThat(account.requests()).hasSize(1);
      }
    }
  }

  /** A window of ids that begins where another ended takes two. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void anOrderByIdTakesOneFilter(String consistency) throws Exception {
    List<DemoCustomer> some =
        IntStream.range(0, 300)
            .mapToObj(i -> customer(i).with(CustomerField.BLOCKED, i % 59 == 7))
            .toList();
    for (String sql :
        List.of(
            "SELECT id FROM customers ORDER BY id LIMIT 130",
            "SELECT id FROM customers ORDER BY id DESC LIMIT 110",
            "SELECT id FROM customers ORDER BY id",
            "SELECT id FROM customers WHERE blocked ORDER BY id LIMIT 3",
            "SELECT id FROM customers WHERE blocked ORDER BY id DESC LIMIT 2",
            "SELECT id FROM customers ORDER BY id LIMIT 40 OFFSET 90",
            "SELECT id FROM customers WHERE id > 300 ORDER BY id LIMIT 30",
            "SELECT id FROM customers WHERE countryCode = 'UA' ORDER BY id LIMIT 30")) {
      try (AskedAccount account =
          AskedAccount.of(
              some,
              Behaviour.PLAIN.withMaxFilters(1),
              "pageSize=20",
              "consistency=" + consistency)) {
        account.assertJudged(sql);
      }
    }
  }

  /** What is refused is that which has none of several values, whatever their number. */
  @Test
  void aRefusedRestOfGroupsLeavesTheBoundAsItIs() throws Exception {
    try (AskedAccount account =
        AskedAccount.behind(
            refusing(body -> StringUtils.countMatches(body, "\"!=\"") > 1),
            CUSTOMERS,
            "stringMatching=countryCode:exact")) {
      assertThat(account.ask(GROUPS).rows()).hasSize(5);
      // A first page, four totals, what is refused, whether it is for its filters, and all others.
      assertThat(account.requests()).hasSize(21);
      assertThat(factsOfSearches(account)).isEmpty();
      assertHundredFiltersAreSent(account);
    }
  }

  @Test
  void aRestOfGroupsThatIsRefusedForItsFiltersIsNotAskedForAgain() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS, Behaviour.PLAIN.withMaxFilters(3), "stringMatching=countryCode:exact")) {
      account.assertJudged(GROUPS);
      assertThat(factsOfSearches(account)).containsExactly("takes 2 filters at the most");
      account.assertJudged(GROUPS);
      assertThat(account.requests())
          .allSatisfy(body -> assertThat(body.path("filter").size()).isLessThanOrEqualTo(3));
    }
  }

  /** Two filters are refused for a value, which a search with the other alone would not show. */
  @Test
  void aShortSearchThatIsRefusedLeavesTheBoundAsItIs() throws Exception {
    try (AskedAccount account =
        AskedAccount.behind(
            refusing(body -> body.contains("vip") && body.contains("nobody")),
            CUSTOMERS,
            "stringMatching=strict")) {
      assertThatThrownBy(
              () ->
                  account.ask(
                      "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip') AND city = 'nobody'"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"));
      assertThat(account.requests()).hasSize(2);
      assertThat(factsOfSearches(account)).isEmpty();
      assertHundredFiltersAreSent(account);
    }
  }

  /** One filter is refused as well, so that their number is not what the service minds. */
  @Test
  void aLaterPartThatIsRefusedForItsColumnLeavesTheBoundAsItIs() throws Exception {
    String emails =
        IntStream.range(0, 100)
            .mapToObj(i -> "'ann" + i + "@example.com'")
            .collect(Collectors.joining(", "));
    try (AskedAccount account =
        AskedAccount.behind(refusing(body -> body.contains("customers.id")), CUSTOMERS)) {
      assertThatThrownBy(
              () ->
                  account.ask(
                      "SELECT id FROM customers WHERE blocked IS NULL UNION ALL"
                          + " SELECT id FROM customers WHERE id IN (5, 6, 7, 8, 9, 10)"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"))
          .hasMessageNotContaining("filters at the most");
      assertThat(factsOfSearches(account)).isEmpty();
      account.ask("SELECT COUNT(*) FROM customers WHERE email IN (" + emails + ")");
      assertThat(account.requests())
          .allSatisfy(body -> assertThat(body.path("filter")).hasSize(100));
    }
  }

  /** Rows were handed on before the second part is asked for, so no other plan can be made. */
  @Test
  void aLaterPartThatIsRefusedForItsFiltersIsAnsweredTheNextTime() throws Exception {
    String sql =
        IntStream.range(0, 21)
            .mapToObj(i -> String.valueOf(100 + 7 * i))
            .collect(
                Collectors.joining(
                    ", ",
                    "SELECT id FROM customers WHERE blocked IS NULL"
                        + " UNION ALL SELECT id FROM customers WHERE id IN (",
                    ")"));
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, Behaviour.PLAIN.withMaxFilters(7))) {
      assertThatThrownBy(() -> account.ask(sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22000"))
          .hasMessageContaining("searches have 5 filters at the most: execute the statement again");
      assertThat(factsOfSearches(account)).containsExactly("takes 5 filters at the most");
      account.assertJudged(sql);
    }
  }
}
