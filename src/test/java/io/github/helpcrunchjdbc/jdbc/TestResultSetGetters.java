package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.ResultColumn;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Clob;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
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
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of column into every class. */
@Tag("everywhere")
@Tag("zones")
class TestResultSetGetters {
  private static final LocalDateTime WALL = LocalDateTime.of(2024, 3, 31, 2, 30, 15, 123_000_000);
  private static final long WALL_MILLIS = WALL.toInstant(ZoneOffset.UTC).toEpochMilli();
  private static final int DAY = (int) LocalDate.of(2024, 2, 29).toEpochDay();
  private static final int TIME =
      (int) (LocalTime.of(23, 59, 58, 7_000_000).toNanoOfDay() / 1_000_000);
  private static final String REFUSED = "22018";
  private static final String RANGE = "22003";

  static ResultSet of(ZoneId zone, int jdbcType, String typeName, @Nullable Object... values) {
    List<@Nullable Object[]> rows =
        Arrays.stream(values).map(value -> new @Nullable Object[] {value}).toList();
    return new HelpCrunchResultSet(
            List.of(new ResultColumn("c", "c", null, null, jdbcType, typeName, 0, 0, true)),
            new RowsInMemory(rows),
            zone,
            Execution.unbounded(),
            ResultSetOwner.NONE)
        .proxy();
  }

  static ResultSet one(int jdbcType, String typeName, @Nullable Object value) throws SQLException {
    ResultSet rows = of(ZoneOffset.UTC, jdbcType, typeName, value);
    assertThat(rows.next()).isTrue();
    return rows;
  }

  private static Arguments row(
      int type, String name, Object raw, Class<?> asked, @Nullable Object expected) {
    return Arguments.of(type, name, raw, asked, expected);
  }

  static Stream<Arguments> conversions() {
    UUID uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
    return Stream.of(
        row(Types.BIGINT, "BIGINT", 42L, Object.class, 42L),
        row(Types.BIGINT, "BIGINT", 42L, String.class, "42"),
        row(Types.BIGINT, "BIGINT", 42L, Byte.class, (byte) 42),
        row(Types.BIGINT, "BIGINT", 42L, Short.class, (short) 42),
        row(Types.BIGINT, "BIGINT", 42L, Integer.class, 42),
        row(Types.BIGINT, "BIGINT", 42L, int.class, 42),
        row(Types.BIGINT, "BIGINT", 42L, Long.class, 42L),
        row(Types.BIGINT, "BIGINT", 42L, Float.class, 42f),
        row(Types.BIGINT, "BIGINT", 42L, Double.class, 42d),
        row(Types.BIGINT, "BIGINT", 42L, BigDecimal.class, new BigDecimal("42")),
        row(Types.BIGINT, "BIGINT", 42L, BigInteger.class, BigInteger.valueOf(42)),
        row(Types.BIGINT, "BIGINT", 42L, Number.class, 42L),
        row(Types.DATE, "DATE", DAY, Number.class, REFUSED),
        row(Types.DATE, "DATE", DAY, OffsetTime.class, REFUSED),
        row(Types.TIME, "TIME", TIME, Number.class, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, Number.class, REFUSED),
        row(Types.OTHER, "INTERVAL DAY", 86_400_000L, Number.class, REFUSED),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            WALL_MILLIS,
            OffsetTime.class,
            OffsetTime.of(WALL.toLocalTime(), ZoneOffset.UTC)),
        row(Types.BIGINT, "BIGINT", 1L, Boolean.class, true),
        row(Types.BIGINT, "BIGINT", 2L, Boolean.class, RANGE),
        row(Types.BIGINT, "BIGINT", 128L, Byte.class, RANGE),
        row(Types.BIGINT, "BIGINT", -32769L, Short.class, RANGE),
        row(Types.BIGINT, "BIGINT", 5_000_000_000L, Integer.class, RANGE),
        row(Types.BIGINT, "BIGINT", 42L, Timestamp.class, REFUSED),
        row(Types.BIGINT, "BIGINT", 42L, LocalDate.class, REFUSED),
        row(Types.BIGINT, "BIGINT", 42L, byte[].class, REFUSED),
        row(Types.BIGINT, "BIGINT", 42L, UUID.class, REFUSED),
        row(Types.BIGINT, "BIGINT", 42L, Array.class, REFUSED),
        row(Types.BIGINT, "BIGINT", 42L, Thread.class, REFUSED),
        row(Types.TINYINT, "TINYINT", (byte) 7, Object.class, 7),
        row(Types.SMALLINT, "SMALLINT", (short) 7, Object.class, 7),
        row(Types.INTEGER, "INTEGER", 7, Object.class, 7),
        row(Types.INTEGER, "INTEGER", 7, Long.class, 7L),
        row(Types.REAL, "REAL", 1.5f, Object.class, 1.5f),
        row(Types.FLOAT, "FLOAT", 1.5d, Object.class, 1.5d),
        row(Types.DOUBLE, "DOUBLE", 1.5d, Object.class, 1.5d),
        row(Types.DOUBLE, "DOUBLE", 1.5d, String.class, "1.5"),
        row(Types.DOUBLE, "DOUBLE", -1.5d, Long.class, -1L),
        row(Types.DOUBLE, "DOUBLE", 1e19, Long.class, RANGE),
        row(Types.DOUBLE, "DOUBLE", Double.NaN, Long.class, RANGE),
        row(Types.DOUBLE, "DOUBLE", Double.NaN, BigDecimal.class, RANGE),
        row(Types.DOUBLE, "DOUBLE", 1e300, Float.class, RANGE),
        row(Types.DOUBLE, "DOUBLE", 0.1d, BigDecimal.class, new BigDecimal("0.1")),
        row(Types.DECIMAL, "DECIMAL", new BigDecimal("1E+3"), String.class, "1000"),
        row(Types.DECIMAL, "DECIMAL", new BigDecimal("4.99"), Integer.class, 4),
        row(Types.DECIMAL, "DECIMAL", new BigDecimal("9223372036854775808"), Long.class, RANGE),
        row(Types.DECIMAL, "DECIMAL", new BigDecimal("4.99"), Object.class, new BigDecimal("4.99")),
        row(Types.BOOLEAN, "BOOLEAN", true, Object.class, true),
        row(Types.BOOLEAN, "BOOLEAN", true, String.class, "true"),
        row(Types.BOOLEAN, "BOOLEAN", true, Integer.class, 1),
        row(Types.BOOLEAN, "BOOLEAN", false, Double.class, 0d),
        row(Types.BOOLEAN, "BOOLEAN", true, BigDecimal.class, BigDecimal.ONE),
        row(Types.BOOLEAN, "BOOLEAN", true, Date.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "x", Object.class, "x"),
        row(Types.VARCHAR, "VARCHAR", "12", Long.class, 12L),
        row(Types.VARCHAR, "VARCHAR", "1e3", Integer.class, 1000),
        row(Types.VARCHAR, "VARCHAR", "99999999999999999999", Long.class, RANGE),
        row(Types.VARCHAR, "VARCHAR", "1e999999999", Long.class, RANGE),
        row(Types.VARCHAR, "VARCHAR", "1e-999999999", BigInteger.class, RANGE),
        row(Types.VARCHAR, "VARCHAR", "personal", Long.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "personal", Double.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "personal", Boolean.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "personal", Timestamp.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "personal", LocalTime.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "personal", UUID.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", " TRUE ", Boolean.class, true),
        row(Types.VARCHAR, "VARCHAR", "0", Boolean.class, false),
        row(
            Types.VARCHAR,
            "VARCHAR",
            "\u00e9",
            byte[].class,
            new byte[] {(byte) 0xc3, (byte) 0xa9}),
        row(Types.VARCHAR, "VARCHAR", uuid.toString(), UUID.class, uuid),
        row(
            Types.VARCHAR,
            "VARCHAR",
            "2024-03-31T02:30:15.123Z",
            Instant.class,
            WALL.toInstant(ZoneOffset.UTC)),
        row(Types.VARCHAR, "VARCHAR", "2024-03-31 05:30:15.123+03:00", LocalDateTime.class, WALL),
        row(Types.VARCHAR, "VARCHAR", "2024-02-29", LocalDate.class, LocalDate.of(2024, 2, 29)),
        row(Types.VARCHAR, "VARCHAR", "2024-02-30", LocalDate.class, REFUSED),
        row(Types.VARCHAR, "VARCHAR", "12:34", LocalTime.class, LocalTime.of(12, 34)),
        row(Types.CHAR, "CHAR", "x ", String.class, "x "),
        row(
            Types.VARBINARY,
            "VARBINARY",
            new byte[] {1, (byte) 255},
            Object.class,
            new byte[] {1, (byte) 255}),
        row(Types.VARBINARY, "VARBINARY", new byte[] {1, (byte) 255}, String.class, "01ff"),
        row(Types.VARBINARY, "VARBINARY", new byte[] {1}, Long.class, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, LocalDateTime.class, WALL),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, LocalDate.class, WALL.toLocalDate()),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, LocalTime.class, WALL.toLocalTime()),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            WALL_MILLIS,
            Instant.class,
            WALL.toInstant(ZoneOffset.UTC)),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            WALL_MILLIS,
            OffsetDateTime.class,
            WALL.atOffset(ZoneOffset.UTC)),
        row(
            Types.TIMESTAMP,
            "TIMESTAMP",
            WALL_MILLIS,
            ZonedDateTime.class,
            WALL.atZone(ZoneOffset.UTC)),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, String.class, "2024-03-31 02:30:15.123"),
        row(Types.TIMESTAMP, "TIMESTAMP", 0L, String.class, "1970-01-01 00:00:00"),
        row(Types.TIMESTAMP, "TIMESTAMP", -1L, String.class, "1969-12-31 23:59:59.999"),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, Long.class, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, Boolean.class, REFUSED),
        row(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS, byte[].class, REFUSED),
        row(Types.DATE, "DATE", DAY, LocalDate.class, LocalDate.of(2024, 2, 29)),
        row(Types.DATE, "DATE", DAY, LocalDateTime.class, LocalDateTime.of(2024, 2, 29, 0, 0)),
        row(Types.DATE, "DATE", DAY, String.class, "2024-02-29"),
        row(Types.DATE, "DATE", DAY, Instant.class, Instant.parse("2024-02-29T00:00:00Z")),
        row(Types.DATE, "DATE", DAY, LocalTime.class, REFUSED),
        row(Types.DATE, "DATE", DAY, Integer.class, REFUSED),
        row(Types.TIME, "TIME", TIME, LocalTime.class, LocalTime.of(23, 59, 58, 7_000_000)),
        row(Types.TIME, "TIME", TIME, String.class, "23:59:58.007"),
        row(Types.TIME, "TIME", TIME, LocalDate.class, REFUSED),
        row(Types.TIME, "TIME", TIME, Timestamp.class, REFUSED),
        row(Types.OTHER, "INTERVAL_DAY_SECOND", -93_784_005L, Object.class, "-1 02:03:04.005"),
        row(Types.OTHER, "INTERVAL_DAY_SECOND", 1000L, Duration.class, Duration.ofSeconds(1)),
        row(Types.OTHER, "INTERVAL_YEAR_MONTH", 14, Object.class, "1-02"),
        row(Types.OTHER, "INTERVAL_YEAR_MONTH", 14, Period.class, Period.of(1, 2, 0)),
        row(Types.OTHER, "INTERVAL_YEAR_MONTH", 14, Duration.class, REFUSED),
        row(Types.OTHER, "ANY", "x", Object.class, "x"),
        row(Types.OTHER, "ANY", 5, Long.class, 5L),
        row(Types.OTHER, "ANY", true, Boolean.class, true),
        row(Types.OTHER, "ANY", Map.of("a", 1), Map.class, Map.of("a", 1)),
        row(Types.OTHER, "ANY", Map.of("a", 1), String.class, "{a=1}"),
        row(Types.JAVA_OBJECT, "ANY", List.of("a"), String.class, "[a]"),
        row(Types.ARRAY, "ARRAY", Arrays.asList("a", null), List.class, Arrays.asList("a", null)));
  }

  @ParameterizedTest
  @MethodSource("conversions")
  void getObjectOfClass(
      int jdbcType, String typeName, Object raw, Class<?> asked, @Nullable Object expected)
      throws Exception {
    Surroundings.runInAll(
        () -> {
          ResultSet row = one(jdbcType, typeName, raw);
          if (REFUSED.equals(expected) || RANGE.equals(expected)) {
            assertThatThrownBy(() -> row.getObject(1, asked))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("column c of type " + typeName)
                .hasMessageNotContaining("personal")
                .hasNoCause()
                .extracting(thrown -> ((SQLException) thrown).getSQLState())
                .isEqualTo(expected);
          } else {
            assertThat((Object) row.getObject("C", asked)).isEqualTo(expected);
            assertThat(row.wasNull()).isFalse();
          }
        });
  }

  @Test
  void nullIsNullForEveryGetter() throws SQLException {
    for (int type : new int[] {Types.BIGINT, Types.VARCHAR, Types.TIMESTAMP, Types.NULL}) {
      ResultSet row = one(type, "T", null);
      assertThat(row.getString(1)).isNull();
      assertThat(row.wasNull()).isTrue();
      assertThat(row.getLong(1)).isZero();
      assertThat(row.getInt(1)).isZero();
      assertThat(row.getShort(1)).isZero();
      assertThat(row.getByte(1)).isZero();
      assertThat(row.getDouble(1)).isZero();
      assertThat(row.getFloat(1)).isZero();
      assertThat(row.getBoolean(1)).isFalse();
      assertThat(row.getBigDecimal(1)).isNull();
      assertThat(row.getBytes(1)).isNull();
      assertThat(row.getTimestamp(1)).isNull();
      assertThat(row.getDate(1)).isNull();
      assertThat(row.getTime(1)).isNull();
      assertThat(row.getObject(1)).isNull();
      assertThat(row.getObject(1, Instant.class)).isNull();
      assertThat(row.getArray(1)).isNull();
      assertThat(row.getClob(1)).isNull();
      assertThat(row.getBlob(1)).isNull();
      assertThat(row.getURL(1)).isNull();
      assertThat(row.getCharacterStream(1)).isNull();
      assertThat(row.getBinaryStream(1)).isNull();
      assertThat(row.wasNull()).isTrue();
    }
  }

  @Test
  void timestampShowsTheWallClockInEveryJvmZoneAcrossDst() throws Exception {
    Surroundings.runInAll(
        () -> {
          for (long hour = 0; hour < 24 * 366; hour++) {
            long millis = Instant.parse("2024-01-01T00:30:00Z").toEpochMilli() + hour * 3_600_000;
            ResultSet row = one(Types.TIMESTAMP, "TIMESTAMP", millis);
            LocalDateTime wall =
                LocalDateTime.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
            assertThat(row.getTimestamp(1).toLocalDateTime()).isEqualTo(wall);
            assertThat(row.getTimestamp(1).toString()).isEqualTo(row.getString(1) + ".0");
            assertThat(row.getObject(1)).isEqualTo(row.getTimestamp(1));
            assertThat(row.getObject(1, Timestamp.class)).isEqualTo(row.getTimestamp(1));
            assertThat(row.getObject(1, java.util.Date.class)).isEqualTo(row.getTimestamp(1));
            assertThat(row.getObject(1, Instant.class).toEpochMilli()).isEqualTo(millis);
            assertThat(row.getDate(1).toLocalDate()).isEqualTo(wall.toLocalDate());
            assertThat(row.getTime(1).toLocalTime()).isEqualTo(wall.toLocalTime());
          }
        });
  }

  @Test
  void otherConnectionZone() throws SQLException {
    ZoneId kyiv = ZoneId.of("Europe/Kyiv");
    long summer = LocalDateTime.of(2024, 7, 1, 12, 0).toInstant(ZoneOffset.UTC).toEpochMilli();
    ResultSet row = of(kyiv, Types.TIMESTAMP, "TIMESTAMP", summer);
    row.next();
    assertThat(row.getTimestamp(1).toLocalDateTime())
        .isEqualTo(LocalDateTime.of(2024, 7, 1, 12, 0));
    assertThat(row.getObject(1, Instant.class)).isEqualTo(Instant.parse("2024-07-01T09:00:00Z"));
    assertThat(row.getObject(1, ZonedDateTime.class))
        .isEqualTo(ZonedDateTime.of(2024, 7, 1, 12, 0, 0, 0, kyiv));
    assertThat(row.getObject(1, OffsetDateTime.class).toString())
        .isEqualTo("2024-07-01T12:00+03:00");
    assertThat(row.getString(1)).isEqualTo("2024-07-01 12:00:00");
  }

  @Test
  void calendarDecidesTheZone() throws Exception {
    Surroundings.runInAll(
        () -> {
          Calendar newYork = new GregorianCalendar(TimeZone.getTimeZone("America/New_York"));
          newYork.setTimeInMillis(0);
          ResultSet row = one(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS);
          Instant expected = WALL.atZone(ZoneId.of("America/New_York")).toInstant();
          assertThat(row.getTimestamp(1, newYork).toInstant()).isEqualTo(expected);
          assertThat(row.getDate("c", newYork).getTime())
              .isEqualTo(
                  LocalDate.of(2024, 3, 31)
                      .atStartOfDay(ZoneId.of("America/New_York"))
                      .toInstant()
                      .toEpochMilli());
          assertThat(row.getTime("c", newYork).getTime())
              .isEqualTo(
                  LocalDateTime.of(1970, 1, 1, 2, 30, 15, 123_000_000)
                      .atZone(ZoneId.of("America/New_York"))
                      .toInstant()
                      .toEpochMilli());
          assertThat(newYork.getTimeInMillis()).isZero();
        });
  }

  @Test
  void dateAndTimeInTheJvmsZone() throws Exception {
    Surroundings.runInAll(
        () -> {
          ResultSet date = one(Types.DATE, "DATE", DAY);
          assertThat(date.getDate(1)).isEqualTo(Date.valueOf("2024-02-29"));
          assertThat(date.getObject(1)).isEqualTo(Date.valueOf("2024-02-29"));
          assertThat(date.getTimestamp(1)).isEqualTo(Timestamp.valueOf("2024-02-29 00:00:00"));
          ResultSet time = one(Types.TIME, "TIME", TIME);
          assertThat(time.getTime(1).toString()).isEqualTo("23:59:58");
          assertThat(time.getTime(1).getTime() % 1000).isEqualTo(7);
          assertThat(time.getObject(1)).isInstanceOf(Time.class);
        });
  }

  @Test
  void calendarClass() throws SQLException {
    Calendar calendar = one(Types.TIMESTAMP, "TIMESTAMP", WALL_MILLIS).getObject(1, Calendar.class);
    assertThat(calendar.getTimeInMillis()).isEqualTo(WALL_MILLIS);
    assertThat(calendar.get(Calendar.HOUR_OF_DAY)).isEqualTo(2);
  }

  @Test
  void largeObjectsAndStreams() throws Exception {
    ResultSet text = one(Types.VARCHAR, "VARCHAR", "h\u00e9");
    Clob clob = text.getClob(1);
    assertThat(clob.getSubString(1, (int) clob.length())).isEqualTo("h\u00e9");
    assertThat(text.getNClob("c").length()).isEqualTo(2);
    assertThat(text.getObject(1, Clob.class).length()).isEqualTo(2);
    assertThat(text.getBlob(1).length()).isEqualTo(3);
    assertThat(text.getCharacterStream(1).read()).isEqualTo('h');
    assertThat(text.getBinaryStream(1).readAllBytes()).hasSize(3);
    assertThat(text.getAsciiStream(1).readAllBytes()).hasSize(2);
    assertThat(text.getNString(1)).isEqualTo("h\u00e9");
    assertThat(one(Types.VARCHAR, "VARCHAR", "").getClob(1).length()).isZero();
    assertThat(one(Types.VARCHAR, "VARCHAR", "https://a.b/c").getURL(1).getHost()).isEqualTo("a.b");
    assertThatThrownBy(() -> text.getURL(1)).isInstanceOf(SQLException.class);
  }

  @Test
  void arraysAndStructs() throws SQLException {
    Array array = one(Types.ARRAY, "ARRAY", List.of(1L, 2L, 3L)).getArray(1);
    assertThat((Object[]) array.getArray()).containsExactly(1L, 2L, 3L);
    assertThat((Object[]) array.getArray(2, 2)).containsExactly(2L, 3L);
    assertThat((Object[]) array.getArray(4, 0)).isEmpty();
    for (long index : new long[] {0, 3, Long.MAX_VALUE}) {
      assertThatThrownBy(() -> array.getArray(index, 2))
          .isInstanceOf(SQLException.class)
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("22023");
    }
    assertThat(array.getBaseType()).isEqualTo(Types.BIGINT);
    assertThatThrownBy(() -> array.getArray(3, 2)).isInstanceOf(SQLException.class);
    Object struct = one(Types.STRUCT, "ROW", new Object[] {1, "a"}).getObject(1);
    assertThat(((Struct) struct).getAttributes()).containsExactly(1, "a");
  }

  @Test
  void bytesAreTheCallersOwn() throws SQLException {
    byte[] raw = {1};
    ResultSet row = one(Types.VARBINARY, "VARBINARY", raw);
    row.getBytes(1)[0] = 2;
    assertThat(row.getBytes(1)).containsExactly(1);
  }

  /** The one reader of texts is that of CAST. */
  @Test
  void textIsReadAsByCast() throws SQLException {
    assertThat(one(Types.VARCHAR, "VARCHAR", " TRU ").getBoolean(1)).isTrue();
    assertThat(one(Types.VARCHAR, "VARCHAR", " 1.5e1 ").getDouble(1)).isEqualTo(15);
    assertThat(one(Types.VARCHAR, "VARCHAR", "9:5:3").getTime(1)).hasToString("09:05:03");
    for (String ofJava : List.of("5d", "1f", "0x1p3")) {
      ResultSet row = one(Types.VARCHAR, "VARCHAR", ofJava);
      assertThatThrownBy(() -> row.getDouble(1))
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo(REFUSED);
    }
    ResultSet large = one(Types.VARCHAR, "VARCHAR", "1e400");
    assertThatThrownBy(() -> large.getDouble(1))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(RANGE);
  }

  @Test
  void valueOfAnotherClassThanTheTypeHasIsADefectNotAClassCastException() throws SQLException {
    for (int type :
        new int[] {
          Types.BIGINT,
          Types.VARCHAR,
          Types.BOOLEAN,
          Types.DATE,
          Types.TIME,
          Types.TIMESTAMP,
          Types.VARBINARY
        }) {
      ResultSet row = one(type, "T", new StringBuilder());
      assertThatThrownBy(() -> row.getObject(1))
          .isInstanceOf(SQLException.class)
          .extracting(thrown -> ((SQLException) thrown).getSQLState())
          .isEqualTo("XX000");
    }
  }
}
