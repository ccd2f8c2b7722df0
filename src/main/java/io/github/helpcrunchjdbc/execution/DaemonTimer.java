package io.github.helpcrunchjdbc.execution;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The time of the JVM. One daemon thread runs the scheduled tasks, and the thread ends after 30
 * seconds without a task. Thread-safe.
 */
public final class DaemonTimer implements Time {
  private static final long IDLE_SECONDS = 30;

  private final ScheduledThreadPoolExecutor executor;

  /** Creates a timer whose thread has the given name. */
  public DaemonTimer(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public Runnable schedule(Runnable task, long delayNanos) {
    return cancelling(executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS));
  }

  @Override
  public Runnable everySecond(Runnable task) {
    return cancelling(executor.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS));
  }

  private static Runnable cancelling(Future<?> future) {
    return () -> future.cancel(false);
  }
}
