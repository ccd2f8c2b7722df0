package io.github.helpcrunchjdbc.execution;

import java.time.Instant;

/** A clock with a timer. Tests set their own, so that they need not wait. Thread-safe. */
public interface Time {
  /** Returns the time of day. */
  Instant now();

  /** Returns a reading of a clock that never goes back. Only differences have a meaning. */
  long nanoTime();

  /**
   * Runs a task once after a delay. The task is short and does not block.
   *
   * @return an action that cancels the task if it has not run yet; running it twice does no harm
   */
  Runnable schedule(Runnable task, long delayNanos);

  /**
   * Runs a task once a second, the first time in a second.
   *
   * @return an action that ends the repetition; running it twice does no harm
   */
  Runnable everySecond(Runnable task);
}
