package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Time;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a statement that is observed: the list of statements shows it, its progress is
 * reported, and its end is logged. Thread-safe.
 */
public record ObservedExecution(
    StatementRegistry statementRegistry,
    Execution execution,
    StatementTrace trace,
    Duration slowAfter,
    Runnable progress) {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.statement");

  /**
   * Begins to observe an execution that begins now.
   *
   * @param slowAfter from which time on it is logged as slow; zero for never
   * @param listener is told its progress; null for no listener
   */
  public static ObservedExecution begin(
      StatementRegistry statementRegistry,
      Execution execution,
      StatementText text,
      SendRate sendRate,
      Duration slowAfter,
      @Nullable ProgressListener listener) {
    Time heartbeat = statementRegistry.heartbeat();
    StatementTrace trace =
        new StatementTrace(execution.number(), text, heartbeat, execution.statistics());
    statementRegistry.add(trace);
    LOG.finer(() -> execution.name() + " begins: " + text.masked());
    return new ObservedExecution(
        statementRegistry,
        execution,
        trace,
        slowAfter,
        ProgressReporter.start(execution.name(), trace, sendRate, heartbeat, listener));
  }

  /** Returns what the execution has cost so far. */
  public Receipt receipt() {
    return trace;
  }

  /**
   * Notes that the execution has ended; a second call does nothing.
   *
   * @param sqlState the SQLState of its failure; null if it did not fail
   */
  public void end(@Nullable String sqlState) {
    if (!trace.ended(sqlState)) {
      return;
    }
    if (sqlState == null) {
      execution.endReading();
    }
    statementRegistry.beans().ended(trace);
    progress.run();
    if (LOG.isLoggable(Level.FINE)) {
      // The message has no SQL, because the SQL may hold personal values.
      LOG.fine(
          execution.name()
              + (sqlState == null ? " ended: " : " failed with " + sqlState + ": ")
              + trace);
    }
    // The caller's own time between two rows does not count.
    Duration waited = trace.waited();
    if (!slowAfter.isZero() && waited.compareTo(slowAfter) >= 0) {
      LOG.info(
          () ->
              "%s was slow, %s s: %s; %s"
                  .formatted(execution.name(), waited.toSeconds(), trace, trace.text().masked()));
    }
  }
}
