package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Result sets that move in both directions, and what that asks of the service. */
class TestScrolling {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final String BY_TIME = "SELECT id, name FROM customers ORDER BY lastSeen";

  /** A grid's query: read by firstSeen, which is the order of the ids here. */
  private static final String GRID = "SELECT id, name FROM customers";

  /** In the order of their ids whichever way they are sorted. */
  private static AskedAccount account(int customers, String... properties) throws SQLException {
    List<DemoCustomer> all = new ArrayList<>();
    for (int id = 1; id <= customers; id++) {
      all.add(
          DemoCustomer.of(id)
              .with(CustomerField.NAME, "n" + id % 3)
              .with(CustomerField.FIRST_SEEN, START.minusSeconds(60L * id))
              .with(CustomerField.LAST_SEEN, START.plusSeconds(60L * id)));
    }
    return AskedAccount.of(all, properties);
  }

  /** An account of which nothing was asked yet. */
  private static AskedAccount unasked(int customers) throws SQLException {
    AskedAccount account = account(customers);
    account.account().clear();
    return account;
  }

  private static Statement scrolling(AskedAccount account) throws SQLException {
    return account
        .connection()
        .createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
  }

  private static List<String> pages(AskedAccount account) throws Exception {
    return account.requests().stream()
        .map(body -> body.path("offset").asInt() + "+" + body.path("limit").asInt())
        .toList();
  }

  /** Each query is answered another way: by the service, by the driver, from what it computes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        BY_TIME,
        "SELECT id, name FROM customers WHERE name <> 'n1' OR id > 0 ORDER BY id",
        "SELECT id, COUNT(*) FROM customers GROUP BY id ORDER BY id",
        "SELECT id, name FROM customers ORDER BY lastSeen LIMIT 25 OFFSET 0",
        "SELECT c.id, d.name FROM customers c JOIN customers d ON c.id = d.id ORDER BY c.id"
      })
  void movesAsAListDoes(String sql) throws SQLException {
    try (AskedAccount account = account(25, "pageSize=7");
        Statement statement = scrolling(account)) {
      for (int seed = 1; seed <= 12; seed++) {
        try (ResultSet rows = statement.executeQuery(sql)) {
          assertThat(rows.getType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
          walk(rows, 25, new Random(seed));
        }
      }
    }
  }

  /** Compares with where a number from 0 (before the first) to n + 1 (after the last) stands. */
  private static void walk(ResultSet rows, int count, Random random) throws SQLException {
    int at = 0;
    for (int step = 0; step < 40; step++) {
      boolean moved;
      int argument = random.nextInt(2 * count + 6) - count - 3;
      switch (random.nextInt(9)) {
        case 0, 1 -> {
          at = Math.min(count + 1, at + 1);
          moved = rows.next();
        }
        case 2, 3 -> {
          at = Math.max(0, at - 1);
          moved = rows.previous();
        }
        case 4 -> {
          at = argument >= 0 ? argument : count + 1 + argument;
          moved = rows.absolute(argument);
        }
        case 5 -> {
          at = at + argument;
          moved = rows.relative(argument);
        }
        case 6 -> {
          at = 1;
          moved = rows.first();
        }
        case 7 -> {
          at = count;
          moved = rows.last();
        }
        default -> {
          boolean before = random.nextBoolean();
          at = before ? 0 : count + 1;
          if (before) {
            rows.beforeFirst();
          } else {
            rows.afterLast();
          }
          moved = false;
        }
      }
      at = Math.max(0, Math.min(count + 1, at));
      boolean onRow = at >= 1 && at <= count;
      assertThat(moved).isEqualTo(onRow);
      if (onRow) {
        assertThat(rows.getLong(1)).isEqualTo(at);
      }
      assertThat(rows.getRow()).isEqualTo(onRow ? at : 0);
      if (random.nextInt(3) == 0) {
        assertThat(rows.isFirst()).isEqualTo(at == 1);
        assertThat(rows.isLast()).isEqualTo(at == count);
        assertThat(rows.isBeforeFirst()).isEqualTo(at == 0);
        assertThat(rows.isAfterLast()).isEqualTo(at == count + 1);
      }
    }
  }

  @Test
  void noRowsAreNeitherBeforeNorAfter() throws SQLException {
    try (AskedAccount account = account(3);
        Statement statement = scrolling(account);
        ResultSet rows = statement.executeQuery(BY_TIME.replace(" ORDER", " WHERE id > 9 ORDER"))) {
      assertThat(rows.isBeforeFirst()).isFalse();
      assertThat(rows.last()).isFalse();
      assertThat(rows.first()).isFalse();
      rows.afterLast();
      assertThat(rows.isAfterLast()).isFalse();
      assertThat(rows.previous()).isFalse();
      assertThat(rows.getRow()).isZero();
    }
  }

  @Test
  void nothingIsSentBeforeItMoves() throws Exception {
    try (AskedAccount account = unasked(950);
        Statement statement = scrolling(account);
        ResultSet rows = statement.executeQuery(GRID)) {
      assertThat(account.requests()).isEmpty();
      assertThat(rows.absolute(701)).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(701);
      assertThat(pages(account)).allMatch(page -> page.startsWith("700+"));
      int sent = account.requests().size();
      assertThat(rows.next()).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(701);
      assertThat(account.requests()).hasSize(sent);
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(700);
    }
  }

  /** DBeaver: setMaxRows(to the end of the page), absolute(last row of the page before), next. */
  @Test
  void aPageIsAskedForAlone() throws Exception {
    try (AskedAccount account = account(950);
        Statement statement = scrolling(account)) {
      List<Long> ids = new ArrayList<>();
      int sent = 0;
      for (int page = 0; page < 5; page++) {
        statement.setMaxRows(200 * (page + 1));
        account.account().clear();
        try (ResultSet rows = statement.executeQuery(GRID)) {
          if (page > 0) {
            assertThat(rows.absolute(200 * page)).isTrue();
          }
          while (rows.next()) {
            ids.add(rows.getLong(1));
          }
        }
        sent += account.requests().size();
        assertThat(account.requests()).hasSizeLessThanOrEqualTo(2);
      }
      assertThat(ids).isEqualTo(LongStream.rangeClosed(1, 950).boxed().toList());
      assertThat(sent).isLessThanOrEqualTo(10);
    }
  }

  /** The row itself is asked for only if somebody looks at it, or if none is behind it. */
  @Test
  void theRowBeforeAPageIsThere() throws Exception {
    try (AskedAccount account = account(400);
        Statement statement = scrolling(account)) {
      statement.setMaxRows(300);
      try (ResultSet rows = statement.executeQuery(GRID)) {
        assertThat(rows.absolute(200)).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(200);
        assertThat(rows.isFirst()).isFalse();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(199);
        assertThat(rows.absolute(300)).isTrue();
        assertThat(rows.next()).isFalse();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(300);
      }
      statement.setMaxRows(500);
      try (ResultSet rows = statement.executeQuery(GRID)) {
        assertThat(rows.absolute(400)).isTrue();
        assertThat(rows.next()).isFalse();
      }
      try (ResultSet rows = statement.executeQuery(GRID)) {
        assertThat(rows.absolute(401)).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(rows.previous()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(400);
      }
    }
  }

  @Test
  void aPreparedStatementScrollsWithItsValues() throws SQLException {
    try (AskedAccount account = account(30);
        PreparedStatement statement =
            account
                .connection()
                .prepareStatement(
                    "SELECT id FROM customers WHERE id > ? ORDER BY lastSeen",
                    ResultSet.TYPE_SCROLL_SENSITIVE,
                    ResultSet.CONCUR_UPDATABLE)) {
      assertThat(statement.getWarnings().getSQLState()).isEqualTo("0A000");
      assertThat(statement.getResultSetType()).isEqualTo(ResultSet.TYPE_SCROLL_INSENSITIVE);
      assertThat(statement.getResultSetConcurrency()).isEqualTo(ResultSet.CONCUR_READ_ONLY);
      for (long bound : new long[] {10, 20}) {
        statement.setLong(1, bound);
        try (ResultSet rows = statement.executeQuery()) {
          assertThat(rows.absolute(5)).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(bound + 5);
          assertThat(rows.absolute(-1)).isTrue();
          assertThat(rows.getLong(1)).isEqualTo(30);
        }
      }
    }
  }

  /** What failed once is told again, whichever way one moves: no row is left out in silence. */
  @Test
  void aFailureStays() throws SQLException {
    try (AskedAccount account = account(9);
        Statement statement = scrolling(account);
        ResultSet rows =
            statement.executeQuery("SELECT 10 / (id - 3) FROM customers WHERE id <= 5")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(-5);
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(-10);
      for (ThrowingCallable move :
          List.<ThrowingCallable>of(
              rows::next,
              rows::next,
              rows::last,
              rows::previous,
              rows::first,
              () -> rows.getLong(1),
              rows::isLast)) {
        assertThatThrownBy(move)
            .isInstanceOf(SQLException.class)
            .extracting(thrown -> ((SQLException) thrown).getSQLState())
            .isEqualTo("22012");
      }
    }
  }

  private static void walkBackFrom(ResultSet rows, int number) throws SQLException {
    assertThat(rows.absolute(number)).isTrue();
    for (long expected = number - 1; expected > 0; expected--) {
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(expected);
    }
    assertThat(rows.previous()).isFalse();
  }

  @Test
  void rowsBeforeAJumpAreReadAPageAtATime() throws Exception {
    try (AskedAccount account = unasked(950);
        Statement statement = scrolling(account);
        ResultSet rows = statement.executeQuery(GRID)) {
      walkBackFrom(rows, 701);
      // One page from row 701 and one read ahead; 100 rows back in each, of which one is compared.
      assertThat(account.requests()).as("%s", pages(account)).hasSizeLessThanOrEqualTo(10);
    }
  }

  /** Where the service can't leave rows out, or would give others: all are read once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, UPPER(name) FROM customers ORDER BY id + 0",
        "SELECT id, name FROM customers WHERE MOD(id, 1000) < 999 ORDER BY firstSeen DESC",
        "SELECT id, RAND() FROM customers ORDER BY firstSeen DESC",
        "SELECT id, CURRENT_TIMESTAMP FROM customers ORDER BY firstSeen DESC"
      })
  void whatCannotBeginLaterIsReadOnce(String sql) throws Exception {
    try (AskedAccount account = account(950);
        Statement statement = scrolling(account)) {
      account.ask(sql);
      int once = account.requests().size();
      account.account().clear();
      try (ResultSet rows = statement.executeQuery(sql)) {
        walkBackFrom(rows, 701);
        String first = rows.first() ? rows.getString(2) : "none";
        assertThat(rows.last()).isTrue();
        assertThat(rows.first()).isTrue();
        assertThat(rows.getString(2)).isEqualTo(first);
      }
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(once);
    }
  }

  /** A customer who comes moves all others by one, so that row 200 would be there twice. */
  @Test
  void rowsThatMovedMeanwhileAreToldOf() throws SQLException {
    try (AskedAccount account = account(400);
        Statement statement = scrolling(account);
        ResultSet rows =
            statement.executeQuery("SELECT id, name FROM customers ORDER BY firstSeen DESC")) {
      assertThat(rows.absolute(201)).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(201);
      account
          .account()
          .customers()
          .put(DemoCustomer.of(999).with(CustomerField.FIRST_SEEN, START.plusSeconds(1)));
      assertThatThrownBy(
              () -> {
                rows.previous();
                rows.getLong(1);
              })
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("run the query again")
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("24000");
    }
  }

  /** The row that the jump went to is read again and compared, whatever its values are made of. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ROW(1, name)",
        "ARRAY[ARRAY[id], ARRAY[2]]",
        "ROW(1, ARRAY[ROW(2, name)])",
        "ARRAY[ROW(id, ROW(2, name))]",
        "MAP[1, ROW(2, name)]",
        "MULTISET[ROW(2, name)]"
      })
  void rowsThatStayedAreFoundTheSame(String value) throws SQLException {
    String sql = "SELECT id, " + value + " FROM customers";
    try (AskedAccount account = account(400);
        Statement statement = scrolling(account);
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.absolute(201)).isTrue();
      assertThat(rows.previous()).isTrue();
      assertThat(rows.getLong(1)).isEqualTo(200);
    }
  }

  @Test
  void toStandBehindTheLastRowAsksForNothing() throws Exception {
    try (AskedAccount account = account(950);
        Statement statement = scrolling(account);
        ResultSet rows = statement.executeQuery(GRID)) {
      assertThat(rows.absolute(900)).isTrue();
      rows.afterLast();
      account.account().clear();
      assertThat(rows.isAfterLast()).isTrue();
      rows.beforeFirst();
      assertThat(rows.isBeforeFirst()).isTrue();
      assertThat(account.requests()).isEmpty();
    }
  }

  /** They do something, or tell what was done: once, and at once. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "REFRESH CUSTOM_FIELDS",
        "SHOW DIAGNOSIS",
        "EXPLAIN ANALYZE SELECT id FROM customers",
      })
  void theDriversOwnStatementsAreExecutedOnce(String sql) throws Exception {
    try (AskedAccount account = account(30)) {
      account.ask(sql);
      int once = account.requests().size();
      assertThat(once).isPositive();
      account.account().clear();
      try (Statement statement = scrolling(account);
          ResultSet rows = statement.executeQuery(sql)) {
        assertThat(account.requests()).hasSize(once);
        assertThat(rows.last()).isTrue();
        rows.previous();
        rows.absolute(2);
        rows.beforeFirst();
        assertThat(rows.next()).isTrue();
        assertThat(account.requests()).hasSize(once);
      }
    }
  }

  @Test
  void forgettingTakesNoMove() throws Exception {
    String facts = "SELECT COUNT(*) FROM helpcrunch_meta.service";
    try (AskedAccount account =
            AskedAccount.contradicting(
                Contradiction.TOTAL_TOO_SMALL, List.of(DemoCustomer.of(1), DemoCustomer.of(2)));
        Statement statement = scrolling(account)) {
      account.ask(GRID);
      assertThat(account.ask(facts).rows().get(0).get(0)).isNotEqualTo(0L);
      statement.executeQuery("FORGET SERVICE").close();
      assertThat(account.ask(facts).rows().get(0).get(0)).isEqualTo(0L);
    }
  }
}
