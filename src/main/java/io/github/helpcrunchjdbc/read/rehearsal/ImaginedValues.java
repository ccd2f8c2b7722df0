package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.OrderPoints;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of an account's customers, like those of its newest customers; times rise evenly.
 * Immutable.
 *
 * @param customers how many customers the account has
 * @param seen the newest customers
 * @param assumption how to imagine what was not seen
 * @param now milliseconds since 1970
 * @param oldestSeen the customer with the oldest firstSeen whose place was seen, null if there is
 *     none
 */
record ImaginedValues(
    long customers,
    SeenCustomers seen,
    Assumption assumption,
    long now,
    OrderPoints.@Nullable Point oldestSeen) {
  /** A sample of fewer customers says nothing about the others. */
  private static final int FEWEST_TO_TELL = 20;

  /** A shorter piece may well be in texts that were not seen. */
  private static final int LONG_PIECE = 6;

  /** The assumed age of an account. */
  private static final long AGE = TimeUnit.DAYS.toMillis(3L * 365);

  /** No account is assumed to be older than this many times that age. */
  private static final int OLDER = 4;

  /** The share if the sample does not tell it. */
  static final double UNKNOWN = -1;

  /**
   * Returns the share of customers, 0 to 1, that meet filters on text; {@link #UNKNOWN} if the
   * sample does not tell.
   */
  double share(List<SearchFilter> filters) {
    boolean isText =
        filters.stream()
            .allMatch(
                filter ->
                    !(filter.value() instanceof Long) && seen.columns().contains(filter.column()));
    if (!isText || seen.rows().size() < FEWEST_TO_TELL) {
      return UNKNOWN;
    }
    long met = seen.rows().stream().filter(row -> seen.isMet(row, filters)).count();
    long own = filters.stream().mapToLong(this::ownTexts).max().orElse(0);
    double of = Math.max(Math.min(customers, own), seen.rows().size());
    return met == 0 ? UNKNOWN : assumption.sampled((double) met / of, of);
  }

  /** Returns how many different texts a filter's column has, 0 if most customers share theirs. */
  private long ownTexts(SearchFilter filter) {
    return filter.operator() == Operator.EQ ? seen.distinctValues(filter.column()) : 0;
  }

  /** Returns the share of customers, 0 to 1, that a filter should find, if no sample tells it. */
  double share(SearchFilter filter) {
    if (!isUnheardOf(filter)) {
      return new AssumedValues(assumption).share(filter, !seen.rows().isEmpty());
    }
    long own = ownTexts(filter);
    return assumption.sampled(own > 0 && own < customers ? 1.0 / own : 0, seen.rows().size());
  }

  /**
   * Whether a text was not seen and is one that few customers have, if any: a whole value, a long
   * piece, or a piece of texts that were seen in another case.
   */
  private boolean isUnheardOf(SearchFilter filter) {
    if (seen.rows().size() < FEWEST_TO_TELL || !(filter.value() instanceof String asked)) {
      return false;
    }
    boolean isRare =
        filter.operator() == Operator.EQ
            || (filter.operator() == Operator.CONTAINS
                && (asked.length() >= LONG_PIECE
                    || seen.areAllValuesSeen(filter.column())
                    || seen.isInAnyCase(filter.column(), asked)));
    return isRare && seen.rows().stream().noneMatch(row -> seen.isMet(row, List.of(filter)));
  }

  /**
   * Whether the customer whose id the filters name meets the other filters, as some seen customer
   * does; null if they name no id, or no customer was seen.
   */
  @Nullable Boolean meets(List<SearchFilter> filters) {
    List<SearchFilter> others =
        filters.stream()
            .filter(filter -> !filter.column().isId() || filter.operator() != Operator.EQ)
            .toList();
    if (seen.rows().isEmpty() || others.size() == filters.size()) {
      return null;
    }
    boolean isThere =
        assumption != Assumption.LEAST
            || filters.stream().anyMatch(filter -> seen.ids().contains(filter.value()));
    return isThere
        && (others.isEmpty() || seen.rows().stream().anyMatch(row -> seen.isMet(row, others)));
  }

  /**
   * Returns the share, 0 to 1, of the customers meeting the positive filters that the negative
   * filters on a column can find together.
   */
  double shareFoundByNegatives(ColumnDef column, List<SearchFilter> positive) {
    if (seen.rows().isEmpty()
        || !seen.columns().contains(column)
        || seen.negativesKeepNulls().test(column)) {
      return seen.rows().isEmpty() ? new AssumedValues(assumption).shareWithText() : 1;
    }
    List<@Nullable Object[]> met =
        seen.rows().stream().filter(row -> seen.isMet(row, positive)).toList();
    List<@Nullable Object[]> rows = met.isEmpty() ? seen.rows() : met;
    long present = rows.stream().filter(row -> seen.of(row, column) != null).count();
    return (double) present / rows.size();
  }

  /** Returns the newest time of a column that was seen. */
  long newest(ColumnDef column) {
    return times(column).max().orElse(now);
  }

  /**
   * Returns the oldest time of a column. It assumes that customers came as often as those seen, but
   * the first more slowly, and that none visited before the oldest came. An account that looks old
   * may have had a lull: UNEVEN takes half the age of an old account, and twice that of a young
   * one.
   */
  private long oldest(ColumnDef column) {
    ColumnDef came = SortOrder.STABLE.column();
    long newest = newest(came);
    OrderPoints.Point oldest = oldestSeen;
    Long time = oldest == null ? null : oldest.millis();
    double neverCame = seen.shareWithout(came, customers) * (double) customers;
    double known = oldest == null ? 0 : (double) oldest.place() - neverCame;
    if (time == null || time >= newest || known <= 0) {
      return Math.min(now - imagined(AGE), newest(column));
    }
    double others = Math.max(known, (double) customers - 1 - neverCame);
    double left = others - known;
    // If few of many customers are left, they are the first ones, who came slowly.
    double times = 1 + Math.max(left / known, Math.sqrt(left / others));
    long age = Math.min(OLDER * AGE, Math.round((double) (newest - time) * times));
    return Math.min(Math.min(time, newest - imagined(age)), newest(column));
  }

  private long imagined(long likely) {
    return switch (assumption) {
      case UNEVEN -> likely < AGE ? 2 * likely : likely / 2;
      case OLD -> Math.min(OLDER * AGE, OLDER * likely);
      default -> likely;
    };
  }

  private LongStream times(ColumnDef column) {
    return seen.rows().stream()
        .map(row -> seen.of(row, column))
        .filter(Long.class::isInstance)
        .mapToLong(Long.class::cast);
  }

  /** Returns the values of the customers that a search finds. */
  Of of(Search search, long total) {
    boolean isEither = !search.isConjunction();
    List<@Nullable Object[]> like =
        seen.rows().stream()
            .filter(row -> isEither ? seen.isFound(row, search) : seen.isMet(row, search.filters()))
            .toList();
    // If no seen customer meets any filter of an OR, all imagined ones meet the first filter that
    // is not on the id, as an id finds only one.
    List<SearchFilter> all =
        search.filters().stream()
            .filter(filter -> !isEither || (like.isEmpty() && !filter.column().isId()))
            .limit(isEither ? 1 : Long.MAX_VALUE)
            .toList();
    return new Of(
        this,
        like,
        seen.newest(search),
        all,
        search.sort() == null || search.sort().descending(),
        Math.max(1, total),
        new HashMap<>());
  }

  /**
   * The values of the customers of one search. Not thread-safe.
   *
   * @param values the values of the account
   * @param like rows of seen customers like them
   * @param newest those of these customers who were seen, if the search asks for the newest first
   * @param filters the filters that all of them meet
   * @param ends the first and the last time of each column that was asked for
   */
  record Of(
      ImaginedValues values,
      List<@Nullable Object[]> like,
      List<@Nullable Object[]> newest,
      List<SearchFilter> filters,
      boolean descending,
      long total,
      Map<ColumnDef, double[]> ends) {
    /** Returns the value of the customer at a place of the search. */
    @Nullable Object value(ColumnDef column, long place) {
      if (column.isInstant()) {
        return time(column, place);
      }
      for (SearchFilter filter : filters) {
        boolean same = filter.column().equals(column) && filter.value() instanceof String;
        if (same && (filter.operator() == Operator.EQ || like.isEmpty())) {
          return filter.operator() != Operator.NE
              ? filter.value()
              : values.assumption == Assumption.LEAST ? null : AssumedValues.OTHER_TEXT;
        }
      }
      SeenCustomers seen = values.seen;
      List<@Nullable Object[]> others = like.isEmpty() ? seen.rows() : like;
      boolean isSeen = seen.columns().contains(column) && !others.isEmpty();
      int next = (int) (place * values.assumption.step() % Math.max(1, others.size()));
      Object value = isSeen ? seen.of(others.get(next), column) : null;
      boolean isAsked = filters.stream().anyMatch(filter -> filter.column().equals(column));
      return isAsked
          ? value
          : new AssumedValues(values.assumption).value(column, place, value, isSeen);
    }

    /** Returns the time that the first customer of the search would have. */
    long first(ColumnDef column) {
      return descending ? latest(column) : earliest(column);
    }

    /** Returns the time that the last customer of the search would have. */
    long last(ColumnDef column) {
      return descending ? earliest(column) : latest(column);
    }

    private long latest(ColumnDef column) {
      long newest = values.newest(column);
      long least = bounded(column, newest, true);
      // If the filters ask for times after all seen ones, these customers came up to now, or all at
      // the bound.
      long until = values.assumption == Assumption.UNEVEN ? least : Math.max(least, values.now);
      return bounded(column, least > newest ? until : newest, false);
    }

    private long earliest(ColumnDef column) {
      return Math.min(latest(column), bounded(column, values.oldest(column), true));
    }

    /** Returns a time, or the bound that filters set to it. */
    private long bounded(ColumnDef column, long time, boolean isLower) {
      long bounded = time;
      for (SearchFilter filter : filters) {
        if (filter.column().equals(column) && filter.value() instanceof Long seconds) {
          long millis = TimeUnit.SECONDS.toMillis(seconds);
          bounded =
              switch (filter.operator()) {
                case GT, GE -> isLower ? Math.max(bounded, millis + 1_000) : bounded;
                case LT, LE -> isLower ? bounded : Math.min(bounded, millis - 1_000);
                case EQ -> millis;
                // Nearly all other customers meet it.
                default -> bounded;
              };
        }
      }
      return bounded;
    }

    /**
     * Returns the time at a place in whole seconds. Times are spread evenly between the oldest and
     * the newest that the filters allow.
     */
    private Long time(ColumnDef column, long place) {
      double part = ((double) place + 0.5) / (double) total;
      double[] known =
          ends.computeIfAbsent(column, any -> new double[] {first(column), last(column)});
      return Math.round((known[0] + part * (known[1] - known[0])) / 1_000) * 1_000;
    }
  }
}
