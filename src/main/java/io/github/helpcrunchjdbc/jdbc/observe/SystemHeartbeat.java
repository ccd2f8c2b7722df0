package io.github.helpcrunchjdbc.jdbc.observe;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JVM's own time, with a daemon thread that goes away when nobody waits for the next second.
 */
final class SystemHeartbeat implements Heartbeat {
  private static final long IDLE_SECONDS = 30;

  private final ScheduledThreadPoolExecutor executor;

  SystemHeartbeat() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "helpcrunch-progress");
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
  public Runnable everySecond(Runnable task) {
    Future<?> beats = executor.scheduleAtFixedRate(task, 1, 1, TimeUnit.SECONDS);
    return () -> beats.cancel(false);
  }
}
