package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What services written in PHP send, and values that no column can hold. */
@Tag("everywhere")
class TestOddCustomers {
  private static final String ODD =
      "{\"id\":7,\"name\":\"Ann\",\"lastSeen\":1594139170913,\"tags\":[{\"color\":\"red\"}]},"
          + "{\"id\":8,\"name\":\"Bob\",\"device\":{\"id\":\"x-1\"},\"lastSeen\":\"1594139170\"}";

  /** An account that answers each request with these customers. */
  private static AskedAccount showing(String customers, String... properties) throws SQLException {
    AskedAccount account = AskedAccount.of(List.of(), properties);
    long total = Pattern.compile("\"id\":\\d").matcher(customers).results().count();
    account
        .account()
        .failNext(
            99, Failure.answer(200, "{\"data\":[" + customers + "],\"total\":" + total + "}"));
    return account;
  }

  private static List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    for (List<Object> row : ResultRows.read(result).rows()) {
      rows.add(new ArrayList<>(row));
    }
    return rows;
  }

  private static List<DemoCustomer> seen(Instant... times) {
    List<DemoCustomer> customers = new ArrayList<>();
    customers.add(DemoCustomer.of(1));
    for (Instant time : times) {
      DemoCustomer customer = DemoCustomer.of(customers.size() + 1);
      customers.add(customer.with(CustomerField.LAST_SEEN, time));
    }
    return customers;
  }

  @Test
  void timesBefore1970AreTimes() throws SQLException {
    List<DemoCustomer> customers =
        seen(
            Instant.parse("2024-01-01T00:00:00Z"),
            Instant.parse("1969-12-31T23:59:59Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("1905-03-04T05:06:07Z"));
    try (AskedAccount account = AskedAccount.of(customers)) {
      for (String order :
          List.of("lastSeen LIMIT 10", "lastSeen LIMIT 2", "lastSeen DESC LIMIT 10")) {
        account.assertJudged("SELECT lastSeen FROM customers ORDER BY " + order, 0);
      }
      account.assertJudged("SELECT MIN(lastSeen), MAX(lastSeen) FROM customers");
      account.assertJudged("SELECT id FROM customers WHERE lastSeen < '1970-01-01'");
      account.assertJudged("SELECT id FROM customers WHERE lastSeen IS NULL");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "unsubscribed, blocked|{'id':7,'unsubscribed':0,'blocked':1}|false, true",
        "unsubscribed, blocked|{'id':7,'unsubscribed':'0','blocked':'1'}|false, true",
        "unsubscribed, blocked|{'id':7,'unsubscribed':'','blocked':''}|null, null",
        "tags, customData|{'id':7,'tags':{},'customData':[]}|[], {}",
        "tags|{'id':7,'tags':{'0':{'name':'a'},'3':{'name':'b'}}}|['a','b']",
        "city, deviceId|{'id':7,'location':[],'device':[]}|null, null",
        "city, deviceId|{'id':7,'location':'','device':{'id':''}}|null, null",
        "lastSeen IS NULL, firstSeen|{'id':7,'lastSeen':'','firstSeen':'0'}|true, 1970-01-01T00:00",
        "name|{'id':7,'name':''}|``",
      })
  void whatPhpWrites(String columns, String customer, String expected) throws SQLException {
    try (AskedAccount account = showing(customer.replace('\'', '"'));
        Statement statement = account.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT " + columns + " FROM customers")) {
      assertThat(rows(result).get(0)).hasToString("[" + expected.replace('\'', '"') + "]");
      assertThat((Object) result.getWarnings()).isNull();
    }
  }

  /** A time that nobody can read has a place in the order all the same. */
  @Test
  void aTimeThatOnlyReadingLooksAtShowsNoOrder() throws SQLException {
    String between =
        "{'id':7,'firstSeen':300},{'id':8,'firstSeen':'soon'},{'id':9,'firstSeen':200}";
    try (AskedAccount account = showing(between.replace('\'', '"'));
        Statement statement = account.connection().createStatement()) {
      for (int i = 0; i < 2; i++) {
        assertThat(rows(statement.executeQuery("SELECT id FROM customers"))).hasSize(3);
      }
      assertThat(rows(statement.executeQuery("EXPLAIN PLAN FOR SELECT id FROM customers")))
          .asString()
          .doesNotContain("not in the order");
    }
  }

  @Test
  void isAnErrorThatNamesColumnAndCustomer() throws SQLException {
    try (AskedAccount account = showing(ODD);
        Statement statement = account.connection().createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT id, tags FROM customers"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
          .hasMessageContaining("a tag without a name for column tags of customer 7");
    }
  }

  /** No row can stand for a customer without one. */
  @ParameterizedTest
  @ValueSource(strings = {"", "'id':null", "'id':''", "'id':'x'", "'id':7.5", "'id':1e20"})
  void anIdThatCannotBeReadIsAnErrorEitherWay(String id) throws SQLException {
    for (String property : List.of("undecodable=error", "undecodable=null")) {
      try (AskedAccount account = showing("{" + id.replace('\'', '"') + "}", property);
          Statement statement = account.connection().createStatement()) {
        assertThatThrownBy(() -> statement.executeQuery("SELECT name FROM customers"))
            .isInstanceOfSatisfying(
                SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("22018"))
            .hasMessageContaining("customer number 1 of the page");
      }
    }
  }

  @Test
  void isNullWithOneWarningIfWanted() throws SQLException {
    try (AskedAccount account = showing(ODD, "undecodable=null");
        Statement statement = account.connection().createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT id, name, tags, deviceId, lastSeen FROM customers ORDER BY id")) {
      assertThat(rows(result))
          .containsExactly(
              Arrays.asList(7L, "Ann", null, null, null),
              Arrays.asList(8L, "Bob", null, null, LocalDateTime.parse("2020-07-07T16:26:10")));
      SQLWarning warning = result.getWarnings();
      assertThat(warning.getSQLState()).isEqualTo("01HCN");
      assertThat((Throwable) warning)
          .hasMessageStartingWith("3 values are shown as NULL")
          .hasMessageContaining("a time out of range for column lastSeen of customer 7");
      assertThat((Object) warning.getNextWarning()).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"NULLS_FIRST", "NULLS_LAST", "NULLS_LOW", "TOTAL_MISSING"})
  void isLikeNoValueWhereTheServiceSortsByIt(Quirk quirk) throws SQLException {
    // Milliseconds, which the service takes for seconds.
    Instant odd = Instant.ofEpochSecond(1_594_139_170_913L);
    List<DemoCustomer> customers =
        seen(
            odd, Instant.parse("2024-01-01T00:00:00Z"), odd, Instant.parse("1969-01-01T00:00:00Z"));
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.of(quirk), "undecodable=null", "pageSize=2")) {
      for (String limit : List.of("", " LIMIT 2", " LIMIT 4", " LIMIT 3 OFFSET 1")) {
        int from = limit.contains("OFFSET") ? 1 : 0;
        int to = limit.isEmpty() ? 5 : from + Integer.parseInt(limit.substring(7, 8));
        for (String direction : List.of("", " DESC")) {
          List<Object> ids =
              account
                  .ask("SELECT id FROM customers ORDER BY lastSeen" + direction + limit)
                  .column(0);
          List<Long> values = direction.isEmpty() ? List.of(5L, 3L) : List.of(3L, 5L);
          int shown = 2 - from;
          assertThat(ids.subList(0, shown))
              .as(direction + limit)
              .isEqualTo(values.subList(from, 2));
          assertThat(ids.subList(shown, ids.size()))
              .as(direction + limit)
              .hasSize(to - from - shown)
              .doesNotHaveDuplicates()
              .isSubsetOf(1L, 2L, 4L);
        }
      }
      assertThat(account.ask("SELECT MIN(lastSeen), MAX(lastSeen) FROM customers").rows())
          .containsExactly(
              List.of(
                  LocalDateTime.parse("1969-01-01T00:00:00"),
                  LocalDateTime.parse("2024-01-01T00:00:00")));
    }
  }

  /** The service sorts it as a time, which it is, though the driver shows none. */
  @Test
  void doesNotTellWhereTheServicePutsCustomersWithoutAValue() throws SQLException {
    Instant odd = Instant.ofEpochSecond(1_594_139_170_913L);
    List<DemoCustomer> customers =
        seen(odd, Instant.parse("2024-01-01T00:00:00Z"), odd).subList(1, 4);
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.PLAIN, "undecodable=null", "pageSize=2")) {
      for (String sql :
          List.of(
              "SELECT id FROM customers ORDER BY lastSeen DESC",
              "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 1 OFFSET 1",
              "SELECT id FROM customers ORDER BY lastSeen NULLS FIRST LIMIT 2",
              "SELECT MIN(lastSeen), MAX(lastSeen) FROM customers",
              "SELECT id FROM customers WHERE lastSeen IS NULL")) {
        account.ask(sql);
        assertThat(account.ask("SELECT fact FROM helpcrunch_meta.service").rows())
            .as(sql)
            .noneMatch(row -> row.toString().contains("without a value come first"));
      }
      List<Object> place =
          account.ask("SHOW DIAGNOSIS").rows().stream()
              .filter(row -> "place of NULLs".equals(row.get(0)))
              .findFirst()
              .orElseThrow();
      assertThat(place.get(3)).isNull();
    }
  }

  /** One customer has the tag, and another tag without a name. */
  @Test
  void tagsThatCannotBeReadSpoilNoAnswerThatOnlyAsksForThem() throws SQLException {
    String few = ODD.replace("{\"color\":\"red\"}", "{\"name\":\"vip\"},{\"color\":\"red\"}");
    try (AskedAccount account = showing(few);
        Statement statement = account.connection().createStatement()) {
      String hasTag = "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')";
      assertThat(rows(statement.executeQuery(hasTag))).containsExactly(List.of(7L), List.of(8L));
      String counts = "SELECT COUNT(*), COUNT(email), COUNT(city) FROM customers";
      assertThat(rows(statement.executeQuery(counts))).containsExactly(List.of(2L, 0L, 0L));
    }
  }

  @Test
  void whatTheStatementDoesNotUseIsNoMatter() throws SQLException {
    String odd = "{\"id\":7,\"name\":\"Ann\",\"firstSeen\":\"18 Jun\",\"tags\":[null]}";
    try (AskedAccount account = showing(odd);
        Statement statement = account.connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT name FROM customers")) {
      assertThat(rows(result)).containsExactly(List.of("Ann"));
    }
  }
}
