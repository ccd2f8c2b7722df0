package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A limit under an order of several keys, of which the service sorts by the first. */
class TestSortByMoreKeys {
  /** Some share a time, some have none. */
  private static final List<DemoCustomer> CUSTOMERS = customers(1_000);

  private static List<DemoCustomer> customers(int count) {
    Random random = new Random(5);
    List<DemoCustomer> customers = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      DemoCustomer customer =
          DemoCustomer.of(id)
              .with(CustomerField.NAME, "n" + random.nextInt(40))
              .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id / 3));
      customers.add(
          random.nextInt(12) == 0
              ? customer
              : customer.with(
                  CustomerField.LAST_SEEN,
                  Instant.ofEpochSecond(1_700_000_000L + random.nextInt(count / 2))));
    }
    Collections.shuffle(customers, random);
    return customers;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2 | SELECT id, lastSeen FROM customers ORDER BY lastSeen DESC, id LIMIT 10
          2 | SELECT id, lastSeen, name FROM customers ORDER BY lastSeen, name DESC, id LIMIT 10
          3 | SELECT id, firstSeen FROM customers ORDER BY firstSeen DESC, id DESC LIMIT 10 OFFSET 100
          6 | SELECT id, firstSeen FROM customers ORDER BY firstSeen, id LIMIT 400
          3 | SELECT id, lastSeen FROM customers WHERE id > 200 ORDER BY lastSeen DESC, id LIMIT 100
          7 | SELECT id FROM customers ORDER BY id, name LIMIT 10
          """)
  void atMostSoManyRequests(int most, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      assertJudgedInOrder(account, sql);
      assertThat(account.account().bodies()).as(sql).hasSizeLessThanOrEqualTo(most);
    }
  }

  private static void assertJudgedInOrder(AskedAccount account, String sql) throws Exception {
    account.assertJudgedRowByRow(sql);
  }

  /** All customers are read newest first anyhow, so that a grid need not wait for the last. */
  @Test
  void aGridOfTheNewestCustomersTakesOnePage() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY firstSeen DESC, id DESC";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS);
        Statement grid = account.connection().createStatement()) {
      grid.setMaxRows(50);
      try (ResultSet rows = grid.executeQuery(sql)) {
        assertThat(ResultRows.read(rows).column(0))
            .isEqualTo(account.judged(sql + " LIMIT 50").column(0));
      }
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void parametersLimitToo() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      List<Object> ids =
          account
              .ask("SELECT id FROM customers ORDER BY firstSeen, id LIMIT ? OFFSET ?", 7, 3)
              .column(0);
      assertThat(ids).containsExactly(4L, 5L, 6L, 7L, 8L, 9L, 10L);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "NULLS_FIRST",
        "NULLS_LAST",
        "NULLS_LOW",
        "SORT_IGNORED",
        "TIES_SHUFFLED",
        "FRACTIONS_HIDDEN",
        "TOTAL_MISSING",
        "TOTAL_TOO_LOW",
        "NULLS_LEFT_OUT"
      })
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS.subList(0, 300), Behaviour.of(quirk), "pageSize=20")) {
      for (String sql :
          List.of(
              "SELECT id, lastSeen FROM customers ORDER BY lastSeen DESC, id LIMIT 15",
              "SELECT id, name FROM customers ORDER BY lastSeen NULLS FIRST, name, id LIMIT 40",
              "SELECT id FROM customers WHERE name <> 'n3' ORDER BY firstSeen, id DESC"
                  + " LIMIT 30 OFFSET 10",
              "SELECT id FROM customers ORDER BY lastSeen, id LIMIT 290",
              "SELECT id, firstSeen FROM customers ORDER BY firstSeen DESC, name DESC, id")) {
        assertJudgedInOrder(account, sql);
      }
    }
  }

  /** A program that goes on behind the last row it has, as Kafka's connector does. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void pagesByTheLastRowSeen(boolean descending) throws Exception {
    List<DemoCustomer> customers = customers(2_000);
    String direction = descending ? " DESC" : "";
    String beyond = descending ? "<" : ">";
    String sql =
        ("SELECT id, lastSeen FROM customers WHERE lastSeen # ? OR (lastSeen = ? AND id # ?)"
                + " ORDER BY lastSeen@, id@ LIMIT 100")
            .replace("#", beyond)
            .replace("@", direction);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      List<Long> ids = new ArrayList<>();
      LocalDateTime seen = LocalDateTime.of(descending ? 2100 : 2000, 1, 1, 0, 0);
      long id = 0;
      int requests = 0;
      while (true) {
        ResultRows page = account.ask(sql, seen, seen, id);
        requests += account.account().bodies().size();
        if (page.rows().isEmpty()) {
          break;
        }
        page.column(0).forEach(one -> ids.add((Long) one));
        id = ids.get(ids.size() - 1);
        seen = (LocalDateTime) page.column(1).get(page.size() - 1);
      }
      List<Long> expected = inOrder(customers);
      if (descending) {
        Collections.reverse(expected);
      }
      assertThat(ids).isEqualTo(expected);
      assertThat(requests).isLessThanOrEqualTo(30);
    }
  }

  /** What was read a statement ago is not what the second one gets. */
  @Test
  void theSecondStatementOfASeriesIsReadAnew() throws Exception {
    List<DemoCustomer> customers = customers(1_000);
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      String sql =
          "SELECT id, lastSeen, city FROM customers WHERE lastSeen > ? OR (lastSeen = ? AND id > ?)"
              + " ORDER BY lastSeen, id LIMIT 100";
      LocalDateTime start = LocalDateTime.of(2000, 1, 1, 0, 0);
      ResultRows page = account.ask(sql, start, start, 0);
      DemoCustomer changed =
          customers.stream()
              .filter(one -> one.get(CustomerField.LAST_SEEN) != null)
              .sorted(IN_ORDER)
              .skip(150)
              .findFirst()
              .orElseThrow();
      account.account().customers().put(changed.with(CustomerField.CITY, "Lviv"));
      LocalDateTime seen = (LocalDateTime) page.column(1).get(99);
      assertThat(account.ask(sql, seen, seen, page.column(0).get(99)).column(2)).contains("Lviv");
    }
  }

  private static final Comparator<DemoCustomer> IN_ORDER =
      Comparator.comparing((DemoCustomer one) -> (Instant) one.get(CustomerField.LAST_SEEN))
          .thenComparing(DemoCustomer::id);

  private static List<Long> inOrder(List<DemoCustomer> customers) {
    return new ArrayList<>(
        customers.stream()
            .filter(one -> one.get(CustomerField.LAST_SEEN) != null)
            .sorted(IN_ORDER)
            .map(DemoCustomer::id)
            .toList());
  }
}
