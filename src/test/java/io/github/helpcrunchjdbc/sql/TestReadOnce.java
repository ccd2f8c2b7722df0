package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Customers joined with customers, of which reading all takes ten requests. */
class TestReadOnce {
  /** Some share an address, some have none. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 1_000)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "n" + id % 7)
                      .with(CustomerField.EMAIL, id % 9 == 0 ? null : "m" + id % 940 + "@x.org")
                      .with(CustomerField.PHONE, "+" + id))
          .toList();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10 | SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id
          10 | SELECT a.id, b.phone FROM customers a LEFT JOIN customers b ON a.email = b.email AND a.id <> b.id
          10 | SELECT a.id FROM customers a WHERE NOT EXISTS (SELECT 1 FROM customers b WHERE b.email = a.email AND b.id < a.id)
          10 | SELECT a.id FROM customers a WHERE EXISTS (SELECT 1 FROM customers b WHERE b.email = a.email AND b.id < a.id)
          10 | SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id ORDER BY a.name, a.id LIMIT 3
          10 | SELECT a.name, COUNT(*) FROM customers a JOIN customers b ON a.email = b.email GROUP BY a.name ORDER BY 2 DESC, 1 LIMIT 3
          10 | SELECT id, name FROM customers WHERE email IN (SELECT email FROM customers GROUP BY email HAVING COUNT(*) > 1)
          11 | SELECT a.id FROM customers a WHERE a.id > (SELECT AVG(CHAR_LENGTH(b.phone)) FROM customers b) AND a.id < 30
          """)
  void atMostSoManyRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "stringMatching=strict")) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
      account.assertJudged(sql);
    }
  }

  @Test
  void aFewRowsOfAJoinCostAFewRequests() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "stringMatching=strict")) {
      account.ask(
          "SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email LIMIT 20");
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(3);
    }
  }

  /** A grid takes 200 rows: three pages of one side, and lists of 100 keys for the other. */
  @Test
  void aGridOverAJoinCostsAFewRequests() throws Exception {
    List<DemoCustomer> many =
        IntStream.rangeClosed(1, 4_000)
            .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.EMAIL, "m" + id + "@x.org"))
            .toList();
    try (AskedAccount account =
            AskedAccount.unjudged(many, Behaviour.PLAIN, "stringMatching=strict");
        Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(200);
      int count = 0;
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email")) {
        while (rows.next()) {
          assertThat(rows.getLong(2)).isEqualTo(rows.getLong(1));
          count++;
        }
      }
      assertThat(count).isEqualTo(200);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(10);
    }
  }

  /** Few duplicates fill no grid: all is read, and keys may cost two requests or a tenth more. */
  @ParameterizedTest
  @CsvSource({
    "1000, 100, 200, ",
    "1000, 100, 5, ",
    "4000, 100, 200, ",
    "4000, 100, 5, ",
    "4000, 30, 200, ",
    "4000, 10, 200, ",
    "1000, 100, 0, LIMIT 200",
    "4000, 100, 0, LIMIT 200"
  })
  void aGridWithFewDuplicatesCostsATenthMoreThanAllPages(
      int count, int filters, int maxRows, @Nullable String limit) throws Exception {
    // One in 50 has the same address as another one, and each page has some of them.
    List<DemoCustomer> few =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(CustomerField.EMAIL, "m" + (id % 50 == 0 ? id - 7 : id) + "@x.org"))
            .toList();
    try (AskedAccount account =
            AskedAccount.unjudged(
                few, Behaviour.PLAIN, "stringMatching=strict", "maxFilters=" + filters);
        Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(maxRows);
      int found = 0;
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT a.id, b.id FROM customers a JOIN customers b ON a.email = b.email"
                  + " AND a.id < b.id "
                  + (limit == null ? "" : limit))) {
        while (rows.next()) {
          assertThat(rows.getLong(1)).isEqualTo(rows.getLong(2) - 7);
          assertThat(rows.getLong(2) % 50).isZero();
          found++;
        }
      }
      assertThat(found).isEqualTo(maxRows == 5 ? 5 : count / 50);
      int pages = (count + 99) / 100;
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(pages + pages / 10 + 2);
    }
  }

  /** The caller's own bound, which tools set, is one of groups: these need all rows. */
  @Test
  void aBoundOfTheCallerIsNoneOfTheRowsBelowGroups() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "stringMatching=strict");
        Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(200);
      try (ResultSet rows =
          statement.executeQuery(
              "SELECT COUNT(*) FROM customers a JOIN customers b ON a.email = b.email")) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(account.account().bodies()).hasSize(10);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EQUALS_FOLDS_CASE", "TOTAL_MISSING", "TIES_SHUFFLED", "SORT_IGNORED"})
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS.subList(500, 1_000), Behaviour.of(quirk), "pageSize=50")) {
      account.assertJudged(
          "SELECT a.id, b.phone FROM customers a JOIN customers b ON a.name = b.name"
              + " WHERE a.id + b.id < 1100");
    }
  }

  /** A total tells how many rows there are of which no column is shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | SELECT 1 FROM customers
          1 | SELECT 'a', 1 + 1 FROM customers WHERE id > 300
          1 | SELECT 1 FROM customers WHERE id > 300 LIMIT 5
          2 | SELECT 1 FROM customers WHERE id > 300 OR phone = '+7' LIMIT 500 OFFSET 3
          """)
  void rowsWithoutColumnsAreCounted(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "stringMatching=server")) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TOTAL_MISSING", "EMPTY_IS_NOT_FOUND", "SORT_IGNORED"})
  void rowsWithoutColumnsUnderEachBehaviour(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS.subList(0, 320), Behaviour.of(quirk), "consistency=strict")) {
      account.assertJudged("SELECT 1 FROM customers WHERE id > 20");
      account.assertJudged("SELECT 1 FROM customers WHERE id > 2000");
    }
  }
}
