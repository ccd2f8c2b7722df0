package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many tags there are, how many customers have them: by totals where the names are known. */
class TestTagTotals {
  /** Of 600 customers two totals are fewer requests than the pages that hold them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name, COUNT(*) FROM customer_tags WHERE name IN ('Lead', 'Paid') GROUP BY name",
        "SELECT t.name, COUNT(DISTINCT c.id) FROM customers c JOIN customer_tags t"
            + " ON t.customerId = c.id AND t.name IN ('Lead', 'Paid') GROUP BY t.name",
        "SELECT COUNT(*) AS customers, name FROM customer_tags WHERE name = 'Lead' OR name = 'Paid'"
            + " GROUP BY name HAVING COUNT(*) > 1 ORDER BY name",
        "SELECT COUNT(*), COUNT(name) FROM customer_tags WHERE name IN ('Lead', 'Paid')",
        "SELECT COUNT(c.id) FROM customers c JOIN customer_tags t ON t.customerId = c.id"
            + " WHERE t.name IN ('Lead', 'Paid', 'Lead')"
      })
  void knownNamesAreCountedByTotals(String sql) throws Exception {
    List<DemoCustomer> customers =
        DemoAccount.customers(Instant.parse("2024-03-01T00:00:00Z"), 600);
    try (AskedAccount account = AskedAccount.of(customers)) {
      account.ask("SELECT COUNT(*) FROM customers");
      account.assertJudged(sql);
      assertThat(account.requests()).hasSize(2);
      assertThat(account.requests()).allMatch(body -> body.at("/limit").asInt() == 1);
      account.assertJudged(
          "SELECT t.name, COUNT(*) FROM customer_tags t JOIN customers c ON c.id = t.customerId"
              + " WHERE t.name IN ('vip', 'Lead') AND c.city LIKE 'K%' GROUP BY t.name");
    }
  }

  /** All, and those with the tag; all again, for a number made of two is to be of one moment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE id NOT IN"
            + " (SELECT customerId FROM customer_tags WHERE name = 'Lead')",
        "SELECT COUNT(*) FROM customers c WHERE NOT EXISTS"
            + " (SELECT 1 FROM customer_tags t WHERE t.customerId = c.id AND t.name = 'Lead')",
        "SELECT COUNT(*) FROM customers c LEFT JOIN customer_tags t"
            + " ON t.customerId = c.id AND t.name = 'Lead' WHERE t.customerId IS NULL"
      })
  void customersWithoutATagAreTheOthers(String sql) throws Exception {
    List<DemoCustomer> customers =
        DemoAccount.customers(Instant.parse("2024-03-01T00:00:00Z"), 600);
    try (AskedAccount account = AskedAccount.of(customers)) {
      account.ask("SELECT COUNT(*) FROM customers");
      account.assertJudged(sql);
      assertThat(account.requests())
          .hasSizeLessThanOrEqualTo(3)
          .allMatch(body -> body.at("/limit").asInt() == 1);
    }
  }

  /** Who has one of several tags is found by one search, and counted by its total. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(DISTINCT customerId) FROM customer_tags WHERE name IN ('Lead', 'vip')",
        "SELECT COUNT(DISTINCT t.customerId) FROM customer_tags t JOIN customers c"
            + " ON c.id = t.customerId WHERE t.name = 'vip' OR t.name = 'Lead'",
        "SELECT COUNT(*) FROM customers WHERE id IN"
            + " (SELECT customerId FROM customer_tags WHERE name IN ('Lead', 'vip'))"
      })
  void customersWithOneOfSeveralTagsAreOneTotal(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      account.assertJudged(sql);
      account.assertSent(
          "{\"comparison\":\"OR\",\"filter\":["
              + "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":[{\"name\":\"Lead\"}]},"
              + "{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":[{\"name\":\"vip\"}]}],"
              + "\"offset\":0,\"limit\":1}");
    }
  }

  /** A count that the tags' names do not decide is read, each customer once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(DISTINCT customerId) FROM customer_tags WHERE name LIKE 'L%'",
        "SELECT COUNT(DISTINCT customerId) FROM customer_tags",
        "SELECT COUNT(DISTINCT customerId) FROM customer_attributes WHERE type = 'DECIMAL'",
        "SELECT COUNT(DISTINCT customerId), COUNT(*) FROM customer_tags WHERE name <> 'vip'",
        "SELECT COUNT(*) FROM customer_tags WHERE name IN ('vip', 'Lead') AND color = '#888888'"
      })
  void otherCountsAreRead(String sql) throws SQLException {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      account.assertJudged(sql);
      assertThat(account.account().requests()).hasSize(1);
    }
  }

  /** The judge is asked of the rows, for it has no such array. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", UNNEST(TAG_NAMES(c.tags)) AS t(name) WHERE t.name = 'vip'"
            + " | JOIN customer_tags t ON t.customerId = c.id WHERE t.name = 'vip'",
        ", UNNEST(TAG_NAMES(c.tags)) AS t(name) WHERE t.name IN ('vip', 'Lead') AND c.id < 5"
            + " | JOIN customer_tags t ON t.customerId = c.id"
            + " WHERE t.name IN ('vip', 'Lead') AND c.id < 5",
        ", UNNEST(TAG_NAMES(c.tags)) AS t(name) WHERE t.name = 'vip' OR (c.id = 2 AND t.name > 'A')"
            + " | JOIN customer_tags t ON t.customerId = c.id"
            + " WHERE t.name = 'vip' OR (c.id = 2 AND t.name > 'A')",
        "WHERE EXISTS (SELECT 1 FROM UNNEST(TAG_NAMES(c.tags)) AS t(name) WHERE t.name = 'Lead')"
            + " | WHERE HAS_TAG(c.tags, 'Lead')",
        "WHERE 'Lead' IN (SELECT t.name FROM UNNEST(TAG_NAMES(c.tags)) AS t(name))"
            + " | WHERE HAS_TAG(c.tags, 'Lead')"
      })
  void namesOutOfArraysAreSearchedFor(String sql, String judged) throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      List<?> expected = account.judged("SELECT c.id FROM customers c " + judged).column(0);
      assertThat(expected).isNotEmpty();
      List<?> found = account.ask("SELECT c.id FROM customers c " + sql).column(0);
      assertThat(List.<Object>copyOf(found)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(account.requests())
          .hasSizeLessThanOrEqualTo(2)
          .allMatch(body -> body.at("/filter").toString().contains("tagsData"));
    }
  }

  /** An array of names is taken apart as the table of tags is, so that totals count it too. */
  @Test
  void namesOutOfArraysAreCountedByTotals() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.few())) {
      List<?> expected =
          account.judged("SELECT COUNT(*) FROM customer_tags WHERE name = 'vip'").column(0);
      List<?> found =
          account
              .ask(
                  "SELECT COUNT(*) FROM customers c, UNNEST(TAG_NAMES(c.tags)) AS t(name)"
                      + " WHERE t.name = 'vip'")
              .column(0);
      assertThat(List.<Object>copyOf(found)).isEqualTo(expected);
      assertThat(account.requests())
          .singleElement()
          .matches(body -> body.get("limit").asInt() == 1);
    }
  }
}
