package io.github.helpcrunchjdbc.execution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What one execution has cost so far, and how many pages are still to come. Thread-safe. */
public final class Statistics {
  /** The number of pages to come as long as no total has told it. */
  public static final long UNKNOWN = -1;

  /** What is counted. */
  public enum Counter {
    /** HTTP requests that have gone out, retries included. */
    REQUESTS,
    /** Requests that were sent again after a failure. They are also counted in REQUESTS. */
    RETRIES,
    /** Requests that wait to be sent. This counter also goes down. */
    WAITING,
    /** Answers with status 429. */
    RATE_LIMITED,
    /** Requests that another execution sent and whose answers this execution used too. */
    SHARED_REQUESTS,
    /** Pages that came from the cache, without a request. */
    CACHED_PAGES,
    /** Pages that came in answers, also in answers to other executions' requests, used or not. */
    FETCHED_PAGES,
    /** Rows of the pages counted in FETCHED_PAGES. */
    FETCHED_ROWS,
    /** Pages that searches have given. */
    PAGES,
    /** Rows of the pages counted in PAGES. */
    ROWS_READ,
    /** Rows that the driver dropped because they did not meet a predicate that it checked. */
    ROWS_DROPPED,
    /** Rows of the query's result that were read: by the caller, or by EXPLAIN ANALYZE. */
    ROWS_ANSWERED,
    /** Rows that the caller has received, of a query or of another statement. */
    ROWS_RETURNED,
    /** Bytes of the answers, decompressed. */
    BYTES
  }

  private final LongSupplier nanoTime;
  private final WaitClock waits;

  /** The map has all counters from the start, so no thread changes it later. */
  private final Map<Counter, AtomicLong> counts = new EnumMap<>(Counter.class);

  private final AtomicLong nanosInside = new AtomicLong();
  private final List<String> learned = new CopyOnWriteArrayList<>();
  private volatile long expectedPages = UNKNOWN;

  Statistics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    List.of(Counter.values()).forEach(counter -> counts.put(counter, new AtomicLong()));
    this.waits = new WaitClock(nanoTime);
  }

  /** Returns the clock that measures how long the execution has waited, and for what. */
  public WaitClock waits() {
    return waits;
  }

  /**
   * Notes that a caller begins to wait for the driver.
   *
   * @return the time now, to be passed to {@link #endCall}
   */
  public long beginCall() {
    return nanoTime.getAsLong();
  }

  /** Notes that a caller waits for the driver no more. */
  public void endCall(long entered) {
    nanosInside.addAndGet(nanoTime.getAsLong() - entered);
  }

  /** Returns the nanoseconds that callers have waited for the driver, not for the service. */
  public long driverNanos() {
    return Math.max(0, nanosInside.get() - waits.nanos());
  }

  /** Adds one to a counter. */
  public void count(Counter counter) {
    count(counter, 1);
  }

  public void count(Counter counter, long more) {
    Objects.requireNonNull(counts.get(counter)).addAndGet(more);
  }

  /** Returns the value of a counter. */
  public long of(Counter counter) {
    return Objects.requireNonNull(counts.get(counter)).get();
  }

  /** Returns the number of HTTP requests sent so far, retries included. */
  public long requests() {
    return of(Counter.REQUESTS);
  }

  /** Sets how many pages are still to come. A caller does so as soon as a total tells. */
  public void expectPages(long stillToCome) {
    expectedPages = of(Counter.PAGES) + stillToCome;
  }

  /** Returns how many pages are still to come, {@link #UNKNOWN} if no total has told. */
  public long pagesToCome() {
    return expectedPages == UNKNOWN ? UNKNOWN : Math.max(0, expectedPages - of(Counter.PAGES));
  }

  /**
   * Notes what the driver has learned of the service.
   *
   * @param fact one sentence part for people, without customers' data
   */
  public void learned(String fact) {
    if (!learned.contains(fact)) {
      learned.add(fact);
    }
  }

  /** Returns what the driver has learned of the service, as sentence parts for people. */
  public List<String> learned() {
    return List.copyOf(learned);
  }
}
