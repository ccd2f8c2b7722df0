package io.github.helpcrunchjdbc;

import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how far statements are. {@code Connection.unwrap(ReportsProgress.class)} is for
 * all executions of the connection that begin afterwards, {@code
 * Statement.unwrap(ReportsProgress.class)} for those of one statement. Thread-safe.
 */
public interface ReportsProgress {
  /**
   * Has executions that begin from now on tell a listener.
   *
   * @param listener takes the place of the one before; null for none, so that a statement tells its
   *     connection's
   */
  void setProgressListener(@Nullable ProgressListener listener);
}
