package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.Surroundings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every column of the demo account into every class, and times there and back. */
@Tag("everywhere")
class TestColumnsIntoClasses {
  private static final List<Class<?>> NUMBERS =
      List.of(
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          Float.class,
          Double.class,
          BigDecimal.class,
          BigInteger.class);
  private static final List<Class<?>> TIMES =
      List.of(
          Timestamp.class,
          Date.class,
          Time.class,
          LocalDateTime.class,
          LocalDate.class,
          LocalTime.class,
          Instant.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          java.util.Date.class);
  private static final List<Class<?>> OTHERS =
      List.of(Boolean.class, byte[].class, Thread.class, StringBuilder.class);

  private static Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:helpcrunch:demo;timeZone=UTC;requestsPerMinute=0");
  }

  private static Set<String> reachable(int jdbcType) {
    List<Class<?>> classes = new ArrayList<>(List.of(String.class));
    switch (jdbcType) {
      case Types.BIGINT, Types.BOOLEAN -> {
        classes.addAll(NUMBERS);
        classes.add(Boolean.class);
      }
      case Types.TIMESTAMP -> classes.addAll(TIMES);
      default -> {
        // What a text can be turned into depends on what it says.
        classes.addAll(NUMBERS);
        classes.addAll(TIMES);
        classes.addAll(OTHERS.subList(0, 2));
      }
    }
    return names(classes);
  }

  private static Set<String> names(List<Class<?>> classes) {
    Set<String> names = new TreeSet<>();
    classes.forEach(type -> names.add(type.getName()));
    return names;
  }

  @Test
  void aValueOrAClearRefusal() throws SQLException {
    List<Class<?>> all = new ArrayList<>(List.of(String.class));
    all.addAll(NUMBERS);
    all.addAll(TIMES);
    all.addAll(OTHERS);
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM customers LIMIT 300")) {
      while (rows.next()) {
        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
          int type = rows.getMetaData().getColumnType(column);
          for (Class<?> asked : all) {
            try {
              Object value = rows.getObject(column, asked);
              assertThat(value == null || asked.isInstance(value)).isTrue();
              assertThat(value == null || reachable(type).contains(asked.getName()))
                  .as(rows.getMetaData().getColumnName(column) + " as " + asked)
                  .isTrue();
            } catch (SQLException e) {
              assertThat(e.getSQLState()).as(e.toString()).isIn("22018", "22003");
              assertThat(type == Types.TIMESTAMP && reachable(type).contains(asked.getName()))
                  .as(rows.getMetaData().getColumnName(column) + " as " + asked + ": " + e)
                  .isFalse();
            }
          }
        }
      }
    }
  }

  /** Across the changes of Kyiv, New York and Chatham, which is 45 minutes off. */
  @Test
  void instantsAreTheSameInEveryZone() throws Exception {
    List<Instant> instants =
        List.of(
            Instant.parse("2024-03-31T00:59:59Z"),
            Instant.parse("2024-03-31T01:00:00Z"),
            Instant.parse("2024-10-27T00:30:00Z"),
            Instant.parse("2024-10-27T01:30:00Z"),
            Instant.parse("2024-03-10T07:00:00Z"),
            Instant.parse("2024-11-03T05:30:00Z"),
            Instant.parse("2024-11-03T06:30:00Z"),
            Instant.parse("2024-04-06T14:15:00Z"),
            Instant.parse("2024-09-28T14:00:00Z"));
    Surroundings.runInAll(
        () -> {
          try (Connection connection = connect();
              PreparedStatement statement =
                  connection.prepareStatement("SELECT CAST(? AS TIMESTAMP)")) {
            for (Instant instant : instants) {
              for (Object given :
                  new Object[] {
                    instant,
                    instant.atOffset(ZoneOffset.ofHours(5)),
                    instant.atZone(ZoneId.of("Asia/Tokyo")),
                    instant.toString()
                  }) {
                statement.setObject(1, given);
                try (ResultSet row = statement.executeQuery()) {
                  assertThat(row.next()).isTrue();
                  assertThat(row.getObject(1, Instant.class)).as("%s", given).isEqualTo(instant);
                  assertThat(row.getTimestamp(1).toLocalDateTime())
                      .isEqualTo(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
                  assertThat(row.getObject(1, OffsetDateTime.class).toInstant()).isEqualTo(instant);
                  assertThat(row.getObject(1, ZonedDateTime.class).toInstant()).isEqualTo(instant);
                  assertThat(row.getObject(1, LocalDateTime.class))
                      .isEqualTo(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
                }
              }
            }
          }
        });
  }
}
