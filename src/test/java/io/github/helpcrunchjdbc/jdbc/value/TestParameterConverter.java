package io.github.helpcrunchjdbc.jdbc.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.plan.QueryParameter;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of parameter from every class. */
@Tag("everywhere")
@Tag("zones")
class TestParameterConverter {
  private static final LocalDateTime WALL = LocalDateTime.of(2024, 3, 31, 2, 30, 15, 123_000_000);
  private static final Instant INSTANT = WALL.toInstant(ZoneOffset.UTC);
  private static final long MILLIS = INSTANT.toEpochMilli();
  private static final long MIDNIGHT =
      LocalDateTime.of(2024, 3, 31, 0, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
  private static final int DAY = (int) WALL.toLocalDate().toEpochDay();
  private static final int TIME = (int) (WALL.toLocalTime().toNanoOfDay() / 1_000_000);
  private static final String REFUSED = "22018";
  private static final String RANGE = "22003";

  private static Object convert(int jdbcType, String typeName, Object given, ZoneId zone)
      throws SQLException {
    return new ParameterConverter(zone)
        .convert(new QueryParameter(jdbcType, typeName, 0, 0), 3, given, null);
  }

  private static Arguments row(int type, String name, Object given, Object expected) {
    return Arguments.of(type, name, given, expected);
  }

  static Stream<Arguments> conversions() {
    UUID uuid = UUID.randomUUID();
    return Stream.of(
        row(Types.BIGINT, "BIGINT", 5L, 5L),
        row(Types.BIGINT, "BIGINT", 5, 5L),
        row(Types.BIGINT, "BIGINT", (short) 5, 5L),
        row(Types.BIGINT, "BIGINT", (byte) 5, 5L),
        row(Types.BIGINT, "BIGINT", new BigDecimal("5.00"), 5L),
        row(Types.BIGINT, "BIGINT", new BigDecimal("5E+2"), 500L),
        row(Types.BIGINT, "BIGINT", BigInteger.valueOf(5), 5L),
        row(Types.BIGINT, "BIGINT", 5d, 5L),
        row(Types.BIGINT, "BIGINT", "5", 5L),
        row(Types.BIGINT, "BIGINT", " 5000000000 ", 5_000_000_000L),
        row(Types.BIGINT, "BIGINT", true, 1L),
        row(Types.BIGINT, "BIGINT", 5.5d, RANGE),
        row(Types.BIGINT, "BIGINT", "5.5", RANGE),
        row(Types.BIGINT, "BIGINT", Double.NaN, RANGE),
        row(Types.DOUBLE, "DOUBLE", " NaN ", Double.NaN),
        row(Types.DOUBLE, "DOUBLE", "-Infinity", Double.NEGATIVE_INFINITY),
        row(Types.REAL, "REAL", "+Infinity", Float.POSITIVE_INFINITY),
        row(Types.DOUBLE, "DOUBLE", "nan", REFUSED),
        row(Types.DOUBLE, "DOUBLE", "1e999", RANGE),
        row(Types.DECIMAL, "DECIMAL", "NaN", REFUSED),
        row(Types.BIGINT, "BIGINT", "Infinity", REFUSED),
        row(Types.BIGINT, "BIGINT", "1e999999999", RANGE),
        row(Types.BIGINT, "BIGINT", BigInteger.TWO.pow(63), RANGE),
        row(Types.BIGINT, "BIGINT", BigInteger.TWO.pow(2000), RANGE),
        row(Types.BIGINT, "BIGINT", "personal", REFUSED),
        row(Types.BIGINT, "BIGINT", INSTANT, REFUSED),
        row(Types.BIGINT, "BIGINT", new byte[] {1}, REFUSED),
        row(Types.INTEGER, "INTEGER", 5L, 5),
        row(Types.INTEGER, "INTEGER", 5_000_000_000L, RANGE),
        row(Types.SMALLINT, "SMALLINT", 5L, (short) 5),
        row(Types.SMALLINT, "SMALLINT", 40_000, RANGE),
        row(Types.TINYINT, "TINYINT", 5L, (byte) 5),
        row(Types.TINYINT, "TINYINT", 200, RANGE),
        row(Types.DECIMAL, "DECIMAL", 5L, new BigDecimal("5")),
        row(Types.DECIMAL, "DECIMAL", "5.25", new BigDecimal("5.25")),
        row(Types.DECIMAL, "DECIMAL", 0.1d, new BigDecimal("0.1")),
        row(Types.DECIMAL, "DECIMAL", 0.1f, new BigDecimal("0.1")),
        row(Types.DOUBLE, "DOUBLE", 5L, 5d),
        row(Types.DOUBLE, "DOUBLE", "5.5", 5.5d),
        row(Types.DOUBLE, "DOUBLE", "1e400", RANGE),
        row(Types.FLOAT, "FLOAT", 5, 5d),
        row(Types.REAL, "REAL", 5.5d, 5.5f),
        row(Types.REAL, "REAL", 1e300, RANGE),
        row(Types.BOOLEAN, "BOOLEAN", true, true),
        row(Types.BOOLEAN, "BOOLEAN", "FALSE", false),
        row(Types.BOOLEAN, "BOOLEAN", "I", REFUSED),
        row(Types.BOOLEAN, "BOOLEAN", 1, true),
        row(Types.BOOLEAN, "BOOLEAN", 2, RANGE),
        row(Types.VARCHAR, "VARCHAR", "x", "x"),
        row(Types.VARCHAR, "VARCHAR", 'x', "x"),
        row(Types.VARCHAR, "VARCHAR", 5L, "5"),
        row(Types.VARCHAR, "VARCHAR", new BigDecimal("5E+2"), "500"),
        row(Types.VARCHAR, "VARCHAR", true, "true"),
        row(Types.VARCHAR, "VARCHAR", uuid, uuid.toString()),
        row(Types.VARCHAR, "VARCHAR", INSTANT, "2024-03-31 02:30:15.123"),
        row(Types.VARCHAR, "VARCHAR", WALL.toLocalDate(), "2024-03-31"),
        row(Types.VARCHAR, "VARCHAR", WALL.toLocalTime(), "02:30:15.123"),
        row(Types.VARCHAR, "VARCHAR", new Object(), REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", INSTANT, MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", INSTANT.plusNanos(999_999), MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", Instant.ofEpochSecond(-1, 999_999_999), -1L),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL, MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL.toLocalDate(), MIDNIGHT),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            OffsetDateTime.ofInstant(INSTANT, ZoneOffset.ofHours(5)),
            MILLIS),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            ZonedDateTime.ofInstant(INSTANT, ZoneId.of("Asia/Tokyo")),
            MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31T02:30:15.123Z", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31t02:30:15.123z", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31 02:30:15.123", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31 02:30:15.123 +00:00", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31T05:30:15.123+0300", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31T05:30:15.123+03", MILLIS),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31 02:30", MILLIS - 15_123),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31", MIDNIGHT),
        row(Types.TIMESTAMP, "TIMESTAMP", "31.03.2024", REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", "2024-02-30", REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", "", REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", 5L, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", LocalTime.NOON, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", LocalDateTime.MAX, RANGE),
        row(Types.TIMESTAMP, "TIMESTAMP", Instant.MAX, REFUSED),
        row(Types.DATE, "DATE", WALL.toLocalDate(), DAY),
        row(Types.DATE, "DATE", INSTANT, DAY),
        row(Types.DATE, "DATE", "2024-03-31", DAY),
        row(Types.DATE, "DATE", "2024-03-31 02:30:15.123", DAY),
        row(Types.DATE, "DATE", 5, REFUSED),
        row(Types.TIME, "TIME", WALL.toLocalTime(), TIME),
        row(Types.TIME, "TIME", OffsetTime.of(WALL.toLocalTime(), ZoneOffset.UTC), TIME),
        row(Types.TIME, "TIME", "02:30:15.123", TIME),
        row(Types.TIME, "TIME", WALL, TIME),
        row(Types.TIME, "TIME", LocalDate.EPOCH, REFUSED),
        row(Types.VARBINARY, "VARBINARY", new byte[] {1}, new byte[] {1}),
        row(Types.VARBINARY, "VARBINARY", "a", new byte[] {97}),
        row(Types.OTHER, "INTERVAL_DAY", Duration.ofDays(1), 86_400_000L),
        row(Types.OTHER, "INTERVAL_YEAR", Period.ofMonths(14), 14),
        row(Types.OTHER, "INTERVAL_YEAR", Period.ofDays(1), REFUSED),
        row(Types.ARRAY, "ARRAY", new ListArray(List.of(1, 2)), List.of(1, 2)),
        row(Types.OTHER, "ANY", 5L, 5L),
        row(Types.OTHER, "ANY", "x", "x"),
        row(Types.OTHER, "ANY", true, true),
        row(Types.OTHER, "ANY", INSTANT, MILLIS),
        row(Types.OTHER, "ANY", WALL.toLocalDate(), DAY),
        row(Types.OTHER, "ANY", uuid, uuid.toString()));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void converts(int jdbcType, String typeName, Object given, Object expected) throws Exception {
    Surroundings.runInAll(
        () -> {
          if (REFUSED.equals(expected) || RANGE.equals(expected)) {
            assertThatThrownBy(() -> convert(jdbcType, typeName, given, ZoneOffset.UTC))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("parameter 3 of type " + typeName)
                .hasMessageContaining(given.getClass().getSimpleName())
                .hasMessageNotContaining("personal")
                .extracting(thrown -> ((SQLException) thrown).getSQLState())
                .isEqualTo(expected);
          } else {
            assertThat(convert(jdbcType, typeName, given, ZoneOffset.UTC)).isEqualTo(expected);
          }
        });
  }

  @Test
  void sqlDatesAndTimesAreOfTheJvmsZone() throws Exception {
    Surroundings.runInAll(
        () -> {
          for (ZoneId zone : List.of(ZoneOffset.UTC, ZoneId.of("Asia/Tokyo"))) {
            Timestamp wall = Timestamp.valueOf(WALL);
            assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", wall, zone)).isEqualTo(MILLIS);
            java.util.Date same = new java.util.Date(wall.getTime());
            assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", same, zone)).isEqualTo(MILLIS);
          }
          Date date = Date.valueOf("2024-03-31");
          assertThat(convert(Types.DATE, "DATE", date, ZoneOffset.UTC)).isEqualTo(DAY);
          assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", date, ZoneOffset.UTC))
              .isEqualTo(MIDNIGHT);
          assertThat(convert(Types.TIME, "TIME", Time.valueOf("02:30:15"), ZoneOffset.UTC))
              .isEqualTo(TIME - 123);
          assertThat(convert(Types.VARCHAR, "VARCHAR", date, ZoneOffset.UTC))
              .isEqualTo("2024-03-31");
        });
  }

  @Test
  void instantsAreWallClocksOfTheConnectionsZone() throws SQLException {
    ZoneId kyiv = ZoneId.of("Europe/Kyiv");
    Object expected =
        LocalDateTime.ofInstant(INSTANT, kyiv).toInstant(ZoneOffset.UTC).toEpochMilli();
    assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", INSTANT, kyiv)).isEqualTo(expected);
    assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", "2024-03-31T02:30:15.123Z", kyiv))
        .isEqualTo(expected);
    assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", WALL, kyiv)).isEqualTo(MILLIS);
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    calendar.setTimeInMillis(MILLIS);
    assertThat(convert(Types.TIMESTAMP, "TIMESTAMP", calendar, kyiv)).isEqualTo(expected);
  }

  @Test
  void calendarDecidesTheZone() throws SQLException {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");
    Object converted =
        new ParameterConverter(ZoneOffset.UTC)
            .convert(
                new QueryParameter(Types.TIMESTAMP, "TIMESTAMP", 3, 0),
                1,
                new Timestamp(MILLIS),
                tokyo);
    assertThat(converted).isEqualTo(MILLIS + 9 * 3_600_000);
  }
}
