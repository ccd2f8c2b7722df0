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

/**
 * How the service compares text is asked only where the first page shows that it saves requests.
 */
class TestAskBeforeLearning {
  /** 900 customers: 9 pages in all, 3 of Poland. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 900)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, (id % 2 == 0 ? "John " : "Ann ") + id)
                      .with(CustomerField.EMAIL, "mail" + id + "@example.com")
                      .with(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "PL" : "UA")
                      .with(CustomerField.CITY, id % 30 == 0 ? "Lviv" : "Kyiv")
                      .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000L + id)))
          .toList();

  /** What reading takes, or a page, two questions, and what is then enough. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1 | SELECT COUNT(*) FROM customers WHERE email = 'mail7@example.com'
          1 | SELECT id, name FROM customers WHERE lastSeen >= TIMESTAMP '2023-11-14 22:28:00' AND countryCode = 'PL' AND UPPER(name) LIKE 'J%'
          1 | SELECT id, name FROM customers WHERE lastSeen >= TIMESTAMP '2023-11-14 22:28:00' AND countryCode = 'PL' AND UPPER(name) LIKE 'Z%'
          1 | SELECT COUNT(*) FROM customers WHERE city = 'Lviv'
          3 | SELECT COUNT(*) FROM customers WHERE countryCode = 'PL'
          4 | SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'
          1 | SELECT id FROM customers WHERE city = 'Lviv' LIMIT 5 OFFSET 7
          2 | SELECT id FROM customers WHERE countryCode = 'UA' LIMIT 10 OFFSET 150
          4 | SELECT id FROM customers WHERE countryCode = 'UA' LIMIT 10 OFFSET 500
          """)
  void atMostSoManyRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      if (sql.contains("LIMIT")) {
        assertThat(account.ask(sql).rows()).isNotEmpty();
      } else {
        account.assertJudged(sql);
      }
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  @Test
  void whatManySmallStatementsCouldHaveSavedCounts() throws Exception {
    String sql = "SELECT COUNT(*) FROM customers WHERE countryCode = 'PL'";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      int requests = 0;
      for (int i = 0; i < 10; i++) {
        account.assertJudged(sql);
        requests += account.account().bodies().size();
      }
      assertThat(requests).isLessThanOrEqualTo(3 * 3 + 3 + 7);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  /** What it takes to count who has no phone is part of what knowing the country would lead to. */
  @ParameterizedTest
  @CsvSource({"PL, 60, 5", "UA, 20, 11"})
  void whatIsCountedOfSeveralTotalsIsNoDearerLater(String country, int pageSize, int most)
      throws Exception {
    String sql =
        "SELECT COUNT(*) FROM customers WHERE phone IS NULL AND countryCode = '" + country + "'";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "pageSize=" + pageSize)) {
      int before = most;
      for (int i = 0; i < 6; i++) {
        account.assertJudged(sql);
        assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(before);
        before = account.account().bodies().size();
      }
    }
  }

  /** One city is another's altered copy, which 150 customers have: it tells nothing of folding. */
  @Test
  void aTextWhoseAlteredCopyIsAnothersIsNoSample() throws Exception {
    List<DemoCustomer> customers =
        CUSTOMERS.stream()
            .map(
                customer ->
                    customer.id() % 6 == 0
                        ? customer.with(CustomerField.CITY, "München")
                        : customer.id() % 6 == 3
                            ? customer.with(CustomerField.CITY, "Munchen")
                            : customer)
            .toList();
    try (AskedAccount account = AskedAccount.of(customers)) {
      String sql = "SELECT COUNT(*) FROM customers WHERE city = 'Kyiv' OR countryCode = 'PL'";
      account.assertJudged(sql);
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "EQUALS_FOLDS_CASE",
        "EQUALS_FOLDS_ACCENTS",
        "CONTAINS_FOLDS_CASE",
        "CONTAINS_FROM_WORD_START",
        "TOTAL_MISSING",
        "NEGATIVES_KEEP_NULLS",
        "SORT_IGNORED"
      })
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    for (String sql :
        List.of(
            "SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'",
            "SELECT id FROM customers WHERE countryCode <> 'UA'",
            "SELECT id FROM customers WHERE UPPER(name) LIKE 'JOHN%' AND id > 3",
            "SELECT MAX(lastSeen), COUNT(*) FROM customers WHERE countryCode <> 'PL'")) {
      try (AskedAccount account = AskedAccount.of(CUSTOMERS, Behaviour.of(quirk))) {
        account.assertJudged(sql);
      }
    }
  }
}
