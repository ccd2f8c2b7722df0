package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.H2Judge;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account's own attributes as typed columns. */
class TestCustomFields {
  private static final Instant RENEWAL = Instant.parse("2020-09-01T00:40:00Z");

  private static DemoCustomer customer(long id, Object... keysAndValues) {
    Map<String, Object> data = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      data.put(
          (String) keysAndValues[i], value instanceof Integer number ? number.longValue() : value);
    }
    return DemoCustomer.of(id)
        .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(id))
        .with(CustomerField.CUSTOM_DATA, data);
  }

  private static final List<DemoCustomer> CUSTOMERS =
      List.of(
          customer(1, "plan", "pro", "payments", 15, "paid", new BigDecimal("15.99"), "ok", true),
          customer(2, "plan", "free", "payments", 0, "paid", 7, "ok", false),
          customer(3, "email", "other@example.com", "The Plan. \"now\"", "x", "select", 1),
          customer(4, "PLAN", "shout", "renewal", RENEWAL, "mixed", 1),
          customer(5, "mixed", "one"));

  private static List<String> columns(AskedAccount account) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows =
        account.connection().getMetaData().getColumns(null, null, "customers", "%")) {
      while (rows.next()) {
        if (rows.getInt("ORDINAL_POSITION") > 27) {
          names.add(rows.getString("COLUMN_NAME") + " " + rows.getString("TYPE_NAME"));
        }
      }
    }
    return names;
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"GENERATION_MIDDLE", "GENERATION_OLD"})
  void columnsAreFoundWithTheirTypes(Quirk form) throws SQLException {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, Behaviour.of(form), "customFields=auto")) {
      String renewal = form == Quirk.GENERATION_MIDDLE ? "TIMESTAMP" : "BIGINT";
      assertThat(columns(account))
          .containsExactly(
              "custom_email VARCHAR",
              "mixed VARCHAR",
              "ok BOOLEAN",
              "paid DECIMAL",
              "payments BIGINT",
              "PLAN VARCHAR",
              "custom_plan VARCHAR",
              "renewal " + renewal,
              "select BIGINT",
              "The Plan. \"now\" VARCHAR");
      assertThat(account.account().requests()).hasSize(1);
      assertThat(account.ids("payments > 3 AND ok AND custom_plan LIKE 'p%'")).containsExactly(1L);
      assertThat(account.account().requests()).hasSize(1);
      assertThat(
              account
                  .ask(
                      "SELECT SUM(paid), MAX(payments), COUNT(\"The Plan. \"\"now\"\"\"),"
                          + " MAX(\"select\") FROM customers")
                  .rows())
          .containsExactly(Arrays.asList(new BigDecimal("22.99"), 15L, 1L, 1L));
      assertThat(account.ask("SELECT customData, ok FROM customers WHERE id = 2").rows())
          .containsExactly(
              Arrays.asList(
                  "{\"plan\":\"free\",\"payments\":0,\"paid\":7,\"ok\":false}", Boolean.FALSE));
    }
  }

  @Test
  void sampledTimesAreShownAsWritten() throws SQLException {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, Behaviour.of(Quirk.GENERATION_MIDDLE), "customFields=auto")) {
      assertThat(account.ids("renewal = TIMESTAMP '2020-09-01 00:40:00'")).containsExactly(4L);
      assertThat(account.ask("SELECT CAST(renewal AS VARCHAR) FROM customers WHERE id = 4").rows())
          .first()
          .asString()
          .contains("2020-09-01 00:40:00");
    }
  }

  @Test
  void declaredFieldsSendNothing() throws SQLException {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS,
            "timeZone=Europe/Kyiv",
            "customFields=plan:varchar, renewal:TIMESTAMP,\"The Plan. \"\"now\"\"\":VARCHAR")) {
      assertThat(columns(account))
          .containsExactly("plan VARCHAR", "renewal TIMESTAMP", "The Plan. \"now\" VARCHAR");
      assertThat(account.account().requests()).isEmpty();
      // Whole seconds are an instant, shown on the connection's clock.
      assertThat(account.ids("renewal = TIMESTAMP '2020-09-01 03:40:00'")).containsExactly(4L);
      assertThat(account.ask("SELECT key, type, source FROM helpcrunch_meta.custom_fields").rows())
          .hasSize(3)
          .contains(List.of("renewal", "TIMESTAMP", "declared"));
    }
  }

  /** A connection keeps its columns; the next one has what the newest customers show now. */
  @Test
  void aStatementLooksAgain() throws SQLException {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "customFields=auto")) {
      assertThat(columns(account)).contains("payments BIGINT").doesNotContain("since BIGINT");
      account.account().customers().put(customer(6, "since", 2020));
      assertThat(account.ask("REFRESH CUSTOM_FIELDS").column(0).toString()).contains("newest 6 ");
      assertThat(account.account().requests()).hasSize(1);
      assertThat(columns(account)).contains("payments BIGINT").doesNotContain("since BIGINT");
      try (Connection next = account.connect("customFields=auto", "checkKey=true");
          ResultSet rows = next.getMetaData().getColumns(null, null, "customers", "since")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString("REMARKS"))
            .isEqualTo("custom attribute, seen with 17 % of 6 customers");
      }
      assertThat(account.account().requests()).hasSize(1);
    }
  }

  @Test
  void offHasNone() throws SQLException {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "customFields=off")) {
      assertThat(columns(account)).isEmpty();
      assertThat(account.ask("SELECT * FROM helpcrunch_meta.custom_fields").rows()).isEmpty();
      assertThat(account.account().requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plan", "plan:TEXT", "plan:", ":VARCHAR", "a:BIGINT,a:BIGINT", "a:BIGINT,"})
  void otherListsAreRefused(String list) {
    assertThatThrownBy(() -> AskedAccount.of(CUSTOMERS, "customFields=" + list))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("customFields")
        .hasMessageContaining("TIMESTAMP and VARCHAR");
  }

  @Test
  void moreThanGetAColumnAreRefused() throws SQLException {
    String most =
        IntStream.rangeClosed(1, 400)
            .mapToObj(i -> "f" + i + ":BIGINT")
            .collect(Collectors.joining(","));
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "customFields=" + most)) {
      assertThat(columns(account)).hasSize(400);
    }
    assertThatThrownBy(() -> AskedAccount.of(CUSTOMERS, "customFields=" + most + ",more:BIGINT"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("customFields declares 401 columns")
        .hasMessageContaining("400");
  }

  @Test
  void whatSendsNothingStillSendsNothing() throws SQLException {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "customFields=auto")) {
      account.ask("SELECT 1");
      account.ask("VALUES (1)");
      assertThat(account.account().requests()).isEmpty();
    }
  }

  @Test
  void laterValueThatDoesNotFitIsNamed() throws SQLException {
    List<DemoCustomer> customers = new ArrayList<>();
    customers.add(customer(1, "n", "text"));
    for (long id = 2; id < 120; id++) {
      customers.add(customer(id, "n", (int) id));
    }
    try (AskedAccount account = AskedAccount.of(customers, "customFields=auto")) {
      assertThatThrownBy(() -> account.ask("SELECT MAX(n) FROM customers"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("column n of customer 1;");
      assertThat(
              account
                  .ask("SELECT remarks FROM helpcrunch_meta.columns WHERE COLUMN_NAME = 'n'")
                  .rows())
          .containsExactly(List.of("custom attribute, seen with 100 % of 100 customers"));
      assertThat(account.ask("SELECT MAX(n) FROM customers WHERE id > 1").rows())
          .containsExactly(List.of(119L));
    }
    try (AskedAccount account =
        AskedAccount.of(customers, "customFields=auto", "undecodable=null")) {
      assertThat(account.ask("SELECT MAX(n) FROM customers").rows()).containsExactly(List.of(119L));
    }
  }

  @Test
  void twoHundredKeysOfAnyScript() throws SQLException {
    Object[] data = new Object[400];
    for (int i = 0; i < 200; i++) {
      data[2 * i] = "ключ 🙂 " + i;
      data[2 * i + 1] = i;
    }
    try (AskedAccount account = AskedAccount.of(List.of(customer(1, data)), "customFields=auto")) {
      assertThat(columns(account)).hasSize(200).contains("ключ 🙂 199 BIGINT");
      assertThat(account.ask("SELECT * FROM customers").rows().get(0)).hasSize(227).contains(199L);
      assertThat(account.ids("\"ключ 🙂 7\" + \"КЛЮЧ 🙂 8\" = 15")).containsExactly(1L);
    }
  }

  /** And odd ones, all of whose values can be read: names that collide, numbers beside texts. */
  @Test
  void theDemoAccountHasOneOfEachType() throws SQLException {
    String url = "jdbc:helpcrunch:demo;requestsPerMinute=0";
    try (Connection demo = DriverManager.getConnection(url)) {
      assertThat(
              H2Judge.query(
                      demo,
                      "SELECT columnName, type FROM helpcrunch_meta.custom_fields"
                          + " WHERE key IN ('renewal', 'seats', 'select', 'email', 'plan', 'Plan')")
                  .rows())
          .containsExactlyInAnyOrder(
              List.of("renewal", "TIMESTAMP"),
              List.of("seats", "VARCHAR"),
              List.of("select", "BOOLEAN"),
              List.of("custom_email", "VARCHAR"),
              List.of("Plan", "VARCHAR"),
              List.of("custom_plan", "VARCHAR"));
      assertThat(
              H2Judge.query(demo, "SELECT DISTINCT type FROM helpcrunch_meta.custom_fields")
                  .column(0))
          .contains("BIGINT", "DECIMAL");
      assertThat(
              H2Judge.query(
                      demo,
                      "SELECT MAX(renewal), MAX(seats), COUNT(\"select\"), COUNT(custom_email)"
                          + " FROM customers")
                  .rows())
          .hasSize(1);
    }
  }

  /** An empty text is no value of a column that is found, unless there is nothing else. */
  @Test
  void anEmptyTextTellsNoType() throws SQLException {
    List<DemoCustomer> customers =
        List.of(
            customer(1, "d", "", "e", "", "n", "", "ok", "", "t", "", "v", ""),
            customer(2, "d", new BigDecimal("1.5"), "n", 5, "ok", true, "t", RENEWAL, "v", "one"));
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.of(Quirk.GENERATION_MIDDLE), "customFields=auto")) {
      assertThat(columns(account))
          .containsExactly(
              "d DECIMAL", "e VARCHAR", "n BIGINT", "ok BOOLEAN", "t TIMESTAMP", "v VARCHAR");
      assertThat(account.ask("SELECT d, e, n, ok, t, v FROM customers WHERE id = 1").rows())
          .containsExactly(Arrays.asList(null, "", null, null, null, ""));
      assertThat(account.ask("SELECT SUM(n) FROM customers").column(0)).containsExactly(5L);
    }
  }

  /** As in every column that does not hold text. */
  @Test
  void anEmptyTextIsNoNumberAndNoTime() throws SQLException {
    List<DemoCustomer> customers =
        List.of(customer(1, "n", "", "d", "", "t", "", "v", ""), customer(2, "n", 5));
    try (AskedAccount account =
        AskedAccount.of(customers, "customFields=n:BIGINT,d:DECIMAL,t:TIMESTAMP,v:VARCHAR")) {
      assertThat(account.ask("SELECT n, d, t, v FROM customers WHERE id = 1").rows())
          .containsExactly(Arrays.asList(null, null, null, ""));
      assertThat(account.ask("SELECT SUM(n) FROM customers").column(0)).containsExactly(5L);
    }
  }
}
