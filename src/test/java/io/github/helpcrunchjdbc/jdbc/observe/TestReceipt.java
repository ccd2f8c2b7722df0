package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.ManualTime;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
