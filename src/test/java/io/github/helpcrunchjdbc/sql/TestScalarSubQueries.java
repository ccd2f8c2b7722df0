package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Conditions on the value of a sub-query, of an account that takes twenty requests to read. */
class TestScalarSubQueries {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 2_000)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.EMAIL, "c" + id + "@example.com")
                      .with(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "PL" : "UA")
                      .with(CustomerField.FIRST_SEEN, FIRST.plusSeconds(3_600L * id))
                      .with(CustomerField.LAST_SEEN, FIRST.plusSeconds(4_000L * id)))
          .toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          6 | SELECT id FROM customers WHERE id <= (SELECT MAX(id) FROM customers) ORDER BY id LIMIT 10
          2 | SELECT COUNT(*) FROM customers WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers)
          2 | SELECT COUNT(*) FROM customers WHERE lastSeen >= (SELECT MAX(lastSeen) - INTERVAL '7' DAY FROM customers)
          2 | SELECT COUNT(*) FROM customers WHERE lastSeen >= (SELECT MAX(lastSeen) FROM customers) - INTERVAL '7' DAY
          2 | SELECT id FROM customers WHERE lastSeen = (SELECT MAX(lastSeen) FROM customers)
          4 | SELECT id FROM customers WHERE lastSeen BETWEEN (SELECT MAX(lastSeen) - INTERVAL '7' DAY FROM customers) AND (SELECT MAX(lastSeen) - INTERVAL '1' DAY FROM customers)
          2 | SELECT id FROM customers WHERE firstSeen < (SELECT firstSeen FROM customers WHERE id = 42)
          3 | SELECT COUNT(*) FROM customers WHERE id > (SELECT MAX(id) FROM customers WHERE lastSeen < (SELECT MIN(lastSeen) + INTERVAL '3' DAY FROM customers))
          1 | SELECT id FROM customers WHERE id > (SELECT MAX(id) FROM customers WHERE id > 5000)
          1 | SELECT COUNT(*) FROM customers WHERE id > (SELECT n FROM (VALUES (1500)) AS t (n))
          """)
  void theValueIsAskedForFirst(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  /** One reading answers both, where the value has to be worked out from the rows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          20 | SELECT COUNT(*) FROM customers WHERE id > (SELECT AVG(id) FROM customers)
          20 | SELECT COUNT(*) FROM customers WHERE CHAR_LENGTH(email) > (SELECT AVG(CHAR_LENGTH(email)) FROM customers)
          7  | SELECT id FROM customers WHERE countryCode = 'PL' AND id > (SELECT AVG(id) FROM customers WHERE countryCode = 'PL')
          7  | SELECT id FROM customers WHERE countryCode = 'PL' AND email > (SELECT email FROM customers WHERE countryCode = 'PL' ORDER BY CHAR_LENGTH(email), id LIMIT 1)
          0  | SELECT COUNT(*) FROM customers WHERE 1 = 0 AND id > (SELECT MAX(id) FROM customers)
          """)
  void whatIsReadAnywayIsReadOnce(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOTAL_MISSING", "EMPTY_IS_NOT_FOUND", "TIES_SHUFFLED"})
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS.subList(0, 320), Behaviour.of(quirk), "pageSize=20")) {
      account.assertJudged(
          "SELECT COUNT(*) FROM customers WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers)");
      account.assertJudged(
          "SELECT id FROM customers WHERE id > (SELECT MAX(id) - 7 FROM customers)");
    }
  }

  @Test
  void parametersAreFilledInBothParts() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      String sql =
          "SELECT id FROM customers WHERE id <> ? AND"
              + " id > (SELECT MAX(id) - ? FROM customers WHERE id < ?) AND id < 1000";
      assertThat(account.ask(sql, 998, 3, 1000).rows())
          .containsExactlyInAnyOrder(List.of(997L), List.of(999L));
      assertThat(account.ask(sql, 1, 2, 900).rows()).hasSize(102);
    }
  }

  @Test
  void severalRowsAreNoValue() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      String sql =
          "SELECT id FROM customers WHERE lastSeen > (SELECT lastSeen FROM customers WHERE id < 3)";
      assertThatThrownBy(() -> account.ask(sql))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("21000"));
    }
  }

  /** What decides about a sub-query within one that is left out is asked for by nobody. */
  @Test
  void whatIsLeftOutIsNotAskedFor() throws Exception {
    String subQuery =
        "(SELECT MAX(id) FROM customers WHERE UPPER(email) ="
            + " (SELECT email FROM customers WHERE id = 1))";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      assertThat(account.ask("SELECT id FROM customers WHERE 1 = 0 AND id > " + subQuery).rows())
          .isEmpty();
      assertThat(account.requests()).isEmpty();
    }
  }

  @Test
  void explainShowsBoth() throws Exception {
    String sql =
        "SELECT COUNT(*) FROM customers WHERE lastSeen > (SELECT MAX(firstSeen) FROM customers)";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      assertThat(account.ask("EXPLAIN PLAN AS TEXT FOR " + sql).rows().toString())
          .containsSubsequence("EnumerableCustomerTotals", "?0 is the value of", "firstSeen");
      assertThat(account.ask("EXPLAIN PLAN FOR " + sql).rows().toString())
          .containsSubsequence("firstSeen", "lastSeen\",\"operator\":\">=");
      assertThat(account.account().bodies()).isEmpty();
    }
  }

  /** What decides about the customers of the sub-query is told too, with its verdict. */
  @Test
  void theBillTellsOfBoth() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE lastSeen >="
            + " (SELECT firstSeen FROM customers WHERE id = 42)";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      assertThat(account.ask("EXPLAIN PLAN FOR " + sql).rows())
          .filteredOn(row -> "predicate".equals(row.get(0)))
          .extracting(row -> String.valueOf(row.get(1)))
          .anyMatch(predicate -> predicate.contains("42"))
          .anyMatch(predicate -> predicate.contains("lastSeen"));
    }
  }
}
