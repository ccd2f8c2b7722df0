package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Time;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that stands still but when a test has it go on to the next thing that is due. */
public final class VirtualTime implements Time {
  private record Event(long due, long number, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::due).thenComparingLong(Event::number));
  private long now = Long.MAX_VALUE - 1_000_000; // Overflows soon, as nanoTime may.
  private long number;

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
    return now;
  }

  @Override
  public Runnable schedule(Runnable task, long delayNanos) {
    Event event = new Event(elapsed() + delayNanos, number++, task);
    events.add(event);
    return () -> events.remove(event);
  }

  /** Nanoseconds since the beginning. */
  public long elapsed() {
    return now - (Long.MAX_VALUE - 1_000_000);
  }

  /** Runs everything that is due in the next so many nanoseconds. */
  public void advance(long nanos) {
    long until = elapsed() + nanos;
    for (Event next = events.peek(); next != null && next.due() <= until; next = events.peek()) {
      step();
    }
    now += until - elapsed();
  }

  /** Goes on to the next thing that is due and does it; false if there is none. */
  public boolean step() {
    Event next = events.poll();
    if (next == null) {
      return false;
    }
    now += next.due() - elapsed();
    next.task().run();
    return true;
  }
}
