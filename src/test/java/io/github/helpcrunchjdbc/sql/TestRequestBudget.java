package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.demo.Tag;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code maxRequests}: a statement that would take too much fails before it spends it. */
class TestRequestBudget {
  /** 25 pages, with a quota of 10 a minute: the bound that is not chosen is 20. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 2500)
          .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.NOTES, "note " + id % 7))
          .toList();

  private static AskedAccount account(String... properties) throws SQLException {
    return AskedAccount.of(CUSTOMERS, properties);
  }

  private static void refused(AskedAccount account, String sql, String... parts) {
    assertThatThrownBy(
            () -> {
              try (Statement statement = account.connection().createStatement();
                  ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                  rows.getObject(1);
                }
              }
            })
        .isInstanceOf(SQLException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("HCI02");
  }

  @Test
  void whatIsGroupedIsRefusedAfterOneRequest() throws Exception {
    try (AskedAccount account = account("requestsPerMinute=10")) {
      refused(
          account,
          "SELECT UPPER(notes), COUNT(*) FROM customers GROUP BY 1",
          "would take 25 requests",
          "about 2 min 30 s",
          "is 20",
          "All rows that are found are needed (aggregate)",
          "a column that the service searches reads less: id, name",
          "LIMIT",
          "setMaxRows",
          "maxRequests=36 most likely lets it run");
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void whereTheTotalIsKnownNothingIsSent() throws Exception {
    try (AskedAccount account = account("requestsPerMinute=10")) {
      String sql = "SELECT UPPER(notes), COUNT(*) FROM customers GROUP BY 1";
      account.ask("SELECT COUNT(*) FROM customers");
      account.account().clear();
      for (int i = 0; i < 2; i++) {
        refused(account, sql, "would take 25 requests");
        assertThat(account.requests()).isEmpty();
      }
      assertThat(account.ask("SELECT notes FROM customers ORDER BY lastSeen LIMIT 9").rows())
          .hasSize(9);
    }
  }

  @Test
  void whatTotalsAnswerOnceItIsKnownHowTheServiceComparesIsNotRefused() throws Exception {
    List<DemoCustomer> named =
        CUSTOMERS.stream()
            .map(customer -> customer.with(CustomerField.NAME, "Name " + customer.id()))
            .toList();
    try (AskedAccount account = AskedAccount.of(named, "maxRequests=8")) {
      for (int i = 0; i < 2; i++) {
        assertThat(account.ask("SELECT COUNT(*) FROM customers WHERE name LIKE '%Name%'").rows())
            .containsExactly(List.of(2500L));
      }
    }
  }

  @Test
  void thePredicateThatIsTheReasonIsNamed() throws Exception {
    try (AskedAccount account = account("maxRequests=3")) {
      refused(account, "SELECT id FROM customers WHERE notes = 'note 3'", "notes = 'note 3'");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** A service may stop counting at 10,000, so that more requests than pages check the end. */
  @Test
  void theBoundThatARefusalNamesHasRoomForTheChecksOfTheEnd() throws Exception {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 10_000).mapToObj(DemoCustomer::of).toList();
    String sql = "SELECT UPPER(notes), COUNT(*) FROM customers GROUP BY 1";
    String named = "maxRequests=" + (100 + 100 / 20 + 10);
    try (AskedAccount account =
        AskedAccount.unjudged(customers, Behaviour.PLAIN, "maxRequests=99")) {
      refused(account, sql, "would take 100 requests", named + " most likely lets it run");
    }
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN, named)) {
      assertThat(account.ask(sql).rows()).hasSize(1);
      assertThat(account.requests()).hasSizeGreaterThan(100);
    }
  }

  @Test
  void aChosenBoundHoldsForRowsThatAreHandedOn() throws Exception {
    try (AskedAccount account = account("maxRequests=24")) {
      refused(account, "SELECT id, name FROM customers", "would take 25 requests", "is 24");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** Of 1,000 who came, 1,500 never did: neither the places nor the end of those is known. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2023-11-15 00:00:00'"
            + " AND firstSeen < TIMESTAMP '2024-01-15 00:00:00'",
        "SELECT id FROM customers WHERE notes = 'note 9' ORDER BY firstSeen DESC LIMIT 5"
      })
  void aBoundHoldsForRequestsThatLookForAPlace(String sql) throws Exception {
    List<DemoCustomer> customers =
        CUSTOMERS.stream()
            .map(
                customer ->
                    customer.id() > 1000
                        ? customer
                        : customer.with(
                            CustomerField.FIRST_SEEN,
                            Instant.ofEpochSecond(
                                1_700_000_000L + customer.id() * customer.id() * 10)))
            .toList();
    try (AskedAccount account =
        AskedAccount.unjudged(customers, Behaviour.PLAIN, "maxRequests=3")) {
      refused(account, sql, "requests and needs more", "maxRequests is 3");
      assertThat(account.requests()).hasSize(3);
    }
  }

  /** The page that shows where a range begins is read again from memory. */
  @ParameterizedTest
  @ValueSource(ints = {3, 20, 90})
  void aPageThatHasComeAlreadyIsNotRefused(int days) throws Exception {
    List<DemoCustomer> customers =
        CUSTOMERS.stream()
            .map(
                customer ->
                    customer.with(
                        CustomerField.FIRST_SEEN,
                        Instant.ofEpochSecond(1_600_000_000L + customer.id() * 40_000L)))
            .toList();
    String sql =
        "SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2021-11-15 00:00:00'"
            + " AND firstSeen < TIMESTAMP '2021-11-15 00:00:00' + INTERVAL '%d' DAY(3)"
                .formatted(days);
    List<List<Object>> rows;
    int sent;
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      rows = account.ask(sql).rows();
      sent = account.requests().size();
    }
    long from = Instant.parse("2021-11-15T00:00:00Z").getEpochSecond();
    assertThat(rows)
        .hasSize(
            (int)
                LongStream.rangeClosed(1, 2500)
                    .map(id -> 1_600_000_000L + id * 40_000L - from)
                    .filter(after -> after >= 0 && after < days * 86_400L)
                    .count());
    try (AskedAccount account =
        AskedAccount.unjudged(customers, Behaviour.PLAIN, "maxRequests=" + sent)) {
      assertThat(account.ask(sql).rows()).isEqualTo(rows);
    }
  }

  @Test
  void whatFitsIsAnswered() throws Exception {
    try (AskedAccount account = account("maxRequests=25")) {
      assertThat(account.ask("SELECT id FROM customers").rows()).hasSize(2500);
      assertThat(account.ask("SELECT COUNT(*) FROM customers WHERE notes = 'note 3'").rows())
          .hasSize(1);
    }
  }

  @Test
  void aLimitOrMaxRowsIsNeverRefused() throws Exception {
    try (AskedAccount account = account("maxRequests=2")) {
      assertThat(account.ask("SELECT * FROM customers LIMIT 150").rows()).hasSize(150);
      try (Statement statement = account.connection().createStatement()) {
        statement.setMaxRows(200);
        try (ResultSet rows = statement.executeQuery("SELECT * FROM customers")) {
          int count = 0;
          while (rows.next()) {
            count++;
          }
          assertThat(count).isEqualTo(200);
        }
      }
    }
  }

  /** What a grid shows of an order is found as under a LIMIT, by prepared statements too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, notes FROM customers ORDER BY id",
        "SELECT notes FROM customers ORDER BY id DESC",
        "SELECT id FROM customers ORDER BY 1 OFFSET 100 ROWS",
        "WITH c AS (SELECT id, notes FROM customers) SELECT notes FROM c ORDER BY id, notes",
        "EXPLAIN ANALYZE SELECT id FROM customers ORDER BY id"
      })
  void aGridInAnOrderThatALimitFindsIsNotRefused(String sql) throws Exception {
    for (boolean isPrepared : List.of(true, false)) {
      try (AskedAccount account = account("maxRequests=12");
          PreparedStatement prepared = account.connection().prepareStatement(sql);
          Statement plain = account.connection().createStatement()) {
        Statement statement = isPrepared ? prepared : plain;
        statement.setMaxRows(200);
        ResultRows grid =
            ResultRows.read(isPrepared ? prepared.executeQuery() : plain.executeQuery(sql));
        assertThat(account.requests()).hasSizeLessThanOrEqualTo(12);
        if (!sql.startsWith("EXPLAIN")) {
          assertThat(grid.rows()).isEqualTo(account.judged(sql).rows().subList(0, 200));
        }
        // What was planned for few rows is not taken for all.
        statement.setMaxRows(0);
        assertThatThrownBy(
                () ->
                    ResultRows.read(isPrepared ? prepared.executeQuery() : plain.executeQuery(sql)))
            .hasMessageContaining("would take 25 requests");
      }
    }
  }

  /** Sorted whole in the driver, a grid is refused as its LIMIT is. */
  @Test
  void aGridInAnOrderThatNeedsAllIsRefusedAsItsLimitIs() throws Exception {
    try (AskedAccount account = account("maxRequests=12");
        Statement statement = account.connection().createStatement()) {
      String sql = "SELECT id FROM customers ORDER BY name";
      refused(account, sql + " LIMIT 200", "would take 25 requests");
      statement.setMaxRows(200);
      assertThatThrownBy(() -> statement.executeQuery(sql).next())
          .hasMessageContaining("would take 25 requests");
    }
  }

  /** A grid that may show everybody costs no more than the customers' pages. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers ORDER BY id",
        "SELECT id FROM customers ORDER BY lastSeen DESC, id"
      })
  void aGridOfMoreThanAllReadsEachPageOnce(String sql) throws Exception {
    try (AskedAccount account = account();
        Statement statement = account.connection().createStatement()) {
      account.ask("SELECT COUNT(*) FROM customers");
      account.account().clear();
      statement.setMaxRows(2500);
      assertThat(ResultRows.read(statement.executeQuery(sql)).rows()).hasSize(2500);
      assertThat(account.requests()).hasSize(25);
    }
  }

  @Test
  void whereTheEndIsNotKnownTheBoundEndsIt() throws Exception {
    try (AskedAccount account = account("maxRequests=2")) {
      refused(
          account,
          "SELECT id FROM customers WHERE notes = 'none' LIMIT 5",
          "has sent 2 requests and needs more, how many is unknown; maxRequests is 2",
          "a greater maxRequests may let it run, maxRequests=0 takes the bound away");
      assertThat(account.requests()).hasSize(2);
    }
  }

  /** Whoever takes 400 rows of those that are checked again reads all 25 pages. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|SELECT id FROM customers WHERE UPPER(notes) = 'ZZ'",
        "4|SELECT id FROM customers WHERE UPPER(notes) = 'ZZ'",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'ZZ'",
        "1|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3'",
        "4|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3'",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3'",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3' ORDER BY firstSeen DESC",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3' ORDER BY id DESC",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3'"
            + " UNION ALL SELECT id FROM customers WHERE LOWER(name) = 'zz'",
        "8|SELECT id FROM customers WHERE UPPER(notes) = 'NOTE 3'"
            + " AND EXISTS (SELECT 1 FROM customers WHERE UPPER(notes) = 'NOTE 6')",
      })
  void whatIsReadAheadStaysWithinTheBound(int concurrency, String sql) throws Exception {
    String concurrent = "maxConcurrentRequests=" + concurrency;
    long enough;
    List<Long> rows;
    try (AskedAccount account = account(concurrent)) {
      rows = upTo400(account.connection(), sql);
      enough = account.requests().size();
    }
    for (long bound : List.of(1L, 3L, 20L, enough - 1)) {
      try (AskedAccount account = account(concurrent, "maxRequests=" + bound)) {
        assertThatThrownBy(() -> upTo400(account.connection(), sql))
            .hasMessageContaining("maxRequests is " + bound);
        assertThat(account.requests())
            .as("maxRequests=" + bound)
            .hasSizeLessThanOrEqualTo((int) bound);
      }
    }
    try (AskedAccount account = account(concurrent, "maxRequests=" + enough)) {
      assertThat(upTo400(account.connection(), sql)).isEqualTo(rows);
    }
  }

  private static List<Long> upTo400(Connection connection, String sql) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      statement.setMaxRows(400);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
    }
    return ids;
  }

  /** Learning how the service compares, or whom it finds by {@code !=}, takes requests too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(email) FROM customers",
        "SELECT COUNT(*) FROM customers WHERE name IS NULL",
        "SELECT COUNT(*) FROM customers WHERE email LIKE '%m7%'",
        "SELECT COUNT(*) FROM customers WHERE name <> 'x' AND email NOT LIKE '%y%'",
        "SELECT id FROM customers WHERE name = 'nobody'",
        "SELECT id FROM customers WHERE name LIKE '%nobody%' AND email = 'nobody'",
        "SELECT id FROM customers WHERE name LIKE 'n_7%' LIMIT 5",
        "SELECT name, COUNT(*) FROM customers GROUP BY name"
      })
  void whatIsLearnedOnTheWayStaysWithinTheBound(String sql) throws Exception {
    List<DemoCustomer> customers =
        CUSTOMERS.subList(0, 600).stream()
            .map(customer -> customer.with(CustomerField.NAME, "n" + customer.id() % 9))
            .map(customer -> customer.with(CustomerField.EMAIL, "m" + customer.id() % 99))
            .toList();
    List<List<Object>> rows;
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      rows = account.ask(sql).rows();
    }
    for (Behaviour behaviour :
        List.of(
            Behaviour.PLAIN,
            Behaviour.of(Quirk.NEGATIVES_KEEP_NULLS),
            Behaviour.of(Quirk.EQUALS_LOWERS_VALUE, Quirk.CONTAINS_FROM_WORD_START))) {
      for (int bound = 1; bound <= 9; bound++) {
        try (AskedAccount account =
            AskedAccount.unjudged(customers, behaviour, "maxRequests=" + bound)) {
          try {
            assertThat(account.ask(sql).rows()).containsExactlyInAnyOrderElementsOf(rows);
          } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("HCI02");
          }
          assertThat(account.requests())
              .as("%s, maxRequests=%s", behaviour.quirks(), bound)
              .hasSizeLessThanOrEqualTo(bound);
        }
      }
    }
  }

  @Test
  void warnGoesOn() throws Exception {
    try (AskedAccount account = account("maxRequests=3", "maxRequestsAction=warn");
        Statement statement = account.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM customers WHERE notes = 'note 3'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(357);
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("01HCR");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers UNION ALL SELECT -1 FROM (VALUES 1)",
        "SELECT id FROM customers UNION ALL SELECT id FROM customers",
        "SELECT customerId, name FROM customer_tags",
        "SELECT c.id, t.name FROM customers c JOIN customer_tags t ON t.customerId = c.id",
      })
  void rowsThatAreHandedOnAsTheyComeAreWarnedOfAndNotRefused(String sql) throws Exception {
    try (AskedAccount account = tagged("requestsPerMinute=10");
        Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      for (int i = 0; i < 50; i++) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(rows.getWarnings().getSQLState()).isEqualTo("01HCR");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers UNION ALL SELECT -1 FROM (VALUES 1)",
        "SELECT customerId, name FROM customer_tags",
        "SELECT c.id, t.name FROM customers c LEFT JOIN customer_tags t ON t.customerId = c.id",
        "SELECT c.id, v.x FROM customers c CROSS JOIN (VALUES 1, 2) AS v (x)",
        "SELECT id, (SELECT COUNT(*) FROM customers) FROM customers",
        "SELECT id, name FROM customers WHERE EXISTS (SELECT 1 FROM customers WHERE id = 7)",
        "SELECT c.id, x FROM customers c CROSS JOIN UNNEST(ARRAY[c.id, c.id + 1]) AS u (x)",
      })
  void aGridThatTakesFewRowsIsNotRefusedWhateverTheyAreMadeOf(String sql) throws Exception {
    try (AskedAccount account = tagged("maxRequests=12");
        Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(200);
      try (ResultSet rows = statement.executeQuery(sql)) {
        int count = 0;
        while (rows.next()) {
          count++;
        }
        assertThat(count).isEqualTo(200);
        assertThat((Object) rows.getWarnings()).isNull();
      }
      assertThat(account.ask(sql + " LIMIT 200").rows()).hasSize(200);
    }
  }

  @Test
  void aLimitThatIsNullBoundsNothing() throws Exception {
    try (AskedAccount account = account("maxRequests=20");
        PreparedStatement statement =
            account
                .connection()
                .prepareStatement(
                    "SELECT UPPER(notes), COUNT(*) FROM (SELECT notes FROM customers"
                        + " ORDER BY firstSeen, id LIMIT ?) t GROUP BY 1")) {
      statement.setNull(1, Types.INTEGER);
      assertThatThrownBy(() -> statement.executeQuery().next())
          .hasMessageContaining("would take 25 requests");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** One side of the join is read whole before its first row, whatever the grid takes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT c.id, t.n FROM customers c LEFT JOIN"
            + " (SELECT name, COUNT(*) AS n FROM customers GROUP BY name) t ON c.city = t.name",
        "SELECT c.id, t.n FROM customers c LEFT JOIN (SELECT name, COUNT(*) AS n FROM customers"
            + " WHERE id > 9 GROUP BY name) t ON c.city = t.name",
        "SELECT c.id, t.n FROM customers c LEFT JOIN"
            + " (SELECT UPPER(notes) AS n FROM customers GROUP BY 1) t ON c.city = t.n",
      })
  void aGridOfAJoinThatReadsOneSideWholeIsRefused(String sql) throws Exception {
    List<DemoCustomer> named =
        CUSTOMERS.stream()
            .map(customer -> customer.with(CustomerField.NAME, "Name " + customer.id()))
            .toList();
    for (String bound : List.of("requestsPerMinute=10", "maxRequests=20")) {
      try (AskedAccount account = AskedAccount.of(named, bound);
          Statement statement = account.connection().createStatement()) {
        statement.setMaxRows(200);
        assertThatThrownBy(() -> statement.executeQuery(sql).next())
            .hasMessageContaining("would take 2")
            .extracting(e -> ((SQLException) e).getSQLState())
            .isEqualTo("HCI02");
        assertThat(account.requests()).hasSize(1);
      }
    }
  }

  @Test
  void aLimitThatNeedsAllRowsIsRefusedAfterOneRequest() throws Exception {
    try (AskedAccount account = account("maxRequests=24")) {
      refused(
          account,
          "SELECT id FROM customers WHERE notes = 'note 3' LIMIT 3000",
          "would take 25 requests");
      assertThat(account.requests()).hasSize(1);
    }
  }

  private static AskedAccount tagged(String... properties) throws SQLException {
    return AskedAccount.unjudged(
        CUSTOMERS.stream()
            .map(
                customer ->
                    customer
                        .with(CustomerField.TAGS, List.of(new Tag("vip", "#fff")))
                        .with(
                            CustomerField.LAST_SEEN,
                            Instant.ofEpochSecond(1_700_000_000L + customer.id())))
            .toList(),
        Behaviour.PLAIN,
        properties);
  }

  private static List<SQLWarning> warnings(AskedAccount account, String sql) throws SQLException {
    List<SQLWarning> all = new ArrayList<>();
    try (Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
      for (SQLWarning next = rows.getWarnings(); next != null; next = next.getNextWarning()) {
        all.add(next);
      }
    }
    return all;
  }

  @Test
  void aWarningShowsTheBeginningOfALongPredicate() throws Exception {
    String names =
        IntStream.range(0, 3_000).mapToObj(i -> "'n" + i + "'").collect(Collectors.joining(", "));
    try (AskedAccount account = account()) {
      assertThat(
              warnings(
                  account,
                  "SELECT a.id FROM customers a JOIN (VALUES ('x'), ('y')) AS v (n)"
                      + " ON UPPER(a.notes) = v.n OR a.name IN ("
                      + names
                      + ")"))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.getMessage()).contains("name IN ('n0', ", ".. (in the driver");
                assertThat(warning.getMessage()).hasSizeLessThan(2_000);
              });
    }
  }

  @Test
  void whoReadsMuchToReturnLittleIsToldThePredicateAndHowToWriteIt() throws Exception {
    try (AskedAccount account = account()) {
      assertThat(warnings(account, "SELECT id FROM customers WHERE UPPER(name) = 'ANN'"))
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.getSQLState()).isEqualTo("01HCP");
                assertThat(warning.getMessage())
                    .contains(
                        "read 2500 customers by ",
                        " to return 0 rows",
                        "UPPER(name) = 'ANN'",
                        "as in name IN ('ann', 'Ann', 'ANN')");
              });
      assertThat(warnings(account, "SELECT COUNT(*) FROM customers WHERE notes = 'note 3'"))
          .singleElement()
          .satisfies(
              warning ->
                  assertThat(warning.getMessage())
                      .contains("notes = 'note 3'", "a column that the service searches", "email"));
    }
  }

  /** Each name has an n. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT id FROM customers WHERE name LIKE '%n_n_n%'|name LIKE '%n_n_n%' (sent so that it",
        "SELECT COUNT(*) FROM customers WHERE name LIKE '%n_n_n%'|name LIKE '%n_n_n%' (sent so",
        "SELECT notes, COUNT(*) FROM customers WHERE name LIKE '%n_n_n%' GROUP BY 1"
            + "|name LIKE '%n_n_n%' (sent so",
        "SELECT a.id FROM customers a JOIN customers b ON a.notes = b.email"
            + " WHERE a.name LIKE '%n_n_n%'|name LIKE '%n_n_n%' (sent so",
        "SELECT id FROM customers WHERE name LIKE '%n_n_n%' UNION"
            + " SELECT id FROM customers WHERE id = 3|name LIKE '%n_n_n%' (sent so",
        "SELECT n FROM (SELECT UPPER(notes) AS n FROM customers ORDER BY id LIMIT 2400)"
            + " WHERE n = 'X'|UPPER(notes) = 'X' (in the driver: known only after reading",
        "SELECT id FROM customers WHERE LOWER(name) = (SELECT MAX(notes) FROM customers"
            + " WHERE id < 40)|LOWER(name) = MAX(customers_2.notes) (in the driver: known only",
        "SELECT a.id FROM customers a JOIN customers b ON UPPER(a.notes) = b.notes LIMIT 3"
            + "|UPPER(notes) = customers_2.notes (in the driver: known only after joining)",
        "SELECT a.id FROM customers a, (VALUES ('x'), ('y')) v (n) WHERE UPPER(a.notes) = v.n"
            + " LIMIT 4|UPPER(notes) = CAST(n AS VARCHAR) (in the driver: known only after joining)"
      })
  void whoReadsMuchForWhatIsCheckedAgainIsToldIt(String sql, String reason) throws Exception {
    List<DemoCustomer> named =
        CUSTOMERS.stream().map(customer -> customer.with(CustomerField.NAME, "Ann")).toList();
    try (AskedAccount account = AskedAccount.of(named)) {
      assertThat(warnings(account, sql))
          .singleElement()
          .satisfies(
              warning ->
                  assertThat(warning.getMessage()).contains("checked by the driver", reason));
    }
  }

  @Test
  void whoReadsWhatIsReturnedIsToldNothing() throws Exception {
    try (AskedAccount account = account()) {
      assertThat(warnings(account, "SELECT id FROM customers")).isEmpty();
      assertThat(warnings(account, "SELECT notes, COUNT(*) FROM customers GROUP BY notes"))
          .isEmpty();
      assertThat(
              warnings(
                  account,
                  "SELECT id, notes FROM customers WHERE name LIKE '%n%'"
                      + " ORDER BY notes LIMIT 5"))
          .isEmpty();
      assertThat(warnings(account, "SELECT id FROM customers WHERE id < 200 AND notes = 'none'"))
          .isEmpty();
    }
  }
}
