package io.github.helpcrunchjdbc.http;

/** Time as a seam, so that tests need not wait for it. Thread-safe. */
interface Time {
  /** A reading of a clock that never steps back; only differences mean something. */
  long nanoTime();

  /**
   * Has a task run after a delay. The task is short and does not block.
   *
   * @return takes the task back if it has not run yet
   */
  Runnable schedule(Runnable task, long delayNanos);
}
