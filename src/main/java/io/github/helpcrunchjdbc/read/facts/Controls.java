package io.github.helpcrunchjdbc.read.facts;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether an account's service was seen to obey what it is asked. A service may change: what was
 * seen is forgotten after an hour, and looked at anew. Thread-safe.
 */
public final class Controls {
  /** What was seen. */
  public enum Outcome {
    FILTERS_OBEYED,
    /** Nobody can be asked for by id. */
    FILTERS_REFUSED,
    /** Customers came as asked for, and were not counted so. */
    FILTERS_UNCLEAR,
    OFFSETS_OBEYED,
    /** An answer had and counted nobody, and the next somebody. */
    NOBODY_IN_BETWEEN,
    /** An answer had and counted nobody, and so had the next. */
    NOBODY_CONFIRMED,
    /** By OR, customers were found whom either filter finds. */
    ANY_FOUND,
    /** A customer was found by the very second of lastSeen. */
    SINCE_FOUND,
    /** As many were counted in the order of firstSeen as in none. */
    BY_FIRST_SEEN_COUNTED,
    /** As many were counted in the order of lastSeen as in none. */
    BY_LAST_SEEN_COUNTED,
    /** A filter that only asks for a time found customers who show none. */
    UNTIMED_FOUND
  }

  private static final Set<Outcome> OF_FILTERS =
      EnumSet.of(Outcome.FILTERS_OBEYED, Outcome.FILTERS_REFUSED, Outcome.FILTERS_UNCLEAR);

  private static final long LASTS_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<Outcome, Long> seen = new ConcurrentHashMap<>();
  private volatile @Nullable Counted counted;

  private record Counted(long total, long nanos) {}

  Controls(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void takeAll(Controls other) {
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

  /** Whether that was seen within the last hour. */
  public boolean holds(Outcome outcome) {
    Long at = seen.get(outcome);
    return at != null && nanoTime.getAsLong() - at < LASTS_NANOS;
  }

  /** Learns that the service counts so many, and does not stop counting there. */
  public void learnCounted(long total) {
    counted = new Counted(total, nanoTime.getAsLong());
  }

  /** Whether it was seen within the last hour that the service does not stop counting there. */
  public boolean isCounted(long total) {
    Counted most = counted;
    return most != null
        && total <= most.total()
        && nanoTime.getAsLong() - most.nanos() < LASTS_NANOS;
  }

  /** Whether anything was seen of filters, so that asking again tells no more. */
  public boolean areFiltersKnown() {
    return OF_FILTERS.stream().anyMatch(this::holds);
  }
}
