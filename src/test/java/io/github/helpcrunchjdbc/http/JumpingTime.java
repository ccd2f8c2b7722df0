package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Time;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes at once whenever somebody waits for it, and tells how long they waited. */
final class JumpingTime implements Time {
  private final AtomicLong jumped = new AtomicLong();
  private final List<Long> waits = new CopyOnWriteArrayList<>();

  @Override
  public Instant now() {
    return Instant.EPOCH.plusNanos(nanoTime());
  }

  @Override
  public Runnable everySecond(Runnable task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long nanoTime() {
    return jumped.get();
  }

  @Override
  public Runnable schedule(Runnable task, long delayNanos) {
    waits.add(delayNanos);
    jumped.addAndGet(delayNanos);
    Thread thread = new Thread(task, "jumped");
    thread.setDaemon(true);
    thread.start();
    return () -> {};
  }

  /** The waits so far, in milliseconds. */
  List<Long> waits() {
    return waits.stream().map(nanos -> Math.round(nanos / 1e6)).toList();
  }
}
