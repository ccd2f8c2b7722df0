package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.OrderPoints;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of an account's customers, as the newest of them have them; times rise evenly.
 * Immutable.
 *
 * @param customers how many the account has
 * @param seen the newest of them
 * @param imagination how what was not seen is imagined
 * @param now milliseconds since 1970
 * @param oldestSeen a customer who came first of those whose place was seen, null if none was
 */
record ImaginedValues(
    long customers,
    SeenCustomers seen,
    Imagination imagination,
    long now,
    OrderPoints.@Nullable Point oldestSeen) {
  /** Fewer customers say nothing of the others. */
  private static final int FEWEST_TO_TELL = 20;

  /** Shorter pieces may well be in texts that were not seen. */
  private static final int LONG_PIECE = 6;

  /** How old an account is taken to be. */
  private static final long AGE = TimeUnit.DAYS.toMillis(3L * 365);

  /** So many times that, an account is as old as any of the service. */
  private static final int OLDER = 4;

  /** That no sample tells. */
  static final double UNKNOWN = -1;

  /** The share of customers, 0 to 1, that meet filters on text; {@link #UNKNOWN} if none tells. */
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
    return met == 0 ? UNKNOWN : imagination.sampled((double) met / of, of);
  }

  /** How many texts customers have of which a filter finds one, 0 if most share theirs. */
  private long ownTexts(SearchFilter filter) {
    return filter.operator() == Operator.EQ ? seen.ownValues(filter.column()) : 0;
  }

  /** The share of customers, 0 to 1, that a filter is assumed to find which no sample tells of. */
  double share(SearchFilter filter) {
    if (!isUnheardOf(filter)) {
      return new AssumedValues(imagination).share(filter, !seen.rows().isEmpty());
    }
    long own = ownTexts(filter);
    return imagination.sampled(own > 0 && own < customers ? 1.0 / own : 0, seen.rows().size());
  }

  /**
   * Whether a text was not seen that few have, if any does: a whole value, a long piece, or a piece
   * of texts that were seen in other cases.
   */
  private boolean isUnheardOf(SearchFilter filter) {
    if (seen.rows().size() < FEWEST_TO_TELL || !(filter.value() instanceof String asked)) {
      return false;
    }
    boolean isRare =
        filter.operator() == Operator.EQ
            || (filter.operator() == Operator.CONTAINS
                && (asked.length() >= LONG_PIECE
                    || seen.isRepetitive(filter.column())
                    || seen.isInAnyCase(filter.column(), asked)));
    return isRare && seen.rows().stream().noneMatch(row -> seen.isMet(row, List.of(filter)));
  }

  /**
   * Whether the one customer that filters name by id meets the others, as some customer that was
   * seen does; null if they name none, or none was seen.
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
        imagination != Imagination.LEAST
            || filters.stream().anyMatch(filter -> seen.ids().contains(filter.value()));
    return isThere
        && (others.isEmpty() || seen.rows().stream().anyMatch(row -> seen.isMet(row, others)));
  }

  /**
   * The share, 0 to 1, of those who meet the positive filters that all negative filters on a column
   * together can find.
   */
  double shareFoundByNegatives(ColumnDef column, List<SearchFilter> positive) {
    if (seen.rows().isEmpty()
        || !seen.columns().contains(column)
        || seen.negativesKeepNulls().test(column)) {
      return seen.rows().isEmpty() ? new AssumedValues(imagination).shareWithText() : 1;
    }
    List<@Nullable Object[]> met =
        seen.rows().stream().filter(row -> seen.isMet(row, positive)).toList();
    List<@Nullable Object[]> rows = met.isEmpty() ? seen.rows() : met;
    long present = rows.stream().filter(row -> seen.of(row, column) != null).count();
    return (double) present / rows.size();
  }

  /** The newest time of a column that was seen. */
  long newest(ColumnDef column) {
    return times(column).max().orElse(now);
  }

  /**
   * The oldest time of a column, if customers came as often as those that were seen, but the first
   * more slowly; none was seen before the oldest came. An account that looks old may have had a
   * lull: the other imagination takes half its age, and twice that of a young one.
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
    // Few of many left are the first, who came slowly.
    double times = 1 + Math.max(left / known, Math.sqrt(left / others));
    long age = Math.min(OLDER * AGE, Math.round((double) (newest - time) * times));
    return Math.min(Math.min(time, newest - imagined(age)), newest(column));
  }

  private long imagined(long likely) {
    return switch (imagination) {
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

  /** The values of the customers that a search finds. */
  Of of(Search search, long total) {
    boolean isEither = !search.isConjunction();
    List<@Nullable Object[]> like =
        seen.rows().stream()
            .filter(row -> isEither ? seen.isFound(row, search) : seen.isMet(row, search.filters()))
            .toList();
    // Where nobody was seen whom one of the filters finds, all are as the first of them has it. An
    // id finds one of them.
    List<SearchFilter> all =
        search.filters().stream()
            .filter(filter -> !isEither || (like.isEmpty() && !filter.column().isId()))
            .limit(isEither ? 1 : Long.MAX_VALUE)
            .toList();
    return new Of(
        this, like, all, search.sort() == null || search.sort().descending(), Math.max(1, total));
  }

  /**
   * The values of the customers of one search.
   *
   * @param values of the account
   * @param like rows of customers like them
   * @param filters that all of them meet
   */
  record Of(
      ImaginedValues values,
      List<@Nullable Object[]> like,
      List<SearchFilter> filters,
      boolean descending,
      long total) {
    /** The value of the customer at a place of the search. */
    @Nullable Object value(ColumnDef column, long place) {
      if (column.isInstant()) {
        return time(column, place);
      }
      for (SearchFilter filter : filters) {
        boolean same = filter.column().equals(column) && filter.value() instanceof String;
        if (same && (filter.operator() == Operator.EQ || like.isEmpty())) {
          return filter.operator() != Operator.NE
              ? filter.value()
              : values.imagination == Imagination.LEAST ? null : AssumedValues.OTHER_TEXT;
        }
      }
      SeenCustomers seen = values.seen;
      List<@Nullable Object[]> others = like.isEmpty() ? seen.rows() : like;
      boolean isSeen = seen.columns().contains(column) && !others.isEmpty();
      int next = (int) (place * values.imagination.step() % Math.max(1, others.size()));
      Object value = isSeen ? seen.of(others.get(next), column) : null;
      boolean isAsked = filters.stream().anyMatch(filter -> filter.column().equals(column));
      return isAsked
          ? value
          : new AssumedValues(values.imagination).value(column, place, value, isSeen);
    }

    /** The time that the first customer of the search would have. */
    long first(ColumnDef column) {
      return descending ? latest(column) : earliest(column);
    }

    /** The time that the last customer of the search would have. */
    long last(ColumnDef column) {
      return descending ? earliest(column) : latest(column);
    }

    private long latest(ColumnDef column) {
      long newest = values.newest(column);
      long least = bounded(column, newest, true);
      // Whoever is asked for came after all who were seen: up to now, or all of them at once.
      long until = values.imagination == Imagination.UNEVEN ? least : Math.max(least, values.now);
      return bounded(column, least > newest ? until : newest, false);
    }

    private long earliest(ColumnDef column) {
      return Math.min(latest(column), bounded(column, values.oldest(column), true));
    }

    /** A time, or the bound that filters set to it. */
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
                // Nearly all others meet it.
                default -> bounded;
              };
        }
      }
      return bounded;
    }

    /** Whole seconds, evenly between the oldest and the newest that the filters allow. */
    private Long time(ColumnDef column, long place) {
      double part = ((double) place + 0.5) / (double) total;
      double width = (double) (last(column) - first(column));
      return Math.round(((double) first(column) + part * width) / 1_000) * 1_000;
    }
  }
}
