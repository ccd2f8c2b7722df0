package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.YearMonth;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Times with zones that have no name that java.time knows, or an offset alone. */
class TestOddCalendars {
  private static final int HOUR = 3_600_000;
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;warmUp=false;requestsPerMinute=0;timeZone=Europe/Kyiv");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Calendar calendar(TimeZone zone) {
    return new GregorianCalendar(zone, Locale.ROOT);
  }

  @Test
  void aZoneOfOneOffsetNeedsNoName() throws SQLException {
    Calendar office = calendar(new SimpleTimeZone(HOUR, "Office"));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT TIMESTAMP '2024-07-01 10:00:00', DATE '2024-07-01', TIME '10:00:00',"
                + " CAST(? AS TIMESTAMP)")) {
      statement.setTimestamp(1, Timestamp.from(Instant.parse("2024-07-01T09:00:00Z")), office);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getTimestamp(1, office).toInstant()).isEqualTo("2024-07-01T09:00:00Z");
        assertThat(Instant.ofEpochMilli(row.getDate(2, office).getTime()))
            .isEqualTo("2024-06-30T23:00:00Z");
        assertThat(Instant.ofEpochMilli(row.getTime(3, office).getTime()))
            .isEqualTo("1970-01-01T09:00:00Z");
        assertThat(row.getString(4)).isEqualTo("2024-07-01 10:00:00");
      }
    }
  }

  /** A day that has a time of day is no DATE. */
  @Test
  void theTimeOfDayBesideADateIsThatOfTheCalendar() throws SQLException {
    Calendar office = calendar(new SimpleTimeZone(HOUR, "Office"));
    assertThat(isSecondOfJanuary(s -> s.setTimestamp(1, at("2024-01-02T00:00:00Z"), office)))
        .isFalse();
    assertThat(isSecondOfJanuary(s -> s.setTimestamp(1, at("2024-01-01T23:00:00Z"), office)))
        .isTrue();
  }

  @Test
  void aTypeThatIsNamedHoldsBesideADate() throws SQLException {
    String ten = "2024-01-02 10:00:00";
    assertThat(isSecondOfJanuary(s -> s.setObject(1, ten, Types.DATE))).isTrue();
    assertThat(isSecondOfJanuary(s -> s.setObject(1, ten, Types.TIMESTAMP))).isFalse();
    assertThat(isSecondOfJanuary(s -> s.setObject(1, "2024-01-02", Types.TIMESTAMP))).isTrue();
    assertThat(isSecondOfJanuary(s -> s.setObject(1, Timestamp.valueOf(ten), Types.DATE))).isTrue();
    assertThatThrownBy(() -> isSecondOfJanuary(s -> s.setObject(1, YearMonth.of(2024, 1))))
        .hasMessageContaining("parameter 1 of type DATE takes no such value");
  }

  private interface Setter {
    void set(PreparedStatement statement) throws SQLException;
  }

  private static Timestamp at(String instant) {
    return Timestamp.from(Instant.parse(instant));
  }

  private boolean isSecondOfJanuary(Setter setter) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT d = ? FROM (VALUES DATE '2024-01-02') AS t(d)")) {
      setter.set(statement);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getBoolean(1);
      }
    }
  }

  @Test
  void anOffsetOfMoreThan18HoursIsRefused() throws SQLException {
    Calendar far = calendar(new SimpleTimeZone(19 * HOUR, "Far"));
    try (PreparedStatement statement = connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
      assertThatThrownBy(() -> statement.setTimestamp(1, new Timestamp(0), far))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("'Far'")
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("22023");
    }
  }

  @Test
  void clocksThatJavaDoesNotKnowAreRefusedByName() throws SQLException {
    Calendar own =
        calendar(
            new SimpleTimeZone(
                HOUR, "Office", Calendar.MARCH, 1, 0, HOUR, Calendar.OCTOBER, 1, 0, HOUR));
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT TIMESTAMP '2024-07-01 10:00:00', ?");
        ResultSet row = withParameter(statement).executeQuery()) {
      assertThat(row.next()).isTrue();
      assertThatThrownBy(() -> row.getTimestamp(1, own))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("'Office'")
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("22023");
      assertThatThrownBy(() -> statement.setTimestamp(1, new Timestamp(0), own))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("'Office'");
    }
  }

  private static PreparedStatement withParameter(PreparedStatement statement) throws SQLException {
    statement.setInt(1, 1);
    return statement;
  }

  @Test
  void aTimeWithAnOffsetIsATime() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      statement.setObject(1, OffsetTime.parse("10:00:00.250+05:00"));
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getObject(1, LocalTime.class)).isEqualTo("10:00:00.250");
        statement.setTime(1, row.getTime(1));
      }
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        assertThat(row.getString(1)).isEqualTo("10:00:00.250");
      }
    }
  }
}
