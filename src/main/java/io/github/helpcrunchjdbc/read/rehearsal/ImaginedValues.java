package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.OrderPoints;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The values of an account's customers, as the newest of them have them; times rise evenly.
 * Immutable.
 *
 * @param customers how many the account has
 * @param sample its newest customers, null if nobody has seen them
 * @param negativesKeepNulls whether {@code !=} finds customers without a value of a column too
 * @param imagination how what was not seen is imagined
 * @param now milliseconds since 1970
 * @param oldestSeen a customer who came first of those whose place was seen, null if none was
 */
record ImaginedValues(
    long customers,
    @Nullable AccountSample sample,
    Predicate<ColumnDef> negativesKeepNulls,
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
    AccountSample known = sample;
    boolean isText =
        filters.stream()
            .allMatch(
                filter ->
                    !(filter.value() instanceof Long)
                        && known != null
                        && known.columns().contains(filter.column()));
    if (known == null || !isText || known.rows().size() < FEWEST_TO_TELL) {
      return UNKNOWN;
    }
    long met = known.rows().stream().filter(row -> seen().isMet(row, filters)).count();
    boolean isOwn =
        filters.stream()
            .anyMatch(
                filter ->
                    filter.operator() == Operator.EQ && seen().isMostlySeenOnce(filter.column()));
    double of = isOwn ? Math.max(customers, known.rows().size()) : known.rows().size();
    return met == 0 ? UNKNOWN : imagination.sampled((double) met / of, of);
  }

  /** The customers that were seen. */
  SeenCustomers seen() {
    return new SeenCustomers(sample, negativesKeepNulls);
  }

  /**
   * Whether a text was not seen that few have, if any does: a whole value, a long piece, or a piece
   * of texts that were seen in other cases.
   */
  boolean isUnheardOf(SearchFilter filter) {
    AccountSample known = sample;
    if (known == null
        || known.rows().size() < FEWEST_TO_TELL
        || !(filter.value() instanceof String asked)) {
      return false;
    }
    boolean isRare =
        filter.operator() == Operator.EQ
            || (filter.operator() == Operator.CONTAINS
                && (asked.length() >= LONG_PIECE
                    || seen().isRepetitive(filter.column())
                    || seen().isInAnyCase(filter.column(), asked)));
    return isRare && known.rows().stream().noneMatch(row -> seen().isMet(row, List.of(filter)));
  }

  /**
   * Whether the one customer that filters name by id meets the others, as some customer that was
   * seen does; null if they name none, or none was seen.
   */
  @Nullable Boolean meets(List<SearchFilter> filters) {
    AccountSample known = sample;
    List<SearchFilter> others =
        filters.stream()
            .filter(filter -> !filter.column().isId() || filter.operator() != Operator.EQ)
            .toList();
    if (known == null || known.rows().isEmpty() || others.size() == filters.size()) {
      return null;
    }
    return others.isEmpty() || known.rows().stream().anyMatch(row -> seen().isMet(row, others));
  }

  /** The share of customers that all negative filters on a column together can find. */
  double shareFoundByNegatives(ColumnDef column) {
    AccountSample known = sample;
    int index = known == null ? -1 : known.columns().indexOf(column);
    if (known == null || index < 0 || negativesKeepNulls.test(column)) {
      return 1;
    }
    long present = known.rows().stream().filter(row -> row[index] != null).count();
    return known.rows().isEmpty() ? 1 : (double) present / known.rows().size();
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
    OrderPoints.Point seen = oldestSeen;
    Long time = seen == null ? null : seen.millis();
    double neverCame = seen().shareWithout(came, customers) * (double) customers;
    double known = seen == null ? 0 : (double) seen.place() - neverCame;
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
    AccountSample known = sample;
    int index = known == null ? -1 : known.columns().indexOf(column);
    return known == null || index < 0
        ? LongStream.empty()
        : known.rows().stream()
            .filter(row -> row[index] instanceof Long)
            .mapToLong(row -> (Long) row[index]);
  }

  /** The values of the customers that a search finds. */
  Of of(Search search, long total) {
    AccountSample known = sample;
    boolean isEither = search.comparison() == Comparison.OR && search.filters().size() > 1;
    List<@Nullable Object[]> like =
        known == null
            ? List.of()
            : known.rows().stream()
                .filter(
                    row ->
                        isEither
                            ? seen().isFound(row, search)
                            : seen().isMet(row, search.filters()))
                .toList();
    // Where nobody was seen whom one of the filters finds, all are as the first of them has it.
    List<SearchFilter> all =
        !isEither ? search.filters() : like.isEmpty() ? search.filters().subList(0, 1) : List.of();
    return new Of(
        this,
        known == null ? List.of() : known.columns(),
        like,
        all,
        search.sort() == null || search.sort().descending(),
        Math.max(1, total));
  }

  /**
   * The values of the customers of one search.
   *
   * @param values of the account
   * @param columns those that the rows hold
   * @param like rows of customers like them
   * @param filters that all of them meet
   */
  record Of(
      ImaginedValues values,
      List<ColumnDef> columns,
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
              : values.imagination == Imagination.UNEVEN ? AssumedValues.OTHER_TEXT : null;
        }
      }
      int index = columns.indexOf(column);
      List<@Nullable Object[]> others = like.isEmpty() ? values.seen().rows() : like;
      boolean isSeen = index >= 0 && !others.isEmpty();
      Object value =
          isSeen
              ? others.get((int) (place * values.imagination.step() % others.size()))[index]
              : null;
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
