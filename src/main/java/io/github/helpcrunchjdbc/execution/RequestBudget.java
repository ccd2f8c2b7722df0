package io.github.helpcrunchjdbc.execution;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** How many requests a statement may spend, and what happens if it needs more. Thread-safe. */
public final class RequestBudget {
  private static final int DEFAULT_MINUTES = 2;
  private static final int SECONDS_PER_MINUTE = 60;

  /** A statement that reads fewer pages than this gets no warning READ_MUCH. */
  private static final int MANY_PAGES = 5;

  /** The warning READ_MUCH needs this many rows read for each row returned. */
  private static final int FAR_MORE = 10;

  /** A suggested maxRequests has this many requests more, and a twentieth, to check the end. */
  private static final int ROOM = 10;

  private static final int ROOM_SHARE = 20;

  /** What happens to a statement that needs more requests than it may spend. */
  public enum Action {
    /** The statement fails before it spends the requests. */
    ERROR,
    /** The statement goes on, with a warning. */
    WARN
  }

  /**
   * The bound on the requests of one connection's statements.
   *
   * @param requests most requests of a statement, 0 for no bound
   * @param chosen whether the user set the bound: then it holds for every statement, else only for
   *     statements that read much to return little
   * @param perMinute requests a minute that the API key may send, 0 for no limit
   */
  public record Bound(long requests, boolean chosen, Action action, int perMinute) {
    /** No bound. */
    public static final Bound NONE = new Bound(0, false, Action.WARN, 0);

    /** Returns the bound if none is chosen: two minutes of the quota, none if it is unlimited. */
    public static Bound byDefault(Action action, int perMinute) {
      return new Bound((long) DEFAULT_MINUTES * perMinute, false, action, perMinute);
    }
  }

  private final Execution execution;
  private volatile Bound bound;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean keepsRows;

  /**
   * While true, it is unknown if all rows are needed, and {@code requestsIfNeeded} is what all
   * would take.
   */
  private volatile boolean needUnknown;

  private volatile long requestsIfNeeded;

  /** Whether rows are read now that are all needed, though the statement may stop early. */
  private volatile boolean allNeeded;

  private volatile Reading reading = Reading.UNKNOWN;

  RequestBudget(Execution execution, Bound bound) {
    this.execution = execution;
    this.bound = bound;
  }

  /**
   * How a statement's plan reads.
   *
   * @param stopsOnClose whether closing the result set stops the reading: rows are returned as they
   *     are read, and no row is read in vain or the caller takes a bounded number of rows
   * @param keyedJoins how many joins send keys of the rows that are read; each is taken to need as
   *     many requests again
   * @param wholeReads how often the statement reads all customers
   * @param unsent why rows are read in vain: the predicates that no filter can express, each with
   *     its reason; else that the rows of a sub-query or a join are checked
   * @param inexact the predicates whose filters find too many customers, each with its reason
   * @param suggestion how the statement could be written to read less, as a sentence; empty for
   *     none
   */
  public record Reading(
      boolean stopsOnClose,
      int keyedJoins,
      WholeReads wholeReads,
      List<String> unsent,
      List<String> inexact,
      String suggestion) {
    private static final Reading UNKNOWN =
        new Reading(false, 0, WholeReads.NONE, List.of(), List.of(), "");

    public Reading {
      unsent = List.copyOf(unsent);
      inexact = List.copyOf(inexact);
    }
  }

  /** Sets how the statement's plan reads. */
  public void plan(Reading planned) {
    reading = planned;
  }

  /** Sets the bound of a statement that states its own maximum of requests. */
  public void boundTo(long requests) {
    bound = new Bound(requests, true, Action.ERROR, bound.perMinute());
  }

  /** Notes that the driver keeps all rows, so closing the result set does not stop the reading. */
  public void keepRows() {
    keepsRows = true;
  }

  /**
   * Reads the first of some rows without knowing yet if all are needed. Meanwhile the statement
   * does not fail because of requests that are still to come.
   *
   * @param look reads these rows and no others
   * @return how many requests it surely takes to read the rows to their end
   */
  public long peek(Runnable look) {
    requestsIfNeeded = 0;
    needUnknown = true;
    try {
      look.run();
      return requestsIfNeeded;
    } finally {
      needUnknown = false;
    }
  }

  /** Reads rows that are all needed, although the statement as a whole may stop early. */
  public <T> T whileAllNeeded(Supplier<T> read) {
    allNeeded = true;
    try {
      return read.get();
    } finally {
      allNeeded = false;
    }
  }

  /** Sets how many pages are still to come. A caller does so as soon as a total tells. */
  public void expectPages(long stillToCome) {
    if (!needUnknown) {
      execution.statistics().expectPages(stillToCome);
    }
  }

  /**
   * Notes how many requests, at least, are still to come.
   *
   * @param whole whether all customers are read, so that joins have no further keys to send
   * @throws HelpCrunchException OVER_BUDGET if the statement may not spend that many requests
   */
  public void expectAtLeast(long stillToCome, boolean whole) {
    expectAtLeast(stillToCome, whole, 0);
  }

  private void expectAtLeast(long stillToCome, boolean whole, long likely) {
    if (needUnknown) {
      requestsIfNeeded = stillToCome;
      return;
    }
    long needed = sent() + stillToCome;
    if (bound.requests() > 0 && needed > bound.requests()) {
      long told = whole ? Math.max(needed, likely) : needed * (1 + reading.keyedJoins());
      exceeded(
          "would take " + (told > needed ? "about " : "") + told + " requests" + duration(told),
          "maxRequests=" + (told + told / ROOM_SHARE + ROOM) + " most likely lets it run");
    }
  }

  /** Like {@link #expectAtLeast}, for all customers; {@code came} of these requests are spent. */
  public void expectAll(long stillToCome, int came) {
    long once = stillToCome + came;
    long surely = needUnknown ? 0 : reading.wholeReads().surely() * once - sent();
    expectAtLeast(Math.max(stillToCome, surely), true, reading.wholeReads().likely() * once);
  }

  /** Whether the bound, be it one that warns or one that fails, allows {@code more} requests. */
  public boolean allows(long more) {
    return bound.requests() == 0 || spent() + more <= bound.requests();
  }

  /** Whether a request may be sent before the statement needs its answer. */
  public boolean allowsAhead() {
    if (!allows(1) && continuesBeyondBound()) {
      needMore();
    }
    return allows(1) || continuesBeyondBound();
  }

  /**
   * Checks the bound before a request is sent.
   *
   * @throws HelpCrunchException OVER_BUDGET if the statement may not send another request
   */
  public void checkRequest() {
    if (!allows(1)) {
      needMore();
    }
  }

  /** Returns how many requests were sent or wait to be sent for the first time. */
  private long spent() {
    // Waiting requests are read first: one that is sent meanwhile counts twice rather than never.
    return waiting() + sent();
  }

  private long waiting() {
    return execution.statistics().of(Counter.WAITING);
  }

  /** Returns how many requests were sent, without retries. */
  private long sent() {
    return execution.statistics().requests() - execution.statistics().of(Counter.RETRIES);
  }

  /** Returns the requests a minute that the API key may send, 0 for no limit. */
  public int perMinute() {
    return bound.perMinute();
  }

  /**
   * Adds the warning READ_MUCH if far more customers were read than rows were returned because
   * predicates could not be sent exactly. Called at the end of the reading.
   */
  void review() {
    Statistics spent = execution.statistics();
    long read = spent.of(Counter.ROWS_READ);
    long returned = spent.of(Counter.ROWS_ANSWERED);
    boolean isMuch = read >= FAR_MORE * Math.max(1, returned);
    // Groups are few rows too, so this second comparison uses the rows that were dropped.
    boolean isDropped = read >= FAR_MORE * Math.max(1, read - spent.of(Counter.ROWS_DROPPED));
    List<String> checked = new ArrayList<>(isMuch ? reading.unsent() : List.of());
    checked.addAll(isDropped ? reading.inexact() : List.of());
    if (spent.of(Counter.PAGES) >= MANY_PAGES && !checked.isEmpty()) {
      String rows = returned == 1 ? "1 row" : returned + " rows";
      execution.warn(
          ErrorCode.READ_MUCH,
          "read %s customers by %s requests to return %s; checked by the driver: %s"
              .formatted(read, spent.requests(), rows, String.join("; ", checked)));
    }
  }

  private boolean continuesBeyondBound() {
    return bound.action() == Action.WARN
        || (!bound.chosen()
            && !keepsRows
            && (execution.isAnswering() || (!allNeeded && reading.stopsOnClose())));
  }

  private void needMore() {
    long waiting = waiting();
    exceeded(
        "has sent %s requests%s and needs more, how many is unknown"
            .formatted(sent(), waiting == 0 ? "" : ", has " + waiting + " waiting"),
        "a greater maxRequests may let it run");
  }

  private void exceeded(String need, String greater) {
    String message =
        ("the statement %s; %s is %s%s. A LIMIT or Statement.setMaxRows reads less, "
                + "unless all rows are needed to group, sort or join them; %s, maxRequests=0 takes "
                + "the bound away")
            .formatted(
                need,
                bound.chosen() ? "maxRequests" : "the bound for what reads much to return little",
                bound.requests(),
                reading.suggestion().isEmpty() ? "" : ". " + reading.suggestion(),
                greater);
    if (!continuesBeyondBound()) {
      throw new HelpCrunchException(ErrorCode.OVER_BUDGET, message);
    }
    if (warned.compareAndSet(false, true)) {
      execution.warn(ErrorCode.MANY_REQUESTS, message);
    }
  }

  private String duration(long requests) {
    if (bound.perMinute() <= 0) {
      return "";
    }
    long seconds = requests * SECONDS_PER_MINUTE / bound.perMinute();
    return ", about %s min %s s at %s requests a minute"
        .formatted(seconds / SECONDS_PER_MINUTE, seconds % SECONDS_PER_MINUTE, bound.perMinute());
  }
}
