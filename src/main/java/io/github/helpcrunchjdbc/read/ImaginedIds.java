package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
   * The ids of the customers that a search finds, the newest first unless it asks otherwise.
   *
   * @param seen those of customers that were seen, which others do not have
   * @param skip how many to leave out
   */
  long[] of(Search search, int total, Set<Long> seen, int skip) {
    long[] ids = new long[total];
    List<SearchFilter> named = search.filters().stream().filter(ImaginedIds::isOne).toList();
    if (!named.isEmpty()) {
      for (int i = 0; i < total; i++) {
        int index = search.comparison() == Comparison.OR ? i % named.size() : 0;
        ids[i] = (Long) named.get(index).value();
      }
      return ids;
    }
    List<SearchFilter> filters =
        search.comparison() == Comparison.AND ? search.filters() : List.of();
    Set<Long> taken = new HashSet<>(seen);
    filters.forEach(filter -> unwanted(filter).ifPresent(taken::add));
    fill(ids, from(filters), until(filters), taken, skip);
    if (search.sort() != null && !search.sort().descending()) {
      reverse(ids);
    }
    return ids;
  }

  /** Evenly from the greatest down; if there is no room for so many, on behind the greatest. */
  private static void fill(long[] ids, long from, long until, Set<Long> taken, int skip) {
    long step = Math.max(1, (until - from + 1) / Math.max(1, ids.length + taken.size()));
    long down = until;
    long up = until + 1;
    for (int i = 0; i < skip; i++) {
      while (taken.contains(down)) {
        down--;
      }
      down--;
    }
    for (int i = 0; i < ids.length; i++) {
      while (taken.contains(down)) {
        down--;
      }
      while (taken.contains(up)) {
        up++;
      }
      if (down >= from) {
        ids[i] = down;
        down -= step;
      } else {
        ids[i] = up++;
      }
    }
  }

  private static void reverse(long[] ids) {
    for (int i = 0; i < ids.length / 2; i++) {
      long other = ids[ids.length - 1 - i];
      ids[ids.length - 1 - i] = ids[i];
      ids[i] = other;
    }
  }

  private static Optional<Long> unwanted(SearchFilter filter) {
    return filter.column().isId() && filter.operator() == Operator.NE
        ? Optional.of((Long) filter.value())
        : Optional.empty();
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
