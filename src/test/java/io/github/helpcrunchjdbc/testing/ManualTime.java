package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.execution.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Time that stands still until a test lets a second pass. Thread-safe. */
public final class ManualTime implements Time {
  /** What a clock on the wall shows at first. */
  public static final Instant START = Instant.parse("2026-11-26T09:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final Set<Runnable> tasks = ConcurrentHashMap.newKeySet();

  /** Lets a second pass, and runs what is due. */
  public void beat() {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
    runTasks();
  }

  /** Lets more time pass, in which nothing runs. */
  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Runs what runs every second, while no time passes. */
  public void runTasks() {
    tasks.forEach(Runnable::run);
  }

  /** How many wait for the next second. */
  public int waiting() {
    return tasks.size();
  }

  @Override
  public Instant now() {
    return START.plusNanos(nanos.get());
  }

  @Override
  public long nanoTime() {
    return nanos.get();
  }

  @Override
  public Runnable schedule(Runnable task, long delayNanos) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Runnable everySecond(Runnable task) {
    Runnable own = task::run;
    tasks.add(own);
    return () -> tasks.remove(own);
  }
}
