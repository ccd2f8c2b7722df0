package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many customers searches found when last seen, in whatever order. Thread-safe. */
final class CountedTotals {
  /** Beyond that it begins anew. */
  private static final int MOST = 500;

  private static final long FRESH_NANOS = Duration.ofMinutes(5).toNanos();

  private record Counted(long total, long nanos) {}

  private final LongSupplier nanoTime;
  private final Map<Search, Counted> totals = new ConcurrentHashMap<>();

  CountedTotals(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void learn(Search search, long total) {
    if (totals.size() >= MOST) {
      totals.keySet().removeIf(known -> !known.filters().isEmpty());
    }
    totals.put(search.withSort(null), new Counted(total, nanoTime.getAsLong()));
  }

  void learnAll(CountedTotals others) {
    totals.putAll(others.totals);
  }

  void forget() {
    totals.clear();
  }

  /** The total of a search, {@link Page#UNKNOWN_TOTAL} if nobody has seen it. */
  long of(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted == null ? Page.UNKNOWN_TOTAL : counted.total();
  }

  /** Whether it was seen within minutes, so that a statement may be refused for it. */
  boolean isFresh(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted != null && nanoTime.getAsLong() - counted.nanos() < FRESH_NANOS;
  }
}
