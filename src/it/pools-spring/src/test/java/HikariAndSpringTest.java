import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A pool as applications set it up, and Spring on top of it. */
class HikariAndSpringTest {
  private static HikariDataSource pool;
  private static JdbcTemplate template;

  /** A bean as Spring fills it from columns of the same name. */
  public record Customer(long id, String name, LocalDateTime lastSeen, boolean unsubscribed) {}

  @BeforeAll
  static void open() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl("jdbc:helpcrunch:demo");
    config.addDataSourceProperty("requestsPerMinute", "0");
    config.setMaximumPoolSize(3);
    config.setReadOnly(true);
    config.setAutoCommit(false);
    config.setSchema("helpcrunch");
    config.setTransactionIsolation("TRANSACTION_NONE");
    config.setConnectionInitSql("SELECT 1");
    // Without a test query it calls isValid, and asks for a network timeout around it.
    config.setValidationTimeout(1000);
    config.setLeakDetectionThreshold(60_000);
    pool = new HikariDataSource(config);
    template = new JdbcTemplate(pool);
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @Test
  void queries() {
    assertThat(template.queryForObject("SELECT COUNT(*) FROM customers", Long.class))
        .isEqualTo(4000);
    assertThat(
            template.queryForList(
                "SELECT name FROM customers WHERE id IN (?, ?) ORDER BY id",
                String.class,
                1005,
                1010L))
        .containsExactly("isil YILMAZ", "Inês Assunção");
    Map<String, Object> row =
        template.queryForMap("SELECT id, lastSeen, unsubscribed FROM customers WHERE id = ?", 1005);
    assertThat(row).containsOnlyKeys("id", "lastSeen", "unsubscribed");
    assertThat(row.get("ID")).isEqualTo(1005L);
    assertThat(row.get("lastSeen")).isInstanceOf(Timestamp.class);
    assertThat(row.get("unsubscribed")).isEqualTo(false);
  }

  @Test
  void recordsAndNamedParameters() {
    List<Customer> customers =
        JdbcClient.create(pool)
            .sql(
                "SELECT id, name, lastSeen, unsubscribed FROM customers"
                    + " WHERE countryCode = :country AND lastSeen >= :since"
                    + " ORDER BY lastSeen DESC LIMIT 3")
            .param("country", "UA")
            .param("since", LocalDateTime.of(2020, 1, 1, 0, 0))
            .query(Customer.class)
            .list();
    assertThat(customers).hasSize(3).allMatch(customer -> customer.id() > 0);
    assertThat(customers).extracting(Customer::lastSeen).isSortedAccordingTo((a, b) -> b.compareTo(a));
    assertThat(
            new NamedParameterJdbcTemplate(pool)
                .queryForObject(
                    "SELECT COUNT(*) FROM customers WHERE id IN (:ids)",
                    Map.of("ids", List.of(1005, 1010, 1014, 3)),
                    Integer.class))
        .isEqualTo(3);
  }

  @Test
  void boundsOfTheTemplate() {
    JdbcTemplate bounded = new JdbcTemplate(pool);
    bounded.setMaxRows(7);
    bounded.setFetchSize(50);
    bounded.setQueryTimeout(30);
    assertThat(bounded.queryForList("SELECT id FROM customers")).hasSize(7);
  }

  @Test
  void transactions() {
    DataSourceTransactionManager manager = new DataSourceTransactionManager(pool);
    TransactionTemplate transaction = new TransactionTemplate(manager);
    transaction.setReadOnly(true);
    assertThat(
            transaction.<Integer>execute(
                status -> template.queryForObject("SELECT 6 * 7", Integer.class)))
        .isEqualTo(42);
    transaction.setReadOnly(false);
    transaction.executeWithoutResult(
        status -> {
          assertThat(template.queryForObject("SELECT 1", Integer.class)).isEqualTo(1);
          status.setRollbackOnly();
        });
  }

  /** Spring tells them by the SQLState and by the exception's class. */
  @Test
  void errorsAreTold() {
    assertThatThrownBy(() -> template.queryForList("SELEC 1"))
        .isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> template.queryForList("SELECT nmae FROM customers"))
        .isInstanceOf(BadSqlGrammarException.class)
        .hasMessageContaining("nmae");
    assertThatThrownBy(() -> template.update("DELETE FROM customers"))
        .isInstanceOf(InvalidDataAccessApiUsageException.class)
        .hasMessageContaining("reads only");
  }

  @Test
  void connectionsGoBackAsTheyCame() throws SQLException {
    for (int i = 0; i < 10; i++) {
      try (Connection connection = pool.getConnection()) {
        assertThat(connection.isValid(1)).isTrue();
        assertThat(connection.isReadOnly()).isTrue();
        assertThat(connection.getAutoCommit()).isFalse();
        assertThat(connection.getSchema()).isEqualTo("helpcrunch");
        connection.setAutoCommit(true);
        connection.setReadOnly(false);
        connection.setNetworkTimeout(Runnable::run, 5000);
        connection.createStatement().executeQuery("SELECT id FROM customers").next();
      }
      if (i % 3 == 0) {
        pool.getHikariPoolMXBean().softEvictConnections();
      }
    }
    assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
  }
}
