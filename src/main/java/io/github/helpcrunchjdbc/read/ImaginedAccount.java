package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account as it may be, for all that is known of it: totals as they were seen, else as the
 * sample of the newest customers suggests, else assumed. Answers the same question always alike.
 * Not thread-safe.
 */
final class ImaginedAccount {
  /** What a filter on text lets through where no sample tells. */
  private static final double SHARE_OF_EQUAL = 0.005;

  private static final double SHARE_OF_TAG = 0.02;

  private static final double SHARE_OF_CONTAINED = 0.05;
  private static final double SHARE_OF_TIMES = 0.3;

  private final ReadFacts facts;
  private final long customers;
  private final ImaginedIds ids;
  private final ImaginedValues values;

  /**
   * Imagines an account.
   *
   * @param facts what is known of it
   * @param customers how many it has
   * @param sample its newest customers, null if nobody has seen them
   */
  ImaginedAccount(ReadFacts facts, long customers, @Nullable AccountSample sample) {
    this.facts = facts;
    this.customers = customers;
    this.ids = ImaginedIds.of(customers, sample);
    this.values =
        new ImaginedValues(
            customers, sample, column -> Boolean.TRUE.equals(facts.negativesKeepNulls(column)));
  }

  /** How many customers a search finds. */
  long total(Search search) {
    long seen = facts.total(search);
    if (seen != Page.UNKNOWN_TOTAL) {
      return seen;
    }
    List<SearchFilter> filters = search.filters();
    if (filters.isEmpty()) {
      return customers;
    }
    if (search.comparison() == Comparison.OR && filters.size() > 1) {
      long sum = 0;
      for (SearchFilter filter : filters) {
        sum += total(search.withFilters(List.of(filter), Comparison.AND));
      }
      return Math.min(customers, sum);
    }
    List<SearchFilter> positive = new ArrayList<>();
    List<SearchFilter> negative = new ArrayList<>();
    filters.forEach(filter -> (filter.operator() == Operator.NE ? negative : positive).add(filter));
    return negative.isEmpty() ? ofAll(filters) : without(search, positive, negative);
  }

  /** All of those that meet some filters, less those with the values that are not wanted. */
  private long without(Search search, List<SearchFilter> positive, List<SearchFilter> negative) {
    Search base = search.withFilters(positive, Comparison.AND);
    ColumnDef column = negative.get(0).column();
    long left = Math.round((double) total(base) * values.shareFoundByNegatives(column));
    for (SearchFilter filter : negative) {
      List<SearchFilter> equal = new ArrayList<>(positive);
      equal.add(new SearchFilter(filter.column(), Operator.EQ, filter.value()));
      left -= total(search.withFilters(equal, Comparison.AND));
    }
    return Math.max(0, left);
  }

  private long ofAll(List<SearchFilter> filters) {
    Boolean one = values.meets(filters);
    if (one != null) {
      return one ? 1 : 0;
    }
    List<SearchFilter> others =
        filters.stream().filter(filter -> !filter.column().isWholeNumber()).toList();
    double found = ids.count(filters, customers);
    double share = others.isEmpty() ? 1 : values.share(others);
    if (share >= 0) {
      return Math.round(found * share);
    }
    for (SearchFilter filter : others) {
      found *= values.isUnheardOf(filter) ? 0 : assumedShare(filter);
    }
    return found == 0 ? 0 : Math.round(Math.max(1, found));
  }

  private static double assumedShare(SearchFilter filter) {
    return switch (filter.operator()) {
      case EQ -> filter.column().isSearchableTags() ? SHARE_OF_TAG : SHARE_OF_EQUAL;
      case NE, NOT_CONTAINS -> 1 - SHARE_OF_CONTAINED;
      case CONTAINS -> SHARE_OF_CONTAINED;
      case GT, GE, LT, LE -> SHARE_OF_TIMES;
    };
  }

  /** The rows of a page, as a decoder for these columns would give them. */
  List<@Nullable Object[]> rows(Search search, long offset, int limit, List<ColumnDef> columns) {
    long total = total(search);
    ImaginedValues.Of made = values.of(search, total);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long place = offset; place < Math.min(total, offset + limit); place++) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        ColumnDef column = columns.get(i);
        row[i] = column.isId() ? (Object) ids.at(search, place, total) : made.value(column, place);
      }
      rows.add(row);
    }
    return rows;
  }
}
