package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Tag;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What EXPLAIN shows of a predicate can be asked again, and means the same. */
class TestPredicatesAsSql {
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 20)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(
                          CustomerField.NOTES,
                          id % 4 == 0
                              ? "{\"c\": \"z\", \"t\": \"12:30:00.167\"}"
                              : "{\"a\": " + id + ", \"b\": [1, \"ann\"]}")
                      .with(CustomerField.TAGS, List.of(Tag.named(id % 5 == 0 ? "vip" : "Lead")))
                      .with(CustomerField.COMPANY, id % 2 == 0 ? "Call back" : "bakery")
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_700_000_000L))
                      .with(
                          CustomerField.LAST_SEEN,
                          Instant.ofEpochSecond(1_700_000_000L + id * 40_000L)))
          .toList();

  @AutoClose private static AskedAccount account;

  @BeforeAll
  static void start() throws Exception {
    account = AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN);
  }

  /** Without a second text each is shown as it was written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "JSON_VALUE(notes, '$.a') = '3'",
        "JSON_VALUE(notes, '$.a' RETURNING INTEGER) > 3",
        "JSON_VALUE(notes, '$.a' RETURNING DECIMAL(10, 2)) > 3#"
            + "CAST(JSON_VALUE(notes, '$.a' RETURNING DECIMAL(10, 2)) AS DECIMAL(12, 2)) > 3.00",
        "JSON_VALUE(notes, '$.a' RETURNING VARCHAR(1)) = '1'",
        "JSON_VALUE(notes, '$.t' RETURNING TIME(3)) IS NULL",
        "JSON_VALUE(notes, '$.c' DEFAULT 'x' ON EMPTY ERROR ON ERROR) = 'x'",
        "JSON_VALUE(notes, '$.b' NULL ON EMPTY DEFAULT 'y' ON ERROR) = 'y'#"
            + "JSON_VALUE(notes, '$.b' DEFAULT 'y' ON ERROR) = 'y'",
        "JSON_EXISTS(notes, '$.a')",
        "JSON_EXISTS(notes, 'strict $.c' UNKNOWN ON ERROR) IS NULL",
        "JSON_QUERY(notes, '$.b') LIKE '%ann%'",
        "JSON_QUERY(notes, '$.a' WITH WRAPPER) = '[3]'#"
            + "JSON_QUERY(notes, '$.a' WITH UNCONDITIONAL ARRAY WRAPPER) = '[3]'",
        "JSON_QUERY(notes, '$.c' EMPTY ARRAY ON EMPTY) = '[]'",
        "CARDINALITY(JSON_QUERY(notes, '$.b' RETURNING VARCHAR ARRAY NULL ON ERROR)) = 2#"
            + "CARDINALITY(JSON_QUERY(notes, '$.b' RETURNING VARCHAR ARRAY)) = 2",
        "JSON_SET(notes, '$.a', 1) LIKE '{\"a\":1,\"b\"%'",
        "JSON_INSERT(notes, '$.c', 1.5) LIKE '%1.5%'",
        "JSON_REPLACE(notes, '$.a', company) LIKE '%Call%'",
        "JSON_REMOVE(notes, '$.a') LIKE '%b%'",
        "TIMESTAMPDIFF(DAY, firstSeen, lastSeen) > 3",
        "DATEDIFF(DAY, firstSeen, lastSeen) > 3#"
            + "TIMESTAMPDIFF(DAY, FLOOR(firstSeen TO DAY), FLOOR(lastSeen TO DAY)) > 3",
        "CAST(id AS VARCHAR) LIKE '1%'",
        "TAG_NAMES(tags) = ARRAY['vip']#TAG_NAMES(tags) = CAST(ARRAY['vip'] AS VARCHAR ARRAY)",
        "CHAR_LENGTH(company) > 6",
        "POSITION('k' IN company) > 3",
        "SUBSTRING(company, 2, 3) = 'all'",
        "TRIM(LEADING 'C' FROM company) = 'all back'"
      })
  void meanTheSame(String both) throws Exception {
    List<String> texts = List.of(both.split("#"));
    String predicate = texts.get(0);
    String shown = texts.get(texts.size() - 1);
    String query = "SELECT id FROM customers WHERE ";
    assertThat(account.ask("EXPLAIN PLAN FOR " + query + predicate).rows())
        .filteredOn(line -> "predicate".equals(line.get(0)))
        .map(line -> line.get(1))
        .singleElement()
        .isEqualTo(shown);
    List<List<Object>> rows = account.ask(query + predicate).rows();
    // A text that takes all or none would not show that it means something else.
    assertThat(rows).hasSizeBetween(1, CUSTOMERS.size() - 1);
    assertThat(account.ask(query + shown).rows()).isEqualTo(rows);
  }
}
