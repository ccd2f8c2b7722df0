package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.ManualTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Times in the zone that the connection asks for, on the days when its clocks change; java.time
 * says what the clocks show.
 */
@Tag("everywhere")
@Tag("zones")
class TestTimeZone {
  /**
   * A visit every ten minutes for a day and a half around a change, none of them on a whole hour.
   */
  private static List<DemoCustomer> around(Instant change) {
    List<DemoCustomer> customers = new ArrayList<>();
    Instant first = change.minus(18, ChronoUnit.HOURS);
    for (int id = 1; id <= 216; id++) {
      Instant seen = first.plusSeconds(600L * id + (id % 3));
      customers.add(
          DemoCustomer.of(id)
              .with(CustomerField.FIRST_SEEN, first)
              .with(CustomerField.LAST_SEEN, seen));
    }
    return customers;
  }

  private static List<Long> expected(
      List<DemoCustomer> customers, ZoneId zone, Predicate<LocalDateTime> predicate) {
    List<Long> ids = new ArrayList<>();
    Instant first = (Instant) customers.get(0).get(CustomerField.FIRST_SEEN);
    for (int id = 1; id <= customers.size(); id++) {
      Instant seen = first.plusSeconds(600L * id + (id % 3));
      if (predicate.test(seen.atZone(zone).toLocalDateTime())) {
        ids.add((long) id);
      }
    }
    return ids;
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Kyiv, 2024-03-31T01:00:00Z",
    "Europe/Kyiv, 2024-10-27T01:00:00Z",
    "America/New_York, 2024-03-10T07:00:00Z",
    "America/New_York, 2024-11-03T06:00:00Z",
    "Pacific/Chatham, 2024-09-28T14:00:00Z",
    "Pacific/Chatham, 2024-04-06T14:00:00Z",
  })
  void comparisonsAreThoseOfWallClocks(String zoneName, Instant change) throws Exception {
    ZoneId zone = ZoneId.of(zoneName);
    List<DemoCustomer> customers = around(change);
    LocalDateTime start = change.minusSeconds(5400).atZone(zone).toLocalDateTime();
    try (AskedAccount account = AskedAccount.of(customers, "timeZone=" + zoneName)) {
      for (int minutes = -120; minutes <= 360; minutes += 30) {
        LocalDateTime bound = start.plusMinutes(minutes).plusSeconds(minutes % 4);
        // A literal is planned anew each time, which is what takes long; every hour will do.
        for (String operand :
            minutes % 60 == 0 ? List.of("TIMESTAMP '" + text(bound) + "'", "?") : List.of("?")) {
          Object[] parameters = operand.equals("?") ? new Object[] {bound} : new Object[0];
          assertThat(account.ids("lastSeen >= " + operand, parameters))
              .as(operand + bound)
              .isEqualTo(expected(customers, zone, t -> !t.isBefore(bound)));
          assertThat(account.ids("lastSeen < " + operand, parameters))
              .as(operand + bound)
              .isEqualTo(expected(customers, zone, t -> t.isBefore(bound)));
          assertThat(account.ids("lastSeen > " + operand, parameters))
              .isEqualTo(expected(customers, zone, t -> t.isAfter(bound)));
          assertThat(account.ids("lastSeen <= " + operand, parameters))
              .isEqualTo(expected(customers, zone, t -> !t.isAfter(bound)));
          assertThat(account.ids("lastSeen = " + operand, parameters))
              .isEqualTo(expected(customers, zone, t -> t.equals(bound)));
          assertThat(account.ids("lastSeen <> " + operand, parameters))
              .isEqualTo(expected(customers, zone, t -> !t.equals(bound)));
          assertThat(
                  account
                      .ask("SELECT COUNT(*) FROM customers WHERE lastSeen < " + operand, parameters)
                      .column(0))
              .containsExactly((long) expected(customers, zone, t -> t.isBefore(bound)).size());
        }
      }
    }
  }

  private static String text(LocalDateTime time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(time);
  }

  @Test
  void daysBeginAtTheZonesMidnight() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(around(Instant.parse("2024-10-27T01:00:00Z")), "timeZone=europe/kyiv")) {
      account.ask("SELECT COUNT(*) FROM customers WHERE FLOOR(lastSeen TO DAY) = '2024-10-27'");
      JsonNode filters = account.requests().get(0).get("filter");
      // A day of 25 hours.
      assertThat(filters.get(0).get("value").asLong())
          .isEqualTo(Instant.parse("2024-10-26T21:00:00Z").getEpochSecond());
      assertThat(filters.get(1).get("value").asLong())
          .isEqualTo(Instant.parse("2024-10-27T22:00:00Z").getEpochSecond());
      assertThat(account.requests()).hasSize(1);
      account.ask("SELECT id FROM customers WHERE lastSeen >= '2024-10-27T10:00:00Z' LIMIT 1");
      assertThat(account.requests().get(0).get("filter").get(0).get("value").asLong())
          .isEqualTo(Instant.parse("2024-10-27T10:00:00Z").getEpochSecond());
    }
  }

  @Test
  void unixSecondsAreThoseOfInstants() throws Exception {
    Instant change = Instant.parse("2024-10-27T01:00:00Z");
    List<DemoCustomer> customers = around(change);
    long bound = change.getEpochSecond() - 7200;
    List<Long> later = new ArrayList<>();
    for (int i = 0; i < customers.size(); i++) {
      if (((Instant) customers.get(i).get(CustomerField.LAST_SEEN)).getEpochSecond() >= bound) {
        later.add(i + 1L);
      }
    }
    try (AskedAccount account = AskedAccount.of(customers, "timeZone=Europe/Kyiv")) {
      for (String function : List.of("TIMESTAMP_SECONDS", "FROM_UNIXTIME")) {
        assertThat(account.ids("lastSeen >= " + function + "(" + bound + ")")).isEqualTo(later);
        assertThat(account.requests().get(0).get("filter").get(0).get("value").asLong())
            .isEqualTo(bound);
      }
      assertThat(account.ids("UNIX_TIMESTAMP(lastSeen) >= " + bound)).isEqualTo(later);
      assertThat(
              account
                  .ask("SELECT FROM_UNIXTIME(" + bound + "), UNIX_TIMESTAMP(DATE '1970-01-02')")
                  .rows())
          .containsExactly(List.of(LocalDateTime.of(2024, 10, 27, 2, 0), 75_600L));
    }
  }

  @Test
  void shownAsWallClockAndGotAsInstant() throws SQLException {
    Instant seen = Instant.parse("2024-07-01T10:00:00Z");
    List<DemoCustomer> one = List.of(DemoCustomer.of(1).with(CustomerField.LAST_SEEN, seen));
    try (AskedAccount account = AskedAccount.of(one, "timeZone=America/New_York");
        Statement statement = account.connection().createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT lastSeen, MAX(lastSeen) OVER (), HOUR(lastSeen), CURRENT_TIMESTAMP,"
                    + " (SELECT MAX(lastSeen) FROM customers) FROM customers")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("2024-07-01 06:00:00");
      assertThat(row.getString(5)).isEqualTo("2024-07-01 06:00:00");
      assertThat(row.getTimestamp(1).toLocalDateTime())
          .isEqualTo(LocalDateTime.of(2024, 7, 1, 6, 0));
      assertThat(row.getObject(1, Instant.class)).isEqualTo(seen);
      assertThat(row.getInt(3)).isEqualTo(6);
      assertThat(row.getObject(4, Instant.class)).isEqualTo(ManualTime.START);
      assertThat(row.getTimestamp(4).toLocalDateTime())
          .isEqualTo(LocalDateTime.of(2026, 11, 26, 4, 0));
    }
  }

  /** Clocks of Kyiv show 03:50, then ten and twenty minutes past three. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT MIN(lastSeen), MAX(lastSeen) FROM customers
          SELECT MIN(lastSeen), MAX(lastSeen) FROM customers WHERE id < 3
          SELECT MIN(lastSeen), MAX(lastSeen), COUNT(*) FILTER (WHERE id > 1) FROM customers WHERE id < 3
          SELECT MIN(lastSeen), MAX(lastSeen), countryCode FROM customers WHERE id < 3 GROUP BY countryCode
          SELECT MIN(lastSeen), MAX(lastSeen), COUNT(*) FILTER (WHERE lastSeen < '2024-10-27 05:00:00') FROM customers WHERE id < 3
          SELECT MIN(lastSeen), MAX(lastSeen), (SELECT LISTAGG(email) FROM customers WHERE id < 3) FROM customers WHERE id < 3
          """)
  void whatWasLaterIsGreaterInAnHourThatIsRepeated(String sql) throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (int minutes : List.of(50, 70, 80)) {
      Instant seen = Instant.parse("2024-10-27T00:00:00Z").plusSeconds(60L * minutes);
      customers.add(
          DemoCustomer.of(customers.size() + 1)
              .with(CustomerField.LAST_SEEN, seen)
              .with(CustomerField.COUNTRY_CODE, "UA"));
    }
    LocalDateTime last = LocalDateTime.of(2024, 10, 27, 3, sql.contains("WHERE id") ? 10 : 20);
    try (AskedAccount account =
        AskedAccount.of(customers, "timeZone=Europe/Kyiv", "cacheTtl=3600")) {
      for (boolean isKept : List.of(false, true)) {
        assertThat(account.ask(sql).rows().get(0).subList(0, 2))
            .as(isKept ? "in memory" : "asked")
            .isEqualTo(List.of(LocalDateTime.of(2024, 10, 27, 3, 50), last));
        account.ask("SELECT * FROM customers");
      }
      assertThat(account.requests()).isEmpty();
    }
  }

  /** A TIMESTAMP has the years 1 to 9999, and 23:59 in UTC is the next day in Kyiv. */
  @Test
  void timesThatTheZoneShowsOutsideAllYearsAreRefused() throws Exception {
    List<DemoCustomer> customers = around(Instant.parse("2024-03-31T01:00:00Z"));
    try (AskedAccount account = AskedAccount.of(customers, "timeZone=Europe/Kyiv")) {
      for (String time :
          List.of(
              "'9999-12-31T23:59:59Z'",
              "TIMESTAMP '9999-12-31 22:00:00Z'",
              "CAST('0001-01-01 00:30:00+04:00' AS TIMESTAMP)")) {
        assertThatThrownBy(() -> account.ask("SELECT id FROM customers WHERE lastSeen <= " + time))
            .as(time)
            .hasMessageContaining("lies outside the years 0001 to 9999 in the zone Europe/Kyiv")
            .extracting(failure -> ((SQLException) failure).getSQLState())
            .isEqualTo("22008");
      }
      assertThat(account.ids("lastSeen <= '9999-12-31T21:59:59Z'")).hasSameSizeAs(customers);
      String json = "JSON_VALUE('{\"t\": \"9999-12-31T23:59:59Z\"}', '$.t' RETURNING TIMESTAMP";
      assertThat(account.ask("SELECT " + json + " DEFAULT DATE '2024-01-02' ON ERROR)").column(0))
          .containsExactly(LocalDateTime.of(2024, 1, 2, 0, 0));
      assertThat(
              account.ask("SELECT TRY_CAST('9999-12-31T23:59:59Z' AS TIMESTAMP) IS NULL").column(0))
          .containsExactly(true);
      assertThatThrownBy(() -> account.ask("SELECT " + json + " ERROR ON ERROR)"))
          .hasMessageContaining("years 0001 to 9999")
          .hasMessageNotContaining("23:59:59");
    }
  }
}
