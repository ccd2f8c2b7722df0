package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** EXPLAIN ANALYZE keeps to the bounds of the statement, and EXPLAIN fails at no imagined value. */
class TestAnalyzedBill {
  /** What the newest customers have, longer than a TINYINT can say. */
  private static final String NEW = "x".repeat(200);

  /** 25 pages; each page has 14 or 15 customers of each note. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 2500)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                      .with(CustomerField.USER_ID, (id > 2000 ? "guest " : "") + id)
                      .with(CustomerField.CITY, id > 2000 ? "" : "ab")
                      .with(CustomerField.NOTES, "note " + (id > 2000 ? NEW : id % 7 + 1)))
          .toList();

  private static AskedAccount account(String... properties) throws SQLException {
    return AskedAccount.unjudged(CUSTOMERS, Behaviour.PLAIN, properties);
  }

  private record Read(int requests, List<String> lines) {}

  private static Read read(AskedAccount account, String sql, int maxRows) throws Exception {
    account.account().clear();
    List<String> lines = new ArrayList<>();
    try (Statement statement = account.connection().createStatement()) {
      statement.setMaxRows(maxRows);
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          lines.add(rows.getString(1) + " " + rows.getString(rows.getMetaData().getColumnCount()));
        }
      }
    }
    return new Read(account.requests().size(), lines);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30|SELECT id FROM customers",
        "30|SELECT id FROM customers WHERE UPPER(notes) LIKE 'NOTE%'",
        "30|SELECT UPPER(notes), id FROM customers WHERE id > 100",
        "200|SELECT id FROM customers ORDER BY lastSeen",
        "200|SELECT id FROM customers UNION ALL SELECT 7 FROM (VALUES 1)",
      })
  void analyzeReadsNoMoreRowsThanMayBeTaken(int maxRows, String sql) throws Exception {
    String one = "maxConcurrentRequests=1";
    try (AskedAccount account = account(one, "maxRequests=4")) {
      assertThat(read(account, sql, maxRows).lines()).hasSize(maxRows);
      Read bill = read(account, "EXPLAIN ANALYZE " + sql, maxRows);
      assertThat(bill.requests()).isLessThanOrEqualTo(4);
      assertThat(bill.lines())
          .anyMatch(line -> line.startsWith("actual rows returned: " + maxRows + ","));
    }
  }

  /** Its rows are not handed on, so that closing it would not stop the reading. */
  @ParameterizedTest
  @ValueSource(
      strings = {"SELECT id FROM customers", "SELECT id FROM customers WHERE UPPER(notes) = 'X'"})
  void theBoundThatIsNotChosenHoldsForWhatIsAnalyzed(String sql) throws Exception {
    try (AskedAccount account = account("requestsPerMinute=12")) {
      assertThatThrownBy(() -> read(account, "EXPLAIN ANALYZE " + sql, 0))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("would take 25 requests")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("HCI02");
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** The newest customers, as whom the others are imagined, have none of these values. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT SUM(CAST(userId AS BIGINT)) FROM customers WHERE id <= 2000",
        "SELECT MAX(CAST(userId AS DECIMAL(9, 2))) FROM customers WHERE id <= 2000",
        "SELECT UPPER(notes), SUM(1 / CHAR_LENGTH(city)) FROM customers"
            + " WHERE id <= 2000 GROUP BY 1",
        "SELECT MAX(CAST(CHAR_LENGTH(notes) AS TINYINT)) FROM customers WHERE id <= 2000",
        "SELECT MAX(CAST('2024-01-0' || SUBSTRING(notes FROM 6) AS DATE)) FROM customers"
            + " WHERE id <= 2000",
        "SELECT MAX(SUBSTRING(notes FROM 1 FOR CHAR_LENGTH(city) - 1)) FROM customers"
            + " WHERE id <= 2000",
        "SELECT MAX(LN(CHAR_LENGTH(city))) FROM customers WHERE id <= 2000",
      })
  void noImaginedValueFailsAnEstimate(String sql) throws Exception {
    try (AskedAccount account = account("checkKey=true")) {
      for (String explain : List.of("EXPLAIN PLAN FOR ", "EXPLAIN ")) {
        assertThat(account.ask(explain + sql).rows())
            .filteredOn(row -> "total".equals(row.get(0)))
            .singleElement()
            .satisfies(row -> assertThat((Long) row.get(2)).isBetween(10L, 40L));
      }
      account.ask(sql);
      assertThat(account.requests()).hasSize(20);
    }
  }
}
