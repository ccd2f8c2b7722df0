package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What answers from memory say, and which requests they save. */
class TestAnswersKept {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 430);

  private @Nullable AskedAccount opened;

  private AskedAccount account(String... properties) throws SQLException {
    return account(Behaviour.PLAIN, properties);
  }

  private AskedAccount account(Behaviour behaviour, String... properties) throws SQLException {
    opened = AskedAccount.of(CUSTOMERS, behaviour, properties);
    return opened;
  }

  @AfterEach
  void close() throws SQLException {
    if (opened != null) {
      opened.close();
    }
  }

  private static int requests(AskedAccount account) {
    return account.account().bodies().size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, name FROM customers WHERE id = 7",
        "SELECT COUNT(*) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE countryCode = 'PL'",
        "SELECT COUNT(*), MIN(lastSeen), MAX(firstSeen) FROM customers WHERE countryCode = 'UA'",
        "SELECT MAX(lastSeen) FROM customers WHERE id < 0",
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
        "SELECT blocked, COUNT(*) FROM customers WHERE name LIKE '%a%' GROUP BY blocked",
        "SELECT id FROM customers WHERE email LIKE '%GMAIL%' OR countryCode <> 'UA'",
        "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')",
        "SELECT id FROM customers WHERE lastSeen IS NULL",
        "SELECT a.id FROM customers a JOIN (VALUES (5), (77)) v (k) ON a.id = v.k",
        "SELECT id FROM customers c WHERE EXISTS"
            + " (SELECT 1 FROM customers d WHERE d.email = c.email AND d.id <> c.id)"
      })
  void afterAFullScanNothingIsSent(String sql) throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    assertThat(requests(account)).isEqualTo(5);
    account.assertJudged(sql);
    assertThat(requests(account)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT lastSeen, id FROM customers WHERE lastSeen > TIMESTAMP '2026-06-01 00:00:00'"
            + " ORDER BY lastSeen DESC",
        "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 20",
        "SELECT firstSeen FROM customers WHERE countryCode = 'UA' ORDER BY firstSeen LIMIT 5 OFFSET"
            + " 7"
      })
  void ordersToo(String sql) throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    account.assertJudged(sql, 0);
    assertThat(requests(account)).isZero();
  }

  @Test
  void parametersToo() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    String sql = "SELECT id FROM customers WHERE countryCode = ? AND id > ? LIMIT ?";
    assertThat(account.ask(sql, "UA", 10L, 3).size()).isEqualTo(3);
    assertThat(requests(account)).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE countryCode = 'UA'",
        "SELECT COUNT(*) FROM customers",
        "SELECT MIN(lastSeen) FROM customers",
        "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 250",
        "SELECT id FROM customers ORDER BY firstSeen, id LIMIT 10",
        "SELECT id FROM customers WHERE name LIKE '%a%' LIMIT 120",
        "SELECT id FROM customers LIMIT 30",
        "SELECT 1 FROM (VALUES (1)) WHERE EXISTS (SELECT 1 FROM customers WHERE id > 0)",
        "SELECT id FROM customers WHERE id < 0"
      })
  void theSameQuestionIsAnsweredOnce(String sql) throws Exception {
    AskedAccount account = account("cacheTtl=60");
    Object first = account.ask(sql).rows();
    assertThat(requests(account)).isPositive();
    assertThat(account.ask(sql).rows()).isEqualTo(first);
    assertThat(requests(account)).isZero();
  }

  /** In whichever order its conditions are written. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'vip') AND id > 7 | SELECT COUNT(*) FROM customers WHERE id > 7 AND HAS_TAG(tags, 'vip')
          SELECT id FROM customers WHERE countryCode = 'UA' AND id > 7 | SELECT id FROM customers WHERE id > 7 AND countryCode = 'UA'
          SELECT id FROM customers WHERE countryCode IN ('UA', 'PL') | SELECT id FROM customers WHERE countryCode = 'PL' OR countryCode = 'UA'
          """)
  void theSameSearchIsAnsweredOnce(String first, String second) throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask(first);
    assertThat(requests(account)).isPositive();
    account.assertJudged(second);
    assertThat(requests(account)).isZero();
  }

  @Test
  void otherColumnsAreInTheSamePages() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 20");
    account.assertJudged("SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 20", 0);
    assertThat(requests(account)).isZero();
  }

  @Test
  void aLargerPageHoldsTheSmaller() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 20");
    assertThat(account.ask("SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 5").size())
        .isEqualTo(5);
    assertThat(requests(account)).isZero();
    account.ask("SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 50");
    assertThat(requests(account)).isEqualTo(1);
  }

  /** As programs fetch the rows of a grid: by their ids, one or several at a time. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "id = 3",
        "id = 3 OR id = 5",
        "(id = 3) OR (id = 5) OR (id = 3)",
        "id IN (1, 3, 5) AND name LIKE 'a%'",
        "id = 3 AND id = 5",
      })
  void rowsThatWereReadAreRememberedByTheirIds(String predicate) throws Exception {
    AskedAccount account = AskedAccount.of(People.few(), "cacheTtl=60", "stringMatching=strict");
    opened = account;
    account.ask("SELECT id FROM customers WHERE id < 6");
    account.assertJudged("SELECT id, name FROM customers WHERE " + predicate + " ORDER BY id", 0);
    assertThat(requests(account)).isZero();
    account.assertJudged("SELECT id FROM customers WHERE id IN (3, 8) ORDER BY id", 0);
    assertThat(requests(account)).isOne();
  }

  @Test
  void ofACustomerOnSeveralPagesTheNewestCounts() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (long id = 1; id <= 2; id++) {
      customers.add(DemoCustomer.of(id).with(CustomerField.NAME, "before"));
    }
    AskedAccount account = AskedAccount.of(customers, "cacheTtl=60", "stringMatching=strict");
    opened = account;
    account.ask("SELECT id FROM customers WHERE id < 5");
    account.account().customers().put(customers.get(0).with(CustomerField.NAME, "after"));
    account.ask("SELECT id FROM customers WHERE id < 2");
    assertThat(
            account
                .ask("SELECT id FROM customers WHERE id IN (1, 2) AND UPPER(name) = 'BEFORE'")
                .column(0))
        .containsExactly(2L);
    assertThat(requests(account)).isZero();
  }

  @Test
  void aCompleteAnswerServesWhatIsAskedOfTheSameSearch() throws Exception {
    AskedAccount account = account("cacheTtl=60", "stringMatching=server");
    account.ask("SELECT id FROM customers WHERE countryCode = 'UA'");
    account.assertJudged(
        "SELECT lastSeen FROM customers WHERE countryCode = 'UA' ORDER BY lastSeen DESC LIMIT 3",
        0);
    assertThat(requests(account)).isLessThanOrEqualTo(1);
    account.assertJudged("SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'");
    assertThat(requests(account)).isZero();
  }

  @Test
  void whatWasReadOfAScanServesWhoStopsEarlier() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    String all = "SELECT id FROM customers";
    try (Statement statement = account.connection().createStatement()) {
      for (int round = 0; round < 2; round++) {
        try (ResultSet rows = statement.executeQuery(all)) {
          assertThat(rows.next()).isTrue();
        }
        // Not read to its end, so there is nothing but its first page.
        assertThat(account.account().bodies()).hasSize(1);
      }
    }
    // Who stood on that page goes, and all others move up.
    try (Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery(all)) {
      assertThat(rows.next()).isTrue();
      long front = rows.getLong(1);
      account.account().customers().delete(front);
      List<Long> ids = new ArrayList<>(List.of(front));
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      assertThat(ids).doesNotHaveDuplicates().hasSize(430);
    }
    assertThat(account.account().bodies()).hasSize(1 + 5);
  }

  @Test
  void onlyTheServiceKnowsWhatIsNeverShown() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    account.ask("SELECT id FROM customers WHERE telegramId = '1'");
    assertThat(requests(account)).isEqualTo(1);
  }

  @Test
  void theServicesComparisonIsAskedOfTheService() throws Exception {
    Behaviour folding = Behaviour.of(Quirk.EQUALS_FOLDS_CASE);
    AskedAccount account = account(folding, "cacheTtl=60", "stringMatching=server");
    account.ask("SELECT id FROM customers");
    assertThat(account.ids("countryCode = 'ua'")).isNotEmpty();
    assertThat(requests(account)).isPositive();
  }

  @Test
  void offIsTheDefault() throws Exception {
    AskedAccount account = account();
    account.ask("SELECT COUNT(*) FROM customers");
    account.ask("SELECT COUNT(*) FROM customers");
    assertThat(requests(account)).isEqualTo(1);
  }

  @Test
  void whoKeepsNothingNeitherReadsNorWrites() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    String sql = "SELECT COUNT(*) FROM customers";
    try (Connection without = account.connect("cacheTtl=0")) {
      H2Judge.query(without, sql);
      account.ask(sql);
      assertThat(requests(account)).isEqualTo(1);
      account.account().customers().delete(CUSTOMERS.get(0).id());
      assertThat(H2Judge.query(without, sql).column(0)).containsExactly(429L);
      assertThat(account.ask(sql).column(0)).containsExactly(430L);
    }
  }

  @Test
  void connectionsOfOneAccountShare() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    SimulatedAccount service = account.account();
    service.clear();
    try (Connection second = account.connect("cacheTtl=600")) {
      assertThat(H2Judge.query(second, "SELECT COUNT(*) FROM customers").column(0))
          .containsExactly(430L);
      assertThat(service.bodies()).isEmpty();
      assertThat(second.isValid(5)).isTrue();
    }
  }

  @Test
  void anotherAccountsCustomersAreNotMixedIn() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    try (AskedAccount second = AskedAccount.of(People.few(), "cacheTtl=60")) {
      second.assertJudged("SELECT COUNT(*) FROM customers");
      assertThat(requests(second)).isEqualTo(1);
    }
  }

  @Test
  void theCostIsShown() throws Exception {
    AskedAccount account = account("cacheTtl=60");
    account.ask("SELECT id FROM customers");
    try (var statement = account.connection().createStatement()) {
      statement.executeQuery("SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'").close();
      Receipt receipt = statement.unwrap(Receipt.class);
      assertThat(receipt.requests()).isZero();
      assertThat(receipt.sharedRequests()).isZero();
      assertThat(receipt.cachedPages()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"strict", "auto"})
  void customersWhoMoveBetweenTwoReadingsAreNeitherLostNorDoubled(String matching)
      throws Exception {
    AskedAccount account = account("cacheTtl=60", "stringMatching=" + matching, "pageSize=50");
    // The first two pages are kept, then the front moves.
    account.ask("SELECT id FROM customers ORDER BY firstSeen DESC NULLS LAST LIMIT 100");
    for (long id = 10_000; id < 10_030; id++) {
      account
          .account()
          .customers()
          .put(DemoCustomer.of(id).with(CustomerField.FIRST_SEEN, NOW.plusSeconds(id)));
    }
    assertThat(account.ask("SELECT id FROM customers").column(0))
        .doesNotHaveDuplicates()
        .hasSize(460);
    assertThat(account.ask("SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 300").column(0))
        .doesNotHaveDuplicates()
        .hasSize(300);
  }
}
