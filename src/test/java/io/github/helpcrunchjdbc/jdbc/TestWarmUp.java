package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded while a connection is idle. */
class TestWarmUp {
  @Test
  void itsStatementsAreUnderstood() throws Exception {
    try (Connection connection = WarmUp.connect()) {
      assertThat(WarmUp.run(connection, 0, () -> true)).isEqualTo(5);
      assertThat(WarmUp.run(connection, 1, () -> true)).isEqualTo(5);
      assertThat(WarmUp.run(connection, 2, () -> false)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "FALSE"})
  void connectingSendsNothingWhicheverWay(String warmUp) throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(List.of())) {
      Properties properties = new Properties();
      properties.setProperty("apiKey", account.apiKey());
      properties.setProperty("baseUrl", account.baseUrl());
      properties.setProperty("warmUp", warmUp);
      properties.setProperty("checkKey", "false");
      properties.setProperty("customFields", "off");
      try (Connection connection = DriverManager.getConnection("jdbc:helpcrunch:", properties)) {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
          if (thread.getName().equals("helpcrunch-warm-up")) {
            assertThat(thread.isDaemon()).isTrue();
            thread.join(10_000);
          }
        }
        assertThat(connection.isClosed()).isFalse();
        assertThat(account.requests()).isEmpty();
      }
    }
  }
}
