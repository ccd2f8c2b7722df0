package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries whose answer is known without asking anybody. */
class TestNoRequest {
  @AutoClose private final AskedAccount account = AskedAccount.ofFewPeople();

  private void assertNobody(String sql, @Nullable Object... parameters) throws SQLException {
    assertThat(account.ask(sql, parameters).rows()).isEmpty();
    assertThat(account.account().requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WHERE 1=0",
        "WHERE (0 = 1)",
        "WHERE FALSE",
        "WHERE NULL",
        "WHERE id = NULL",
        "WHERE name = NULL",
        "WHERE name = CAST(NULL AS VARCHAR) AND id > 5",
        "WHERE name IN (NULL)",
        "WHERE id IS NULL",
        "WHERE id = 5 AND id = 6",
        "WHERE id > 5 AND id < 3",
        "WHERE id BETWEEN 6 AND 5",
        "WHERE name = 'a' AND name = 'b'",
        "WHERE id IN (1, 2) AND id IN (3, 4)",
        "WHERE id = 2.5",
        "WHERE lastSeen > TIMESTAMP '2024-01-01 00:00:00' AND lastSeen < TIMESTAMP '2023-01-01"
            + " 00:00:00'",
        "WHERE NOT (id = id)",
        "LIMIT 0",
        "WHERE name = 'Bob' ORDER BY lastSeen LIMIT 0",
        "FETCH FIRST 0 ROWS ONLY"
      })
  void nobody(String rest) throws SQLException {
    assertNobody("SELECT * FROM customers " + rest);
  }

  @Test
  void nobodyOnceTheParametersAreKnown() throws SQLException {
    assertNobody("SELECT * FROM customers WHERE name = ?", (Object) null);
    assertNobody("SELECT * FROM customers WHERE id = ? AND name = 'a'", (Object) null);
    assertNobody("SELECT * FROM customers WHERE name LIKE ?", (Object) null);
    assertNobody("SELECT * FROM customers WHERE lastSeen > ?", (Object) null);
    assertNobody("SELECT * FROM customers WHERE name IN (?, ?)", null, null);
    assertNobody("SELECT * FROM customers LIMIT ?", 0);
  }

  @Test
  void numbersOfNobody() throws SQLException {
    assertThat(account.ask("SELECT COUNT(*), MAX(lastSeen) FROM customers WHERE 1=0").rows())
        .containsExactly(Arrays.asList(0L, null));
    assertThat(account.account().requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "SELECT 1 + 1, 'a' || 'b'",
        "SELECT CURRENT_TIMESTAMP",
        "VALUES (1, 'a'), (2, 'b')",
        "SELECT x FROM (VALUES (1), (2)) AS t (x) WHERE x > 1",
        "EXPLAIN PLAN AS TEXT FOR SELECT * FROM customers WHERE id = 1"
      })
  void withoutCustomers(String sql) throws SQLException {
    assertThat(account.ask(sql).rows()).isNotEmpty();
    assertThat(account.account().requests()).isEmpty();
  }

  @Test
  void preparingAndDescribingSendNothing() throws SQLException {
    account.account().clear();
    try (var statement = account.connection().prepareStatement("SELECT * FROM customers")) {
      assertThat(statement.getMetaData().getColumnCount()).isEqualTo(27);
    }
    assertThat(account.connection().getMetaData().getColumns(null, null, "customers", "%").next())
        .isTrue();
    assertThat(account.account().requests()).isEmpty();
  }
}
