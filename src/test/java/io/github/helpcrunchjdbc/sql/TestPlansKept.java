package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The same statement text is planned once a connection. */
class TestPlansKept {
  private static final String SQL =
      "SELECT id FROM customers WHERE id > ? AND name LIKE '%e%' ORDER BY lastSeen LIMIT 5";

  private static List<Long> ids(Connection connection, long above) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setLong(1, above);
      List<Long> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
        }
      }
      return ids;
    }
  }

  @Test
  void aTextThatCameBeforeIsPreparedAtOnce() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(50), "stringMatching=strict")) {
      ids(account.connection(), 0);
      long started = startedThreads();
      for (int i = 0; i < 1000; i++) {
        account.connection().prepareStatement(SQL).close();
      }
      // Each planning has a thread of its own.
      assertThat(startedThreads() - started).isLessThan(100);
    }
  }

  private static long startedThreads() {
    return ManagementFactory.getThreadMXBean().getTotalStartedThreadCount();
  }

  @Test
  void statementsOfOneTextKeepApart() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (AskedAccount account = AskedAccount.of(People.many(100), "stringMatching=strict")) {
      List<Future<List<Long>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        long above = i;
        answers.add(threads.submit(() -> ids(account.connection(), above)));
      }
      for (int i = 0; i < answers.size(); i++) {
        long above = i;
        List<Long> answer = answers.get(i).get();
        assertThat(answer).hasSize(5).allMatch(id -> id > above && id % 2 == 0);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void moreTextsThanAreKept() throws Exception {
    try (AskedAccount account = AskedAccount.of(People.many(20), "stringMatching=strict")) {
      for (int round = 0; round < 2; round++) {
        for (int id = 1; id <= 70; id++) {
          assertThat(account.ids("id = " + id)).hasSize(id <= 20 ? 1 : 0);
        }
      }
    }
  }
}
