package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.DaemonTimer;

/** The JVM's own time. */
final class SystemTime implements Time {
  static final Time INSTANCE = new SystemTime();

  private final DaemonTimer timer = new DaemonTimer("helpcrunch-jdbc timer");

  private SystemTime() {}

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable schedule(Runnable task, long delayNanos) {
    return timer.schedule(task, delayNanos);
  }
}
