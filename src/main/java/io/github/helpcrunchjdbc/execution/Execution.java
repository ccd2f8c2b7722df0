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
 * One execution of one statement: its bounds (rows, page size, time), how it is cancelled, its
 * warnings and its {@link #statistics cost}. Every request knows the execution it serves.
 * Thread-safe.
 */
public final class Execution {
  /** A warning that the caller finds on the result set. */
  public record Warning(ErrorCode code, String message) {}

  /** The number of an execution that no user began, such as the check of a key. */
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
   * An execution of a statement that a user began.
   *
   * @param number which statement of the JVM it is, from 1
   * @param maxRows most rows the caller will read, 0 for no bound
   * @param fetchSize the caller's hint for rows at a time, 0 for none; pages are not smaller for it
   * @param timeoutNanos how long the whole statement may take, 0 for no bound
   * @param bound how many requests it may spend
   * @param memory how much its sorts, joins and groups may keep
   * @param nanoTime by which its cost in time is taken
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

  /** An execution without bounds. */
  public static Execution unbounded() {
    return of(0, 0, 0);
  }

  /**
   * An execution with bounds.
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

  /** Ends as timed out once it was asked so often, by one thread, whether it is active. */
  public void endAfter(long looks) {
    token.endAfter(looks);
  }

  /** Which statement of the JVM it is, from 1; {@link #NO_NUMBER} or less if no user began it. */
  public long number() {
    return number;
  }

  /** What it has cost so far. */
  public Statistics statistics() {
    return statistics;
  }

  /** How many requests it may spend. */
  public RequestBudget budget() {
    return budget;
  }

  /** How much its sorts, joins and groups may keep. */
  public MemoryBudget memory() {
    return memory;
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
    return token.remainingNanos();
  }

  /** Ends the execution as cancelled and aborts what it has in flight. */
  public void cancel() {
    token.end(ErrorCode.CANCELLED);
  }

  /** Ends the execution as timed out and aborts what it has in flight. */
  public void timeOut() {
    token.end(ErrorCode.TIMEOUT);
  }

  /**
   * Has {@code abort} run when the execution ends before its time; at once if it already has.
   *
   * @return takes the registration back; call it when the guarded work is done
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

  /** Notes what the time is for the whole statement, in milliseconds since 1970. */
  public void startAt(long millis) {
    startMillis = millis;
  }

  /** What the time is for the whole statement, the latest of all if that was not noted. */
  public long startMillis() {
    return startMillis;
  }

  /** Notes that the caller has been given a row, so that the plan can't be changed any more. */
  public void startAnswering() {
    answering = true;
  }

  /** Whether the caller has been given a row. */
  public boolean isAnswering() {
    return answering;
  }

  /** Notes that reading has ended. Adds the warning about reading much; call it once. */
  public void endReading() {
    budget.review();
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

  /** How a line of a log begins that is of it; empty for what the driver does on its own. */
  public String logPrefix() {
    return number == NO_NUMBER ? "" : name() + ": ";
  }

  /** What a log calls a statement that has a number: those of the warm-up are below zero. */
  public String name() {
    return number < 0 ? "warm-up " + -number : "statement " + number;
  }
}
