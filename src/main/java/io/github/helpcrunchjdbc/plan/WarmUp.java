package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountFacts;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.AggregateReader;
import io.github.helpcrunchjdbc.read.CustomerReader;
import io.github.helpcrunchjdbc.read.PageSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads and compiles what a first query needs while a connection is idle: a few statements over an
 * account without customers, which no request reaches. Once a JVM, in the background, and only as
 * long as nobody asks a query of their own. Thread-safe.
 */
public final class WarmUp {
  private static final Logger LOG = Logger.getLogger(WarmUp.class.getName());

  /** Who connects and asks at once, as a shell does, is not held up. */
  private static final long IDLE_MILLIS = 150;

  /** Each takes other paths than those before it; together under two seconds on a slow machine. */
  private static final List<String> STATEMENTS =
      List.of(
          "SELECT * FROM customers ORDER BY lastSeen DESC LIMIT 20",
          "SELECT id, name FROM customers WHERE email LIKE '%a%' AND UPPER(name) <> 'X'",
          "SELECT countryCode, COUNT(*) AS n FROM customers WHERE lastSeen >="
              + " TIMESTAMP '2024-01-01 00:00:00' GROUP BY countryCode ORDER BY n DESC LIMIT 5",
          "SELECT COUNT(*) FROM customers WHERE id > 5");

  private static final String EMPTY = "{\"data\":[],\"total\":0}";

  private static final AtomicBoolean STARTED = new AtomicBoolean();
  private static final CountDownLatch QUERIED = new CountDownLatch(1);

  private WarmUp() {}

  /** Starts it if this JVM has not yet; returns at once. */
  // Nothing depends on the priority: it only spares others where the system heeds it.
  @SuppressWarnings("ThreadPriorityCheck")
  public static void start() {
    if (QUERIED.getCount() > 0 && STARTED.compareAndSet(false, true)) {
      Thread thread = new Thread(WarmUp::runWhileIdle, "helpcrunch-warm-up");
      thread.setDaemon(true);
      thread.setPriority(Thread.MIN_PRIORITY);
      thread.start();
    }
  }

  /** Ends it: a query of somebody's own needs the processor. */
  public static void stop() {
    QUERIED.countDown();
  }

  private static void runWhileIdle() {
    try {
      if (!QUERIED.await(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
        run(() -> QUERIED.getCount() > 0);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | LinkageError e) {
      // The first query will say it better.
      LOG.log(Level.CONFIG, "warm-up failed", e);
    }
  }

  /**
   * Executes the statements.
   *
   * @param idle whether to go on with the next
   * @return how many were executed
   */
  static int run(BooleanSupplier idle) {
    PageSource nobody = (request, decoder, execution) -> decode(decoder);
    CustomerReader rows = new CustomerReader(nobody, 100);
    AccountKnowledge knowledge =
        new AccountKnowledge(new AccountFacts(), nobody, StringMatching.STRICT, WallClock.UTC);
    QueryEngine engine =
        new CalciteEngine(
            new ScanContext(rows, new AggregateReader(rows), knowledge), Clock.systemUTC());
    int executed = 0;
    for (String statement : STATEMENTS) {
      if (idle.getAsBoolean()) {
        execute(engine, statement);
        executed++;
      }
    }
    return executed;
  }

  /** Executes a statement and reads its answer to the end. */
  private static void execute(QueryEngine engine, String statement) {
    try (RowCursor cursor = engine.prepare(statement).execute(List.of(), Execution.unbounded())) {
      while (cursor.next()) {
        cursor.row();
      }
    }
  }

  private static Page decode(PageDecoder decoder) {
    try {
      return decoder.decode(new ByteArrayInputStream(EMPTY.getBytes(StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
