package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.JvmZone;
import io.github.helpcrunchjdbc.testing.ManualTime;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Spark, Kafka Connect, Airbyte, and the pool that most programs have, HikariCP. */
@Tag("everywhere")
@Tag("zones")
class TestToolTrafficOfPipelines {
  private ToolTraffic tool;

  @BeforeEach
  void connect() throws SQLException {
    tool = new ToolTraffic();
  }

  @AfterEach
  void close() throws SQLException {
    tool.close();
  }

  @Test
  void sparkAsksForTheSchema() throws SQLException {
    String sql = "SELECT * FROM helpcrunch.customers WHERE 1=0";
    assertThat(tool.columns(sql)).isEqualTo(27);
    assertThat(tool.rows(sql)).isZero();
    tool.assertNothingSent();
  }

  @Test
  void sparkReadsPartitions() throws Exception {
    String select = "SELECT \"id\",\"name\" FROM helpcrunch.customers  WHERE ";
    assertThat(tool.rows(select + "\"id\" < 252 or \"id\" is null")).isEqualTo(251);
    assertThat(tool.pages()).containsExactlyInAnyOrder("0+100", "100+100", "200+100");
    assertThat(tool.rows(select + "\"id\" >= 252 AND \"id\" < 340")).isEqualTo(88);
    assertThat(tool.pages()).hasSize(1);
  }

  @Test
  void sparkPushesDown() throws Exception {
    assertThat(
            tool.rows(
                "SELECT \"id\" FROM helpcrunch.customers  WHERE (\"name\" IS NOT NULL)"
                    + " AND (\"name\" LIKE 'e%' ESCAPE '\\') AND (\"id\" <= 100)"))
        .isEqualTo(50);
    assertThat(tool.pages()).hasSize(1);
    assertThat(
            tool.rows(
                "SELECT \"id\" FROM helpcrunch.customers  ORDER BY \"lastSeen\" DESC NULLS LAST"
                    + " LIMIT 5"))
        .isEqualTo(5);
    assertThat(tool.pages()).containsExactly("0+5");
  }

  @Test
  void kafkaConnectAsksForTheTime() throws SQLException {
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    tool.clear();
    try (Statement statement = tool.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getTimestamp(1, utc).toInstant()).isEqualTo(ManualTime.START);
    }
    tool.assertNothingSent();
  }

  /** What was seen since the last poll, in the order that the offsets are kept in. */
  @Test
  void kafkaConnectPolls() throws Exception {
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    Timestamp last = Timestamp.from(People.START.plusSeconds(3600L * 501));
    Timestamp now = Timestamp.from(People.START.plusSeconds(3600L * 551));
    String sql =
        "SELECT * FROM \"helpcrunch\".\"customers\" WHERE \"helpcrunch\".\"customers\".\"lastSeen\""
            + " < ? AND ((\"helpcrunch\".\"customers\".\"lastSeen\" = ? AND"
            + " \"helpcrunch\".\"customers\".\"id\" > ?) OR"
            + " \"helpcrunch\".\"customers\".\"lastSeen\" > ?) ORDER BY"
            + " \"helpcrunch\".\"customers\".\"lastSeen\", \"helpcrunch\".\"customers\".\"id\" ASC";
    try (PreparedStatement statement = tool.connection().prepareStatement(sql)) {
      statement.setFetchSize(100);
      statement.setTimestamp(1, now, utc);
      statement.setTimestamp(2, last, utc);
      statement.setLong(3, 501);
      statement.setTimestamp(4, last, utc);
      tool.clear();
      try (ResultSet rows = statement.executeQuery()) {
        long before = 501;
        while (rows.next()) {
          assertThat(rows.getLong("id")).isBetween(before + 1, 550L);
          before = rows.getLong("id");
          assertThat(rows.getTimestamp("lastSeen", utc).toInstant())
              .isEqualTo(People.START.plusSeconds(3600 * before));
        }
        assertThat(before).isEqualTo(549);
      }
    }
    // Both ends of the time are sent, so that no more than what is new is read.
    assertThat(tool.pages()).hasSizeLessThanOrEqualTo(2);
    assertThat(tool.filters()).allMatch(filter -> filter.contains("customers.lastSeen"));
  }

  /** What Hibernate writes with the dialect that the recipe names, H2's. */
  @Test
  void hibernateWithTheDialectOfH2() throws Exception {
    String from = " from helpcrunch.customers c1_0 ";
    assertThat(tool.rows("select c1_0.id,c1_0.name,c1_0.lastSeen" + from + "where c1_0.id=?", 7L))
        .isEqualTo(1);
    assertThat(
            tool.rows(
                "select c1_0.id" + from + "order by c1_0.id offset ? rows fetch first ? rows only",
                5,
                3))
        .isEqualTo(3);
    long all = tool.rows("select c1_0.id" + from + "where c1_0.name like 'e%'");
    assertThat(all).isPositive();
    assertThat(tool.rows("select c1_0.id" + from + "where c1_0.name like 'e%' escape ''"))
        .isEqualTo(all);
    assertThat(tool.rows("select c1_0.id" + from + "where c1_0.name like ? escape ''", "e%"))
        .isEqualTo(all);
    assertThat(
            tool.rows(
                "select c1_0.id"
                    + from
                    + "where c1_0.name not like ? escape '' and lower(c1_0.email) like ? escape ''",
                "e%",
                "no such\\%"))
        .isZero();
    assertThat(tool.rows("select distinct c1_0.countryCode" + from + "fetch first 1 rows only"))
        .isEqualTo(1);
  }

  /** NiFi's QueryDatabaseTable keeps the text of the greatest time, and asks for what is newer. */
  @Test
  void nifiReadsWhatIsNewOutsideUtc() throws Exception {
    readNewestTwice(
        "timeZone=",
        (connection, last) -> {
          PreparedStatement newer =
              connection.prepareStatement(
                  "SELECT id, lastSeen FROM customers WHERE lastSeen > '" + last + "'");
          return newer.executeQuery();
        },
        rows -> rows.getTimestamp("lastSeen"));
  }

  /** Kafka Connect keeps the instant that the wall clock would be in {@code db.timezone}, UTC. */
  @Test
  void kafkaConnectReadsWhatIsNewOutsideUtc() throws Exception {
    Calendar utc = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    for (String timeZone : List.of("timeZone=", "timeZone=UTC")) {
      readNewestTwice(
          timeZone,
          (connection, last) -> {
            PreparedStatement newer =
                connection.prepareStatement(
                    "SELECT id, lastSeen FROM customers WHERE lastSeen > ?");
            newer.setTimestamp(1, last, utc);
            return newer.executeQuery();
          },
          rows -> rows.getTimestamp("lastSeen", utc));
    }
  }

  /** Asks for what is newer than a time. */
  @FunctionalInterface
  private interface Increment {
    ResultSet newerThan(Connection connection, Timestamp last) throws SQLException;
  }

  /** How a pipeline reads the time it keeps. */
  @FunctionalInterface
  private interface Kept {
    Timestamp of(ResultSet rows) throws SQLException;
  }

  /** In Kyiv, over the change of its clocks in spring: nobody is lost, nobody comes twice. */
  private static void readNewestTwice(String timeZone, Increment increment, Kept kept)
      throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (int id = 1; id <= 40; id++) {
      Instant seen = Instant.parse("2024-03-30T20:56:11Z").plusSeconds(900L * id);
      customers.add(DemoCustomer.of(id).with(CustomerField.LAST_SEEN, seen));
    }
    try (JvmZone kyiv = JvmZone.set("Europe/Kiev");
        AskedAccount account = AskedAccount.of(customers, timeZone)) {
      for (int known = 5; known <= 40; known += 5) {
        try (PreparedStatement one =
            account.connection().prepareStatement("SELECT * FROM customers WHERE id = ?")) {
          one.setLong(1, known);
          Timestamp last;
          try (ResultSet row = one.executeQuery()) {
            assertThat(row.next()).isTrue();
            last = kept.of(row);
          }
          List<Long> newer = new ArrayList<>();
          try (ResultSet rows = increment.newerThan(account.connection(), last)) {
            while (rows.next()) {
              newer.add(rows.getLong("id"));
            }
          }
          assertThat(newer)
              .containsExactlyInAnyOrderElementsOf(
                  LongStream.rangeClosed(known + 1, 40).boxed().toList());
        }
      }
    }
  }

  @Test
  void kafkaConnectCountsUp() throws Exception {
    String sql = "SELECT * FROM \"helpcrunch\".\"customers\" WHERE \"id\" > ? ORDER BY \"id\" ASC";
    assertThat(tool.rows(sql, 550L)).isEqualTo(50);
    assertThat(tool.pages()).hasSize(1);
  }

  @Test
  void airbyteChecksDiscoversAndReads() throws Exception {
    tool.browse("helpcrunch", null);
    assertThat(tool.rows("SELECT \"id\" FROM \"helpcrunch\".\"customers\" LIMIT 1")).isEqualTo(1);
    assertThat(tool.pages()).containsExactly("0+1");
    assertThat(tool.rows("SELECT MAX(\"lastSeen\") FROM \"helpcrunch\".\"customers\""))
        .isEqualTo(1);
    assertThat(tool.pages()).hasSizeLessThanOrEqualTo(2);
    assertThat(
            tool.rows(
                "SELECT \"id\",\"name\",\"lastSeen\" FROM \"helpcrunch\".\"customers\""
                    + " WHERE \"lastSeen\" > ? ORDER BY \"lastSeen\" ASC",
                // The wall clock of the connection, which is UTC's.
                Timestamp.valueOf(
                    LocalDateTime.ofInstant(
                        People.START.plusSeconds(3600L * 581), ZoneOffset.UTC))))
        .isEqualTo(17);
    assertThat(tool.pages()).hasSize(1);
  }

  @Test
  void onlyARowIsWanted() throws Exception {
    assertThat(tool.rowsOfAtMost(1, "SELECT 1 FROM customers")).isEqualTo(1);
    assertThat(tool.pages()).containsExactly("0+1");
  }

  @Test
  void hikariLooksAfterItsConnections() throws SQLException {
    Connection connection = tool.connection();
    tool.rowsOfAtMost(1, "SELECT id FROM customers");
    tool.clear();
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, 5000);
    assertThat(connection.isValid(5)).isTrue();
    connection.setNetworkTimeout(Runnable::run, before);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    connection.getTransactionIsolation();
    connection.rollback();
    connection.clearWarnings();
    connection.setSchema("helpcrunch");
    assertThat(tool.rows("SELECT 1")).isEqualTo(1);
    tool.assertNothingSent();
  }
}
