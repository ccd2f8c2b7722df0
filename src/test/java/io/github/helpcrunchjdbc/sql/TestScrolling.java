package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
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
    try (AskedAccount account = account(950);
        Statement statement = scrolling(account)) {
      account.account().clear();
      try (ResultSet rows = statement.executeQuery(GRID)) {
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
}
