package io.github.helpcrunchjdbc.read.facts;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether an account's service obeyed the filters, offsets and orders of requests. A
 * service may change, so each outcome is forgotten after an hour and then checked again.
 * Thread-safe.
 */
public final class CheckOutcomes {
  /** What a check has shown. */
  public enum Outcome {
    FILTERS_OBEYED,
    /** The service refused a search by ids. */
    FILTERS_REFUSED,
    /** The right customers came, but the total did not match them. */
    FILTERS_UNCLEAR,
    OFFSETS_OBEYED,
    /** An answer was empty with total 0, but the next answer had customers. */
    EMPTY_ANSWER_WRONG,
    /** An answer was empty with total 0, and so was the next answer. */
    EMPTY_ANSWER_CONFIRMED,
    /** Neither a search without filters nor one with a filter that all meet found a customer. */
    ACCOUNT_WITHOUT_CUSTOMERS,
    /** A search with OR found the customers that either filter finds. */
    ANY_FOUND,
    /** A search for the exact second of a customer's lastSeen found the customer. */
    EXACT_SECOND_FOUND,
    /** A search sorted by firstSeen had the same total as the search without a sort. */
    BY_FIRST_SEEN_COUNTED,
    /** A search sorted by lastSeen had the same total as the search without a sort. */
    BY_LAST_SEEN_COUNTED,
    /** A filter that any time meets found customers without a time. */
    CUSTOMER_WITHOUT_TIME_FOUND
  }

  private static final Set<Outcome> OF_FILTERS =
      EnumSet.of(Outcome.FILTERS_OBEYED, Outcome.FILTERS_REFUSED, Outcome.FILTERS_UNCLEAR);

  private static final long LASTS_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<Outcome, Long> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Counted counted;

  private record Counted(long total, long nanos) {}

  CheckOutcomes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void takeAll(CheckOutcomes other) {
    seen.putAll(other.seen);
    counted = other.counted;
  }

  void forget() {
    seen.clear();
    counted = null;
  }

  public void learn(Outcome outcome) {
    seen.put(outcome, nanoTime.getAsLong());
  }

  /** Whether an outcome was seen within the last hour. */
  public boolean holds(Outcome outcome) {
    Long at = seen.get(outcome);
    return at != null && nanoTime.getAsLong() - at < LASTS_NANOS;
  }

  /** Learns that the service's totals can be as large as {@code total}. */
  public void learnCounted(long total) {
    counted = new Counted(total, nanoTime.getAsLong());
  }

  /**
   * Whether the service gave a total of at least {@code total} within the last hour, so that its
   * counting does not stop there.
   */
  public boolean isCounted(long total) {
    Counted most = counted;
    return most != null
        && total <= most.total()
        && nanoTime.getAsLong() - most.nanos() < LASTS_NANOS;
  }

  /** Whether the service's filters were checked within the last hour. */
  public boolean areFiltersKnown() {
    return OF_FILTERS.stream().anyMatch(this::holds);
  }
}
