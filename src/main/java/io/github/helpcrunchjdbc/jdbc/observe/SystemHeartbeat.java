package io.github.helpcrunchjdbc.jdbc.observe;

import io.github.helpcrunchjdbc.execution.DaemonTimer;
import java.time.Instant;

/** The JVM's own time. */
final class SystemHeartbeat implements Heartbeat {
  private final DaemonTimer timer = new DaemonTimer("helpcrunch-progress");

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable everySecond(Runnable task) {
    return timer.everySecond(task);
  }
}
