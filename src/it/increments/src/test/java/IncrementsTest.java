import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.text.SimpleDateFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that fetch what is new since their last poll, each with its own way with times. */
class IncrementsTest {
  private static final String URL = "jdbc:helpcrunch:demo;requestsPerMinute=0;cacheTtl=600";

  private Connection connection;
  private List<Instant> seen;

  @BeforeEach
  void connect() throws SQLException {
    assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("America/New_York"));
    connection = DriverManager.getConnection(URL);
    seen = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT lastSeen FROM customers WHERE lastSeen IS NOT NULL ORDER BY lastSeen")) {
      while (rows.next()) {
        seen.add(rows.getObject(1, Instant.class));
      }
    }
    assertThat(seen).hasSizeGreaterThan(1000);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private long after(Instant last) {
    return seen.stream().filter(time -> time.isAfter(last)).count();
  }

  /** Where a poll may have stopped: a dozen times out of all there are, and the last. */
  private List<Instant> places() {
    List<Instant> places = new ArrayList<>();
    for (int i = 0; i < seen.size(); i += seen.size() / 12) {
      places.add(seen.get(i));
    }
    places.add(seen.get(seen.size() - 1));
    return places;
  }

  /** QueryDatabaseTable of NiFi keeps the greatest value as text and writes it into the SQL. */
  @Test
  void textOfTheGreatestValue() throws SQLException {
    SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    for (Instant place : places()) {
      String kept = format.format(read(place, null));
      long rows =
          count("SELECT id, lastSeen FROM helpcrunch.customers WHERE lastSeen > '" + kept + "'");
      assertThat(rows).as(kept).isEqualTo(after(place));
    }
  }

  /** Kafka Connect's source reads and writes in the calendar of its db.timezone. */
  @ParameterizedTest
  @ValueSource(strings = {"UTC", "America/New_York", "Asia/Kolkata"})
  void timestampsInACalendar(String zone) throws SQLException {
    TimeZone timeZone = TimeZone.getTimeZone(zone);
    for (Instant place : places()) {
      Timestamp kept = read(place, new GregorianCalendar(timeZone, Locale.ROOT));
      try (PreparedStatement poll =
          connection.prepareStatement(
              "SELECT * FROM \"helpcrunch\".\"customers\" WHERE \"lastSeen\" > ? AND \"lastSeen\" <"
                  + " ? ORDER BY \"lastSeen\" ASC")) {
        Calendar calendar = new GregorianCalendar(timeZone, Locale.ROOT);
        poll.setTimestamp(1, kept, calendar);
        poll.setTimestamp(2, Timestamp.valueOf(LocalDate.of(2100, 1, 1).atStartOfDay()), calendar);
        try (ResultSet rows = poll.executeQuery()) {
          long found = 0;
          while (rows.next()) {
            found++;
          }
          assertThat(found).as(zone + " " + kept).isEqualTo(after(place));
        }
      }
    }
  }

  /** The value of the column at one customer, as a program that polls gets it. */
  private Timestamp read(Instant place, Calendar calendar) throws SQLException {
    try (PreparedStatement one =
        connection.prepareStatement("SELECT lastSeen FROM customers WHERE lastSeen = ? LIMIT 1")) {
      one.setObject(1, place);
      try (ResultSet row = one.executeQuery()) {
        assertThat(row.next()).isTrue();
        return calendar == null ? row.getTimestamp(1) : row.getTimestamp(1, calendar);
      }
    }
  }

  private long count(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      long found = 0;
      while (rows.next()) {
        found++;
      }
      return found;
    }
  }
}
