package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements that ask the same at the same time send one request. */
@Timeout(60)
class TestSharedRequests {
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 430);
  private static final AtomicInteger KEYS = new AtomicInteger();

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Connection> connections = new ArrayList<>();
  private @Nullable SimulatedAccount account;

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    for (Connection connection : connections) {
      connection.close();
    }
    if (account != null) {
      account.close();
    }
  }

  private SimulatedAccount start(Duration latency) {
    account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .apiKey("shared-" + KEYS.incrementAndGet())
            .latency(latency)
            .start();
    return account;
  }

  private Connection connect(String... more) throws SQLException {
    assertThat(account).isNotNull();
    Properties properties = new Properties();
    properties.setProperty("apiKey", account.apiKey());
    properties.setProperty("requestsPerMinute", "0");
    properties.setProperty("checkKey", "false");
    properties.setProperty("customFields", "off");
    properties.setProperty("stringMatching", "strict");
    for (String property : more) {
      String[] nameAndValue = property.split("=", 2);
      properties.setProperty(nameAndValue[0], nameAndValue[1]);
    }
    Connection connection =
        DriverManager.getConnection(
            "jdbc:helpcrunch:timeZone=UTC;baseUrl=" + account.baseUrl(), properties);
    connections.add(connection);
    return connection;
  }

  private record Answer(List<Long> values, long requests, long shared) {}

  private static Answer ask(Statement statement, String sql) throws SQLException {
    List<Long> values = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getLong(1));
      }
    }
    Receipt cost = statement.unwrap(Receipt.class);
    return new Answer(values, cost.requests(), cost.sharedRequests());
  }

  private List<Future<Answer>> askAtOnce(String sql, int times, String... properties)
      throws SQLException {
    CountDownLatch ready = new CountDownLatch(times);
    List<Future<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      Statement statement = connect(properties).createStatement();
      statement.getConnection().prepareStatement(sql).close();
      answers.add(
          threads.submit(
              () -> {
                ready.countDown();
                ready.await();
                return ask(statement, sql);
              }));
    }
    return answers;
  }

  @Test
  void oneRequestForAll() throws Exception {
    SimulatedAccount service = start(Duration.ofMillis(950));
    long requests = 0;
    long shared = 0;
    for (Future<Answer> answer : askAtOnce("SELECT COUNT(*) FROM customers", 6)) {
      assertThat(answer.get().values()).containsExactly(430L);
      requests += answer.get().requests();
      shared += answer.get().shared();
    }
    assertThat(service.bodies()).hasSize(1);
    assertThat(requests).isEqualTo(1);
    assertThat(shared).isEqualTo(5);
  }

  @Test
  void whatIsNotAskedAlikeIsAskedApart() throws Exception {
    SimulatedAccount service = start(Duration.ofMillis(300));
    List<Future<Answer>> answers = new ArrayList<>();
    answers.addAll(askAtOnce("SELECT COUNT(*) FROM customers", 1));
    answers.addAll(askAtOnce("SELECT COUNT(*) FROM customers", 1, "readTimeout=9"));
    answers.addAll(askAtOnce("SELECT COUNT(*) FROM customers WHERE id > 5", 1));
    for (Future<Answer> answer : answers) {
      assertThat(answer.get().shared()).isZero();
    }
    assertThat(service.bodies()).hasSize(3);
  }

  @Test
  void whatHasBeenAnsweredIsAskedAgain() throws Exception {
    SimulatedAccount service = start(Duration.ZERO);
    Statement statement = connect().createStatement();
    ask(statement, "SELECT COUNT(*) FROM customers");
    service.customers().delete(CUSTOMERS.get(0).id());
    assertThat(ask(statement, "SELECT COUNT(*) FROM customers").values()).containsExactly(429L);
  }

  @Test
  void wholeScansToo() throws Exception {
    SimulatedAccount service = start(Duration.ofMillis(100));
    long requests = 0;
    for (Future<Answer> answer : askAtOnce("SELECT id FROM customers", 4)) {
      assertThat(answer.get().values()).hasSize(430).doesNotHaveDuplicates();
      requests += answer.get().requests();
    }
    assertThat(service.bodies()).hasSizeLessThan(4 * 5).hasSize((int) requests);
  }

  @Test
  void whoSetOutFirstMayLeaveTheOthersAlone() throws Exception {
    SimulatedAccount service = start(Duration.ofMillis(900));
    String sql = "SELECT COUNT(*) FROM customers";
    Statement first = connect().createStatement();
    Statement second = connect().createStatement();
    for (Statement statement : List.of(first, second)) {
      statement.getConnection().prepareStatement(sql).close();
    }
    Future<Answer> cancelled = threads.submit(() -> ask(first, sql));
    awaitRequest(service);
    Future<Answer> patient = threads.submit(() -> ask(second, sql));
    while (second.isWrapperFor(Receipt.class)
        ? second.unwrap(Receipt.class).sharedRequests() == 0
        : !patient.isDone()) {
      Thread.onSpinWait();
    }
    first.cancel();
    assertThatThrownBy(cancelled::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(Exception.class)
        .hasMessageContaining("cancelled");
    assertThat(patient.get().values()).containsExactly(430L);
    assertThat(service.bodies()).hasSize(1);
  }

  private static void awaitRequest(SimulatedAccount service) {
    while (service.bodies().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void aTimeoutIsOnesOwn() throws Exception {
    SimulatedAccount service = start(Duration.ofMillis(1500));
    String sql = "SELECT COUNT(*) FROM customers";
    Statement hurried = connect().createStatement();
    hurried.setQueryTimeout(1);
    Statement patient = connect().createStatement();
    patient.getConnection().prepareStatement(sql).close();
    hurried.getConnection().prepareStatement(sql).close();
    Future<Answer> late = threads.submit(() -> ask(hurried, sql));
    awaitRequest(service);
    Future<Answer> answer = threads.submit(() -> ask(patient, sql));
    assertThatThrownBy(late::get).hasMessageContaining("timeout");
    assertThat(answer.get().values()).containsExactly(430L);
    assertThat(service.bodies()).hasSize(1);
  }
}
