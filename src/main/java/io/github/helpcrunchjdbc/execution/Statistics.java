package io.github.helpcrunchjdbc.execution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What one execution has cost so far, and how much is still to come. Thread-safe. */
public final class Statistics {
  /** How many pages are still to come where no total has told yet. */
  public static final long UNKNOWN = -1;

  /** What is counted. */
  public enum Counter {
    /** HTTP requests that have gone out, retries included. */
    REQUESTS,
    /** Those of the requests that had failed before and were sent again. */
    RETRIES,
    /** Requests that were asked for and have not gone out yet: goes down too. */
    WAITING,
    /** Answers 429. */
    RATE_LIMITED,
    /** Requests of other executions whose answers this one got too, in place of its own. */
    SHARED_REQUESTS,
    /** Pages that were had from memory, in place of requests. */
    CACHED_PAGES,
    /** Answers with a page, to requests of others too, whether its rows were of use or not. */
    FETCHED_PAGES,
    /** Rows of those answers. */
    FETCHED_ROWS,
    /** Pages that searches have given. */
    PAGES,
    /** Rows of those pages. */
    ROWS_READ,
    /** Those of the rows that did not meet a predicate which the driver checked. */
    ROWS_DROPPED,
    /** Rows of the query's answer that were taken: by the caller, or by EXPLAIN ANALYZE. */
    ROWS_ANSWERED,
    /** Rows that the caller has been given, be they of a query or not. */
    ROWS_RETURNED,
    /** Bytes of the answers, after unpacking. */
    BYTES
  }

  private final LongSupplier nanoTime;
  private final WaitClock waits;

  /** Has all counters from the start, so that nobody changes it. */
  private final Map<Counter, AtomicLong> counts = new EnumMap<>(Counter.class);

  private final AtomicLong nanosInside = new AtomicLong();
  private final List<String> learned = new CopyOnWriteArrayList<>();
  private volatile long expectedPages = UNKNOWN;

  Statistics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    List.of(Counter.values()).forEach(counter -> counts.put(counter, new AtomicLong()));
    this.waits = new WaitClock(nanoTime);
  }

  /** How long it has waited, and for what. */
  public WaitClock waits() {
    return waits;
  }

  /**
   * A caller begins to wait for the driver.
   *
   * @return to be given to {@link #leave}
   */
  public long enter() {
    return nanoTime.getAsLong();
  }

  /** A caller waits no more. */
  public void leave(long entered) {
    nanosInside.addAndGet(nanoTime.getAsLong() - entered);
  }

  /** Nanoseconds that callers have waited for the driver and not for the service. */
  public long driverNanos() {
    return Math.max(0, nanosInside.get() - waits.nanos());
  }

  /** Counts one more. */
  public void count(Counter counter) {
    count(counter, 1);
  }

  public void count(Counter counter, long more) {
    Objects.requireNonNull(counts.get(counter)).addAndGet(more);
  }

  /** How many there have been so far. */
  public long of(Counter counter) {
    return Objects.requireNonNull(counts.get(counter)).get();
  }

  /** HTTP requests sent so far, retries included. */
  public long requests() {
    return of(Counter.REQUESTS);
  }

  /** Says how many pages are still to come, as soon as a total tells. */
  public void expectPages(long stillToCome) {
    expectedPages = of(Counter.PAGES) + stillToCome;
  }

  /** How many pages are still to come, {@link #UNKNOWN} where no total has told. */
  public long pagesToCome() {
    return expectedPages == UNKNOWN ? UNKNOWN : Math.max(0, expectedPages - of(Counter.PAGES));
  }

  /**
   * Notes what was learned of the service.
   *
   * @param fact one sentence part for people, without customers' data
   */
  public void learned(String fact) {
    if (!learned.contains(fact)) {
      learned.add(fact);
    }
  }

  /** What was learned of the service, as sentence parts for people. */
  public List<String> learned() {
    return List.copyOf(learned);
  }
}
