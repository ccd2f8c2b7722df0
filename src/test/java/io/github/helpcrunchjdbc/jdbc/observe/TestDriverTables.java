package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.ManualTime;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code helpcrunch_meta} tells of statements, quota and service as they are when it is asked. */
class TestDriverTables {
  private final WatchedAccount account = WatchedAccount.of(450);

  @AfterEach
  void close() {
    account.close();
  }

  private static List<List<Object>> ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<Object>> all = new ArrayList<>();
      while (rows.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getObject(i));
        }
        all.add(row);
      }
      return all;
    }
  }

  @Test
  void statementsShowWhatWasAskedWithoutItsLiterals() throws SQLException {
    try (Connection connection = account.connect()) {
      ask(connection, "SELECT id FROM customers WHERE name = 'Ann' AND id > 17 -- of Ann");
      assertThat(
              ask(
                  connection,
                  "SELECT sql, state, requests, rowsReturned FROM helpcrunch_meta.statements"
                      + " WHERE state = 'ended'"))
          .containsExactly(
              List.of("SELECT id FROM customers WHERE name = ? AND id > ?", "ended", 1L, 0L));
    }
  }

  @Test
  void literalsAreShownToTheSameAccountWhereItsConnectionAllowsThat() throws SQLException {
    String sql = "SELECT id FROM customers WHERE id = 17";
    String asked =
        "SELECT sql FROM helpcrunch_meta.statements WHERE sql LIKE '%id = %' AND pages > 0";
    try (Connection connection = account.connect("statementLiterals=shown");
        Connection sameAccount = account.connect();
        Connection other = account.connect("apiKey=another")) {
      ask(connection, sql);
      assertThat(ask(sameAccount, asked)).containsExactly(List.of(sql));
      assertThat(ask(other, asked))
          .containsExactly(List.of("SELECT id FROM customers WHERE id = ?"));
    }
  }

  @Test
  void ofALongTextTheBeginningIsKept() throws SQLException {
    String sql = "SELECT " + "1 + ".repeat(2_000) + "1";
    String kept = sql.substring(0, 4_000) + " .. (8008 characters)";
    String asked = "SELECT sql FROM helpcrunch_meta.statements WHERE state = 'ended'";
    try (Connection connection = account.connect("statementLiterals=shown");
        Connection other = account.connect("apiKey=another")) {
      ask(connection, sql);
      assertThat(ask(other, asked)).containsExactly(List.of(kept.replace('1', '?')));
      assertThat(ask(connection, asked)).first().isEqualTo(List.of(kept));
    }
  }

  @Test
  void failuresShowTheirState() throws SQLException {
    try (Connection connection = account.connect("maxRequests=2")) {
      try (Statement statement = connection.createStatement()) {
        statement.executeQuery("SELECT UPPER(notes), COUNT(*) FROM customers GROUP BY 1");
      } catch (SQLException e) {
        assertThat(e.getSQLState()).isEqualTo("HCI02");
      }
      assertThat(
              ask(
                  connection,
                  "SELECT state, sqlState, requests FROM helpcrunch_meta.statements"
                      + " WHERE state = 'failed'"))
          .containsExactly(List.of("failed", "HCI02", 1L));
    }
  }

  @Test
  void aPreparedStatementSeesWhatHasHappenedSince() throws SQLException {
    try (Connection connection = account.connect();
        PreparedStatement count =
            connection.prepareStatement("SELECT COUNT(*) FROM helpcrunch_meta.statements")) {
      for (long expected = 1; expected < 4; expected++) {
        try (ResultSet rows = count.executeQuery()) {
          rows.next();
          // It counts itself too.
          assertThat(rows.getLong(1)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void noMoreThanAThousandAreKept() throws SQLException {
    try (Connection connection = account.connect()) {
      for (int i = 0; i < 1_005; i++) {
        ask(connection, "SELECT 1");
      }
      assertThat(ask(connection, "SELECT COUNT(*), MIN(statement) FROM helpcrunch_meta.statements"))
          .containsExactly(List.of(1_000L, 7L));
    }
  }

  @Test
  void quotaShowsWhatIsLeft() throws SQLException {
    try (Connection connection = account.connect("requestsPerMinute=7")) {
      ask(connection, "SELECT id FROM customers");
      List<Object> row = ask(connection, "SELECT * FROM helpcrunch_meta.quota").get(0);
      assertThat(row.subList(0, 3)).containsExactly(7L, 5L, 2L);
      assertThat(((Timestamp) row.get(3)).toInstant()).isEqualTo(ManualTime.START);
      assertThat(row.get(4)).isNull();
      ask(connection, "SELECT id FROM customers LIMIT 200");
      row = ask(connection, "SELECT * FROM helpcrunch_meta.quota").get(0);
      assertThat(row.subList(0, 3)).containsExactly(7L, 7L, 0L);
      assertThat(((Timestamp) row.get(3)).toInstant())
          .isBetween(ManualTime.START.plusSeconds(1), ManualTime.START.plusSeconds(61));
    }
  }

  @Test
  void withoutALimitThereIsNothingLeftToCount() throws SQLException {
    try (Connection connection = account.connect()) {
      ask(connection, "SELECT id FROM customers LIMIT 1");
      List<Object> row = ask(connection, "SELECT * FROM helpcrunch_meta.quota").get(0);
      assertThat(row.get(0)).isNull();
      assertThat(row.get(1)).isEqualTo(1L);
      assertThat(row.get(2)).isNull();
    }
  }

  @Test
  void whatWasLearnedIsShownAndForgotten() throws SQLException {
    String service = "SELECT * FROM helpcrunch_meta.service WHERE about = 'service'";
    SimulatedAccount odd =
        SimulatedAccount.builder()
            .customers(WatchedAccount.customers(450))
            .contradiction(Contradiction.TOTAL_TOO_SMALL)
            .start();
    try (WatchedAccount contradicting = WatchedAccount.of(odd);
        Connection connection = contradicting.connect()) {
      assertThat(ask(connection, service)).isEmpty();
      ask(connection, "SELECT id FROM customers");
      contradicting.heartbeat().beat();
      List<Object> row = ask(connection, service).get(0);
      assertThat(row.get(1)).isEqualTo("totals are not the number of customers found");
      assertThat(row.get(3)).isEqualTo(1L);
      assertThat(row.get(4)).isEqualTo(false);
      assertThat(row.get(7)).isEqualTo(1L);
      assertThat(ask(connection, "FORGET SERVICE;")).hasSize(1);
      assertThat(ask(connection, service)).isEmpty();
    }
  }

  /** As docs/service-knowledge.md says of each: it is shown until it is forgotten. */
  @ParameterizedTest
  @CsvSource({
    "DEEP_OFFSET_EMPTY, service, offsets lead nowhere from some row on",
    "DEEP_OFFSET_REFUSED, service, offsets lead nowhere from some row on",
    "MISSING_FILTER_REJECTED, search of all, 'is refused, so all are had from the list'"
  })
  void howItLetsAllBeReadIsShownAndForgotten(Quirk quirk, String about, String fact)
      throws SQLException {
    String service = "SELECT about, fact, believed, evidence FROM helpcrunch_meta.service";
    SimulatedAccount odd =
        SimulatedAccount.builder()
            .customers(WatchedAccount.customers(450))
            .behaviour(Behaviour.of(quirk).withReach(200))
            .start();
    try (WatchedAccount watched = WatchedAccount.of(odd);
        Connection connection = watched.connect()) {
      assertThat(ask(connection, "SELECT id FROM customers")).hasSize(450);
      List<Object> row = ask(connection, service).get(0);
      assertThat(row.subList(0, 3)).containsExactly(about, fact, true);
      assertThat(row.get(3)).isNotNull();
      ask(connection, "FORGET SERVICE");
      assertThat(ask(connection, service)).isEmpty();
    }
  }

  /** As docs/service-knowledge.md says: a service that shows no fractions any more is believed. */
  @Test
  void fractionsOfSecondsAreForgottenADayAfterTheyWereSeen() throws SQLException {
    SimulatedAccount showing =
        SimulatedAccount.builder()
            .customers(
                List.of(
                    DemoCustomer.of(1)
                        .with(CustomerField.LAST_SEEN, ManualTime.START.plusMillis(500))))
            .behaviour(Behaviour.of(Quirk.FRACTIONS_SHOWN))
            .start();
    try (WatchedAccount watched = WatchedAccount.of(showing);
        Connection connection = watched.connect()) {
      String explain =
          "EXPLAIN PLAN FOR SELECT COUNT(*) FROM customers"
              + " WHERE lastSeen > TIMESTAMP '2024-01-01 00:00:00'";
      assertThat(ask(connection, explain).toString()).doesNotContain("shows fractions");
      ask(connection, "SELECT id, lastSeen FROM customers");
      assertThat(ask(connection, explain).toString()).contains("shows fractions");
      for (long seconds = Duration.ofDays(1).toSeconds(); seconds > 0; seconds--) {
        watched.heartbeat().beat();
      }
      assertThat(ask(connection, explain).toString()).doesNotContain("shows fractions");
    }
  }
}
