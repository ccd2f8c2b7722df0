package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement keeps in memory is bounded: here by a megabyte, where the names take three. */
class TestMemory {
  private static final int CUSTOMERS = 3000;
  private static SimulatedAccount account;
  private static Connection connection;

  @BeforeAll
  static void connect() throws SQLException {
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, CUSTOMERS)
            .mapToObj(
                id ->
                    DemoCustomer.builder(id)
                        .set(CustomerField.NAME, "%04d".formatted(CUSTOMERS - id) + "n".repeat(496))
                        .set(CustomerField.CITY, "city " + id % 7)
                        .set(CustomerField.EMAIL, id + "@mail.example.com")
                        .build())
            .toList();
    account = SimulatedAccount.of(customers);
    connection = connection("maxMemory=1");
  }

  private static Connection connection(String properties) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:helpcrunch:baseUrl="
            + account.baseUrl()
            + ";requestsPerMinute=0;checkKey=false;customFields=off;warmUp=false;"
            + properties,
        "any",
        account.apiKey());
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    account.close();
  }

  private static long count(String sql, int maxRows) throws SQLException {
    return count(connection, sql, maxRows);
  }

  private static long count(Connection from, String sql) throws SQLException {
    return count(from, sql, 0);
  }

  private static long count(Connection from, String sql, int maxRows) throws SQLException {
    try (Statement statement = from.createStatement()) {
      statement.setMaxRows(maxRows);
      try (ResultSet rows = statement.executeQuery(sql)) {
        long count = 0;
        while (rows.next()) {
          count++;
        }
        return count;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM customers ORDER BY name",
        "SELECT name, COUNT(*) FROM customers GROUP BY name",
        // The texts would fit without their numbers.
        "SELECT email, COUNT(*) FILTER (WHERE id > 9), COUNT(*) FILTER (WHERE id > 99), MIN(id),"
            + " MAX(id), MAX(firstSeen) FROM customers WHERE id <= 1700 GROUP BY email",
        "SELECT city, COUNT(DISTINCT name) FROM customers GROUP BY city",
        "SELECT COUNT(DISTINCT name) FROM customers",
        "SELECT DISTINCT UPPER(name) FROM customers",
        "SELECT name FROM customers UNION SELECT UPPER(name) FROM customers",
        "SELECT LISTAGG(name, ',') FROM customers GROUP BY city",
        "SELECT name, ROW_NUMBER() OVER (ORDER BY name) FROM customers",
        // Few rows, whose texts and lists grow from row to row.
        "SELECT STRING_AGG('xy', ',') OVER (ORDER BY id) FROM customers WHERE id + 0 < 1000",
        "SELECT ARRAY_AGG(id) OVER (ORDER BY id) FROM customers WHERE id + 0 < 1000",
        "SELECT COUNT(*) FROM customers a JOIN customers b ON LOWER(a.name) = LOWER(b.name)",
        "SELECT name FROM customers WHERE UPPER(name) NOT IN (SELECT name FROM customers)",
        "SELECT a.name, b.name FROM customers a JOIN customers b ON MOD(a.id, 9999) = MOD(b.id,"
            + " 9999)",
        // Nobody was ever seen, so that all are equal by the first key.
        "SELECT name FROM customers ORDER BY lastSeen, name",
        // The service gives them first, and they come last.
        "SELECT id, name FROM customers ORDER BY lastSeen DESC",
      })
  void whatWouldTakeMoreIsAnError(String sql) throws SQLException {
    SQLException error = catchThrowableOfType(SQLException.class, () -> count(sql, 0));
    assertThat(error.getSQLState()).isEqualTo("53200");
    assertThat(error.getMessage()).contains("1 MB (maxMemory)", "-Xmx");
    assertThat(count("SELECT id FROM customers", 0)).isEqualTo(CUSTOMERS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT name FROM customers",
        "SELECT id, city FROM customers ORDER BY city, id",
        // Read by windows of ids, of which one could have all the rows.
        "SELECT id, name FROM customers ORDER BY id LIMIT 3000",
        "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id",
      })
  void whatKeepsLessIsAnswered(String sql) throws SQLException {
    assertThat(count(sql, 0)).isEqualTo(CUSTOMERS);
  }

  /** The rows take three quarters of a megabyte. */
  @Test
  void whatALoopRemembersCountsOnce() throws SQLException {
    String sql =
        "SELECT a.name FROM (VALUES (0), (9999)) AS v (x)"
            + " LEFT JOIN (SELECT id, name FROM customers WHERE id <= %s) a ON a.id + 0 > v.x";
    assertThat(count(sql.formatted(700), 0)).isEqualTo(701);
    SQLException error =
        catchThrowableOfType(SQLException.class, () -> count(sql.formatted(1400), 0));
    assertThat(error.getSQLState()).isEqualTo("53200");
  }

  /** Rows are kept for the next part as long as there is room for them, and else read for it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id, name FROM customers UNION ALL SELECT id, name FROM customers"
            + " UNION ALL SELECT id, city FROM customers",
        // What is read once fits, but not beside what the sort keeps.
        "SELECT id FROM customers UNION ALL SELECT id + 3000 FROM customers"
            + " UNION ALL SELECT id + 6000 FROM customers ORDER BY 1",
      })
  void partsOfAUnionNeedNoMemory(String sql) throws SQLException {
    assertThat(count(sql, 0)).isEqualTo(3 * CUSTOMERS);
  }

  /**
   * Rows kept for a later part make room for what a reading must keep: here customers without a
   * date, whom the service gives first and SQL wants last.
   */
  @Test
  void partsOfAUnionMakeRoomForReadings() throws SQLException {
    String some = "SELECT id, city FROM customers WHERE id <= 1500";
    String last = "(SELECT id, city FROM customers WHERE id + 0 > 0 ORDER BY lastSeen DESC)";
    assertThat(count("%s UNION ALL %s UNION ALL %s".formatted(some, last, some), 0))
        .isEqualTo(2 * 1500 + CUSTOMERS);
  }

  /** A loop over one row starts its other side once, so that rows may be read for it again. */
  @Test
  void aLoopOverOneRowLetsRowsGoToo() throws SQLException {
    String sql =
        "SELECT id, name FROM customers UNION ALL SELECT id, name FROM customers"
            + " UNION ALL SELECT id, city FROM (VALUES (1)) AS v(x),"
            + " LATERAL (SELECT c.id, c.city FROM customers c WHERE c.id > v.x - 1)";
    assertThat(count(sql, 0)).isEqualTo(3 * CUSTOMERS);
  }

  /** 700 names take most of the megabyte, and the loop reads them once. */
  @Test
  void whatALoopGoesOverCountsOnce() throws SQLException {
    String sql =
        "SELECT v.x, c.name FROM (VALUES (1), (2)) AS v(x) LEFT JOIN customers c"
            + " ON c.id <= 700 AND CHAR_LENGTH(c.name) > v.x";
    assertThat(count(sql, 0)).isEqualTo(2 * 700);
  }

  @Test
  void groupsCountOnceEach() throws SQLException {
    assertThat(count("SELECT city, MAX(UPPER(name)) FROM customers GROUP BY city", 0)).isEqualTo(7);
  }

  @Test
  void aLimitedOrderKeepsItsBestRowsOnly() throws SQLException {
    String sql = "SELECT id, name FROM customers ORDER BY name, id LIMIT 3 OFFSET 10";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      // The greater the id, the smaller the name.
      for (long id = CUSTOMERS - 10; id > CUSTOMERS - 13; id--) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(id);
      }
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void aLimitedOrderOfEqualFirstKeysKeepsItsBestRowsToo() throws SQLException {
    String sql = "SELECT id, name FROM customers ORDER BY lastSeen DESC, name LIMIT 3 OFFSET 10";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      for (long id = CUSTOMERS - 10; id > CUSTOMERS - 13; id--) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getLong(1)).isEqualTo(id);
      }
      assertThat(rows.next()).isFalse();
    }
    assertThat(count("SELECT name FROM customers ORDER BY lastSeen, name", 200)).isEqualTo(200);
  }

  @Test
  void equalRowsStayInTheOrderTheyCameIn() throws SQLException {
    String sql =
        "SELECT city FROM (VALUES (1, 'b'), (2, 'a'), (3, 'b'), (4, 'a')) AS t(id, city)"
            + " ORDER BY city DESC LIMIT 3";
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder all = new StringBuilder();
      while (rows.next()) {
        all.append(rows.getString(1));
      }
      assertThat(all).hasToString("bba");
    }
  }

  @Test
  void theRowsThatACallerTakesBoundAnOrderToo() throws SQLException {
    assertThat(count("SELECT name FROM customers ORDER BY name", 200)).isEqualTo(200);
  }

  @Test
  void anAnswerThatIsReadAgainCountsOnce() throws SQLException {
    String sql = "SELECT SUBSTRING(name FROM 1 FOR 30) AS n FROM customers ORDER BY n";
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery(sql)) {
      // Behind the end nothing is found, so that the last row is read anew.
      assertThat(rows.absolute(CUSTOMERS + 1)).isFalse();
      assertThat(rows.last()).isTrue();
      assertThat(rows.getRow()).isEqualTo(CUSTOMERS);
    }
  }

  /** A result set that scrolls keeps what it gives. */
  @Test
  void theRowsOfAResultSetThatScrollsCount() throws SQLException {
    try (Statement statement =
            connection.createStatement(
                ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        ResultSet rows = statement.executeQuery("SELECT name FROM customers")) {
      assertThat(rows.next()).isTrue();
      SQLException failure = catchThrowableOfType(SQLException.class, rows::last);
      assertThat(failure.getSQLState()).isEqualTo("53200");
      assertThat((Throwable) failure).hasMessageContaining("TYPE_FORWARD_ONLY");
    }
  }

  /** Rows from memory that are put in order take memory too. */
  @Test
  void anOrderOfAKeptAnswerCounts() throws SQLException {
    try (Connection keeping = connection("cacheTtl=3600;maxMemory=1")) {
      assertThat(count(keeping, "SELECT id FROM customers")).isEqualTo(CUSTOMERS);
      assertThat(count(keeping, "SELECT id FROM customers ORDER BY lastSeen DESC"))
          .isEqualTo(CUSTOMERS);
      SQLException failure =
          catchThrowableOfType(
              SQLException.class,
              () -> count(keeping, "SELECT name, city FROM customers ORDER BY lastSeen DESC"));
      assertThat(failure.getSQLState()).isEqualTo("53200");
    }
  }
}
