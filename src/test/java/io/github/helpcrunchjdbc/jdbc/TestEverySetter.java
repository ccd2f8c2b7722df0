package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.JDBCType;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is set comes back from a query that does nothing with it. */
@Tag("everywhere")
class TestEverySetter {
  private interface Setter {
    void on(PreparedStatement statement) throws SQLException;
  }

  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private @Nullable Object back(String type, Setter setter) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT CAST(? AS " + type + ")")) {
      setter.on(statement);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getObject(1);
      }
    }
  }

  @Test
  void numbers() throws SQLException {
    assertThat(back("SMALLINT", s -> s.setByte(1, (byte) -7))).isEqualTo(-7);
    assertThat(back("SMALLINT", s -> s.setShort(1, Short.MIN_VALUE))).isEqualTo(-32768);
    assertThat(back("INTEGER", s -> s.setShort(1, (short) 7))).isEqualTo(7);
    assertThat(back("REAL", s -> s.setFloat(1, 1.5f))).isEqualTo(1.5f);
    assertThat(back("DOUBLE", s -> s.setFloat(1, 1.5f))).isEqualTo(1.5d);
    assertThat(
            back(
                "DECIMAL(30, 4)",
                s -> s.setBigDecimal(1, new BigDecimal("123456789012345678901.5"))))
        .isEqualTo(new BigDecimal("123456789012345678901.5000"));
    assertThat(back("BIGINT", s -> s.setBigDecimal(1, null))).isNull();
    assertThat(back("BOOLEAN", s -> s.setBoolean(1, true))).isEqualTo(true);
    assertThat(back("BOOLEAN", s -> s.setBoolean(1, false))).isEqualTo(false);
  }

  @Test
  @SuppressWarnings("deprecation") // It is part of the interface all the same.
  void text() throws Exception {
    String text = "Ñandú 😀 İ";
    assertThat(back("VARCHAR", s -> s.setNString(1, text))).isEqualTo(text);
    assertThat(back("VARCHAR", s -> s.setNCharacterStream(1, new StringReader(text))))
        .isEqualTo(text);
    assertThat(back("VARCHAR", s -> s.setNCharacterStream(1, new StringReader(text), 5)))
        .isEqualTo("Ñandú");
    assertThat(back("VARCHAR", s -> s.setNClob(1, new StringReader(text)))).isEqualTo(text);
    assertThat(back("VARCHAR", s -> s.setNClob(1, new StringReader(text), 5))).isEqualTo("Ñandú");
    NClob clob = connection.createNClob();
    clob.setString(1, text);
    assertThat(back("VARCHAR", s -> s.setNClob(1, clob))).isEqualTo(text);
    byte[] utf8 = "Ñ é".getBytes(StandardCharsets.UTF_8);
    assertThat(
            back(
                "VARCHAR", s -> s.setUnicodeStream(1, new ByteArrayInputStream(utf8), utf8.length)))
        .isEqualTo("Ñ é");
  }

  /** JDBC: the value is converted to the type that is named before it is sent. */
  @Test
  void objectsOfANamedType() throws SQLException {
    assertThat(alone(s -> s.setObject(1, 2.555d, Types.DECIMAL, 2)))
        .isEqualTo(new BigDecimal("2.56"));
    assertThat(alone(s -> s.setObject(1, "2.5", JDBCType.NUMERIC, 0)))
        .isEqualTo(new BigDecimal("3"));
    assertThat(back("DECIMAL(9, 3)", s -> s.setObject(1, 2.555d, Types.DECIMAL, 2)))
        .isEqualTo(new BigDecimal("2.560"));
    assertThat(alone(s -> s.setObject(1, "7", Types.INTEGER))).isEqualTo(7);
    assertThat(alone(s -> s.setObject(1, "7", JDBCType.BIGINT))).isEqualTo(7L);
    assertThat(alone(s -> s.setObject(1, 7, Types.VARCHAR))).isEqualTo("7");
    assertThat(alone(s -> s.setObject(1, 7, Types.OTHER))).isEqualTo(7);
    assertThat(alone(s -> s.setObject(1, "true", Types.BOOLEAN))).isEqualTo(true);
    assertThat(alone(s -> s.setObject(1, "2024-03-31", Types.DATE)))
        .isEqualTo(Date.valueOf("2024-03-31"));
    assertThat(alone(s -> s.setObject(1, "02:30:00", Types.TIME)).toString()).isEqualTo("02:30:00");
    assertThat(alone(s -> s.setObject(1, "2024-03-31 01:02:03", Types.TIMESTAMP)))
        .isEqualTo(Timestamp.valueOf("2024-03-31 01:02:03"));
    LocalDateTime dateTime = LocalDateTime.of(2024, 3, 31, 1, 2, 3);
    Timestamp timestamp = Timestamp.valueOf(dateTime);
    for (Object value : List.of(dateTime, timestamp, new java.util.Date(timestamp.getTime()))) {
      assertThat(alone(s -> s.setObject(1, value, Types.DATE)))
          .isEqualTo(Date.valueOf("2024-03-31"));
      assertThat(alone(s -> s.setObject(1, value, Types.TIME))).hasToString("01:02:03");
      assertThat(alone(s -> s.setObject(1, value, Types.TIMESTAMP))).isEqualTo(timestamp);
    }
    for (Object value : List.of(LocalDate.of(2024, 3, 31), Date.valueOf("2024-03-31"))) {
      assertThat(alone(s -> s.setObject(1, value, Types.DATE)))
          .isEqualTo(Date.valueOf("2024-03-31"));
      assertThat(alone(s -> s.setObject(1, value, Types.TIMESTAMP)))
          .isEqualTo(Timestamp.valueOf("2024-03-31 00:00:00"));
    }
    assertThat(alone(s -> s.setObject(1, null, Types.INTEGER))).isNull();
    assertThat(alone(s -> s.setObject(1, new StringReader("abcdef"), Types.VARCHAR, 3)))
        .isEqualTo("abc");
    assertThat(
            back(
                "VARBINARY",
                s ->
                    s.setObject(
                        1, new ByteArrayInputStream(new byte[] {1, 2, 3}), Types.VARBINARY, 2)))
        .isEqualTo(new byte[] {1, 2});
    assertNoConversion("x", Types.INTEGER);
    assertNoConversion(5, Types.DATE);
    assertNoConversion(5L, Types.TIMESTAMP);
    assertNoConversion(true, Types.TIME);
    assertNoConversion(LocalDate.of(2024, 3, 31), Types.TIME);
    assertNoConversion(LocalTime.NOON, Types.TIMESTAMP);
  }

  private void assertNoConversion(Object value, int type) {
    assertThatThrownBy(() -> alone(s -> s.setObject(1, value, type)))
        .extracting(thrown -> ((SQLException) thrown).getSQLState())
        .isEqualTo("22018");
  }

  private @Nullable Object alone(Setter setter) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("SELECT ?")) {
      setter.on(statement);
      try (ResultSet row = statement.executeQuery()) {
        assertThat(row.next()).isTrue();
        return row.getObject(1);
      }
    }
  }

  @Test
  void bytes() throws SQLException {
    byte[] bytes = {0, 1, -1, 127, -128};
    assertThat(back("VARBINARY", s -> s.setBytes(1, bytes))).isEqualTo(bytes);
    Blob blob = connection.createBlob();
    blob.setBytes(1, bytes);
    assertThat(back("VARBINARY", s -> s.setBlob(1, blob))).isEqualTo(bytes);
    assertThat(back("VARBINARY", s -> s.setBlob(1, new ByteArrayInputStream(bytes))))
        .isEqualTo(bytes);
    assertThat(back("VARBINARY", s -> s.setBlob(1, new ByteArrayInputStream(bytes), 2)))
        .isEqualTo(new byte[] {0, 1});
    assertThat(back("VARBINARY", s -> s.setBytes(1, null))).isNull();
  }

  @Test
  void clobGrowsByWhatIsWritten() throws Exception {
    Clob clob = connection.createClob();
    assertThat(clob.setString(1, "abc")).isEqualTo(3);
    assertThat(clob.setString(3, "xyz", 1, 2)).isEqualTo(2);
    try (Writer writer = clob.setCharacterStream(5)) {
      writer.write("!é");
    }
    try (OutputStream ascii = clob.setAsciiStream(1)) {
      ascii.write('A');
    }
    assertThat(clob.getSubString(1, 99)).isEqualTo("Abyz!é");
    assertThat(clob.position("yz", 1)).isEqualTo(3);
    assertThat(clob.position("yz", 4)).isEqualTo(-1);
    clob.truncate(2);
    assertThat(clob.length()).isEqualTo(2);
    assertThatThrownBy(() -> clob.setString(4, "x")).hasMessageContaining("1 to 3");
    assertThatThrownBy(() -> clob.getSubString(0, 1)).isInstanceOf(SQLException.class);
    clob.free();
    assertThatThrownBy(clob::length).isInstanceOf(SQLException.class);
  }

  @Test
  void blobGrowsByWhatIsWritten() throws Exception {
    Blob blob = connection.createBlob();
    blob.setBytes(1, new byte[] {1, 2, 3});
    blob.setBytes(3, new byte[] {9, 8, 7}, 1, 2);
    try (OutputStream stream = blob.setBinaryStream(5)) {
      stream.write(6);
    }
    assertThat(blob.getBytes(1, 99)).containsExactly(1, 2, 8, 7, 6);
    assertThat(blob.position(new byte[] {8, 7}, 1)).isEqualTo(3);
    assertThat(blob.position(new byte[] {8, 7}, 4)).isEqualTo(-1);
    assertThat(blob.getBinaryStream(2, 2).readAllBytes()).containsExactly(2, 8);
    blob.truncate(1);
    assertThat(blob.length()).isEqualTo(1);
    assertThatThrownBy(() -> blob.setBytes(3, new byte[1])).hasMessageContaining("1 to 2");
    blob.free();
    assertThatThrownBy(blob::length).isInstanceOf(SQLException.class);
  }

  @Test
  void datesAndTimes() throws SQLException {
    Date date = Date.valueOf("2024-03-31");
    Time time = Time.valueOf("02:30:00");
    assertThat(back("DATE", s -> s.setDate(1, date))).isEqualTo(date);
    assertThat(back("VARCHAR", s -> s.setDate(1, date))).isEqualTo("2024-03-31");
    assertThat(back("TIME", s -> s.setTime(1, time)).toString()).isEqualTo("02:30:00");
    // An instant that is another day in Auckland than in Honolulu.
    Date instant = new Date(1_711_843_200_000L);
    assertThat(back("VARCHAR", s -> s.setDate(1, instant, calendar("Pacific/Auckland"))))
        .isEqualTo("2024-03-31");
    assertThat(back("VARCHAR", s -> s.setDate(1, instant, calendar("Pacific/Honolulu"))))
        .isEqualTo("2024-03-30");
    assertThat(back("VARCHAR", s -> s.setTime(1, new Time(0), calendar("Asia/Tokyo"))))
        .asString()
        .startsWith("09:00:00");
  }

  private static Calendar calendar(String zone) {
    return new GregorianCalendar(TimeZone.getTimeZone(zone));
  }

  @Test
  void array() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT n FROM UNNEST(CAST(? AS BIGINT ARRAY)) AS t(n)")) {
      statement.setArray(1, connection.createArrayOf("BIGINT", new Object[] {3L, 4L}));
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(3);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(4);
        assertThat(rows.next()).isFalse();
      }
    }
  }
}
