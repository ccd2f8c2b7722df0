package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is loaded while a connection is idle. */
class TestWarmUp {
  private static final Logger ALL = Logger.getLogger("io.github.helpcrunchjdbc");

  @Test
  void itsStatementsAreUnderstood() throws Exception {
    try (Connection connection = WarmUp.connect()) {
      assertThat(WarmUp.run(connection, 0, () -> true)).isEqualTo(5);
      assertThat(WarmUp.run(connection, 1, () -> true)).isEqualTo(5);
      assertThat(WarmUp.run(connection, 2, () -> false)).isZero();
    }
  }

  /** Who reads of statement 1 in a log reads of the user's. */
  @Test
  void itsLinesInTheLogAreNotThoseOfAUsersStatements() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            lines.add(logged.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    ALL.addHandler(handler);
    ALL.setLevel(Level.FINE);
    ALL.setUseParentHandlers(false);
    try (Connection connection = WarmUp.connect()) {
      WarmUp.run(connection, 0, () -> true);
    } finally {
      ALL.removeHandler(handler);
      ALL.setLevel(null);
      ALL.setUseParentHandlers(true);
    }
    assertThat(lines)
        .anyMatch(line -> line.startsWith("warm-up 1: search ["))
        .anyMatch(line -> line.startsWith("warm-up 5 ended"))
        .noneMatch(line -> line.startsWith("statement"));
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
