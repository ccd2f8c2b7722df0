package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The ids of an account, taken to lie evenly in a range: as densely as those of its newest
 * customers, else without a gap from 1 on. Immutable.
 */
record ImaginedIds(long least, long greatest) {
  private static final int FEWEST_TO_TELL = 2;

  /** Ids of so many customers. */
  static ImaginedIds of(long customers, @Nullable AccountSample sample) {
    int index = sample == null ? -1 : indexOfId(sample);
    if (sample == null || index < 0 || sample.rows().size() < FEWEST_TO_TELL) {
      return new ImaginedIds(1, Math.max(1, customers));
    }
    ToLongFunction<@Nullable Object[]> id = row -> row[index] instanceof Long value ? value : 1;
    long newest = sample.rows().stream().mapToLong(id).max().orElse(1);
    long oldest = sample.rows().stream().mapToLong(id).min().orElse(1);
    double gap = (double) (newest - oldest) / (sample.rows().size() - 1);
    return new ImaginedIds(
        Math.max(1, newest - Math.round(gap * Math.max(0, customers - 1))), newest);
  }

  private static int indexOfId(AccountSample sample) {
    for (int i = 0; i < sample.columns().size(); i++) {
      if (sample.columns().get(i).isId()) {
        return i;
      }
    }
    return -1;
  }

  /** How many of the customers meet the filters on ids among these, all of which must be met. */
  double count(List<SearchFilter> filters, long customers) {
    if (filters.stream().anyMatch(ImaginedIds::isOne)) {
      return 1;
    }
    long from = from(filters);
    long until = until(filters);
    double each = (double) customers / Math.max(1, greatest - least + 1);
    double found = (double) Math.max(0, until - from + 1) * Math.min(1, each);
    return Math.min((double) customers, found);
  }

  /**
   * The id of the customer at a place of a search, the newest first.
   *
   * @param below all ids are to be less
   */
  long at(Search search, long place, long total, long below) {
    List<SearchFilter> named = search.filters().stream().filter(ImaginedIds::isOne).toList();
    if (!named.isEmpty()) {
      int index = search.comparison() == Comparison.OR ? (int) (place % named.size()) : 0;
      return (Long) named.get(index).value();
    }
    boolean all = search.comparison() == Comparison.AND;
    long from = all ? from(search.filters()) : least;
    long until = Math.min(all ? until(search.filters()) : greatest, below - 1);
    if (until < from) {
      // More than was thought: the service has counted somebody beyond.
      return from + total - 1 - place;
    }
    boolean ascending = search.sort() != null && !search.sort().descending();
    long step = Math.max(1, (until - from + 1) / Math.max(1, total));
    return ascending ? from + place * step : until - place * step;
  }

  private static boolean isOne(SearchFilter filter) {
    return filter.column().isId() && filter.operator() == Operator.EQ;
  }

  private long from(List<SearchFilter> filters) {
    long from = least;
    for (SearchFilter filter : filters) {
      if (filter.column().isId() && filter.value() instanceof Long bound) {
        from =
            switch (filter.operator()) {
              case GT -> Math.max(from, bound + 1);
              case GE -> Math.max(from, bound);
              default -> from;
            };
      }
    }
    return from;
  }

  private long until(List<SearchFilter> filters) {
    long until = greatest;
    for (SearchFilter filter : filters) {
      if (filter.column().isId() && filter.value() instanceof Long bound) {
        until =
            switch (filter.operator()) {
              case LT -> Math.min(until, bound - 1);
              case LE -> Math.min(until, bound);
              default -> until;
            };
      }
    }
    return until;
  }
}
