package io.github.helpcrunchjdbc.read.facts;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

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
    OFFSETS_OBEYED
  }

  private static final Set<Outcome> OF_FILTERS =
      EnumSet.of(Outcome.FILTERS_OBEYED, Outcome.FILTERS_REFUSED, Outcome.FILTERS_UNCLEAR);

  private static final long LASTS_NANOS = Duration.ofHours(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<Outcome, Long> seen = new ConcurrentHashMap<>();

  Controls(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void takeAll(Controls other) {
    seen.putAll(other.seen);
  }

  void forget() {
    seen.clear();
  }

  public void learn(Outcome outcome) {
    seen.put(outcome, nanoTime.getAsLong());
  }

  /** Whether that was seen within the last hour. */
  public boolean holds(Outcome outcome) {
    Long at = seen.get(outcome);
    return at != null && nanoTime.getAsLong() - at < LASTS_NANOS;
  }

  /** Whether anything was seen of filters, so that asking again tells no more. */
  public boolean areFiltersKnown() {
    return OF_FILTERS.stream().anyMatch(this::holds);
  }
}
