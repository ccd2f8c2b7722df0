package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What tools do with the account's own attributes: they find the columns with their types, quote
 * them, show, sum and compare them. Only the first look at the account sends a request.
 */
class TestToolsSeeAttributes {
  private static final int OWN_COLUMNS = 27;

  private AskedAccount account;

  @BeforeEach
  void connect() throws SQLException {
    List<DemoCustomer> customers = new ArrayList<>();
    for (long id = 1; id <= 30; id++) {
      Map<String, Object> data = new LinkedHashMap<>();
      data.put("Plan Name", id % 2 == 0 ? "free" : "paid");
      data.put("payments", id);
      data.put("amount", new BigDecimal(id).movePointLeft(2));
      data.put("renewal", Instant.parse("2020-09-01T00:40:00Z").plusSeconds(86_400 * id));
      data.put("is_active", id > 10);
      customers.add(
          DemoCustomer.of(id)
              .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_700_000_000 - id))
              .with(CustomerField.CUSTOM_DATA, data));
    }
    account =
        AskedAccount.of(
            customers, Behaviour.of(Quirk.GENERATION_MIDDLE), "customFields=auto", "checkKey=true");
    assertThat(account.account().requests()).as("the key, and the sample").hasSize(1);
    account.account().clear();
  }

  @AfterEach
  void close() throws SQLException {
    account.close();
  }

  private void assertNothingSent() {
    assertThat(account.account().requests()).isEmpty();
  }

  private static List<String> typed(ResultSetMetaData metaData) throws SQLException {
    List<String> columns = new ArrayList<>();
    for (int i = OWN_COLUMNS + 1; i <= metaData.getColumnCount(); i++) {
      columns.add(metaData.getColumnLabel(i) + " " + metaData.getColumnType(i));
    }
    return columns;
  }

  private static final List<String> TYPED =
      List.of(
          "amount " + Types.DECIMAL,
          "is_active " + Types.BOOLEAN,
          "payments " + Types.BIGINT,
          "Plan Name " + Types.VARCHAR,
          "renewal " + Types.TIMESTAMP);

  /** DBeaver, LibreOffice, SchemaCrawler: the catalogue, with names escaped where they must be. */
  @ParameterizedTest
  @CsvSource({
    "helpcrunch, %, %",
    ", customers, ",
    "helpcrunch, customers, %",
    "help%, cust%, %",
  })
  void theCatalogueHasThem(String schema, String table, String column) throws SQLException {
    DatabaseMetaData metaData = account.connection().getMetaData();
    List<String> found = new ArrayList<>();
    try (ResultSet columns = metaData.getColumns(null, schema, table, column)) {
      while (columns.next()) {
        if (columns.getString("TABLE_NAME").equals("customers")
            && columns.getInt("ORDINAL_POSITION") > OWN_COLUMNS) {
          found.add(columns.getString("COLUMN_NAME") + " " + columns.getInt("DATA_TYPE"));
          assertThat(columns.getString("REMARKS"))
              .isEqualTo("custom attribute, seen with 100 % of 30 customers");
          assertThat(columns.getString("IS_NULLABLE")).isEqualTo("YES");
        }
      }
    }
    assertThat(found).containsExactlyElementsOf(TYPED);
    String escape = metaData.getSearchStringEscape();
    try (ResultSet one =
        metaData.getColumns(null, "helpcrunch", "customers", "is" + escape + "_active")) {
      assertThat(one.next()).isTrue();
      assertThat(one.next()).isFalse();
    }
    assertNothingSent();
  }

  /** Each column's type is one that getTypeInfo has, by which DBeaver looks it up. */
  @Test
  void theirTypesAreInTheListOfTypes() throws SQLException {
    DatabaseMetaData metaData = account.connection().getMetaData();
    Map<String, Integer> types = new LinkedHashMap<>();
    try (ResultSet rows = metaData.getTypeInfo()) {
      while (rows.next()) {
        types.put(rows.getString("TYPE_NAME"), rows.getInt("DATA_TYPE"));
      }
    }
    try (ResultSet columns = metaData.getColumns(null, null, "customers", "%")) {
      while (columns.next()) {
        assertThat(types)
            .containsEntry(columns.getString("TYPE_NAME"), columns.getInt("DATA_TYPE"));
      }
    }
    assertNothingSent();
  }

  /** Spark, Superset, Tableau: a query that has no rows tells the types. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM helpcrunch.customers WHERE 1=0",
        "SELECT * FROM (SELECT * FROM helpcrunch.customers) AS virtual_table WHERE 1=0",
        "SELECT * FROM \"helpcrunch\".\"customers\" \"customers\" WHERE (0 = 1)",
        "SELECT * FROM helpcrunch.customers LIMIT 0"
      })
  void aQueryWithoutRowsTellsTheirTypes(String sql) throws SQLException {
    try (PreparedStatement statement = account.connection().prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      assertThat(typed(statement.getMetaData())).isEqualTo(TYPED);
      assertThat(typed(rows.getMetaData())).isEqualTo(TYPED);
      assertThat(rows.next()).isFalse();
    }
    assertNothingSent();
  }

  /** DBeaver's grid. */
  @Test
  void aGridShowsThem() throws SQLException {
    Connection connection = account.connection();
    try (Statement statement =
        connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
      statement.setMaxRows(200);
      assertThat(statement.execute("SELECT * FROM helpcrunch.customers x ORDER BY x.id")).isTrue();
      try (ResultSet rows = statement.getResultSet()) {
        assertThat(typed(rows.getMetaData())).isEqualTo(TYPED);
        assertThat(rows.next()).isTrue();
        assertThat(rows.getObject("amount")).isEqualTo(new BigDecimal("0.01"));
        assertThat(rows.getObject("is_active")).isEqualTo(false);
        assertThat(rows.getObject("payments")).isEqualTo(1L);
        assertThat(rows.getObject("Plan Name")).isEqualTo("paid");
        assertThat(rows.getObject("renewal", LocalDateTime.class))
            .isEqualTo(LocalDateTime.parse("2020-09-02T00:40:00"));
      }
    }
    assertThat(account.account().requests()).hasSize(1);
  }

  /** Metabase: a sample for fingerprints, with text cut and the rest as it is. */
  @Test
  void fingerprints() throws SQLException {
    assertThat(
            account
                .ask(
                    "SELECT SUBSTRING(\"source\".\"Plan Name\", 1, 1234) AS \"substring1\","
                        + " \"source\".\"payments\" AS \"payments\","
                        + " \"source\".\"renewal\" AS \"renewal\""
                        + " FROM \"helpcrunch\".\"customers\" AS \"source\" LIMIT 10000")
                .rows())
        .hasSize(30)
        .contains(List.of("free", 2L, LocalDateTime.parse("2020-09-03T00:40:00")));
    assertThat(account.account().requests()).hasSize(1);
  }

  /** Charts and filters; 1 + .. + 30 is 465. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT SUM(\"helpcrunch\".\"customers\".\"amount\") FROM \"helpcrunch\".\"customers\""
            + " | 4.65",
        "SELECT MAX(\"payments\") FROM helpcrunch.customers WHERE \"is_active\" = FALSE | 10",
        "SELECT COUNT(*) FROM helpcrunch.customers WHERE (\"Plan Name\" IS NOT NULL)"
            + " AND (\"Plan Name\" = 'free') AND (\"payments\" > 5) | 13",
        "SELECT SUM(n) FROM (SELECT DATE_TRUNC('month', \"renewal\") AS m, COUNT(*) AS n"
            + " FROM helpcrunch.customers GROUP BY DATE_TRUNC('month', \"renewal\")) x | 30",
        "SELECT COUNT(*) FROM helpcrunch.customers WHERE \"renewal\" >="
            + " TIMESTAMP '2020-09-11 00:00:00.000000' | 21",
        "SELECT COUNT(*) FROM helpcrunch.customers WHERE \"is_active\" | 20"
      })
  void chartsAreRight(String sql, BigDecimal expected) throws SQLException {
    Object value = account.ask(sql).rows().get(0).get(0);
    assertThat(new BigDecimal(String.valueOf(value))).isEqualByComparingTo(expected);
    assertThat(account.account().requests()).hasSize(1);
  }
}
