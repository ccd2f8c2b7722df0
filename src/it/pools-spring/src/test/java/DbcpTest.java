import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DBCP with every check that it can make switched on. */
class DbcpTest {
  private static BasicDataSource pool() {
    BasicDataSource pool = new BasicDataSource();
    pool.setUrl("jdbc:helpcrunch:demo");
    pool.addConnectionProperty("requestsPerMinute", "0");
    pool.setInitialSize(2);
    pool.setMaxTotal(2);
    pool.setTestOnCreate(true);
    pool.setTestOnBorrow(true);
    pool.setTestOnReturn(true);
    pool.setTestWhileIdle(true);
    pool.setValidationQueryTimeout(Duration.ofSeconds(2));
    pool.setDefaultReadOnly(true);
    pool.setDefaultAutoCommit(false);
    pool.setDefaultSchema("helpcrunch");
    pool.setDefaultTransactionIsolation(Connection.TRANSACTION_NONE);
    pool.setDefaultQueryTimeout(Duration.ofSeconds(30));
    pool.setRollbackOnReturn(true);
    pool.setAutoCommitOnReturn(true);
    pool.setPoolPreparedStatements(true);
    pool.setClearStatementPoolOnReturn(false);
    pool.setRemoveAbandonedOnBorrow(true);
    pool.setRemoveAbandonedTimeout(Duration.ofMinutes(1));
    return pool;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "SELECT 1"})
  void everyCheck(String validationQuery) throws SQLException {
    try (BasicDataSource pool = pool()) {
      pool.setValidationQuery(validationQuery.isEmpty() ? null : validationQuery);
      for (int i = 0; i < 10; i++) {
        // The same prepared statement, taken from the pool's store again and again.
        try (Connection connection = pool.getConnection();
            PreparedStatement statement =
                connection.prepareStatement("SELECT name FROM customers WHERE id = ?")) {
          statement.setLong(1, 1005);
          try (ResultSet rows = statement.executeQuery()) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name")).isEqualTo("isil YILMAZ");
            assertThat(rows.next()).isFalse();
          }
        }
      }
      assertThat(pool.getNumActive()).isZero();
    }
  }

  @Test
  void initialSqlAndWarnings() throws Exception {
    try (BasicDataSource pool = pool()) {
      pool.setConnectionInitSqls(List.of("SELECT 1", "SELECT CURRENT_TIMESTAMP"));
      pool.setFastFailValidation(true);
      pool.evict();
      try (Connection connection = pool.getConnection()) {
        assertThat((Throwable) connection.getWarnings()).isNull();
      }
    }
  }
}
