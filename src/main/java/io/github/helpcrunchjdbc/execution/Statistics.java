package io.github.helpcrunchjdbc.execution;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** What one execution has cost so far, and how much is still to come. Thread-safe. */
public final class Statistics {
  /** How many pages are still to come where no total has told yet. */
  public static final long UNKNOWN = -1;

  private final LongSupplier nanoTime;
  private final WaitClock waits;
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong retries = new AtomicLong();
  private final AtomicLong rateLimited = new AtomicLong();
  private final AtomicLong sharedRequests = new AtomicLong();
  private final AtomicLong cachedPages = new AtomicLong();
  private final AtomicLong pages = new AtomicLong();
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong rowsReturned = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong nanosInside = new AtomicLong();
  private final List<String> learned = new CopyOnWriteArrayList<>();
  private volatile long expectedPages = UNKNOWN;

  Statistics(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
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

  /** Counts one HTTP request, retries included. */
  public void countRequest() {
    requests.incrementAndGet();
  }

  /** HTTP requests sent so far, retries included. */
  public long requests() {
    return requests.get();
  }

  /** Counts a request that is sent again, besides counting it as a request. */
  public void countRetry() {
    retries.incrementAndGet();
  }

  /** Requests among {@link #requests} that had failed before. */
  public long retries() {
    return retries.get();
  }

  /** Counts an answer 429. */
  public void countRateLimited() {
    rateLimited.incrementAndGet();
  }

  /** Answers 429 so far. */
  public long rateLimited() {
    return rateLimited.get();
  }

  /** Counts one request that another execution sends and whose answer this one gets too. */
  public void countSharedRequest() {
    sharedRequests.incrementAndGet();
  }

  /** Requests of other executions whose answers this one got too, in place of its own. */
  public long sharedRequests() {
    return sharedRequests.get();
  }

  /** Counts pages that were had from memory. */
  public void countCachedPages(long count) {
    cachedPages.addAndGet(count);
  }

  /** Pages that were had from memory, in place of requests. */
  public long cachedPages() {
    return cachedPages.get();
  }

  /** Counts a page of the service with its rows. */
  public void countPage(int rows) {
    pages.incrementAndGet();
    rowsRead.addAndGet(rows);
  }

  /** Pages that searches have given so far. */
  public long pages() {
    return pages.get();
  }

  /** Rows of those pages. */
  public long rowsRead() {
    return rowsRead.get();
  }

  /** Counts a row that the caller has been given. */
  public void countRow() {
    rowsReturned.incrementAndGet();
  }

  /** Rows that the caller has been given. */
  public long rowsReturned() {
    return rowsReturned.get();
  }

  /** Counts bytes of an answer, after unpacking. */
  public void countBytes(long count) {
    bytes.addAndGet(count);
  }

  /** Bytes of the answers, after unpacking. */
  public long bytes() {
    return bytes.get();
  }

  /** Says how many pages are still to come, as soon as a total tells. */
  public void expectPages(long stillToCome) {
    expectedPages = pages.get() + stillToCome;
  }

  /** How many pages are still to come, {@link #UNKNOWN} where no total has told. */
  public long pagesToCome() {
    return expectedPages == UNKNOWN ? UNKNOWN : Math.max(0, expectedPages - pages.get());
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
