package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.SettingsReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads and compiles what a first query needs while a connection is idle. It executes a few
 * statements on a small account in memory, through all packages but the network. It runs once, in
 * the background, and only as long as no caller executes a query. Thread-safe.
 */
final class WarmUp {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.connection");

  /**
   * The pause before the warm-up. A program that connects and queries at once, as a shell does, is
   * therefore not delayed.
   */
  private static final long IDLE_MILLIS = 150;

  /**
   * The most rounds. The JVM compiles code that runs repeatedly, but no new round begins after
   * {@link #LAST_ROUND_MILLIS}.
   */
  private static final int MOST_ROUNDS = 4;

  private static final long LAST_ROUND_MILLIS = 2_000;

  private static final String URL =
      "jdbc:helpcrunch:demo;requestsPerMinute=0;checkKey=false;warmUp=false";

  private static final int CUSTOMERS = 250;

  /** The statements; each uses other code than the statements before it. */
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT * FROM customers ORDER BY lastSeen DESC LIMIT 20",
          "SELECT id, name FROM customers WHERE city = 'Kyiv' ORDER BY lastSeen DESC LIMIT 5",
          "SELECT id, name FROM customers WHERE email LIKE '%a%' AND UPPER(name) <> 'X'",
          "SELECT countryCode, COUNT(*) AS n FROM customers WHERE lastSeen >="
              + " TIMESTAMP '2024-01-01 00:00:00' GROUP BY countryCode ORDER BY n DESC LIMIT 5",
          "SELECT COUNT(*) FROM customers WHERE id > 5");

  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch queried = new CountDownLatch(1);

  /** Starts the warm-up unless it was started before or a query was executed; returns at once. */
  // Correctness does not depend on the priority: it only spares other threads where the system
  // heeds it.
  @SuppressWarnings("ThreadPriorityCheck")
  void start() {
    if (queried.getCount() > 0 && started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::runWhileIdle, "helpcrunch-warm-up");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  /** Ends the warm-up, because a query of the user needs the processor. */
  void stop() {
    queried.countDown();
  }

  private void runWhileIdle() {
    try {
      if (!queried.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
        long start = System.nanoTime();
        long most = TimeUnit.MILLISECONDS.toNanos(LAST_ROUND_MILLIS);
        try (Connection connection = connect()) {
          for (int round = 0;
              round < MOST_ROUNDS && (round == 0 || System.nanoTime() - start < most);
              round++) {
            run(connection, round, () -> queried.getCount() > 0);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException | RuntimeException | LinkageError e) {
      // The first query of the user will fail with a better message.
      LOG.log(Level.CONFIG, "warm-up failed", e);
    }
  }

  /** Connects to the small account with its own sessions, whose queries don't end the warm-up. */
  static Connection connect() throws SQLException {
    ConnectionSettings settings = SettingsReader.read(URL, null, name -> null);
    DemoNetwork network = DemoNetwork.ofSmallAccount(Instant.now(), CUSTOMERS);
    AccountRegistry registry = new AccountRegistry(StatementRegistry.ofWarmUp());
    return new HelpCrunchConnection(
            new ServiceSessions(registry).session(settings, network), settings)
        .proxy();
  }

  /**
   * Executes the statements and reads their answers to the end.
   *
   * @param round a different number each time, so that the statements are planned again
   * @param idle whether to go on with the next statement
   * @return how many statements were executed
   */
  static int run(Connection connection, int round, BooleanSupplier idle) throws SQLException {
    int executed = 0;
    for (String statement : STATEMENTS) {
      if (idle.getAsBoolean()) {
        execute(connection, statement + " ".repeat(round));
        executed++;
      }
    }
    return executed;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          // Tools read values as an Object and as text.
          rows.getObject(i);
          rows.getString(i);
        }
      }
    }
  }
}
