package io.github.helpcrunchjdbc.execution;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs short tasks later, by one daemon thread that goes away when nothing is due. Thread-safe. */
public final class DaemonTimer {
  private static final long IDLE_SECONDS = 30;

  private final ScheduledThreadPoolExecutor executor;

  /** A timer whose thread has that name. */
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

  /**
   * Has a task run once.
   *
   * @return takes the task back if it has not run yet; harmless if run twice
   */
  public Runnable schedule(Runnable task, long delayNanos) {
    return cancelling(executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS));
  }

  /**
   * Has a task run once a second, the first time in a second.
   *
   * @return ends it; harmless if run twice
   */
  public Runnable everySecond(Runnable task) {
    return cancelling(executor.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS));
  }

  private static Runnable cancelling(Future<?> future) {
    return () -> future.cancel(false);
  }
}
