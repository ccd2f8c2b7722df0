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

/** How many customers searches found when last seen, in whatever order. Thread-safe. */
final class CountedTotals {
  /** Beyond that it begins anew. */
  private static final int MOST = 500;

  /** No number is beyond the next, so that nobody is counted from there on. */
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

  /** The total of a search, {@link Page#UNKNOWN_TOTAL} if nobody has seen it. */
  long of(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted == null ? Page.UNKNOWN_TOTAL : counted.total();
  }

  /**
   * How many customers have a smaller id than some, or an earlier time: as the searches show that
   * ask for those from one on, or up to one. Those that contradict another by now are left out.
   *
   * @param customers how many have a value
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
                // Says nothing of a range.
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
   * Texts in a column that customers of a search may have: those that were asked for or left out
   * among the same customers, in the order in which that was, but for those that nobody has and
   * those that the search itself leaves out.
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

  /** What filters compare a column with, none if they ask for anything besides. */
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

  /** Whether it was seen within minutes, so that a statement may be refused for it. */
  boolean isFresh(Search search) {
    Counted counted = totals.get(search.withSort(null));
    return counted != null && nanoTime.getAsLong() - counted.nanos() < FRESH_NANOS;
  }
}
