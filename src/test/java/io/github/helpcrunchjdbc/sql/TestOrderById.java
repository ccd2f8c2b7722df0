package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of ids, which the service does not sort by: windows of ids, sized from totals. */
@Timeout(300)
class TestOrderById {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> DEMO = DemoAccount.customers(NOW, 20_000);

  /** Ids that tell nothing of visits, {@code step} apart at the most. */
  private static List<DemoCustomer> shuffled(int count, int step) {
    Random random = new Random(3);
    List<DemoCustomer> customers = new ArrayList<>();
    long id = 0;
    for (int i = 0; i < count; i++) {
      id += 1 + random.nextInt(step);
      customers.add(
          DemoCustomer.of(id)
              .with(CustomerField.FIRST_SEEN, NOW.minusSeconds(random.nextInt(10_000_000)))
              .with(CustomerField.LAST_SEEN, NOW.minusSeconds(random.nextInt(100_000))));
    }
    return customers;
  }

  private static void assertCheap(List<DemoCustomer> customers) throws Exception {
    List<Long> ids = customers.stream().map(DemoCustomer::id).toList();
    List<Long> reversed = new ArrayList<>(ids);
    Collections.reverse(reversed);
    long middle = ids.get(7_000);
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      assertAsked(asked, "SELECT MAX(id) FROM customers", 6, reversed.subList(0, 1));
      assertAsked(asked, "SELECT MIN(id) FROM customers", 6, ids.subList(0, 1));
      String select = "SELECT id FROM customers ";
      assertAsked(asked, select + "ORDER BY id LIMIT 10", 6, ids.subList(0, 10));
      assertAsked(asked, select + "ORDER BY id DESC LIMIT 10", 6, reversed.subList(0, 10));
      String behind = select + "WHERE id > " + middle + " ORDER BY id LIMIT ";
      assertAsked(asked, behind + "10", 6, ids.subList(7_001, 7_011));
      assertAsked(asked, behind + "100", 8, ids.subList(7_001, 7_101));
      assertAsked(asked, behind + "1000", 18, ids.subList(7_001, 8_001));
    }
  }

  private static void assertAsked(AskedAccount asked, String sql, int most, List<Long> expected)
      throws Exception {
    List<Object> found = new ArrayList<>(asked.ask(sql).column(0));
    assertThat(found).as(sql).isEqualTo(expected);
    assertThat(asked.requests().size()).as(sql).isLessThanOrEqualTo(most);
  }

  @Test
  void aFewRequestsOfTwoHundred() throws Exception {
    assertCheap(DEMO);
  }

  @Test
  void aFewRequestsWhateverTheOrderOfIds() throws Exception {
    assertCheap(shuffled(20_000, 1));
    assertCheap(shuffled(20_000, 50));
  }

  /** So many as search engines count at most: the total alone does not tell that it is no cap. */
  @Test
  void aFewRequestsOfARoundNumber() throws Exception {
    assertCheap(shuffled(10_000, 1));
  }

  /** A narrow window has few, whatever is counted of wide ones. */
  @Test
  void aFewRequestsWhereTotalsEnd() throws Exception {
    List<DemoCustomer> customers = shuffled(40_000, 50);
    List<Long> ids = customers.stream().map(DemoCustomer::id).toList();
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.of(Quirk.TOTAL_CAPPED))) {
      assertAsked(asked, "SELECT MAX(id) FROM customers", 6, List.of(ids.get(39_999)));
      assertAsked(asked, "SELECT MIN(id) FROM customers", 8, ids.subList(0, 1));
      String behind = "SELECT id FROM customers WHERE id > " + ids.get(7_000) + " ORDER BY id ";
      assertAsked(asked, behind + "LIMIT 1000", 18, ids.subList(7_001, 8_001));
    }
  }

  /** They stand in front of those seen first last, the oldest before the others. */
  @Test
  void aFewRequestsWhereTenThousandsWereNeverSeenFirst() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (long id = 1; id <= 40_000; id++) {
      DemoCustomer customer =
          DemoCustomer.of(id).with(CustomerField.LAST_SEEN, NOW.minusSeconds(id * 7_919 % 40_009));
      customers.add(
          id % 2 == 0 ? customer : customer.with(CustomerField.FIRST_SEEN, NOW.minusSeconds(id)));
    }
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      assertAsked(asked, "SELECT MAX(id) FROM customers", 8, List.of(40_000L));
      assertAsked(asked, "SELECT MIN(id) FROM customers", 8, List.of(1L));
    }
  }

  /** As after an import of contacts, whose ids no customer with a visit has any like. */
  @Test
  void theNewestWereNeverSeen() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>(shuffled(4_000, 1));
    customers.replaceAll(
        customer ->
            customer.id() <= 2_700
                ? customer
                : customer
                    .with(CustomerField.FIRST_SEEN, null)
                    .with(CustomerField.LAST_SEEN, null));
    List<Long> newest = new ArrayList<>(customers.stream().map(DemoCustomer::id).toList());
    Collections.reverse(newest);
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      assertAsked(
          asked, "SELECT id FROM customers ORDER BY id DESC LIMIT 250", 14, newest.subList(0, 250));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 6, 50})
  void chunksAreReadOnce(int step) throws Exception {
    List<DemoCustomer> customers = shuffled(2_000, step);
    List<Long> expected = customers.stream().map(DemoCustomer::id).toList();
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      List<Long> ids = new ArrayList<>();
      int requests = 0;
      for (int before = -1; before < ids.size(); ) {
        before = ids.size();
        long last = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        asked
            .ask("SELECT id FROM customers WHERE id > ? ORDER BY id LIMIT 100", last)
            .column(0)
            .forEach(id -> ids.add((Long) id));
        requests += asked.requests().size();
      }
      assertThat(ids).isEqualTo(expected);
      assertThat(requests).isLessThanOrEqualTo(30);
      ids.clear();
      requests = 0;
      for (int before = -1; before < ids.size(); ) {
        before = ids.size();
        asked
            .ask("SELECT id FROM customers ORDER BY id LIMIT 100 OFFSET " + before)
            .column(0)
            .forEach(id -> ids.add((Long) id));
        requests += asked.requests().size();
      }
      assertThat(ids).isEqualTo(expected);
      assertThat(requests).isLessThanOrEqualTo(30);
    }
  }

  /** As an export of the newest first asks. */
  @ParameterizedTest
  @ValueSource(ints = {1, 6, 50})
  void chunksGoingDown(int step) throws Exception {
    List<DemoCustomer> customers = shuffled(2_000, step);
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      List<Long> ids = new ArrayList<>();
      int requests = 0;
      for (int before = -1; before < ids.size(); ) {
        before = ids.size();
        long last = ids.isEmpty() ? Long.MAX_VALUE : ids.get(ids.size() - 1);
        asked
            .ask("SELECT id FROM customers WHERE id < ? ORDER BY id DESC LIMIT 100", last)
            .column(0)
            .forEach(id -> ids.add((Long) id));
        requests += asked.requests().size();
      }
      Collections.reverse(ids);
      assertThat(ids).isEqualTo(customers.stream().map(DemoCustomer::id).toList());
      assertThat(requests).isLessThanOrEqualTo(30);
    }
  }

  @Test
  void theSecondStatementOfASeriesIsReadAnew() throws Exception {
    try (AskedAccount asked = AskedAccount.unjudged(shuffled(2_000, 1), Behaviour.PLAIN)) {
      String sql = "SELECT id, city FROM customers WHERE id > ? ORDER BY id LIMIT 100";
      asked.ask(sql, 0);
      asked
          .account()
          .customers()
          .put(asked.account().customers().get(150).with(CustomerField.CITY, "Lviv"));
      assertThat(asked.ask(sql, 100).column(1)).contains("Lviv");
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOTAL_MISSING",
        "TOTAL_TOO_LOW",
        "TOTAL_TOO_HIGH",
        "TOTAL_UNDER_META",
        "SORT_IGNORED",
        "TIES_SHUFFLED",
        "NULLS_FIRST",
        "EMPTY_IS_NOT_FOUND",
        "DEFAULT_ORDER_RANDOM"
      })
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    List<DemoCustomer> customers = DemoAccount.customers(NOW, 730);
    try (AskedAccount asked =
        AskedAccount.of(customers, Behaviour.of(quirk), "consistency=strict")) {
      for (String sql :
          List.of(
              "SELECT MAX(id), MIN(id) FROM customers WHERE lastSeen IS NOT NULL",
              "SELECT MAX(id) FROM customers WHERE id < 0",
              "SELECT id FROM customers ORDER BY id LIMIT 10",
              "SELECT id FROM customers WHERE id > 2000 ORDER BY id DESC LIMIT 10 OFFSET 5",
              "SELECT id FROM customers WHERE id > 1500 AND id <= 3000 ORDER BY id LIMIT 230",
              "SELECT id FROM customers WHERE blocked ORDER BY id LIMIT 7",
              "SELECT id, name FROM customers WHERE id < 1700 OR id > 3200 ORDER BY id LIMIT 150",
              "SELECT id FROM customers ORDER BY id DESC LIMIT 1000 OFFSET 600")) {
        asked.assertJudged(sql, 0);
      }
    }
  }

  @Test
  void smallAccountsCostWhatTheyDid() throws Exception {
    try (AskedAccount asked = AskedAccount.of(DemoAccount.customers(NOW, 90), Behaviour.PLAIN)) {
      for (String sql :
          List.of(
              "SELECT MAX(id) FROM customers",
              "SELECT id FROM customers ORDER BY id LIMIT 10",
              "SELECT id FROM customers ORDER BY id DESC LIMIT 200")) {
        asked.assertJudged(sql, 0);
        assertThat(asked.requests()).as(sql).hasSize(1);
      }
    }
  }

  /** Where keyset pages usually begin. */
  @ParameterizedTest
  @CsvSource({
    "id >= ?, id, -9223372036854775808, 100",
    "id > ?, id, -9223372036854775808, 100",
    "id <= ?, id DESC, 9223372036854775807, 100",
    "id < ?, id DESC, 9223372036854775807, 100",
    "id < ?, id DESC, -9223372036854775808, 0",
    "id <= ?, id DESC, -9223372036854775808, 0",
    "id > ?, id, 9223372036854775807, 0",
    "id >= ?, id, 9223372036854775807, 0"
  })
  void fromTheLeastAndTheGreatestNumber(String condition, String order, long bound, int rows)
      throws Exception {
    try (AskedAccount asked = AskedAccount.of(DemoAccount.customers(NOW, 130), Behaviour.PLAIN)) {
      String sql = "SELECT id FROM customers WHERE " + condition + " ORDER BY " + order;
      assertThat(asked.ask(sql + " LIMIT 100", bound).rows()).hasSize(rows);
      asked.assertJudgedRowByRow((sql + " LIMIT 100").replace("?", Long.toString(bound)));
    }
  }

  /** A window as wide as that before it would end behind the greatest number there is. */
  @Test
  void windowsEndAtTheGreatestNumber() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (int i = 3_000; i > 0; i--) {
      long id = Long.MAX_VALUE - i * 1_000_000_000_000L;
      ids.add(id);
      customers.add(DemoCustomer.of(id).with(CustomerField.FIRST_SEEN, NOW.minusSeconds(i)));
    }
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      List<Object> found = new ArrayList<>();
      for (Object last = 0L; found.size() < 3_000; last = found.get(found.size() - 1)) {
        found.addAll(
            asked
                .ask("SELECT id FROM customers WHERE id > ? ORDER BY id LIMIT 700", last)
                .column(0));
        assertThat(found).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3_000);
      }
      assertThat(found).isEqualTo(new ArrayList<Object>(ids));
    }
  }

  /** The second page of two may begin with the last row of the first, and then lacks a row. */
  @Test
  void twoFullPagesAreNotReadByThree() throws Exception {
    for (String order : List.of("id", "id DESC")) {
      try (AskedAccount asked = AskedAccount.unjudged(shuffled(200, 1), Behaviour.PLAIN)) {
        asked.ask("SELECT id FROM customers ORDER BY " + order + " LIMIT 10");
        assertThat(asked.requests()).as(order).hasSize(2);
      }
    }
  }

  /** What is checked here may be rare: of a few pages the rest is then read at once. */
  @Test
  void aSmallAccountIsReadByIdsAsItIsRead() throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (DemoCustomer one : shuffled(500, 60)) {
      customers.add(one.with(CustomerField.LAST_SEEN, one.id() % 50 == 0 ? null : NOW));
    }
    List<Long> unseen = customers.stream().map(DemoCustomer::id).filter(i -> i % 50 == 0).toList();
    try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      assertAsked(
          asked, "SELECT id FROM customers WHERE lastSeen IS NULL ORDER BY id LIMIT 20", 7, unseen);
    }
  }
}
