package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.ManualTime;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement has cost is told to whoever unwraps it. */
class TestReceipt {
  private final WatchedAccount account = WatchedAccount.of(450);
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = account.connect();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    account.close();
  }

  private static long read(ResultSet rows) throws SQLException {
    long count = 0;
    while (rows.next()) {
      count++;
    }
    return count;
  }

  @Test
  void aStatementTellsOfItsLastExecution() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, name FROM customers WHERE notes = 'note 3'")) {
      long count = read(rows);
      Receipt receipt = statement.unwrap(Receipt.class);
      assertThat(receipt.requests()).isEqualTo(account.account().requests().size()).isEqualTo(5);
      assertThat(receipt.pages()).isEqualTo(5);
      assertThat(receipt.rowsFetched()).isEqualTo(450);
      assertThat(receipt.rowsReturned()).isEqualTo(count).isEqualTo(64);
      // Each customer has an id, a name and notes at least.
      assertThat(receipt.bytes()).isGreaterThan(450L * 30);
      assertThat(receipt.retries()).isZero();
      assertThat(receipt.rateLimited()).isZero();
      assertThat(receipt.startedAt()).isEqualTo(ManualTime.START);
    }
  }

  /** Whatever its rows are read for: their order by id, the greatest id, where a time stands. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT id FROM customers ORDER BY id LIMIT 12",
        "SELECT MIN(id), MAX(id) FROM customers",
        "SELECT COUNT(*) FROM customers",
        "SELECT id FROM customers WHERE firstSeen > TIMESTAMP '2020-09-13 12:30:00' LIMIT 120",
        "SHOW DIAGNOSIS",
        "SELECT id FROM customers UNION ALL SELECT id FROM customers",
        "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id + 1 WHERE b.id < 30"
      })
  void allThatTheServiceGaveIsTold(String sql) throws Exception {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      read(rows);
      List<String> bodies = account.account().bodies();
      long given = 0;
      for (String body : bodies) {
        given += new ObjectMapper().readTree(account.account().search(body)).get("data").size();
      }
      Receipt receipt = rows.unwrap(Receipt.class);
      assertThat(receipt.requests()).isEqualTo(bodies.size());
      assertThat(receipt.pages()).isEqualTo(bodies.size());
      assertThat(receipt.rowsFetched()).isEqualTo(given).isPositive();
    }
  }

  /** What the driver itself says are rows as well, and those that EXPLAIN ANALYZE reads are not. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXPLAIN SELECT id FROM customers WHERE notes = 'note 3'",
        "EXPLAIN PLAN FOR SELECT 1",
        "EXPLAIN ANALYZE SELECT id FROM customers WHERE notes = 'note 3'",
        "EXPLAIN PLAN AS JSON FOR SELECT id FROM customers",
        "SHOW DIAGNOSIS",
        "FORGET SERVICE",
        "SELECT * FROM helpcrunch_meta.quota"
      })
  void rowsThatTheCallerIsGivenAreTold(String sql) throws SQLException {
    for (int type : List.of(ResultSet.TYPE_FORWARD_ONLY, ResultSet.TYPE_SCROLL_INSENSITIVE)) {
      try (Statement statement = connection.createStatement(type, ResultSet.CONCUR_READ_ONLY);
          ResultSet rows = statement.executeQuery(sql)) {
        long count = read(rows);
        assertThat(rows.unwrap(Receipt.class).rowsReturned()).isEqualTo(count).isPositive();
      }
    }
  }

  @Test
  void whatComesFromMemoryIsNotGivenByTheService() throws SQLException {
    String sql = "SELECT id FROM customers WHERE id > 3";
    try (Connection keeping = account.connect("cacheTtl=600");
        Statement statement = keeping.createStatement()) {
      read(statement.executeQuery(sql));
      read(statement.executeQuery(sql));
      Receipt receipt = statement.unwrap(Receipt.class);
      assertThat(receipt.cachedPages()).isEqualTo(5);
      assertThat(receipt.requests() + receipt.pages() + receipt.rowsFetched()).isZero();
      assertThat(receipt.rowsReturned()).isEqualTo(447);
    }
  }

  @Test
  void aResultSetTellsOfItsOwnExecution() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet first = statement.executeQuery("SELECT id FROM customers LIMIT 7");
      read(first);
      Receipt ofFirst = first.unwrap(Receipt.class);
      read(statement.executeQuery("SELECT id FROM customers LIMIT 9"));
      assertThat(ofFirst.rowsReturned()).isEqualTo(7);
      Receipt ofSecond = statement.unwrap(Receipt.class);
      assertThat(ofSecond.rowsReturned()).isEqualTo(9);
      assertThat(ofSecond.statement()).isEqualTo(ofFirst.statement() + 1);
    }
  }

  @Test
  void refusedAndRepeatedRequestsAreTold() throws SQLException {
    account.account().failNext(1, Failure.tooManyRequests("0"));
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM customers")) {
      read(rows);
      Receipt receipt = rows.unwrap(Receipt.class);
      assertThat(receipt.requests()).isEqualTo(2);
      assertThat(receipt.retries()).isEqualTo(1);
      assertThat(receipt.rateLimited()).isEqualTo(1);
    }
  }

  @Test
  void timeRunsUntilTheStatementEnds() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ResultSet rows = statement.executeQuery("SELECT id FROM customers LIMIT 3");
      Receipt receipt = statement.unwrap(Receipt.class);
      account.heartbeat().beat();
      assertThat(receipt.elapsed()).isEqualTo(Duration.ofSeconds(1));
      read(rows);
      account.heartbeat().beat();
      assertThat(receipt.elapsed()).isEqualTo(Duration.ofSeconds(1));
      assertThat(receipt.driverTime()).isZero();
    }
  }

  @Test
  void beforeAnExecutionThereIsNone() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      assertThat(statement.isWrapperFor(Receipt.class)).isFalse();
      assertThatThrownBy(() -> statement.unwrap(Receipt.class)).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void metadataHasNone() throws SQLException {
    try (ResultSet rows = connection.getMetaData().getTableTypes()) {
      assertThat(rows.isWrapperFor(Receipt.class)).isFalse();
    }
  }
}
