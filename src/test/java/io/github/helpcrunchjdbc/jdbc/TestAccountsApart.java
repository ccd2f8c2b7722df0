package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.SettingsReader;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One account's customers are never shown as another's. */
class TestAccountsApart {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 3);

  private final ServiceSessions sessions =
      new ServiceSessions(new AccountRegistry(StatementRegistry.ofUsers()));

  private Connection connect(String url, SimulatedAccount answering) throws SQLException {
    ConnectionSettings settings = SettingsReader.read(url, null, name -> null);
    return new HelpCrunchConnection(
            sessions.session(settings, DemoNetwork.of(answering::search)), settings)
        .proxy();
  }

  private static long count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id, name FROM customers")) {
      long count = 0;
      while (rows.next()) {
        count++;
      }
      return count;
    }
  }

  @Test
  void theDemosCustomersAreNotTheAccountsOfTheSameKey() throws SQLException {
    try (SimulatedAccount demo = SimulatedAccount.builder().apiKey("K").start();
        SimulatedAccount real =
            SimulatedAccount.builder().apiKey("K").customers(CUSTOMERS).start();
        Connection first =
            connect(
                "jdbc:helpcrunch:demo;apiKey=K;cacheTtl=600;warmUp=false;checkKey=false;customFields=off",
                demo)) {
      assertThat(count(first)).isZero();
      try (Connection second =
          connect(
              "jdbc:helpcrunch:apiKey=K;cacheTtl=600;warmUp=false;checkKey=false;customFields=off",
              real)) {
        assertThat(count(second)).isEqualTo(3);
        assertThat(count(second)).isEqualTo(3);
        assertThat(real.requests()).hasSize(1);
      }
    }
  }

  @Test
  void theDemosRequestsDoNotCountForTheAccountOfTheSameKey() throws SQLException {
    try (SimulatedAccount demo = SimulatedAccount.builder().apiKey("K").start();
        SimulatedAccount real =
            SimulatedAccount.builder().apiKey("K").customers(CUSTOMERS).start();
        Connection first =
            connect(
                "jdbc:helpcrunch:demo;apiKey=K;requestsPerMinute=1;sharedQuota=false;warmUp=false;checkKey=false;customFields=off",
                demo);
        Connection second =
            connect(
                "jdbc:helpcrunch:apiKey=K;requestsPerMinute=1;sharedQuota=false;warmUp=false;checkKey=false;customFields=off",
                real)) {
      assertThat(count(first)).isZero();
      try (Statement statement = second.createStatement()) {
        statement.setQueryTimeout(5);
        // Would fail at once, as the quota of one request a minute were used.
        try (ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
          assertThat(rows.next()).isTrue();
        }
      }
    }
  }

  @Test
  void answersAreKeptForWhoConnectsAgain() throws SQLException {
    String url =
        "jdbc:helpcrunch:apiKey=K;cacheTtl=600;warmUp=false;checkKey=false;customFields=off";
    try (SimulatedAccount real =
        SimulatedAccount.builder().apiKey("K").customers(CUSTOMERS).start()) {
      for (int i = 0; i < 2; i++) {
        try (Connection connection = connect(url, real)) {
          assertThat(count(connection)).isEqualTo(3);
        }
      }
      assertThat(real.requests()).hasSize(1);
    }
  }
}
