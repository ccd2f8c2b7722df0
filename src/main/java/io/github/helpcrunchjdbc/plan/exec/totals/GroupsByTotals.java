package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to find the groups of a text by totals. Its methods return null if the attempt fails.
 * Not thread-safe.
 *
 * @param total how many rows there are
 * @param budget how many requests the statement may have taken when the attempt ends
 * @param conditions the conditions whose rows are counted in each group
 * @param within the groups within those of the text, null if there are none
 * @param groups where the groups are put, empty yet
 * @param asked where the values are put whose totals were asked for, empty yet
 * @param haveChanged becomes true if the counts of the conditions changed meanwhile
 */
record GroupsByTotals(
    GroupsProgram program,
    Search base,
    long total,
    long budget,
    CountSums conditions,
    @Nullable InnerGroups within,
    FoundGroups groups,
    Set<String> asked,
    AtomicBoolean haveChanged,
    DataContext context) {
  /** How often the rest of the rows is searched for more values. */
  private static final int MOST_ROUNDS = 4;

  /** How often to check whether customers come or go meanwhile. */
  private static final int MOST_TRIES = 2;

  /** After this many values whose total costs more than it saves, the rest is read. */
  private static final int MOST_COSTLY = 2;

  /** A search for a value in an order has two more filters: for the value and for its begin. */
  private static final int FILTERS_OF_AN_ORDER = 2;

  private ScanContext scans() {
    return program.scans();
  }

  private Execution execution() {
    return QueryContext.execution(context);
  }

  private boolean isSpent() {
    return execution().statistics().requests() > budget;
  }

  private boolean haveOrdersRoom() {
    return program.extremes().isEmpty()
        || base.filters().size() + FILTERS_OF_AN_ORDER <= scans().knowledge().mostFilters();
  }

  /** Returns the groups: those of frequent values by totals, then those of the rest. */
  @Nullable FoundGroups count(Sample sample) {
    if (!haveOrdersRoom()) {
      return null;
    }
    // Whoever meets a condition only meanwhile would be counted in the group without a value.
    long[] all = program.isNullShown() && program.within() == null ? numbers(total) : null;
    return find(sample) ? checked(all) : null;
  }

  /** Finds the groups that have a value, and those of the rest. Returns whether that was had. */
  private boolean find(Sample sample) {
    long each = within == null ? conditions.costOfGroup(base, new CountReader(scans().rows())) : 1;
    Sample next = sample;
    int costly = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean areAllAsked = true;
      for (String value : next.frequent()) {
        SearchFilter equal = new SearchFilter(program.column(), Operator.EQ, value);
        Long count = total(base.and(equal));
        if (count == null || isSpent()) {
          return false;
        }
        if (count < each * scans().rows().pageSize()) {
          // Reading the rows of this value takes fewer requests than its conditions.
          areAllAsked = false;
          costly++;
        } else {
          long[] numbers = within == null ? numbers(count, equal) : null;
          if (numbers != null) {
            groups.put(value, numbers);
          } else if (within == null || !within.add(value, count, groups)) {
            return false;
          }
          asked.add(value);
          costly += count < scans().rows().pageSize() ? 1 : 0;
        }
        if (costly > MOST_COSTLY) {
          break;
        }
      }
      if (asked.isEmpty()) {
        return false;
      }
      if (groups.sum(0) == total) {
        return true;
      }
      FirstPage rest = rest(asked);
      if (rest == null) {
        return false;
      }
      long left = scans().rows().knownTotal(without(asked));
      Sample more = Sample.of(rest.rowsRead(), program.leastSeen(each, left));
      boolean pays =
          costly <= MOST_COSTLY
              && areAllAsked
              && !rest.isAll()
              && left != Page.UNKNOWN_TOTAL
              && more.frequent().size() * program.requests(each)
                      + 1
                      + scans().knowledge().estimator().pages(more.restShare() * (double) left)
                  < scans().knowledge().estimator().pages((double) left);
      if (!pays || more.frequent().isEmpty()) {
        groups.read(rest);
        return true;
      }
      rest.close();
      next = more;
    }
    return false;
  }

  /** Returns the values alone. Asks for rows with none of the known values until there are none. */
  @Nullable FoundGroups list(Sample sample) {
    Set<String> found = new LinkedHashSet<>(sample.counts().keySet());
    Set<String> known = new LinkedHashSet<>(sample.values());
    boolean isNull = sample.hasNull();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      FirstPage rest = rest(known);
      if (rest == null || isSpent()) {
        return null;
      }
      Sample more = Sample.of(rest.rowsRead(), 1);
      isNull |= more.hasNull();
      known.addAll(more.values());
      found.addAll(more.counts().keySet());
      if (rest.isAll() || (more.values().isEmpty() && more.hasNull())) {
        // If rows without a value are among these, further values may be behind them.
        groups.read(rest);
        isNull |= groups.removeNulls()[0] > 0;
        for (Object value : groups.counts().keySet()) {
          if (value instanceof String text) {
            found.add(text);
          }
        }
        Boolean none = isNull ? Boolean.TRUE : hasNoValue(known);
        return none == null ? null : listed(found, none);
      }
      rest.close();
    }
    return null;
  }

  private FoundGroups listed(Set<String> known, boolean isNull) {
    known.forEach(value -> groups.put(value, 1));
    if (isNull) {
      groups.put(null, 1);
    }
    return groups;
  }

  /**
   * Whether some row has no value: it neither equals nor differs from a known one. Asks between two
   * equal totals of all rows, so that nobody has come or gone; null if that can't be told.
   */
  private @Nullable Boolean hasNoValue(Set<String> known) {
    String value = known.iterator().next();
    long before = total;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Long equal = total(program.with(base, value));
      Long other = total(without(Set.of(value)));
      Long all = total(base);
      if (equal == null || other == null || all == null) {
        return null;
      } else if (all == before) {
        return equal + other < all;
      }
      before = all;
    }
    return null;
  }

  /** Reads the rows with none of some values; null if these are more than a search may carry. */
  private @Nullable FirstPage rest(Set<String> values) {
    Search search = without(values);
    if (search.filters().size() > program.mostFiltersOfRest()) {
      return null;
    }
    ReadRequest request = program.request(search, null, ReadRequest.NO_LIMIT);
    RowSource rows = program.scan().open(request, context);
    try {
      return new FirstPage(rows, scans().rows().pageSize(), execution());
    } catch (HelpCrunchException e) {
      rows.close();
      if (e.code() != ErrorCode.SEARCH_REFUSED) {
        throw e;
      }
      scans().knowledge().filterBound().halveIfProven(e, execution());
      return null;
    }
  }

  /** Returns the search for all but these values, sorted so that equal sets are equal searches. */
  private Search without(Set<String> values) {
    return base.and(
        values.stream()
            .sorted()
            .map(value -> new SearchFilter(program.column(), Operator.NE, value))
            .toArray(SearchFilter[]::new));
  }

  private @Nullable Long total(Search search) {
    return new CountReader(scans().rows())
        .counting(execution(), totals -> totals.of(CountTerm.of(search)));
  }

  /**
   * Returns the groups, also that without a value; null if customers came or went meanwhile.
   *
   * @param all the counts of all rows, from before
   */
  private @Nullable FoundGroups checked(long @Nullable [] all) {
    if (within != null) {
      boolean isWhole = program.isNullShown() ? within.addNulls(groups) : groups.sum(0) <= total;
      return isWhole && Objects.equals(total(base), total) ? groups : null;
    }
    long[] nulls = groups.removeNulls();
    long without = total - groups.sum(0);
    long unread = without - nulls[0];
    groups.removeEmpty();
    if (unread > 0 && program.isNullShown()) {
      nulls = nullsFromTheRest(without, all);
      haveChanged.set(nulls == null);
    }
    if (unread < 0 || nulls == null) {
      return null;
    }
    if (without > 0) {
      nulls[0] = without;
      groups.put(null, nulls);
    }
    ExtremesOfGroups extremes = new ExtremesOfGroups(program, base, total, groups, context);
    if (!extremes.see(asked, unread, this::isSpent)) {
      return null;
    }
    Long now = total(base);
    return now != null && now == total ? groups : null;
  }

  /** Returns the counts of the group without a value: those of all rows, less all other groups'. */
  private long @Nullable [] nullsFromTheRest(long without, long @Nullable [] all) {
    long[] nulls = numbers(total);
    if (nulls == null || (program.within() == null && !Arrays.equals(nulls, all))) {
      return null;
    }
    for (int i = 1; i < nulls.length; i++) {
      nulls[i] -= groups.sum(i);
      if (nulls[i] < 0 || nulls[i] > without) {
        return null;
      }
    }
    return nulls;
  }

  /** Returns how many rows a group has, then how many of them satisfy each condition. */
  private long @Nullable [] numbers(long count, SearchFilter... filters) {
    if (conditions.sums().isEmpty()) {
      return new long[] {count};
    }
    return new CountReader(scans().rows())
        .counting(execution(), totals -> conditions.countsMatching(base, count, totals, filters));
  }
}
