package io.github.helpcrunchjdbc;

import org.jspecify.annotations.Nullable;

/**
 * Lets a caller set a listener that is told how far statements are. {@code
 * Connection.unwrap(ReportsProgress.class)} sets it for all executions of the connection that begin
 * afterwards, {@code Statement.unwrap(ReportsProgress.class)} for the executions of one statement.
 * Thread-safe.
 */
public interface ReportsProgress {
  /**
   * Sets the listener that executions report to, if they begin from now on.
   *
   * @param listener replaces the listener set before; null for none, so that a statement reports to
   *     its connection's listener
   */
  void setProgressListener(@Nullable ProgressListener listener);
}
