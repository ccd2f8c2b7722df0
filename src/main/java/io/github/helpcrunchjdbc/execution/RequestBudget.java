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
  private static final int SECONDS_A_MINUTE = 60;

  /** Fewer pages are not worth a warning. */
  private static final int MANY_PAGES = 5;

  /** From so many rows read for one that is returned, most were read in vain. */
  private static final int FAR_MORE = 10;

  /** So many requests more than its pages, and one in so many, leave room to check the end. */
  private static final int ROOM = 10;

  private static final int ROOM_SHARE = 20;

  /** What becomes of a statement that needs more requests than it may spend. */
  public enum Action {
    /** It fails before it spends them. */
    ERROR,
    /** It goes on, with a warning. */
    WARN
  }

  /**
   * The bound of a connection's statements.
   *
   * @param requests most requests of a statement, 0 for no bound
   * @param chosen whether the user set the bound, so that it holds for every statement; else it
   *     holds for those that read much to return little
   * @param perMinute requests a minute that the key may send, 0 for no limit
   */
  public record Bound(long requests, boolean chosen, Action action, int perMinute) {
    /** No bound. */
    public static final Bound NONE = new Bound(0, false, Action.WARN, 0);

    /** The bound where none is chosen: two minutes of the quota, none where that is unlimited. */
    public static Bound byDefault(Action action, int perMinute) {
      return new Bound((long) DEFAULT_MINUTES * perMinute, false, action, perMinute);
    }
  }

  private final Execution execution;
  private volatile Bound bound;
  private final AtomicBoolean warned = new AtomicBoolean();
  private volatile boolean keepsRows;

  /** Whether nobody knows yet that rows are read to the end, and what is still to come if so. */
  private volatile boolean undecided;

  private volatile long putOff;

  /** Whether rows are read to their end now, though the statement's own reading may end early. */
  private volatile boolean gathers;

  private volatile Reading reading = Reading.UNKNOWN;

  RequestBudget(Execution execution, Bound bound) {
    this.execution = execution;
    this.bound = bound;
  }

  /**
   * How a statement's plan reads.
   *
   * @param handsOn whether rows are given as they come, and none is read in vain or the caller
   *     takes so many only, so that closing the result stops the reading
   * @param keyedJoins how many joins send keys of the rows that are read: each is taken to need as
   *     many requests again
   * @param wholeReads how often all customers are read
   * @param vain why rows are read in vain: the predicates that no filter can say, each with its
   *     reason; else that rows of a sub-query or a join are checked
   * @param widened the predicates that are sent so that they find more, each with its reason
   * @param wayOut how it could be written to read less, as a sentence; empty for none
   */
  public record Reading(
      boolean handsOn,
      int keyedJoins,
      WholeReads wholeReads,
      List<String> vain,
      List<String> widened,
      String wayOut) {
    private static final Reading UNKNOWN =
        new Reading(false, 0, WholeReads.NONE, List.of(), List.of(), "");

    public Reading {
      vain = List.copyOf(vain);
      widened = List.copyOf(widened);
    }
  }

  /** Says how the statement's plan reads. */
  public void plan(Reading planned) {
    reading = planned;
  }

  /** Bounds a statement that says itself how many requests it takes at the most. */
  public void boundTo(long requests) {
    bound = new Bound(requests, true, Action.ERROR, bound.perMinute());
  }

  /** Says that no row is handed on, so that closing the result does not stop the reading. */
  public void keepRows() {
    keepsRows = true;
  }

  /**
   * Looks at the first of some rows, which need not be read to the end: what is still to come then
   * is nobody's reason to fail.
   *
   * @param look reads them, and may look at no others meanwhile
   * @return how many requests are surely still to come if they are read to the end
   */
  public long lookAt(Runnable look) {
    putOff = 0;
    undecided = true;
    try {
      look.run();
      return putOff;
    } finally {
      undecided = false;
    }
  }

  /** Reads what gives no row before all of it is read, whatever the statement does with it. */
  public <T> T gathering(Supplier<T> read) {
    gathers = true;
    try {
      return read.get();
    } finally {
      gathers = false;
    }
  }

  /** Says how many pages are still to come, as soon as a total tells. */
  public void expectPages(long stillToCome) {
    if (!undecided) {
      execution.statistics().expectPages(stillToCome);
    }
  }

  /**
   * Says how many requests are surely still to come, where more may be needed.
   *
   * @param whole whether it reads all customers, so that there is nobody else to send keys for
   * @throws HelpCrunchException OVER_BUDGET if that is more than the statement may spend
   */
  public void expectAtLeast(long stillToCome, boolean whole) {
    expectAtLeast(stillToCome, whole, 0);
  }

  private void expectAtLeast(long stillToCome, boolean whole, long likely) {
    if (undecided) {
      putOff = stillToCome;
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

  /** The same of all customers, whom other parts may read too; so many requests came of this. */
  public void expectAll(long stillToCome, int came) {
    long once = stillToCome + came;
    long surely = undecided ? 0 : reading.wholeReads().surely() * once - sent();
    expectAtLeast(Math.max(stillToCome, surely), true, reading.wholeReads().likely() * once);
  }

  /** Whether so many requests more are within the bound, be it one that warns or one that fails. */
  public boolean allows(long more) {
    return bound.requests() == 0 || spent() + more <= bound.requests();
  }

  /** Whether a request may be sent before its answer is needed. */
  public boolean allowsAhead() {
    if (!allows(1) && goesOn()) {
      needMore();
    }
    return allows(1) || goesOn();
  }

  /**
   * Looks at what was spent before a request is sent.
   *
   * @throws HelpCrunchException OVER_BUDGET if the statement may not send another
   */
  public void checkRequest() {
    if (!allows(1)) {
      needMore();
    }
  }

  /** Requests sent and those that wait to be sent for the first time. */
  private long spent() {
    // One that goes out meanwhile counts twice rather than not at all.
    return waiting() + sent();
  }

  private long waiting() {
    return execution.statistics().of(Counter.WAITING);
  }

  /** A request that is sent again is not one more that the statement needs. */
  private long sent() {
    return execution.statistics().requests() - execution.statistics().of(Counter.RETRIES);
  }

  /** Requests a minute that the key may send, 0 for no limit. */
  public int perMinute() {
    return bound.perMinute();
  }

  /**
   * Warns, at the end of the reading, if far more customers were read than rows returned because
   * predicates could not be sent as they are.
   */
  void review() {
    Statistics spent = execution.statistics();
    long read = spent.of(Counter.ROWS_READ);
    long returned = spent.of(Counter.ROWS_ANSWERED);
    boolean isMuch = read >= FAR_MORE * Math.max(1, returned);
    // What is grouped returns little too: there the rows tell that were dropped.
    boolean isDropped = read >= FAR_MORE * Math.max(1, read - spent.of(Counter.ROWS_DROPPED));
    List<String> vain = new ArrayList<>(isMuch ? reading.vain() : List.of());
    vain.addAll(isDropped ? reading.widened() : List.of());
    if (spent.of(Counter.PAGES) >= MANY_PAGES && !vain.isEmpty()) {
      String rows = returned == 1 ? "1 row" : returned + " rows";
      execution.warn(
          ErrorCode.READ_MUCH,
          "read %s customers by %s requests to return %s; checked by the driver: %s"
              .formatted(read, spent.requests(), rows, String.join("; ", vain)));
    }
  }

  private boolean goesOn() {
    return bound.action() == Action.WARN
        || (!bound.chosen()
            && !keepsRows
            && (execution.isAnswering() || (!gathers && reading.handsOn())));
  }

  private void needMore() {
    long waiting = waiting();
    exceeded(
        "has sent %s requests%s and needs more, nobody knows how many"
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
                reading.wayOut().isEmpty() ? "" : ". " + reading.wayOut(),
                greater);
    if (!goesOn()) {
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
    long seconds = requests * SECONDS_A_MINUTE / bound.perMinute();
    return ", about %s min %s s at %s requests a minute"
        .formatted(seconds / SECONDS_A_MINUTE, seconds % SECONDS_A_MINUTE, bound.perMinute());
  }
}
