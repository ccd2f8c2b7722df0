package io.github.helpcrunchjdbc.jdbc.observe;

import java.time.Instant;

/** Time as a seam, so that tests need not wait for it. Thread-safe. */
public interface Heartbeat {
  /** What a clock on the wall shows. */
  Instant now();

  /** A reading of a clock that never steps back; only differences mean something. */
  long nanoTime();

  /**
   * Has a task run once a second, the first time in a second.
   *
   * @return ends it
   */
  Runnable everySecond(Runnable task);
}
