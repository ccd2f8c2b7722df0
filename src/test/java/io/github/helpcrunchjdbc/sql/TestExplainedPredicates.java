package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPLAIN shows each predicate above the searches once, and what is done before it is known. */
class TestExplainedPredicates {
  @AutoClose private static final AskedAccount account = AskedAccount.ofFewPeople();

  @BeforeAll
  static void count() throws Exception {
    account.ask("SELECT COUNT(*) FROM customers");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "SELECT notes FROM customers GROUP BY notes HAVING COUNT(*) > 5|COUNT(*) > 5|grouping",
        "SELECT city FROM customers GROUP BY city HAVING SUM(id) + MAX(id) > 5|SUM(id) + "
            + "MAX(id) > 5|grouping",
        "SELECT countryCode FROM customers GROUP BY 1 HAVING COUNT(*) > 2|COUNT(*) > 2|grouping",
        "SELECT COUNT(*) FROM customers HAVING COUNT(*) > 10|COUNT(*) > 10|grouping",
        "SELECT id FROM customers QUALIFY ROW_NUMBER() OVER (PARTITION BY city ORDER BY id) = "
            + "2|(ROW_NUMBER() OVER (PARTITION BY city ORDER BY id)) = 2|the window",
        "SELECT a.id FROM customers a LEFT JOIN customers b ON a.notes = b.city WHERE b.id IS "
            + "NULL|customers_2.id IS NULL|joining",
        "SELECT a.id FROM customers a LEFT JOIN customers b ON a.email = b.email WHERE b.id IS "
            + "NULL|email = customers_2.email|keys",
        "SELECT a.id FROM customers a JOIN customers b ON a.id < b.id|id < "
            + "customers_2.id|joining",
        "SELECT a.id FROM customers a JOIN customers b ON a.id + 1 < b.id AND a.notes = "
            + "b.notes|id + 1 < customers_2.id|joining",
        "SELECT id FROM customers WHERE id > (SELECT AVG(id) FROM customers)|CAST(id "
            + "AS DOUBLE) > AVG(customers_2.id)|joining",
        "SELECT id FROM customers WHERE notes IN (SELECT city FROM customers WHERE id < "
            + "5)|notes = customers_2.city|joining",
        "SELECT id FROM customers c WHERE EXISTS (SELECT 1 FROM customer_tags t WHERE "
            + "t.customerId = c.id AND t.name > c.name)|customer_tags.name > name|taking "
            + "the lists of customers apart",
        "SELECT customerId FROM customer_tags WHERE name LIKE 'v%'|customer_tags.name LIKE "
            + "'v%'|taking the lists of customers apart",
        "SELECT notes FROM customers GROUP BY notes HAVING COUNT(*) > 3 UNION ALL SELECT name "
            + "FROM customers|COUNT(*) > 3|grouping",
        "WITH t AS (SELECT notes, COUNT(*) AS n FROM customers GROUP BY notes) SELECT notes "
            + "FROM t WHERE n > 3|COUNT(*) > 3|grouping",
        "SELECT id FROM (SELECT id, RANK() OVER (ORDER BY id) AS r FROM customers) WHERE r > "
            + "3|(RANK() OVER (ORDER BY id)) > 3|the window",
        "SELECT id FROM (SELECT id, notes FROM customers ORDER BY lastSeen DESC LIMIT 5) WHERE "
            + "notes = 'x'|notes = 'x'|reading",
        "SELECT id FROM customers, UNNEST(ARRAY['Lead', 'vip']) AS asked(tag) WHERE "
            + "HAS_TAG(tags, tag)|HAS_TAG(tags, UNNEST(ARRAY['Lead', 'vip']))|joining",
        "SELECT id FROM customers c, UNNEST(TAG_NAMES(c.tags)) WITH ORDINALITY AS t(tag, n)"
            + " WHERE n > 1|ORDINALITY > 1|reading",
        "SELECT c.id FROM UNNEST(MAP['a', 1]) AS t(k, v), customers c WHERE c.notes > t.k|notes "
            + "> KEY|joining",
        "SELECT v FROM UNNEST(MAP['a', 1]) AS t(k, v) GROUP BY k, v HAVING COUNT(*) > 1|COUNT(*) "
            + "> 1|grouping",
        "SELECT sql FROM helpcrunch_meta.statements WHERE state = 'x'|state = 'x'|reading"
      })
  void standsOnceWithItsReason(String sql, String predicate, String before) throws Exception {
    List<List<Object>> lines = account.ask("EXPLAIN PLAN FOR " + sql).rows();
    String note =
        "keys".equals(before)
            ? "pushed, checked again: the keys of the rows are sent where they take fewer requests"
            : "in the driver: known only after " + before;
    assertThat(account.requests()).isEmpty();
    assertThat(lines)
        .filteredOn(line -> predicate.equals(line.get(1)))
        .as("%s", lines)
        .singleElement()
        .satisfies(
            line -> assertThat(line).containsExactly("predicate", predicate, null, null, note));
  }

  /** The planner hides long conditions from its rules; people see what they wrote. */
  @ParameterizedTest
  @ValueSource(strings = {"AND", "OR"})
  @Timeout(60)
  void aLongConditionIsShownAsItWasWritten(String operator) throws Exception {
    String condition =
        IntStream.rangeClosed(1, 200)
            .mapToObj(i -> "SUM(id) <> COUNT(*) + " + i)
            .collect(Collectors.joining(" " + operator + " "));
    List<List<Object>> lines =
        account
            .ask("EXPLAIN PLAN FOR SELECT city FROM customers GROUP BY city HAVING " + condition)
            .rows();
    assertThat(lines)
        .filteredOn(line -> "predicate".equals(line.get(0)))
        .map(line -> String.valueOf(line.get(1)))
        .satisfies(
            texts ->
                assertThat(String.join(" " + operator + " ", texts).replaceAll("[()]", ""))
                    .isEqualTo(condition.replaceAll("[()]", "")));
  }

  /** What each sub-query doubles is shown by its name from some length on. */
  @Test
  @Timeout(60)
  void whatIsMadeOfLongExpressionsIsShownByItsName() throws Exception {
    String sql = "SELECT id AS x FROM customers LIMIT 5";
    for (int i = 0; i < 12; i++) {
      sql = "SELECT x + x AS x FROM (" + sql + ") LIMIT 5";
    }
    List<List<Object>> lines =
        account.ask("EXPLAIN PLAN FOR SELECT x FROM (" + sql + ") WHERE x > 5").rows();
    assertThat(lines)
        .filteredOn(line -> "predicate".equals(line.get(0)))
        .singleElement()
        .satisfies(
            line -> assertThat(String.valueOf(line.get(1))).contains("x").hasSizeLessThan(3_000));
  }

  /** An estimate makes no more rows of what it reads than tell what is sent. */
  @Test
  @Timeout(60)
  void aJoinOfAllWithAllIsBilledSoon() throws Exception {
    try (AskedAccount unknown = AskedAccount.ofFewPeople()) {
      List<List<Object>> lines =
          unknown
              .ask(
                  "EXPLAIN PLAN FOR SELECT COUNT(*) FROM customers a, customers b"
                      + " WHERE a.id < b.id")
              .rows();
      assertThat(lines)
          .filteredOn(line -> "total".equals(line.get(0)))
          .singleElement()
          .satisfies(
              line -> assertThat(line.get(1)).isEqualTo("the bill, as far as it can be told"));
    }
  }
}
