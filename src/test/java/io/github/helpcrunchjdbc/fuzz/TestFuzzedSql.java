package io.github.helpcrunchjdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.campaign.Dice;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SQL with mistakes: rows, or an error that holds nothing of a customer. */
class TestFuzzedSql {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");

  /** In the name of every customer, and in no statement. */
  private static final String PERSONAL = "Quetzalqwxyz";

  private static final int CUSTOMERS = 150;
  private static final int SECONDS = 5;

  private static List<String> statements;
  private static SimulatedAccount account;
  private static Connection connection;

  @BeforeAll
  static void connect() throws Exception {
    statements = new ArrayList<>(lines("/statements/everyday.sql"));
    statements.addAll(lines("/statements/unusual.sql"));
    List<DemoCustomer> customers = new ArrayList<>();
    for (DemoCustomer customer : DemoAccount.customers(NOW, CUSTOMERS)) {
      customers.add(customer.with(CustomerField.NAME, PERSONAL + customer.id()));
    }
    account = SimulatedAccount.of(customers);
    connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:requestsPerMinute=0;checkKey=false;customFields=off;maxMemory=50"
                + ";sharedQuota=false;timeZone=UTC;apiKey="
                + account.apiKey()
                + ";baseUrl="
                + account.baseUrl());
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
    account.close();
  }

  private static List<String> lines(String resource) throws IOException {
    InputStream file = Objects.requireNonNull(TestFuzzedSql.class.getResourceAsStream(resource));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  private record Asked(String sql) implements FuzzCase {
    @Override
    public List<String> secrets() {
      return List.of(PERSONAL, account.apiKey());
    }

    @Override
    public String run() throws SQLException {
      ask(sql, SECONDS);
      return "rows";
    }
  }

  /** Runs a statement for so many seconds at the most, 0 for any time. */
  private static void ask(String sql, int seconds) throws SQLException {
    account.clear();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(seconds);
      statement.setMaxRows(1_000);
      try (ResultSet rows = statement.executeQuery(sql)) {
        read(rows);
      }
    }
  }

  /** Reads every value in two ways. */
  static void read(ResultSet rows) throws SQLException {
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      for (int i = 1; i <= columns; i++) {
        rows.getObject(i);
        rows.getString(i);
      }
    }
  }

  private static Asked asked(Dice dice) {
    String sql = dice.pick(statements);
    String other = dice.pick(statements);
    return new Asked(
        dice.chance(75)
            ? new SqlMutator(dice).mutate(sql, other)
            : new TextMutator(dice).mutate(sql, other));
  }

  @Test
  void givesRowsOrSaysWhyNot() {
    Map<String, Integer> ends = FuzzRun.run(60, TestFuzzedSql::asked);
    assertThat(ends).containsKey("rows").containsKey("42601");
  }

  @Test
  void whatIsChangedIsValid() throws IOException {
    List<String> refused = new ArrayList<>();
    for (String sql : lines("/statements/everyday.sql")) {
      try {
        ask(sql, 0);
      } catch (SQLException e) {
        refused.add(sql + ": " + e.getMessage());
      }
    }
    assertThat(refused).isEmpty();
  }
}
