package io.github.helpcrunchjdbc.execution;

import java.time.Instant;

/** Time as a seam, so that tests need not wait for it. Thread-safe. */
public interface Time {
  /** What a clock on the wall shows. */
  Instant now();

  /** A reading of a clock that never steps back; only differences mean something. */
  long nanoTime();

  /**
   * Has a task run once after a delay. The task is short and does not block.
   *
   * @return takes the task back if it has not run yet; harmless if run twice
   */
  Runnable schedule(Runnable task, long delayNanos);

  /**
   * Has a task run once a second, the first time in a second.
   *
   * @return ends it; harmless if run twice
   */
  Runnable everySecond(Runnable task);
}
