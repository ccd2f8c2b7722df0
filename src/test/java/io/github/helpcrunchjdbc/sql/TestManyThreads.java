package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One connection for eight threads. The system property {@code statements} says how many statements
 * they execute in all.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TestManyThreads {
  private static final int THREADS = 8;
  private static final int STATEMENTS = Integer.getInteger("statements", 1000);

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private Connection connection;
  private PreparedStatement shared;

  @BeforeEach
  void connect() throws SQLException {
    connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:demo;customFields=off;timeZone=UTC;requestsPerMinute=0");
    shared = connection.prepareStatement("SELECT name FROM customers WHERE id = 1005");
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    connection.close();
  }

  @Test
  void noError() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      tasks.add(this::work);
    }
    int executed = 0;
    for (Future<Integer> done : threads.invokeAll(tasks)) {
      executed += done.get();
    }
    assertThat(executed).isEqualTo(STATEMENTS / THREADS * THREADS);
  }

  private int work() throws SQLException {
    int count = 0;
    try (PreparedStatement own =
        connection.prepareStatement(
            "SELECT id, name FROM customers WHERE id IN (?, ?) ORDER BY id")) {
      for (; count < STATEMENTS / THREADS; count++) {
        switch (count % 8) {
          case 0 -> assertThat(plain("SELECT COUNT(*) FROM customers")).isEqualTo("4000");
          case 1 ->
              assertThat(plain("SELECT name FROM customers WHERE id = 1005")).startsWith("isil");
          case 2 -> assertThat(columns()).isEqualTo(27);
          case 3 -> executeShared();
          default -> executeOwn(own);
        }
      }
    }
    return count;
  }

  private String plain(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }

  private int columns() throws SQLException {
    return ToolTraffic.count(
        connection.getMetaData().getColumns(null, "helpcrunch", "customers", "%"));
  }

  /** Whoever comes later closes the result of whoever came before, which then says so. */
  private void executeShared() throws SQLException {
    try {
      ToolTraffic.count(shared.executeQuery());
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.toString()).isIn("55000", "57014");
    }
  }

  private static void executeOwn(PreparedStatement own) throws SQLException {
    own.setLong(1, 1010);
    own.setInt(2, 1005);
    try (ResultSet rows = own.executeQuery()) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString("name")).isEqualTo("isil YILMAZ");
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(2)).isEqualTo("Inês Assunção");
      assertThat(rows.next()).isFalse();
    }
  }
}
