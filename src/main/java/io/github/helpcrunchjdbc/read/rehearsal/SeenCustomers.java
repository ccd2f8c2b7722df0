package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The newest customers as they were read, and what follows from them. Immutable.
 *
 * @param columns the columns of the rows; none if no customer was seen
 * @param rows the customers, newest first
 * @param negativesKeepNulls whether {@code !=} also finds customers without a value of a column
 */
record SeenCustomers(
    List<ColumnDef> columns,
    List<@Nullable Object[]> rows,
    Predicate<ColumnDef> negativesKeepNulls) {
  private static final int LONGEST_LOOKED_AT = 1000;

  /** With a smaller share of values that only one row has, nearly all values were seen. */
  private static final double MOST_SEEN_ONCE = 0.05;

  /** The share of customers, 0 to 1, assumed to have no time if a whole page has none. */
  static final double SHARE_NEVER_CAME = 0.1;

  /** Returns the customers of a sample, none if the sample is null. */
  static SeenCustomers of(@Nullable AccountSample sample, Predicate<ColumnDef> negativesKeepNulls) {
    return sample == null
        ? new SeenCustomers(List.of(), List.of(), negativesKeepNulls)
        : new SeenCustomers(sample.columns(), sample.rows(), negativesKeepNulls);
  }

  /**
   * Whether a customer meets filters on text, if the service compares letter by letter. Other
   * filters, and filters on columns not seen, count as met.
   */
  boolean isMet(@Nullable Object[] row, List<SearchFilter> filters) {
    // No stream: this is asked for each seen row of each search of each imagined account.
    for (SearchFilter filter : filters) {
      int index = filter.value() instanceof Long ? -1 : columns.indexOf(filter.column());
      if (index >= 0 && !isMet(filter, row[index])) {
        return false;
      }
    }
    return true;
  }

  private boolean isMet(SearchFilter filter, @Nullable Object value) {
    if (filter.value() instanceof List<?> tags) {
      return value instanceof String text
          && tags.stream().allMatch(tag -> text.contains("\"" + tag + "\""));
    }
    if (!(filter.value() instanceof String asked)) {
      return true;
    }
    return switch (filter.operator()) {
      case EQ -> asked.equals(value);
      case NE -> value == null ? negativesKeepNulls.test(filter.column()) : !asked.equals(value);
      case CONTAINS -> value instanceof String text && text.contains(asked);
      case NOT_CONTAINS -> !(value instanceof String text && text.contains(asked));
      default -> true;
    };
  }

  /** Returns the seen customers that a search finds, if it sorts by newest first; else none. */
  List<@Nullable Object[]> newest(Search search) {
    return SortOrder.STABLE.equals(search.sort())
        ? rows().stream().filter(row -> isFound(row, search)).toList()
        : List.of();
  }

  /** Whether a search finds a customer. Text filters on columns not seen count as met. */
  boolean isFound(@Nullable Object[] row, Search search) {
    Predicate<SearchFilter> isMet =
        filter -> isMet(row, List.of(filter)) && isNumberMet(filter, row);
    return search.isConjunction()
        ? search.filters().stream().allMatch(isMet)
        : search.filters().stream().anyMatch(isMet);
  }

  /** Whether a filter on a number or a time is met; other filters count as met. */
  private boolean isNumberMet(SearchFilter filter, @Nullable Object[] row) {
    if (!(filter.value() instanceof Long asked)) {
      return true;
    }
    if (!(of(row, filter.column()) instanceof Long value)) {
      return false;
    }
    long found = filter.column().isInstant() ? Math.floorDiv(value, 1_000L) : value;
    return switch (filter.operator()) {
      case EQ -> found == asked;
      case NE -> found != asked;
      case LT -> found < asked;
      case LE -> found <= asked;
      case GT -> found > asked;
      case GE -> found >= asked;
      default -> true;
    };
  }

  /** Returns the value of a seen customer, null also for a column that was not seen. */
  @Nullable Object of(@Nullable Object[] row, ColumnDef column) {
    int index = columns.indexOf(column);
    return index < 0 ? null : row[index];
  }

  Set<Long> ids() {
    return rows().stream()
        .map(row -> of(row, CustomerColumns.ID))
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .collect(Collectors.toSet());
  }

  /**
   * Returns the share of customers, 0 to 1, without a value of a column. If the service gives NULLs
   * first, customers who never visited come first, so they are no sample of all.
   *
   * @param customers how many customers the account has
   */
  double shareWithout(ColumnDef column, long customers) {
    if (rows().isEmpty()) {
      return 0;
    }
    List<@Nullable Object[]> front =
        rows().stream().takeWhile(row -> of(row, SortOrder.STABLE.column()) == null).toList();
    double others = (double) rows().size() - front.size();
    double neverCame =
        others > 0 ? front.size() : Math.max(front.size(), SHARE_NEVER_CAME * (double) customers);
    double inFront = (double) lacking(front, column) / Math.max(1, front.size());
    double behind =
        others > 0
            ? (double) lacking(rows().subList(front.size(), rows().size()), column) / others
            : 0;
    double all = Math.max(1, Math.max(customers, rows().size()));
    double share = (inFront * neverCame + behind * (all - neverCame)) / all;
    return Math.max(0, Math.min(1, share));
  }

  private long lacking(List<@Nullable Object[]> rows, ColumnDef column) {
    return rows.stream().filter(row -> of(row, column) == null).count();
  }

  /** Whether a piece is in a text of a column, in any case. Long texts are not looked at. */
  boolean isInAnyCase(ColumnDef column, String piece) {
    String lower = piece.toLowerCase(Locale.ROOT);
    return rows().stream()
        .anyMatch(
            row ->
                of(row, column) instanceof String text
                    && text.length() <= LONGEST_LOOKED_AT
                    && text.toLowerCase(Locale.ROOT).contains(lower));
  }

  /** Whether nearly all values of a column were seen: hardly any is on one row only. */
  boolean areAllValuesSeen(ColumnDef column) {
    Map<Object, Long> counts = counts(column);
    return !counts.isEmpty() && once(counts) <= MOST_SEEN_ONCE * rows().size();
  }

  /**
   * Estimates how many different values customers have in a column, if most of the seen values were
   * seen once only. The number of equal pairs tells it, as shared birthdays tell the number of
   * days. Returns {@link Long#MAX_VALUE} if no two values are equal, as with addresses; 0 if most
   * values were seen more often.
   */
  long distinctValues(ColumnDef column) {
    Map<Object, Long> counts = counts(column);
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    double alike = counts.values().stream().mapToLong(count -> count * (count - 1)).sum();
    return once(counts) > all / 2 ? Math.round(all * (all - 1) / alike) : 0;
  }

  private static double once(Map<Object, Long> counts) {
    return counts.values().stream().filter(count -> count == 1).count();
  }

  private Map<Object, Long> counts(ColumnDef column) {
    Map<Object, Long> counts = new HashMap<>();
    for (@Nullable Object[] row : rows()) {
      Object value = of(row, column);
      if (value != null) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }
}
