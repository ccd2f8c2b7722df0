package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people and tools type first, to look around: it is answered without a request. */
class TestFirstWords {
  private static @Nullable AskedAccount account;

  @BeforeAll
  static void connect() throws SQLException {
    account = AskedAccount.of(People.few(), "stringMatching=strict");
    account.account().clear();
  }

  @AfterEach
  void nothingWasSent() {
    assertThat(account.account().bodies()).isEmpty();
  }

  @AfterAll
  static void close() throws SQLException {
    if (account != null) {
      account.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW TABLES",
        "show tables;",
        "SHOW FULL TABLES FROM helpcrunch LIKE 'cust%'",
        "/* a tool */ SHOW TABLES IN helpcrunch"
      })
  void tablesAreShown(String sql) throws SQLException {
    assertThat(account.ask(sql).column(0)).contains("customers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SHOW COLUMNS FROM customers",
        "SHOW FULL COLUMNS FROM `customers` FROM helpcrunch",
        "SHOW FIELDS IN customers",
        "DESCRIBE customers",
        "DESC CUSTOMERS",
        "DESCRIBE helpcrunch.customers",
        "DESCRIBE TABLE customers",
        "EXPLAIN customers"
      })
  void columnsAreShown(String sql) throws SQLException {
    assertThat(account.ask(sql).columns()).startsWith("Field", "Type", "Null", "Key");
    assertThat(account.ask(sql).rows().get(0).subList(0, 4))
        .isEqualTo(List.of("id", "BIGINT", "NO", "PRI"));
    assertThat(account.ask(sql).column(0)).contains("name", "lastSeen", "customData");
  }

  @Test
  void someColumnsAreShown() throws SQLException {
    assertThat(account.ask("SHOW COLUMNS FROM customers LIKE 'last%'").column(0))
        .containsExactly("lastSeen", "lastPage");
    assertThat(account.ask("DESCRIBE customers name").column(0)).containsExactly("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHOW SCHEMAS", "SHOW DATABASES LIKE 'help%'"})
  void schemasAreShown(String sql) throws SQLException {
    assertThat(account.ask(sql).column(0)).contains("helpcrunch");
  }

  @Test
  void aTableThatIsNoneIsAnError() {
    assertThatThrownBy(() -> account.ask("DESCRIBE nothing"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("nothing")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("42P01");
  }

  @Test
  void functionsTellWhereOneIs() throws SQLException {
    assertThat(account.ask("SELECT version(), database(), current_schema, schema()").rows())
        .containsExactly(List.of("helpcrunch-jdbc", "helpcrunch", "helpcrunch", "helpcrunch"));
  }

  @Test
  void theStandardsTablesTellOfTheKey() throws SQLException {
    assertThat(
            account
                .ask(
                    "SELECT c.CONSTRAINT_TYPE, k.COLUMN_NAME, k.ORDINAL_POSITION"
                        + " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c"
                        + " JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k"
                        + " ON c.CONSTRAINT_NAME = k.CONSTRAINT_NAME"
                        + " WHERE c.TABLE_NAME = 'customers'")
                .rows())
        .containsExactly(List.of("PRIMARY KEY", "id", 1L));
    assertThat(
            account.ask("SELECT SCHEMA_NAME FROM information_schema.schemata ORDER BY 1").column(0))
        .containsExactly("INFORMATION_SCHEMA", "helpcrunch", "helpcrunch_meta");
    assertThat(account.ask("SELECT * FROM information_schema.views").rows()).isEmpty();
    assertThat(
            account
                .ask(
                    "SELECT k.TABLE_NAME, k.COLUMN_NAME, r.UNIQUE_CONSTRAINT_NAME"
                        + " FROM information_schema.referential_constraints r"
                        + " JOIN information_schema.key_column_usage k"
                        + " ON k.CONSTRAINT_NAME = r.CONSTRAINT_NAME ORDER BY 1")
                .rows())
        .containsExactly(
            List.of("customer_attributes", "customerId", "customers_pk"),
            List.of("customer_tags", "customerId", "customers_pk"));
    assertThat(account.ask("SHOW KEYS FROM customer_tags").column(4))
        .containsExactly("customerId", "name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN",
        "START TRANSACTION READ ONLY",
        "COMMIT",
        "ROLLBACK;",
        "COMMIT;; ;",
        "SET NAMES utf8mb4",
        "SET SESSION TRANSACTION READ ONLY",
        "/* DBeaver */ SET search_path = helpcrunch",
        "SET SCHEMA helpcrunch",
        "SET SCHEMA 'HelpCrunch'",
        "USE helpcrunch"
      })
  void whatSetsUpASessionDoesNothing(String sql) throws SQLException {
    try (Statement statement = account.connection().createStatement()) {
      assertThat(statement.execute(sql)).isFalse();
      assertThat(statement.getUpdateCount()).isZero();
      assertThat(statement.getResultSet()).isNull();
      assertThat(statement.getMoreResults()).isFalse();
      assertThat(statement.getUpdateCount()).isEqualTo(-1);
      assertThat(statement.executeUpdate(sql)).isZero();
      statement.close();
      assertThatThrownBy(statement::getUpdateCount).isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whatSetsUpASessionMayBePrepared() throws SQLException {
    for (String sql : List.of("SET NAMES utf8mb4", "BEGIN", "USE helpcrunch")) {
      try (PreparedStatement statement = account.connection().prepareStatement(sql)) {
        assertThat(statement.getMetaData()).isNull();
        assertThat(statement.execute()).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.executeUpdate()).isZero();
        try (ResultSet nothing = statement.executeQuery()) {
          assertThat(nothing.next()).isFalse();
        }
      }
      assertThat(account.ask(sql).rows()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHOW search_path                  | search_path           | helpcrunch",
        "SHOW TRANSACTION ISOLATION LEVEL; | transaction_isolation | read committed",
        "show standard_conforming_strings  | standard_conforming_strings | on",
        "SHOW VARIABLES LIKE 'lower_case%' | Variable_name         | lower_case_table_names",
        "SHOW SESSION VARIABLES WHERE Variable_name IN ('sql_mode', 'x') | Variable_name |"
            + " sql_mode",
        "SELECT @@autocommit AS a          | a                     | ON",
        "SELECT @@session.tx_isolation AS a | a                    | READ-COMMITTED",
      })
  void whatToolsAskOfASessionIsTold(String sql, String column, String value) throws SQLException {
    assertThat(account.ask(sql).columns()).startsWith(column);
    assertThat(account.ask(sql).column(0)).containsExactly(value);
  }

  @Test
  void thereAreNoWarningsToShow() throws SQLException {
    assertThat(account.ask("SHOW WARNINGS").columns()).containsExactly("Level", "Code", "Message");
    assertThat(account.ask("SHOW WARNINGS").rows()).isEmpty();
  }

  @Test
  void anotherSchemaIsNoneToUse() throws SQLException {
    try (Statement statement = account.connection().createStatement()) {
      assertThatThrownBy(() -> statement.execute("USE other"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("helpcrunch");
    }
  }
}
