package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the driver logs, by area and level, and that it gives nothing away. */
class TestLogging {
  private static final Logger ALL = Logger.getLogger("io.github.helpcrunchjdbc");

  private final WatchedAccount account = WatchedAccount.of(450);
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private Runnable whenLogged = () -> {};
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          records.add(logged);
          whenLogged.run();
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    ALL.setLevel(Level.ALL);
    ALL.addHandler(handler);
    ALL.setUseParentHandlers(false);
  }

  @AfterEach
  void close() {
    ALL.removeHandler(handler);
    ALL.setLevel(null);
    ALL.setUseParentHandlers(true);
    account.close();
  }

  private Stream<String> lines(String area, Level level) {
    return records.stream()
        .filter(logged -> logged.getLoggerName().equals("io.github.helpcrunchjdbc." + area))
        .filter(logged -> logged.getLevel().equals(level))
        .map(LogRecord::getMessage);
  }

  private static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }

  @Test
  void eachLineOfAStatementHasItsNumberAndNoValue() throws SQLException {
    try (Connection connection = account.connect()) {
      read(connection, "SELECT 1");
      read(connection, "SELECT id FROM customers WHERE name = 'Secret Name'");
    }
    assertThat(lines("statement", Level.FINER))
        .contains("statement 2 begins: SELECT id FROM customers WHERE name = ?");
    // Another test's warm-up may still log in this JVM.
    assertThat(lines("http", Level.FINE).filter(line -> line.contains("[name =")))
        .singleElement()
        .asString()
        .startsWith("statement 2: search [name =");
    assertThat(lines("statement", Level.FINE))
        .anyMatch(line -> line.startsWith("statement 2 ended"));
    assertThat(lines("http", Level.FINEST).filter(line -> line.startsWith("statement 2: sends ")))
        .singleElement()
        .asString()
        .contains("\"value\":\"Secret Name\"");
    assertThat(
            records.stream()
                .filter(logged -> !logged.getLevel().equals(Level.FINEST))
                .map(LogRecord::getMessage))
        .noneMatch(line -> line.contains("Secret"));
    assertThat(records.stream().map(LogRecord::getMessage))
        .noneMatch(line -> line.contains(account.account().apiKey()));
  }

  /** Whoever reads that costs grow, or that a listener failed, looks for the statement. */
  @Test
  void whatAStatementLearnsAndWhatFailsBesideItHaveItsNumber() throws SQLException {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 450)
            .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.NAME, "n" + id % 9))
            .toList();
    try (WatchedAccount odd =
            WatchedAccount.of(
                SimulatedAccount.builder()
                    .customers(customers)
                    .contradiction(Contradiction.TOTAL_TOO_SMALL)
                    .start());
        Connection connection = odd.connect("pageSize=10", "stringMatching=auto")) {
      for (int i = 0; i < 2; i++) {
        read(connection, "SELECT id FROM customers");
      }
      read(connection, "SHOW DIAGNOSIS");
      for (Throwable failure : List.of(new IllegalStateException(), new AssertionError())) {
        connection.unwrap(ReportsProgress.class).setProgressListener(listener(failure));
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
          rows.next();
          odd.heartbeat().beat();
        }
      }
    }
    assertThat(lines("learned", Level.INFO))
        .isNotEmpty()
        .allMatch(line -> line.matches("statement [123]: learned of the service: .*"));
    assertThat(lines("learned", Level.CONFIG))
        .anyMatch(line -> line.startsWith("statement 3: matching of name: "));
    assertThat(lines("progress", Level.WARNING))
        .containsExactly(
            "statement 4: the listener to its progress failed, and is told no more of it",
            "statement 5: the listener to its progress failed, and is told no more of it");
  }

  @Test
  void howManyFiltersASearchTakesIsLoggedWithTheStatementThatLearnedIt() throws SQLException {
    String sql = "SELECT id FROM customers WHERE id IN (11, 13, 15, 17, 19, 21, 23, 25, 27, 29)";
    try (WatchedAccount small =
            WatchedAccount.of(
                SimulatedAccount.builder()
                    .customers(IntStream.rangeClosed(1, 900).mapToObj(DemoCustomer::of).toList())
                    .behaviour(Behaviour.PLAIN.withMaxFilters(5))
                    .start());
        Connection connection = small.connect();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery(sql)) {
        assertThat(rows.next()).isTrue();
      }
      assertThat(statement.unwrap(Receipt.class).learned())
          .contains("searches have 5 filters at the most, as one with more was refused");
    }
    assertThat(lines("learned", Level.CONFIG))
        .contains("statement 1: searches have 5 filters at the most, as one with more was refused");
  }

  private static ProgressListener listener(Throwable failure) {
    return progress -> {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    };
  }

  @Test
  void aLookAtTheServiceIsLoggedToo() throws SQLException {
    try (Connection connection = account.connect()) {
      read(connection, "SHOW DIAGNOSIS");
    }
    List<String> answers =
        lines("http", Level.FINE).filter(line -> line.startsWith("statement 1: ")).toList();
    assertThat(answers).hasSameSizeAs(account.account().requests());
    assertThat(answers.get(0))
        .startsWith("statement 1: search [] sort firstSeen DESC offset 0 limit 100: status 200, ");
    assertThat(lines("http", Level.FINEST).filter(line -> line.startsWith("statement 1: sends ")))
        .hasSameSizeAs(answers);
  }

  /** The list takes no body. */
  @Test
  void ofAListTheAddressIsLogged() throws SQLException {
    try (WatchedAccount strict =
            WatchedAccount.of(
                SimulatedAccount.builder()
                    .behaviour(Behaviour.of(Quirk.MISSING_FILTER_REJECTED))
                    .start());
        Connection connection = strict.connect()) {
      read(connection, "SELECT id FROM customers");
      String sent = "statement 1: sends GET " + strict.account().baseUrl() + "/customers?limit=";
      assertThat(lines("http", Level.FINEST)).anyMatch(line -> line.startsWith(sent));
    }
  }

  @Test
  void anExceptionNamesItsStatement() throws SQLException {
    account.account().failNext(9, Failure.status(403));
    try (Connection connection = account.connect()) {
      assertThatThrownBy(() -> read(connection, "SELECT id FROM customers"))
          .isInstanceOf(SQLException.class)
          .hasMessageEndingWith("(statement 1)");
    }
    assertThat(lines("statement", Level.FINE))
        .anyMatch(line -> line.startsWith("statement 1 failed with 28000: requests=1"));
  }

  @Test
  void aStatementThatCanNotBePreparedHasANumberToo() throws SQLException {
    try (Connection connection = account.connect()) {
      read(connection, "SELECT 1");
      assertThatThrownBy(
              () -> connection.prepareStatement("SELECT nobody FROM customers WHERE name = 'S'"))
          .isInstanceOf(SQLException.class);
      assertThat(lines("statement", Level.FINE))
          .anyMatch(line -> line.startsWith("statement 2 failed with 42703"));
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT sql FROM helpcrunch_meta.statements WHERE statement = 2")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("SELECT nobody FROM customers WHERE name = ?");
      }
    }
  }

  @Test
  void aStatementThatIsClosedAsItBeginsHasEnded() throws SQLException {
    try (Connection connection = account.connect();
        Statement statement = connection.createStatement()) {
      whenLogged = () -> closed(statement);
      assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM customers"))
          .isInstanceOf(SQLException.class)
          .hasMessage("the statement is closed");
    }
    assertThat(lines("statement", Level.FINE))
        .singleElement()
        .asString()
        .startsWith("statement 1 failed with 55000: requests=0");
  }

  private static void closed(Statement statement) {
    try {
      statement.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aSlowStatementIsLoggedWithItsTimeAndCost() throws SQLException {
    try (Connection connection = account.connect("slowStatement=3", "pageSize=10");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers WHERE id < 300")) {
      assertThat(rows.next()).isTrue();
      // The caller's own time does not count.
      for (int i = 0; i < 10; i++) {
        account.heartbeat().beat();
      }
    }
    assertThat(lines("statement", Level.INFO)).isEmpty();
    account.account().failNext(1, Failure.status(500));
    try (Connection connection = account.connect("slowStatement=3")) {
      Thread beating =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  account.heartbeat().beat();
                }
              });
      beating.start();
      read(connection, "SELECT id FROM customers WHERE id < 300");
      beating.interrupt();
    }
    assertThat(lines("statement", Level.INFO))
        .singleElement()
        .asString()
        .startsWith("statement 2 was slow, ")
        .contains("retries=1", "SELECT id FROM customers WHERE id < ?");
  }

  @Test
  void progressIsLoggedOnceInTenSeconds() throws SQLException {
    try (Connection connection = account.connect("pageSize=10");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
      for (int page = 0; page < 25; page++) {
        for (int row = 0; row < 10; row++) {
          assertThat(rows.next()).isTrue();
        }
        account.heartbeat().beat();
      }
    }
    assertThat(lines("progress", Level.FINE))
        .hasSize(2)
        .allMatch(line -> line.startsWith("statement 1: page "));
  }

  @Test
  void allAreasAreDocumented() throws Exception {
    String page = Files.readString(Path.of("docs", "logging.md"));
    try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
      List<String> names =
          sources
              .filter(file -> file.toString().endsWith(".java"))
              .flatMap(TestLogging::loggers)
              .distinct()
              .toList();
      assertThat(names).hasSizeGreaterThan(3).allMatch(name -> page.contains("`" + name + "`"));
    }
  }

  private static Stream<String> loggers(Path source) {
    try {
      return java.util.regex.Pattern.compile("getLogger\\(\"([^\"]+)\"\\)")
          .matcher(Files.readString(source))
          .results()
          .map(found -> found.group(1));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
