package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code maxRequests} counts what is still to be sent, and each of it once. */
class TestCountedByTheGuard {
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 900)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000L + id)))
          .toList();

  @Test
  void pagesInMemoryAreNot() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen LIMIT 800";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "cacheTtl=600", "maxRequests=8")) {
      account.ask(sql);
      assertThat(account.requests()).hasSize(8);
      try (Connection bounded = account.connect("cacheTtl=600", "maxRequests=3")) {
        account.account().clear();
        assertThat(H2Judge.query(bounded, sql).rows()).hasSize(800);
        assertThat(account.requests()).isEmpty();
      }
    }
  }

  @Test
  void pagesOfARestThatIsNotInMemoryAre() throws Exception {
    String sql = "SELECT id FROM customers ORDER BY lastSeen LIMIT ";
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "cacheTtl=600")) {
      account.ask(sql + 600);
      try (Connection bounded = account.connect("cacheTtl=600", "maxRequests=2")) {
        account.account().clear();
        assertThat(H2Judge.query(bounded, sql + 800).rows()).hasSize(800);
        assertThat(account.requests()).hasSize(2);
      }
    }
  }

  private static final List<DemoCustomer> GROUPED =
      IntStream.rangeClosed(1, 4_000)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.COUNTRY_CODE, id % 3 == 0 ? "UA" : "PL")
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                      .with(
                          CustomerField.LAST_SEEN,
                          Instant.ofEpochSecond(1_700_000_000L + id * 5_000L)))
          .toList();

  private static final List<DemoCustomer> JOINED =
      GROUPED.stream()
          .map(
              customer ->
                  customer
                      .with(CustomerField.CITY, "Kyiv")
                      .with(CustomerField.BLOCKED, false)
                      .with(CustomerField.UNSUBSCRIBED, false))
          .toList();

  /** The first page alone says that there are 40. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
        "SELECT countryCode, MAX(lastSeen) FROM customers GROUP BY countryCode",
        "SELECT DISTINCT countryCode FROM customers",
        "SELECT COUNT(DISTINCT countryCode) FROM customers",
        "SELECT FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1",
        "SELECT COUNT(*) FILTER (WHERE id > 9), COUNT(*), COUNT(lastSeen) FROM customers"
      })
  void pagesAreNotThatAreNotReadAsTotalsAnswer(String sql) throws Exception {
    List<List<Object>> rows;
    int enough;
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN)) {
      rows = account.ask(sql).rows();
      enough = account.requests().size();
    }
    assertThat(enough).isLessThan(20);
    for (String bound :
        List.of("requestsPerMinute=15", "maxRequests=" + enough, "maxRequests=" + (enough + 7))) {
      try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, bound)) {
        assertThat(account.ask(sql).rows()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(account.requests()).as(bound).hasSize(enough);
      }
    }
    for (int bound : List.of(1, 3, enough - 1)) {
      try (AskedAccount account =
          AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=" + bound)) {
        assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("maxRequests is " + bound);
        assertThat(account.requests()).hasSizeLessThanOrEqualTo(bound);
      }
    }
  }

  /** None of the first page passes the check, so that nobody is looked for before all are read. */
  @ParameterizedTest
  @ValueSource(ints = {5_000, 2_000})
  void leastAndGreatestOfFewTakeWhatReadingDoes(int id) throws Exception {
    String sql = "SELECT MIN(id), MAX(id) FROM customers WHERE MOD(id, 1000003) = " + id;
    for (int bound : List.of(40, 46, 78)) {
      try (AskedAccount account =
          AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=" + bound)) {
        Long found = id > GROUPED.size() ? null : (long) id;
        assertThat(account.ask(sql).rows()).containsExactly(Arrays.asList(found, found));
        assertThat(account.requests()).hasSize(40);
      }
    }
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=39")) {
      assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("would take 40 requests");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** The first page shows many who pass, the first pages of the ids none. */
  @Test
  void nobodyIsLookedForWhereAllCouldNotBeReadThen() throws Exception {
    String sql = "SELECT MIN(id) FROM customers WHERE blocked";
    List<DemoCustomer> late =
        GROUPED.stream()
            .map(customer -> customer.with(CustomerField.BLOCKED, customer.id() > 3_950))
            .toList();
    for (int bound : List.of(40, 41, 60)) {
      try (AskedAccount account =
          AskedAccount.unjudged(late, Behaviour.PLAIN, "maxRequests=" + bound)) {
        assertThat(account.ask(sql).rows()).containsExactly(List.of(3_951L));
        assertThat(account.requests()).hasSizeLessThanOrEqualTo(bound);
      }
    }
  }

  /** All of a page are other groups, so that all rows are read. */
  @Test
  void pagesAreThatAreReadAsTotalsAreDearer() throws Exception {
    String sql = "SELECT email, COUNT(*) FROM customers GROUP BY email";
    List<DemoCustomer> others =
        GROUPED.stream()
            .map(customer -> customer.with(CustomerField.EMAIL, "m" + customer.id()))
            .toList();
    try (AskedAccount account = AskedAccount.unjudged(others, Behaviour.PLAIN, "maxRequests=39")) {
      assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("would take 40 requests");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** Each part reads all customers, whose predicates no search can say. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "80 | SELECT id FROM customers WHERE notes = 'x' UNION SELECT id FROM customers WHERE"
            + " blocked",
        "80 | SELECT city FROM customers WHERE unsubscribed"
            + " INTERSECT SELECT city FROM customers WHERE blocked",
        "80 | SELECT city FROM customers EXCEPT SELECT city FROM customers WHERE NOT blocked",
        "120 | SELECT 1 FROM customers WHERE notes = 'x' UNION ALL SELECT id FROM customers"
            + " WHERE blocked UNION ALL SELECT id + 1 FROM customers WHERE unsubscribed",
        "40 | SELECT UPPER(notes) FROM customers UNION SELECT LOWER(city) FROM customers",
        "80 | SELECT name FROM customers WHERE blocked"
            + " UNION SELECT city FROM customers WHERE unsubscribed LIMIT 5",
        "80 | SELECT id FROM customers WHERE lastPage NOT IN"
            + " (SELECT lastPage FROM customers WHERE notes = 'x')",
        "80 | SELECT a.id FROM (SELECT * FROM customers WHERE notes = 'x') a"
            + " LEFT JOIN (SELECT * FROM customers WHERE blocked) b ON a.lastPage = b.lastPage",
        "80 | SELECT a.id FROM (SELECT * FROM customers WHERE blocked) a"
            + " FULL JOIN (SELECT * FROM customers WHERE notes = 'x') b ON a.lastPage = b.lastPage",
        "80 | SELECT a.id FROM customers a JOIN customers b ON a.lastPage = b.lastPage"
            + " WHERE COALESCE(a.notes, '') = '' AND b.notes IS NULL"
      })
  void whatPartsReadAgainIs(int pages, String sql) throws Exception {
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN)) {
      account.ask(sql);
      assertThat(account.requests()).hasSize(pages);
    }
    for (int bound : pages == 40 ? List.of(39) : List.of(39, pages - 1)) {
      try (AskedAccount account =
          AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=" + bound)) {
        assertThatThrownBy(() -> account.ask(sql))
            .hasMessageContaining("would take " + pages + " requests");
        assertThat(account.requests()).hasSize(1);
      }
    }
    try (AskedAccount account =
        AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=" + pages)) {
      account.ask(sql);
    }
  }

  /** A sub-query is told as if the rows that it is for were found, and none may be. */
  @Test
  void whatIsReadForRowsThatMayNotBeThereIsToldAndNoReasonToRefuse() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE %s AND lastPage IN"
            + " (SELECT lastPage FROM customers WHERE unsubscribed)";
    List<DemoCustomer> asked =
        GROUPED.stream()
            .map(customer -> customer.with(CustomerField.LAST_PAGE, "https://a.example/"))
            .toList();
    String value = "SELECT id, (SELECT MAX(notes) FROM customers WHERE blocked) FROM customers";
    for (String read : List.of(sql.formatted("notes IS NULL"), value)) {
      try (AskedAccount account = AskedAccount.unjudged(asked, Behaviour.PLAIN, "maxRequests=39")) {
        assertThatThrownBy(() -> account.ask(read))
            .hasMessageContaining("would take about 80 requests");
        assertThat(account.requests()).hasSize(1);
      }
      try (AskedAccount account = AskedAccount.unjudged(asked, Behaviour.PLAIN)) {
        account.ask(read);
        assertThat(account.requests()).hasSize(80);
      }
    }
    try (AskedAccount account = AskedAccount.unjudged(asked, Behaviour.PLAIN, "maxRequests=40")) {
      assertThat(account.ask(sql.formatted("notes = 'x'")).rows()).isEmpty();
      assertThat(account.requests()).hasSize(40);
    }
  }

  /** Each part may end early by its own LIMIT. */
  @ParameterizedTest
  @ValueSource(strings = {"UNION", "UNION ALL", "EXCEPT", "INTERSECT"})
  void whatPartsMayLeaveUnreadIsNot(String operator) throws Exception {
    String part =
        "(SELECT c.%s FROM customers c JOIN (VALUES ('A'), ('B')) v (x)"
            + " ON UPPER(c.countryCode) <> v.x LIMIT 5)";
    String sql = part.formatted("id") + " " + operator + " " + part.formatted("id + 1");
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=60")) {
      account.ask(sql);
      assertThat(account.requests()).hasSizeLessThan(60);
    }
  }

  private static final String FEW = "(SELECT * FROM customers WHERE id < 50)";

  /** A join that gathers one side reads of the other what a LIMIT takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id FROM customers a JOIN FEW b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT a.id FROM customers a LEFT JOIN FEW b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT a.id FROM FEW a RIGHT JOIN customers b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT a.id FROM customers a FULL JOIN FEW b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT id FROM customers WHERE UPPER(city) NOT IN (SELECT LOWER(city) FROM FEW) LIMIT 5",
        "SELECT id FROM customers a WHERE NOT EXISTS"
            + " (SELECT 1 FROM FEW b WHERE LOWER(b.city) = UPPER(a.city)) LIMIT 5",
        "SELECT id FROM customers WHERE id IN (SELECT id + 1 FROM FEW) LIMIT 5",
        "SELECT a.id FROM customers a JOIN customers b ON a.id < b.id + 9 LIMIT 5",
        "SELECT a.id FROM customers a LEFT JOIN FEW b ON a.id < b.id LIMIT 5",
        "SELECT a.id, b.city FROM customers a JOIN customers b ON b.id = a.id + 1 LIMIT 5",
        "SELECT x.id FROM (SELECT a.id FROM customers a LEFT JOIN FEW b"
            + " ON UPPER(a.city) = UPPER(b.city) LIMIT 5) x ORDER BY x.id",
        "SELECT a.id FROM customers a LEFT JOIN FEW b ON UPPER(a.city) = UPPER(b.city)"
            + " LEFT JOIN FEW c ON UPPER(a.city) = LOWER(c.city) LIMIT 5",
        "SELECT id FROM customers WHERE blocked = FALSE"
            + " UNION ALL SELECT id + 1 FROM customers WHERE unsubscribed = FALSE LIMIT 5"
      })
  void whatALimitLeavesUnreadOfAJoinIsNot(String shape) throws Exception {
    String sql = shape.replace("FEW", FEW);
    int enough;
    try (AskedAccount account = AskedAccount.unjudged(JOINED, Behaviour.PLAIN)) {
      assertThat(account.ask(sql).rows()).hasSize(5);
      enough = account.requests().size();
      assertThat(enough).isLessThan(12);
    }
    try (AskedAccount account =
        AskedAccount.unjudged(JOINED, Behaviour.PLAIN, "maxRequests=" + enough)) {
      assertThat(account.ask(sql).rows()).hasSize(5);
    }
  }

  /** What ends at the first row that it wants is no second reading of all customers. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT MAX(lastSeen) FROM customers WHERE MOD(id, 7) = 1"
            + " UNION ALL SELECT MAX(lastSeen) FROM customers GROUP BY UPPER(city)",
        "(SELECT city FROM customers ORDER BY lastSeen DESC, city LIMIT 5)"
            + " UNION (SELECT UPPER(countryCode) FROM customers)",
        "SELECT id FROM customers WHERE UPPER(city) = 'KYIV'"
            + " AND lastSeen = (SELECT MAX(lastSeen) FROM customers WHERE MOD(id, 7) = 1)"
      })
  void whatEndsAtTheRowItWantsIsNot(String sql) throws Exception {
    List<List<Object>> rows;
    int enough;
    try (AskedAccount account = AskedAccount.unjudged(JOINED, Behaviour.PLAIN)) {
      rows = account.ask(sql).rows();
      enough = account.requests().size();
    }
    assertThat(rows).isNotEmpty();
    try (AskedAccount account =
        AskedAccount.unjudged(JOINED, Behaviour.PLAIN, "maxRequests=" + enough)) {
      assertThat(account.ask(sql).rows()).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id FROM customers a LEFT JOIN FEW b ON UPPER(a.city) = UPPER(b.city)",
        "SELECT a.id FROM customers a FULL JOIN FEW b ON UPPER(a.city) = UPPER(b.city)",
        "SELECT id FROM customers WHERE UPPER(city) NOT IN (SELECT LOWER(city) FROM FEW)",
        "SELECT a.id, b.city FROM customers a JOIN customers b ON b.id = a.id + 1"
      })
  void whatAGridLeavesUnreadOfAJoinIsNot(String shape) throws Exception {
    int enough = askedByAGrid(shape.replace("FEW", FEW), 0);
    assertThat(enough).isLessThan(39);
    assertThat(askedByAGrid(shape.replace("FEW", FEW), enough)).isEqualTo(enough);
  }

  private static int askedByAGrid(String sql, int bound) throws Exception {
    try (AskedAccount account =
            AskedAccount.unjudged(JOINED, Behaviour.PLAIN, "maxRequests=" + bound);
        Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(50);
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(ResultRows.read(rows).rows()).hasSize(50);
      }
      return account.requests().size();
    }
  }

  /** However few rows a LIMIT takes, these read a side whole before they give the first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a.id FROM FEW a LEFT JOIN customers b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT a.id FROM customers a RIGHT JOIN FEW b ON a.id < b.id LIMIT 5",
        "SELECT a.id FROM customers a FULL JOIN FEW b ON a.id < b.id LIMIT 5",
        "SELECT id FROM FEW a WHERE UPPER(city) IN (SELECT UPPER(city) FROM customers) LIMIT 5",
        "SELECT id FROM FEW a WHERE UPPER(city) NOT IN (SELECT UPPER(city) FROM customers) LIMIT 5",
        "SELECT a.id FROM customers a JOIN customers b ON UPPER(a.city) = UPPER(b.city) LIMIT 5",
        "SELECT a.id FROM customers a LEFT JOIN (SELECT UPPER(city) u, MAX(notes) FROM customers"
            + " GROUP BY UPPER(city)) b ON UPPER(a.city) = b.u LIMIT 5",
        "(SELECT id FROM customers WHERE blocked UNION SELECT id FROM FEW) LIMIT 5",
      })
  void whatAJoinGathersForALimitIs(String shape) throws Exception {
    String sql = shape.replace("FEW", FEW);
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=39")) {
      assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("would take ");
      assertThat(account.requests()).hasSizeLessThan(4);
    }
  }

  @Test
  void whatPartsHaveFromMemoryIsNot() throws Exception {
    String sql =
        "SELECT id FROM customers WHERE notes = 'x' UNION SELECT id FROM customers WHERE blocked";
    try (AskedAccount account =
        AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=41", "cacheTtl=600")) {
      account.ask(sql);
      assertThat(account.requests()).hasSize(40);
    }
  }

  @Test
  void whatIsCheckedAgainIsNamed() throws Exception {
    String sql = "SELECT id FROM customers WHERE countryCode = 'UA'";
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=9")) {
      assertThatThrownBy(() -> account.ask(sql))
          .hasMessageContainingAll(
              "would take 14 requests",
              "Not all rows that are read are handed on: countryCode = 'UA' (sent so that it finds"
                  + " more, and checked again");
    }
  }

  /** The keys are there without a request. */
  @Test
  void keysOfNoCustomersAreNot() throws Exception {
    String sql =
        "SELECT COUNT(*) FROM customers a JOIN (VALUES ('UA', 1), ('PL', 2)) v (cc, k)"
            + " ON a.countryCode = v.cc WHERE a.blocked";
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=9")) {
      assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("would take 40 requests");
    }
  }

  /** Each page that is read has keys for a search. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers WHERE id IN (SELECT id FROM customers WHERE countryCode = 'UA')",
        "SELECT a.id, b.name FROM customers a JOIN customers b ON b.id = a.id + 1"
            + " WHERE a.countryCode = 'UA'",
        "SELECT a.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id"
      })
  void whatKeysTakeIsForetold(String sql) throws Exception {
    double enough;
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN)) {
      account.ask(sql);
      enough = account.requests().size();
    }
    try (AskedAccount account = AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "maxRequests=9")) {
      assertThatThrownBy(() -> account.ask(sql))
          .extracting(Throwable::getMessage)
          .asString()
          .satisfies(
              message -> {
                Matcher told =
                    Pattern.compile("would take (?:about )?(\\d+) requests").matcher(message);
                assertThat(told.find()).isTrue();
                assertThat(Double.parseDouble(told.group(1))).isBetween(enough / 1.5, enough * 1.5);
              });
      assertThat(account.requests()).hasSize(1);
    }
    // A join reads much to return little, so that the bound that nobody has set holds too.
    try (AskedAccount account =
        AskedAccount.unjudged(GROUPED, Behaviour.PLAIN, "requestsPerMinute=5")) {
      assertThatThrownBy(() -> account.ask(sql)).hasMessageContaining("the bound for what reads");
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(5);
    }
  }

  /** Where totals are known, requests are counted that are on their way already. */
  @Test
  void requestsOnTheirWayAreCountedOnce() throws Exception {
    String keys =
        IntStream.rangeClosed(1, 250)
            .mapToObj(key -> "('m" + key + "')")
            .collect(Collectors.joining(","));
    String sql =
        "SELECT COUNT(*) FROM (VALUES " + keys + ") AS v (e) JOIN customers c ON c.email = v.e";
    List<DemoCustomer> pairs =
        CUSTOMERS.stream()
            .limit(500)
            .map(customer -> customer.with(CustomerField.EMAIL, "m" + (1 + customer.id() % 250)))
            .toList();
    try (AskedAccount account = AskedAccount.of(pairs, "stringMatching=strict")) {
      account.ask(sql);
      int spent = account.requests().size();
      try (Connection bounded = account.connect("stringMatching=strict", "maxRequests=" + spent)) {
        assertThat(H2Judge.query(bounded, sql).rows()).containsExactly(List.of(500L));
      }
    }
  }

  /** Nor are requests that were sent again. */
  @Test
  void requestsOfOthersAreNot() {
    RequestBudget.Bound five = new RequestBudget.Bound(5, true, RequestBudget.Action.ERROR, 0);
    Execution execution =
        new Execution(1, 0, 0, 0, five, MemoryBudget.usual(), new AtomicLong()::get);
    Statistics spent = execution.statistics();
    spent.count(Counter.SHARED_REQUESTS, 3);
    spent.count(Counter.RETRIES, 1);
    spent.count(Counter.REQUESTS, 5);
    execution.budget().checkRequest();
    execution.budget().expectAtLeast(1, true);
    spent.count(Counter.REQUESTS);
    assertThatThrownBy(execution.budget()::checkRequest)
        .hasMessageContaining("has sent 5 requests and needs more");
  }

  @Test
  void requestsThatWaitForTheirTurnAre() {
    RequestBudget.Bound five = new RequestBudget.Bound(5, true, RequestBudget.Action.ERROR, 0);
    Execution execution =
        new Execution(1, 0, 0, 0, five, MemoryBudget.usual(), new AtomicLong()::get);
    execution.statistics().count(Counter.REQUESTS, 3);
    execution.statistics().count(Counter.WAITING);
    assertThat(execution.budget().allowsAhead()).isTrue();
    execution.statistics().count(Counter.WAITING);
    assertThat(execution.budget().allowsAhead()).isFalse();
    assertThatThrownBy(execution.budget()::checkRequest)
        .hasMessageContaining("has sent 3 requests, has 2 waiting and needs more");
    execution.statistics().count(Counter.WAITING, -1);
    assertThat(execution.budget().allowsAhead()).isTrue();
  }
}
