package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.adapter.jdbc.JdbcSchema;
import org.apache.calcite.jdbc.CalciteConnection;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.schema.SchemaPlus;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The customers in a model of stock Calcite. */
class TestHelpCrunchSchemaFactory {
  private static final String FACTORY = HelpCrunchSchemaFactory.class.getName();

  private final SimulatedAccount account =
      SimulatedAccount.of(DemoAccount.customers(Instant.parse("2024-03-01T00:00:00Z"), 250));

  @AfterEach
  void close() {
    account.close();
  }

  @Test
  void aNullOfTheModelIsNotGiven() {
    Map<String, Object> operand = new HashMap<>();
    operand.put("url", null);
    operand.put("apiKey", null);
    operand.put("timeZone", null);
    operand.put("pageSize", "none");
    assertThatThrownBy(
            () ->
                new HelpCrunchSchemaFactory()
                    .create(CalciteSchema.createRootSchema(false).plus(), "hc", operand))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching("schema hc: .*(pageSize|no API key).*");
  }

  @Test
  void filterOrderAndLimitAreSent() throws Exception {
    List<String> rows =
        query(
            "SELECT id, name FROM hc.customers WHERE id > 1100 AND HAS_TAG(tags, 'Lead')"
                + " ORDER BY firstSeen DESC LIMIT 3");
    assertThat(rows).hasSize(3);
    assertThat(account.bodies()).hasSize(1);
    JsonNode body = new ObjectMapper().readTree(account.bodies().get(0));
    assertThat(body.at("/filter")).hasSize(2);
    assertThat(body.at("/filter/0/field").asText()).isEqualTo("customers.id");
    assertThat(body.at("/filter/1/value/0/name").asText()).isEqualTo("Lead");
    assertThat(body.at("/sort").asText()).isEqualTo("customers.firstSeen");
    assertThat(body.at("/limit").asInt()).isEqualTo(3);
  }

  @Test
  void negationsAreSentAsWhatTheyMean() throws Exception {
    assertThat(query("SELECT id FROM hc.customers WHERE NOT (id < 1100 OR id > 1110)"))
        .containsExactlyInAnyOrder("1100", "1104", "1110");
    JsonNode body = new ObjectMapper().readTree(account.bodies().get(0));
    assertThat(body.at("/filter/0/operator").asText()).isEqualTo(">");
    assertThat(body.at("/filter/0/value").asLong()).isEqualTo(1099);
    assertThat(body.at("/filter/1/operator").asText()).isEqualTo("<");
    assertThat(body.at("/filter/1/value").asLong()).isEqualTo(1111);
  }

  @Test
  void theRestIsDoneByCalcite() throws Exception {
    assertThat(
            query(
                "SELECT t.x, COUNT(c.id) FROM (VALUES ('Lead'), ('none')) AS t(x)"
                    + " LEFT JOIN hc.customers c ON HAS_TAG(c.tags, t.x)"
                    + " GROUP BY t.x ORDER BY t.x"))
        .hasSize(2)
        .last()
        .isEqualTo("none,0");
    assertThat(query("SELECT name FROM hc.customers WHERE UPPER(email) LIKE '%GMAIL%'"))
        .hasSizeGreaterThan(50);
  }

  @Test
  void textIsCheckedAgain() throws Exception {
    assertThat(query("SELECT email FROM hc.customers WHERE email LIKE '%gmail%'"))
        .hasSizeGreaterThan(20)
        .allMatch(email -> email.contains("gmail"));
    assertThat(account.bodies()).allMatch(body -> body.contains("\"gmail\""));
  }

  @Test
  void countIsAskedFor() throws Exception {
    assertThat(query("SELECT COUNT(*) FROM hc.customers")).containsExactly("250");
    assertThat(account.bodies()).hasSize(1);
  }

  /** Judged by what the tags of the customers say. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT customerId FROM hc.customer_tags WHERE name = 'Lead'",
        "SELECT t.customerId FROM hc.customers c JOIN hc.customer_tags t ON t.customerId = c.id"
            + " WHERE t.name = 'Lead'",
        "SELECT id FROM hc.customers WHERE id IN"
            + " (SELECT customerId FROM hc.customer_tags WHERE name = 'Lead')",
        "SELECT id FROM hc.customers c WHERE EXISTS"
            + " (SELECT 1 FROM hc.customer_tags t WHERE t.customerId = c.id AND t.name = 'Lead')"
      })
  void tagsAreSearchedFor(String sql) throws Exception {
    List<String> expected = query("SELECT id FROM hc.customers WHERE HAS_TAG(tags, 'Lead')");
    account.clear();
    assertThat(query(sql)).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    assertThat(account.bodies()).isNotEmpty().allMatch(body -> body.contains("tagsData"));
    assertThat(account.bodies()).hasSize((expected.size() + 99) / 100);
  }

  @Test
  void elementsAreRows() throws Exception {
    assertThat(query("SELECT COUNT(DISTINCT customerId), COUNT(*) FROM hc.customer_tags"))
        .isEqualTo(
            query(
                "SELECT COUNT(DISTINCT c.id), COUNT(*)"
                    + " FROM hc.customers c, UNNEST(TAG_NAMES(c.tags)) AS t(name)"));
    assertThat(query("SELECT DISTINCT type FROM hc.customer_attributes WHERE name LIKE 'last%'"))
        .containsExactlyInAnyOrder("DECIMAL", "BOOLEAN");
  }

  /** The other database filters, its keys are sent, and nothing else of the account is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT o.item, c.id FROM crm.orders o JOIN hc.customers c ON c.id = o.customer"
            + " WHERE o.price > 5 | customers.id",
        "SELECT o.item, c.id FROM hc.customers c JOIN crm.orders o ON c.id = o.customer JOIN"
            + " crm.prices p ON p.item = o.item WHERE o.price > 5 AND p.price > 5 | customers.id",
        "SELECT o.item, t.customerId FROM crm.orders o JOIN hc.customer_tags t"
            + " ON t.customerId = o.customer WHERE o.price > 5 | customers.id"
      })
  void keysOfAnotherDatabaseAreSent(String sql, String field) throws Exception {
    JdbcDataSource h2 = new JdbcDataSource();
    h2.setUrl("jdbc:h2:mem:;INIT=" + ORDERS.replace(";", "\\;"));
    String operands =
        "'baseUrl': '" + account.baseUrl() + "', 'apiKey': '" + account.apiKey() + "'";
    try (Connection connection = connect(operands)) {
      SchemaPlus root = connection.unwrap(CalciteConnection.class).getRootSchema();
      root.add("crm", JdbcSchema.create(root, "crm", h2, null, null));
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("pen");
        assertThat(rows.getLong(2)).isEqualTo(1010);
      }
    }
    assertThat(account.bodies()).hasSize(1);
    JsonNode filter = new ObjectMapper().readTree(account.bodies().get(0)).at("/filter");
    assertThat(filter.findValuesAsText("field")).isNotEmpty().containsOnly(field);
    assertThat(filter.findValuesAsText("value")).contains("1010").doesNotContain("1014");
  }

  @Test
  void theDocumentedModelWorks() throws Exception {
    String page = Files.readString(Path.of("docs/federation.md"));
    String model =
        page.substring(
            page.indexOf("```json") + 7, page.indexOf("```", page.indexOf("```json") + 7));
    assertThat(Files.readString(Path.of("src/it/federation/src/test/resources/model.json")).strip())
        .isEqualTo(model.strip());
    Properties properties = new Properties();
    // The tests of one JVM share the demo account, and wait for no quota.
    properties.setProperty(
        "model", "inline:" + model.replace(":demo\"", ":demo;requestsPerMinute=0\""));
    properties.setProperty("lex", "JAVA");
    properties.setProperty("caseSensitive", "false");
    try (Connection connection = DriverManager.getConnection("jdbc:calcite:", properties);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT COUNT(*) FROM customer_tags WHERE name = 'Lead'")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getLong(1)).isPositive();
    }
  }

  /** What docs/federation.md says of a small file in the place of CSV. */
  @Test
  void aThousandMailAddressesAreTenRequests() throws SQLException {
    String mails =
        IntStream.range(0, 1000)
            .mapToObj(i -> "('demo." + i + "@example.com')")
            .collect(Collectors.joining(", "));
    try (Connection connection =
            DriverManager.getConnection("jdbc:helpcrunch:demo;requestsPerMinute=0");
        Statement statement = connection.createStatement();
        ResultSet bill =
            statement.executeQuery(
                "EXPLAIN SELECT c.id FROM (VALUES "
                    + mails
                    + ") AS v(email) JOIN customers c ON c.email = v.email")) {
      long requests = 0;
      while (bill.next()) {
        requests = bill.getLong("requests");
      }
      assertThat(requests).as("of the total, which comes last").isEqualTo(10);
    }
  }

  private static final String ORDERS =
      "CREATE TABLE ORDERS (CUSTOMER BIGINT, ITEM VARCHAR(20), PRICE INTEGER);"
          + "INSERT INTO ORDERS VALUES (1010, 'pen', 7), (1014, 'ink', 3);"
          + "CREATE TABLE PRICES AS SELECT ITEM, PRICE FROM ORDERS";

  /** A join without a key is a loop, which goes over the customers for each row of the other. */
  @Test
  void aLoopReadsTheCustomersOnce() throws Exception {
    String loop =
        "SELECT COUNT(*) FROM (VALUES (1100), (1200), (1300)) AS v(x), hc.customers c"
            + " WHERE c.id < v.x AND c.id + v.x > 0";
    long expected = 0;
    for (String bound : List.of("1100", "1200", "1300")) {
      expected +=
          Long.parseLong(query("SELECT COUNT(*) FROM hc.customers WHERE id < " + bound).get(0));
    }
    account.clear();
    assertThat(query(loop)).containsExactly(String.valueOf(expected));
    assertThat(account.bodies()).hasSize(3);
  }

  @Test
  void columnsThatAreNeverShownAreLeftOut() {
    assertThatThrownBy(() -> query("SELECT telegramId FROM hc.customers"))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("telegramId");
  }

  @Test
  void anUnknownOperandIsRefused() {
    assertThatThrownBy(() -> connect("'url': 'jdbc:helpcrunch:demo', 'pagesize2': 5").close())
        .hasStackTraceContaining("pagesize2")
        .hasStackTraceContaining("pageSize");
    assertThatThrownBy(() -> connect("'url': 'jdbc:other:'").close())
        .hasStackTraceContaining("jdbc:helpcrunch:");
  }

  @Test
  void theDemoAccountNeedsNoKey() throws SQLException {
    try (Connection connection = connect("'url': 'jdbc:helpcrunch:demo', 'requestsPerMinute': 0");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM hc.customers LIMIT 1")) {
      assertThat(rows.next()).isTrue();
    }
  }

  private List<String> query(String sql) throws SQLException {
    String operands =
        "'baseUrl': '" + account.baseUrl() + "', 'apiKey': '" + account.apiKey() + "'";
    List<String> found = new ArrayList<>();
    try (Connection connection = connect(operands);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        StringBuilder row = new StringBuilder(String.valueOf(rows.getString(1)));
        for (int i = 2; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(',').append(rows.getString(i));
        }
        found.add(row.toString());
      }
    }
    return found;
  }

  private static Connection connect(String operands) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("lex", "JAVA");
    properties.setProperty("caseSensitive", "false");
    properties.setProperty(
        "model",
        "inline:{version: '1.0', defaultSchema: 'hc', schemas: [{name: 'hc', type: 'custom',"
            + (" factory: '" + FACTORY + "', operand: {customFields: 'off', " + operands + "}}]}"));
    return DriverManager.getConnection("jdbc:calcite:", properties);
  }
}
