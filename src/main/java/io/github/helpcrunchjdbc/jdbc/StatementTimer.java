package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends executions whose time is up, also while they wait for the service. One daemon thread for the
 * JVM, which goes away when there is nothing to watch.
 */
final class StatementTimer {
  private static final long IDLE_SECONDS = 30;
  private static final ScheduledThreadPoolExecutor EXECUTOR = executor();

  private StatementTimer() {}

  /**
   * Watches an execution that has a time bound.
   *
   * @return ends the watch; harmless if run twice
   */
  static Runnable watch(Execution execution) {
    long nanos = execution.remainingNanos();
    if (nanos == Long.MAX_VALUE) {
      return () -> {};
    }
    Future<?> watch = EXECUTOR.schedule(execution::timeOut, nanos, TimeUnit.NANOSECONDS);
    return () -> watch.cancel(false);
  }

  private static ScheduledThreadPoolExecutor executor() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "helpcrunch-statement-timer");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }
}
