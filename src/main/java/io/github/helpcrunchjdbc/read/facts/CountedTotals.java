package io.github.helpcrunchjdbc.read.facts;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many customers each search found when last counted, in any sort. Thread-safe. */
final class CountedTotals {
  /** If so many totals are kept, all but that of all customers are forgotten before the next. */
  private static final int MOST = 500;

  /** Greater values are ignored, because {@code value + 1} has to stay in range. */
  private static final long END = Long.MAX_VALUE - 1;

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

  /** Returns the total of a search, {@link Page#UNKNOWN_TOTAL} if it was never counted. */
  long of(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted == null ? Page.UNKNOWN_TOTAL : counted.total();
  }

  /**
   * Returns how many customers have a value below some values of a column of ids or times. The keys
   * are the values, and the counts come from searches with one range filter on the column. Counts
   * that contradict a smaller key's count are left out.
   *
   * @param customers how many customers have a value of the column
   */
  NavigableMap<Long, Long> below(ColumnDef column, long customers) {
    NavigableMap<Long, Long> below = new TreeMap<>();
    totals.forEach(
        (search, counted) -> {
          SearchFilter filter = search.filters().size() == 1 ? search.filters().get(0) : null;
          if (filter != null
              && filter.column().equals(column)
              && filter.value() instanceof Long value
              && value < END) {
            switch (filter.operator()) {
              case LT -> below.put(value, counted.total());
              case LE -> below.put(value + 1, counted.total());
              case GE -> below.put(value, customers - counted.total());
              case GT -> below.put(value + 1, customers - counted.total());
              default -> {
                // Other operators say nothing of a range.
              }
            }
          }
        });
    long most = 0;
    for (Iterator<Long> counts = below.values().iterator(); counts.hasNext(); ) {
      long count = counts.next();
      if (count < most || count > customers) {
        counts.remove();
      } else {
        most = count;
      }
    }
    return below;
  }

  /**
   * Returns texts that customers of a search may have in a column, in the order of their last
   * counting. These are the texts that counted searches compared the column with, if the other
   * filters of those searches are also filters of {@code search}. Left out are texts that no
   * customer has and texts that {@code search} excludes itself.
   */
  Set<String> texts(Search search, ColumnDef column) {
    List<SearchFilter> others = new ArrayList<>(search.filters());
    others.removeIf(filter -> filter.column().equals(column));
    Set<String> texts = new LinkedHashSet<>();
    totals.entrySet().stream()
        .sorted(Comparator.comparingLong(entry -> entry.getValue().nanos()))
        .forEach(
            entry -> {
              List<SearchFilter> asked = new ArrayList<>(entry.getKey().filters());
              if (asked.containsAll(others)) {
                asked.removeAll(others);
                texts.addAll(texts(asked, column, entry.getValue().total() > 0));
              }
            });
    texts.removeAll(texts(search.filters(), column, true));
    return texts;
  }

  /**
   * Returns the texts with which filters compare a column by {@code =} or {@code !=}; none if any
   * filter does something else.
   */
  private static List<String> texts(
      List<SearchFilter> filters, ColumnDef column, boolean isAnyFound) {
    boolean isOfColumn =
        filters.stream()
            .allMatch(
                filter ->
                    filter.column().equals(column)
                        && (filter.operator() == Operator.NE
                            || (filter.operator() == Operator.EQ && isAnyFound)));
    return isOfColumn
        ? filters.stream()
            .map(SearchFilter::value)
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList()
        : List.of();
  }

  /**
   * Whether the search was counted within the last five minutes, so that a statement may be refused
   * because of its total.
   */
  boolean isFresh(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted != null && nanoTime.getAsLong() - counted.nanos() < FRESH_NANOS;
  }
}
