package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One execution of one statement: its bounds (rows, page size, time), its cancellation, its
 * warnings and its {@link #statistics cost}. Each request knows the execution for which it is sent.
 * Thread-safe.
 */
public final class Execution {
  /** A warning that the caller finds on the result set. */
  public record Warning(ErrorCode code, String message) {}

  /** The number of an execution that no user started, such as the check of an API key. */
  public static final long NO_NUMBER = 0;

  private final long number;
  private final long maxRows;
  private final int fetchSize;
  private final CancelToken token;
  private final Statistics statistics;
  private final RequestBudget budget;
  private final MemoryBudget memory;
  private final Set<ServiceFact> seen = ConcurrentHashMap.newKeySet();
  private final List<Supplier<Warning>> warnings = new CopyOnWriteArrayList<>();
  private final UndecodedValues undecoded = new UndecodedValues();
  private volatile boolean answering;
  private volatile long startMillis = Long.MAX_VALUE;

  /**
   * Creates an execution of a statement that a user started.
   *
   * @param number which statement of the JVM it is, from 1
   * @param maxRows most rows the caller will read, 0 for no bound
   * @param fetchSize the caller's hint for rows at a time, 0 for none; pages are not smaller for it
   * @param timeoutNanos how long the whole statement may take, 0 for no bound
   * @param bound how many requests the statement may spend
   * @param memory how much memory its sorts, joins and groups may keep
   * @param nanoTime the clock that measures how long the statement takes
   */
  public Execution(
      long number,
      long maxRows,
      int fetchSize,
      long timeoutNanos,
      RequestBudget.Bound bound,
      MemoryBudget memory,
      LongSupplier nanoTime) {
    this.number = number;
    this.memory = memory;
    this.maxRows = maxRows;
    this.fetchSize = fetchSize;
    this.token = new CancelToken(timeoutNanos);
    this.statistics = new Statistics(nanoTime);
    this.budget = new RequestBudget(this, bound);
  }

  /** Returns an execution without bounds. */
  public static Execution unbounded() {
    return of(0, 0, 0);
  }

  /**
   * Returns an execution with bounds.
   *
   * @param maxRows most rows the caller will read, 0 for no bound
   * @param fetchSize the caller's hint for rows at a time, 0 for none; pages are not smaller for it
   * @param timeoutNanos how long the whole statement may take, 0 for no bound
   */
  public static Execution of(long maxRows, int fetchSize, long timeoutNanos) {
    return new Execution(
        NO_NUMBER,
        maxRows,
        fetchSize,
        timeoutNanos,
        RequestBudget.Bound.NONE,
        MemoryBudget.usual(),
        System::nanoTime);
  }

  /**
   * Makes a later call of {@link #checkActive} time out. All these calls must come from one thread.
   *
   * @param check which call times out, counted from 1; 0 for no bound
   */
  public void timeOutAtCheck(long check) {
    token.timeOutAtCheck(check);
  }

  /** Returns the number in the JVM, from 1; {@link #NO_NUMBER} or less if no user started it. */
  public long number() {
    return number;
  }

  /** Returns what the execution has cost so far. */
  public Statistics statistics() {
    return statistics;
  }

  /** Returns the budget of requests that the statement may spend. */
  public RequestBudget budget() {
    return budget;
  }

  /** Returns the budget of memory for the statement's sorts, joins and groups. */
  public MemoryBudget memory() {
    return memory;
  }

  /** Returns the most rows the caller will read, 0 for no bound. */
  public long maxRows() {
    return maxRows;
  }

  /** Returns the caller's hint for rows at a time, 0 for none; pages are not smaller for it. */
  public int fetchSize() {
    return fetchSize;
  }

  /** Returns the nanoseconds until the timeout, {@code Long.MAX_VALUE} if there is no timeout. */
  public long remainingNanos() {
    return token.remainingNanos();
  }

  /** Ends the execution as cancelled and aborts its work in flight, such as requests. */
  public void cancel() {
    token.end(ErrorCode.CANCELLED);
  }

  /** Ends the execution as timed out and aborts its work in flight, such as requests. */
  public void timeOut() {
    token.end(ErrorCode.TIMEOUT);
  }

  /**
   * Runs {@code abort} when the execution ends before its time, or at once if it has ended already.
   *
   * @return an action that cancels this registration; run it when the guarded work is done
   */
  public Runnable onAbort(Runnable abort) {
    return token.onAbort(abort);
  }

  /**
   * Throws if the execution has ended before its time.
   *
   * @throws HelpCrunchException CANCELLED or TIMEOUT if the execution has ended before its time
   */
  public void checkActive() {
    token.checkActive();
  }

  /** Sets what the whole statement takes as the current time, in milliseconds since 1970. */
  public void startAt(long millis) {
    startMillis = millis;
  }

  /**
   * Returns the time that the whole statement takes as the current time, in milliseconds since
   * 1970; {@code Long.MAX_VALUE} if {@link #startAt} was not called.
   */
  public long startMillis() {
    return startMillis;
  }

  /** Notes that the caller has received a row. The plan can't be changed after that. */
  public void startAnswering() {
    answering = true;
  }

  /** Whether the caller has received a row. */
  public boolean isAnswering() {
    return answering;
  }

  /** Notes that reading has ended, and adds the warning READ_MUCH if it is due. Call this once. */
  public void endReading() {
    budget.review();
  }

  public void warn(ErrorCode code, String message) {
    Warning warning = new Warning(code, message);
    warnings.add(() -> warning);
  }

  /**
   * Notes that a value of the service is shown as NULL because its column can't hold it. All such
   * values of the execution make one warning, which counts them and quotes the first message.
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

  /** Returns the facts about the service that this execution has seen. It acts on them at once. */
  public Set<ServiceFact> seen() {
    return seen;
  }

  /** Returns how log lines about this statement begin; empty if no user started the execution. */
  public String logPrefix() {
    return number == NO_NUMBER ? "" : name() + ": ";
  }

  /** Returns the statement's name in logs. Statements of the warm-up have numbers below zero. */
  public String name() {
    return number < 0 ? "warm-up " + -number : "statement " + number;
  }
}
