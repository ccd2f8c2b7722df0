package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.JvmZone;
import io.github.helpcrunchjdbc.testing.ManualTime;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a time is read as finds it again, whichever way it is read and written back, in whatever
 * zone the JVM and the connection are. What is expected is said by java.time.
 */
@Isolated("sets the JVM's time zone")
class TestOneFaceOfTime {
  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final String ALL = "SELECT id, lastSeen FROM customers ORDER BY id";

  /** Half an hour before and after clocks change, and what UTC's clocks say when others skip it. */
  private static final List<Instant> TIMES =
      Stream.of(
              "2024-07-01T10:56:11Z",
              // Kyiv: 03:00 to 04:00 skipped, then said twice.
              "2024-03-31T00:30:00Z",
              "2024-03-31T01:30:00Z",
              "2024-03-31T03:30:00Z",
              "2024-10-27T00:30:00Z",
              "2024-10-27T01:30:00Z",
              "2024-10-27T03:30:00Z",
              // New York: 02:00 to 03:00 skipped, 01:00 to 02:00 said twice.
              "2024-03-10T06:30:00Z",
              "2024-03-10T02:30:00Z",
              "2024-11-03T05:30:00Z",
              "2024-11-03T06:30:00Z",
              "2024-11-03T01:30:00Z",
              // Chatham: 02:45 to 03:45 said twice, then skipped.
              "2024-04-06T13:30:00Z",
              "2024-04-06T14:30:00Z",
              "2024-04-06T03:15:00Z",
              "2024-09-28T13:30:00Z",
              "2024-09-28T03:15:00Z")
          .map(Instant::parse)
          .toList();

  /** Reads the second column. */
  @FunctionalInterface
  private interface Reader {
    Object read(ResultSet row) throws SQLException;
  }

  /** Sets the first parameter. */
  @FunctionalInterface
  private interface Writer {
    void write(PreparedStatement statement, Object value) throws SQLException;
  }

  /**
   * Customers with an ordinary time, and with those near which clocks of one of the zones change.
   */
  private static List<DemoCustomer> customers(String... zones) {
    List<DemoCustomer> customers = new ArrayList<>();
    for (Instant time : times(zones)) {
      customers.add(DemoCustomer.of(customers.size() + 1).with(CustomerField.LAST_SEEN, time));
    }
    return customers;
  }

  private static List<Instant> times(String... zones) {
    return TIMES.stream()
        .filter(
            time ->
                time.equals(TIMES.get(0))
                    || Arrays.stream(zones)
                        .filter(zone -> !zone.isEmpty())
                        .anyMatch(zone -> changesNear(time, ZoneId.of(zone).getRules())))
        .toList();
  }

  private static boolean changesNear(Instant time, ZoneRules clocks) {
    Instant before = time.minus(Duration.ofDays(1));
    Instant after = time.plus(Duration.ofDays(1));
    return !clocks.getOffset(before).equals(clocks.getOffset(after));
  }

  static Stream<Arguments> zones() {
    return Stream.of("Europe/Kiev", "America/New_York", "Pacific/Chatham", "UTC")
        .flatMap(
            jvm ->
                Stream.of("", "UTC", jvm, jvm.equals("UTC") ? "Europe/Kyiv" : "America/New_York")
                    .distinct()
                    .map(setting -> Arguments.of(jvm, setting)));
  }

  private static Calendar calendar(String zone) {
    return new GregorianCalendar(TimeZone.getTimeZone(zone), Locale.ROOT);
  }

  private static Map<String, Reader> readers() {
    Map<String, Reader> readers = new TreeMap<>();
    readers.put("getTimestamp", row -> row.getTimestamp(2));
    readers.put("getObject", row -> row.getObject(2));
    readers.put("getString", row -> row.getString(2));
    readers.put("text of getTimestamp", row -> row.getTimestamp(2).toString());
    for (Class<?> type :
        List.of(
            Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            String.class,
            LocalDateTime.class,
            Instant.class,
            OffsetDateTime.class,
            ZonedDateTime.class)) {
      readers.put("getObject of " + type, row -> row.getObject(2, type));
    }
    return readers;
  }

  private static Map<String, Writer> writers(Object value) {
    Map<String, Writer> writers = new TreeMap<>();
    writers.put("setObject", (statement, given) -> statement.setObject(1, given));
    writers.put(
        "setObject as TIMESTAMP",
        (statement, given) -> statement.setObject(1, given, Types.TIMESTAMP));
    if (value instanceof String) {
      writers.put("setString", (statement, given) -> statement.setString(1, (String) given));
    }
    if (value instanceof Timestamp) {
      writers.put(
          "setTimestamp", (statement, given) -> statement.setTimestamp(1, (Timestamp) given));
      writers.put(
          "setString of its text", (statement, given) -> statement.setString(1, given.toString()));
      writers.put(
          "its LocalDateTime",
          (statement, given) -> statement.setObject(1, ((Timestamp) given).toLocalDateTime()));
    }
    if (value instanceof LocalDateTime) {
      writers.put(
          "its text",
          (statement, given) -> statement.setString(1, ((LocalDateTime) given).format(TEXT)));
    }
    if (value instanceof Instant) {
      writers.put("its text", (statement, given) -> statement.setString(1, given.toString()));
    }
    return writers;
  }

  @ParameterizedTest
  @MethodSource("zones")
  void whatIsReadIsFoundAgain(String jvm, String setting) throws SQLException {
    try (JvmZone zone = JvmZone.set(jvm);
        AskedAccount account = AskedAccount.of(customers(jvm, setting), "timeZone=" + setting);
        Statement reading = account.connection().createStatement();
        PreparedStatement finding =
            account.connection().prepareStatement("SELECT id FROM customers WHERE lastSeen = ?")) {
      for (Map.Entry<String, Reader> reader : readers().entrySet()) {
        try (ResultSet rows = reading.executeQuery(ALL)) {
          while (rows.next()) {
            Object value = reader.getValue().read(rows);
            for (Map.Entry<String, Writer> writer : writers(value).entrySet()) {
              writer.getValue().write(finding, value);
              assertThat(ids(finding))
                  .as("%s, then %s of %s", reader.getKey(), writer.getKey(), value)
                  .contains(rows.getLong(1));
            }
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void whatIsReadWithACalendarIsFoundWithIt(String jvm, String setting) throws SQLException {
    try (JvmZone zone = JvmZone.set(jvm);
        AskedAccount account =
            AskedAccount.of(customers(jvm, setting, "Europe/Kyiv"), "timeZone=" + setting);
        Statement reading = account.connection().createStatement();
        PreparedStatement finding =
            account.connection().prepareStatement("SELECT id FROM customers WHERE lastSeen = ?")) {
      for (String calendar : List.of("UTC", "Europe/Kyiv", "Asia/Tokyo")) {
        try (ResultSet rows = reading.executeQuery(ALL)) {
          while (rows.next()) {
            Timestamp value = rows.getTimestamp(2, calendar(calendar));
            finding.setTimestamp(1, value, calendar(calendar));
            assertThat(ids(finding)).as("%s %s", calendar, value).contains(rows.getLong(1));
            LocalDateTime shown = rows.getObject(2, LocalDateTime.class);
            // JDBC: the calendar's zone is the one that the wall clock is in.
            assertThat(value.toInstant().atZone(ZoneId.of(calendar)).toOffsetDateTime())
                .isIn(instants(shown, ZoneId.of(calendar)));
          }
        }
      }
    }
  }

  /** A zone has several names. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Kyiv, Europe/Kiev",
    "Europe/Kiev, Europe/Athens",
    "America/New_York, US/Eastern",
    "Pacific/Chatham, NZ-CHAT"
  })
  void aCalendarOfTheSameClocksGivesTheTrueInstant(String setting, String calendar)
      throws SQLException {
    try (AskedAccount account = AskedAccount.of(customers(setting), "timeZone=" + setting);
        Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      for (Instant time : times(setting)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getTimestamp(2, calendar(calendar)).toInstant()).isEqualTo(time);
      }
    }
  }

  /** The instants of a wall clock: one or two, and for one that is skipped that after the gap. */
  private static List<OffsetDateTime> instants(LocalDateTime shown, ZoneId zone) {
    ZonedDateTime first = shown.atZone(zone);
    return List.of(first.toOffsetDateTime(), first.withLaterOffsetAtOverlap().toOffsetDateTime());
  }

  @ParameterizedTest
  @MethodSource("zones")
  void allSayTheSameWallClock(String jvm, String setting) throws SQLException {
    try (JvmZone zone = JvmZone.set(jvm);
        AskedAccount account = AskedAccount.of(customers(jvm, setting), "timeZone=" + setting);
        Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery(ALL)) {
      ZoneId face = ZoneId.of(setting.isEmpty() ? jvm : setting);
      for (Instant time : times(jvm, setting)) {
        assertThat(rows.next()).isTrue();
        LocalDateTime shown = time.atZone(face).toLocalDateTime();
        assertThat(rows.getObject(2, LocalDateTime.class)).isEqualTo(shown);
        assertThat(rows.getString(2)).isEqualTo(shown.format(TEXT));
        assertThat(rows.getTimestamp(2).toString()).isEqualTo(shown.format(TEXT) + ".0");
        assertThat(rows.getObject(2).toString()).isEqualTo(shown.format(TEXT) + ".0");
        assertThat(rows.getTimestamp(2).toLocalDateTime()).isEqualTo(shown);
        assertThat(rows.getDate(2).toString()).isEqualTo(shown.toLocalDate().toString());
        assertThat(rows.getTime(2).toString()).isEqualTo(shown.format(TEXT).substring(11));
        assertThat(rows.getObject(2, LocalDate.class)).isEqualTo(shown.toLocalDate());
        assertThat(rows.getObject(2, LocalTime.class)).isEqualTo(shown.toLocalTime());
        assertThat(rows.getObject(2, Instant.class)).isEqualTo(time);
        assertThat(rows.getObject(2, OffsetDateTime.class).toInstant()).isEqualTo(time);
        assertThat(rows.getObject(2, ZonedDateTime.class).toInstant()).isEqualTo(time);
        assertThat(rows.getObject(2, Calendar.class).toInstant()).isEqualTo(time);
        if (face.equals(ZoneId.of(jvm))) {
          assertThat(rows.getTimestamp(2).getTime()).isEqualTo(time.toEpochMilli());
          assertThat(rows.getTimestamp(2, calendar(jvm)).getTime()).isEqualTo(time.toEpochMilli());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void literalsDatesAndTimesFindWhatTheyShow(String jvm, String setting) throws SQLException {
    try (JvmZone zone = JvmZone.set(jvm);
        AskedAccount account = AskedAccount.of(customers(jvm, setting), "timeZone=" + setting);
        Statement reading = account.connection().createStatement();
        ResultSet rows = reading.executeQuery(ALL)) {
      Connection connection = account.connection();
      for (int id = 1; rows.next(); id++) {
        Timestamp timestamp = rows.getTimestamp(2);
        if (id % 3 == 0) {
          for (String literal : List.of("TIMESTAMP '%s'", "'%s'", "{ts '%s'}")) {
            assertThat(account.ids("lastSeen = " + literal.formatted(timestamp)))
                .as(literal.formatted(timestamp))
                .contains((long) id);
          }
        }
        Date date = rows.getDate(2);
        Time time = rows.getTime(2);
        try (PreparedStatement finding =
            connection.prepareStatement(
                "SELECT id FROM customers WHERE CAST(lastSeen AS DATE) = ?"
                    + " AND CAST(lastSeen AS TIME) = ?")) {
          finding.setDate(1, date);
          finding.setTime(2, time);
          assertThat(ids(finding)).contains((long) id);
          finding.setString(1, date.toString());
          finding.setString(2, time.toString());
          assertThat(ids(finding)).contains((long) id);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("zones")
  void theTimeNowIsOnTheSameFace(String jvm, String setting) throws SQLException {
    try (JvmZone zone = JvmZone.set(jvm);
        AskedAccount account = AskedAccount.of(customers(jvm, setting), "timeZone=" + setting);
        Statement statement = account.connection().createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP, LOCALTIMESTAMP")) {
      assertThat(row.next()).isTrue();
      ZoneId zoneOfSetting = ZoneId.of(setting.isEmpty() ? jvm : setting);
      for (int column = 1; column <= 2; column++) {
        assertThat(row.getTimestamp(column).toLocalDateTime())
            .isEqualTo(LocalDateTime.ofInstant(ManualTime.START, zoneOfSetting));
      }
    }
  }

  private static List<Long> ids(PreparedStatement finding) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet rows = finding.executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
    }
    return ids;
  }
}
