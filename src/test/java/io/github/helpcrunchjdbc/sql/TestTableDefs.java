package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.jdbc.MemorySession;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.TableDef;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A table is a value: another one over the same search takes a dozen lines. */
class TestTableDefs {
  private static final TableDef PLANS =
      new TableDef(
          "plans",
          List.of(
              CustomerColumns.ID.named("customer", "Whose plan it is"),
              ColumnDef.shown(
                  "plan", ColumnType.ANY_TEXT, List.of("customData", "the plan. now"), "Plan"),
              ColumnDef.shown(
                  "paid", ColumnType.DECIMAL, List.of("customData", "paid"), "Paid so far"),
              CustomerColumns.CUSTOM_DATA,
              CustomerColumns.LAST_SEEN),
          "Plans of customers");

  private static final DemoCustomer ANN =
      DemoCustomer.of(1)
          .with(CustomerField.NAME, "Ann")
          .with(CustomerField.CUSTOM_DATA, Map.of("the plan. now", "pro"));
  private static final DemoCustomer BOB =
      DemoCustomer.of(2)
          .with(CustomerField.NAME, "Bob")
          .with(CustomerField.CUSTOM_DATA, Map.of("paid", new BigDecimal("9.50")));

  private static List<List<Object>> rows(Connection connection, String sql) throws SQLException {
    return List.copyOf(H2Judge.query(connection, sql).rows());
  }

  @Test
  void secondTableOverTheSameSearch() throws SQLException {
    try (SimulatedAccount account = SimulatedAccount.of(List.of(ANN, BOB));
        Connection connection =
            MemorySession.over(account, List.of(TableDef.CUSTOMERS, PLANS)).connect()) {
      assertThat(
              rows(
                  connection,
                  "SELECT c.name, p.plan, p.paid, p.customData FROM customers c"
                      + " JOIN plans p ON p.customer = c.id ORDER BY c.id"))
          .hasToString(
              "[[Ann, pro, null, {\"the plan. now\":\"pro\"}],"
                  + " [Bob, null, 9.5, {\"paid\":9.50}]]");
      assertThat(rows(connection, "SELECT paid FROM plans WHERE customer = 2"))
          .containsExactly(List.of(new BigDecimal("9.5")));
      assertThat(rows(connection, "SELECT COUNT(*) FROM plans WHERE plan LIKE 'p%'"))
          .containsExactly(List.of(1L));
      assertThat(account.bodies()).anyMatch(body -> body.contains("\"customers.id\""));
      assertThat(
              rows(
                  connection,
                  "SELECT COLUMN_NAME, DATA_TYPE FROM INFORMATION_SCHEMA.COLUMNS"
                      + " WHERE TABLE_NAME = 'plans' AND ORDINAL_POSITION < 4"))
          .containsExactly(
              List.of("customer", "BIGINT"),
              List.of("plan", "VARCHAR"),
              List.of("paid", "DECIMAL"));
    }
  }
}
