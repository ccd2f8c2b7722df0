package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;

/** Logs at FINE what a statement has cost, once it has ended. Thread-safe. */
final class CostLog implements Runnable {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.jdbc");

  private final Execution execution;
  private final Runnable unwatch;
  private final AtomicBoolean ended = new AtomicBoolean();

  /**
   * Creates a log entry to be.
   *
   * @param unwatch ends the watch over the statement's timeout
   */
  CostLog(Execution execution, Runnable unwatch) {
    this.execution = execution;
    this.unwatch = unwatch;
  }

  /** The statement has ended; may be said again. */
  @Override
  public void run() {
    unwatch.run();
    if (ended.compareAndSet(false, true)) {
      // Not the SQL: it may hold personal values.
      LOG.fine(() -> "statement ended: " + execution.cost());
    }
  }
}
