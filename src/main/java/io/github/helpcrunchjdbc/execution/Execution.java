package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One execution of one statement: its bounds (rows, page size, time), its cancellation, its
 * warnings and what it cost. Every request knows the execution it serves. Thread-safe.
 */
public final class Execution {
  /** A warning that the caller finds on the result set. */
  public record Warning(ErrorCode code, String message) {}

  private final long maxRows;
  private final int fetchSize;
  private final long deadlineNanos;
  private final boolean bounded;
  private final Set<ServiceFact> seen = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
  private final List<Supplier<Warning>> warnings = new CopyOnWriteArrayList<>();
  private final UndecodedValues undecoded = new UndecodedValues();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong sharedRequests = new AtomicLong();
  private final AtomicLong cachedPages = new AtomicLong();
  private final AtomicLong rowsRead = new AtomicLong();
  private final AtomicLong rowsReturned = new AtomicLong();
  private final AtomicLong pages = new AtomicLong();
  private final RequestBudget budget;
  private volatile @Nullable ErrorCode ended;
  private volatile boolean answering;

  private Execution(
      long maxRows, int fetchSize, boolean bounded, long deadlineNanos, RequestBudget.Bound bound) {
    this.maxRows = maxRows;
    this.fetchSize = fetchSize;
    this.bounded = bounded;
    this.deadlineNanos = deadlineNanos;
    this.budget = new RequestBudget(this, bound);
  }

  /** An execution without bounds. */
  public static Execution unbounded() {
    return new Execution(0, 0, false, 0, RequestBudget.Bound.NONE);
  }

  /**
   * An execution with bounds.
   *
   * @param maxRows most rows the caller will read, 0 for no bound
   * @param fetchSize the caller's hint for rows at a time, 0 for none; pages are not smaller for it
   * @param timeoutNanos how long the whole statement may take, 0 for no bound
   */
  public static Execution of(long maxRows, int fetchSize, long timeoutNanos) {
    return of(maxRows, fetchSize, timeoutNanos, RequestBudget.Bound.NONE);
  }

  /**
   * An execution with bounds, that of its requests among them.
   *
   * @param maxRows most rows the caller will read, 0 for no bound
   * @param fetchSize the caller's hint for rows at a time, 0 for none; pages are not smaller for it
   * @param timeoutNanos how long the whole statement may take, 0 for no bound
   */
  public static Execution of(
      long maxRows, int fetchSize, long timeoutNanos, RequestBudget.Bound bound) {
    return new Execution(
        maxRows, fetchSize, timeoutNanos > 0, System.nanoTime() + timeoutNanos, bound);
  }

  /** How many requests it may spend. */
  public RequestBudget budget() {
    return budget;
  }

  /** Most rows the caller will read, 0 for no bound. */
  public long maxRows() {
    return maxRows;
  }

  /** The caller's hint for rows at a time, 0 for none; pages are not smaller for it. */
  public int fetchSize() {
    return fetchSize;
  }

  /** Nanoseconds until the statement's timeout, {@code Long.MAX_VALUE} without one. */
  public long remainingNanos() {
    return bounded ? Math.max(0, deadlineNanos - System.nanoTime()) : Long.MAX_VALUE;
  }

  /** Ends the execution as cancelled and aborts what it has in flight. */
  public void cancel() {
    end(ErrorCode.CANCELLED);
  }

  /** Ends the execution as timed out and aborts what it has in flight. */
  public void timeOut() {
    end(ErrorCode.TIMEOUT);
  }

  private void end(ErrorCode code) {
    if (ended == null) {
      ended = code;
    }
    aborts.forEach(Runnable::run);
  }

  /**
   * Has {@code abort} run when the execution ends before its time; at once if it already has.
   *
   * @return takes the registration back; call it when the guarded work is done
   */
  public Runnable onAbort(Runnable abort) {
    aborts.add(abort);
    if (ended != null) {
      abort.run();
    }
    return () -> aborts.remove(abort);
  }

  /**
   * Throws if the execution has ended before its time.
   *
   * @throws HelpCrunchException CANCELLED or TIMEOUT if the execution has ended before its time
   */
  public void checkActive() {
    if (ended == null && bounded && remainingNanos() == 0) {
      ended = ErrorCode.TIMEOUT;
    }
    ErrorCode code = ended;
    if (code != null) {
      throw new HelpCrunchException(
          code,
          code == ErrorCode.CANCELLED
              ? "the statement was cancelled"
              : "the statement's timeout passed before its answer was complete");
    }
  }

  /** Notes that the caller has been given a row, so that the plan can't be changed any more. */
  public void startAnswering() {
    answering = true;
  }

  /** Whether the caller has been given a row. */
  public boolean isAnswering() {
    return answering;
  }

  public void warn(ErrorCode code, String message) {
    Warning warning = new Warning(code, message);
    warnings.add(() -> warning);
  }

  /**
   * Notes that a value of the service is shown as NULL, for its column can't hold it. All of them
   * make one warning, which counts them and names the first.
   *
   * @param message what was found, in which column of which customer; never the value
   */
  public void noteUndecoded(String column, long customer, String message) {
    if (undecoded.add(column, customer, message)) {
      warnings.add(undecoded::warning);
    }
  }

  public List<Warning> warnings() {
    return warnings.stream().map(Supplier::get).toList();
  }

  /** What this execution itself has seen of the service, which holds for it at once. */
  public Set<ServiceFact> seen() {
    return seen;
  }

  /** Counts one HTTP request, retries included. */
  public void countRequest() {
    requests.incrementAndGet();
  }

  /** HTTP requests sent for this execution so far, retries included. */
  public long requests() {
    return requests.get();
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
  public void countCachedPages(long pages) {
    cachedPages.addAndGet(pages);
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

  /** What the execution has cost so far. */
  public String cost() {
    return "requests="
        + requests
        + " sharedRequests="
        + sharedRequests
        + " cachedPages="
        + cachedPages;
  }
}
