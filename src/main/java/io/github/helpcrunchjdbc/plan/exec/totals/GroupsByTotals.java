package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.SeenTotals;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to have the groups of a text by totals; each returns null if it does not succeed. Not
 * thread-safe.
 */
final class GroupsByTotals {
  /** How often more values are looked for among the rest. */
  private static final int MOST_ROUNDS = 4;

  /** After so many values whose total costs more than it saves the rest is read. */
  private static final int MOST_DEAR = 2;

  /** How many pages of each order are read in search of a row without a value. */
  private static final int MOST_PAGES_OF_NULL = 3;

  /** A search of a value in an order has this many filters more: the value, and where it begins. */
  private static final int FILTERS_OF_AN_ORDER = 2;

  private final GroupsProgram program;
  private final ScanContext scans;
  private final Search base;
  private final long total;
  private final long budget;
  private final Execution execution;
  private final DataContext context;
  private final long spentBefore;
  private final FoundGroups groups;
  private final Set<String> asked = new LinkedHashSet<>();

  /**
   * Starts without a request.
   *
   * @param total how many rows there are
   * @param budget so many requests are too many
   * @param groups none yet
   */
  GroupsByTotals(
      GroupsProgram program,
      Search base,
      long total,
      long budget,
      FoundGroups groups,
      DataContext context) {
    this.program = program;
    this.scans = program.scans();
    this.base = base;
    this.total = total;
    this.budget = budget;
    this.execution = QueryContext.execution(context);
    this.groups = groups;
    this.context = context;
    this.spentBefore = execution.statistics().requests();
  }

  private boolean isSpent() {
    return execution.statistics().requests() - spentBefore > budget;
  }

  private boolean haveOrdersRoom() {
    return program.extremes().isEmpty()
        || base.filters().size() + FILTERS_OF_AN_ORDER <= scans.knowledge().mostFilters();
  }

  @Nullable FoundGroups count(Sample sample) {
    if (!haveOrdersRoom()) {
      return null;
    }
    Sample next = sample;
    int dear = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      for (String value : next.frequent()) {
        Long count = total(with(Operator.EQ, value));
        if (count == null || isSpent()) {
          return null;
        }
        asked.add(value);
        groups.put(value, count);
        dear += count < scans.rows().pageSize() ? 1 : 0;
        if (dear > MOST_DEAR) {
          break;
        }
      }
      if (groups.sum() == total) {
        return checked();
      }
      FirstPage rest = rest(asked);
      if (rest == null) {
        return null;
      }
      Sample more = Sample.of(rest.seen(), GroupsProgram.LEAST_SEEN);
      long left = scans.rows().knownTotal(without(asked));
      boolean pays =
          dear <= MOST_DEAR
              && !rest.isAll()
              && left != SeenTotals.UNKNOWN
              && more.frequent().size() * program.requests()
                      + 1
                      + scans.knowledge().estimator().pages(more.restShare() * (double) left)
                  < scans.knowledge().estimator().pages((double) left);
      if (!pays || more.frequent().isEmpty()) {
        groups.read(rest);
        return checked();
      }
      rest.close();
      next = more;
    }
    return null;
  }

  /** The values alone: rows with none of the known values are asked for until there are no more. */
  @Nullable FoundGroups list(Sample sample) {
    Set<String> found = new LinkedHashSet<>(sample.counts().keySet());
    Set<String> known = new LinkedHashSet<>(sample.values());
    boolean isNull = sample.hasNull();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      FirstPage rest = rest(known);
      if (rest == null || isSpent()) {
        return null;
      }
      Sample more = Sample.of(rest.seen(), 1);
      isNull |= more.hasNull();
      known.addAll(more.values());
      found.addAll(more.counts().keySet());
      if (rest.isAll() || (more.values().isEmpty() && more.hasNull())) {
        // If rows without a value come here too, others may be behind them.
        groups.read(rest);
        isNull |= groups.removeNulls() > 0;
        for (String value : groups.values()) {
          if (value != null) {
            found.add(value);
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

  /** Whether some row has neither a value nor another than it; null if that can't be told. */
  private @Nullable Boolean hasNoValue(Set<String> known) {
    String value = known.iterator().next();
    Long equal = total(with(Operator.EQ, value));
    Long other = total(with(Operator.NE, value));
    Long all = total(base);
    return (equal == null || other == null || all == null) ? null : equal + other < all;
  }

  /** The rows with none of the values asked for. */
  private @Nullable FirstPage rest(Set<String> asked) {
    Search search = without(asked);
    if (search.filters().size() > scans.knowledge().mostFilters() - 2) {
      return null;
    }
    ReadRequest request = request(search, null, ReadRequest.NO_LIMIT);
    return FirstPage.of(program.scan().open(request, context), scans.rows().pageSize());
  }

  /** In one order whichever was seen first, so that a total of the same values is known again. */
  private Search without(Set<String> values) {
    return base.and(
        values.stream()
            .sorted()
            .map(value -> new SearchFilter(program.column(), Operator.NE, value))
            .toArray(SearchFilter[]::new));
  }

  private Search with(Operator operator, String value) {
    return base.and(new SearchFilter(program.column(), operator, value));
  }

  private @Nullable Long total(Search search) {
    List<Long> counts =
        new CountReader(scans.rows()).count(List.of(CountTerm.of(search)), execution);
    return counts == null ? null : counts.get(0);
  }

  /** The groups, with those without a value, if the account has held still. */
  private @Nullable FoundGroups checked() {
    long nulls = groups.removeNulls();
    long without = total - groups.sum();
    long unread = without - nulls;
    groups.removeEmpty();
    if (without > 0) {
      groups.put(null, without);
    }
    if (unread < 0 || !seeExtremes(unread)) {
      return null;
    }
    Long now = total(base);
    return now != null && now == total ? groups : null;
  }

  /**
   * Asks for the extremes of the groups whose rows were not read.
   *
   * @param unread so many rows without a value were not read
   * @return whether it had them all
   */
  private boolean seeExtremes(long unread) {
    if (program.extremes().isEmpty()) {
      return true;
    }
    // Those without a value come first: they may not be found.
    if (unread > 0 && program.isNullShown() && !seeExtremesOfNull(unread)) {
      return false;
    }
    for (String value : asked) {
      if (groups.has(value) && (isSpent() || !seeExtremesOf(value))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the extremes of those with a value were found; each customer has an id. */
  private boolean seeExtremesOf(String value) {
    ReadRequest of = request(with(Operator.EQ, value), null, ReadRequest.NO_LIMIT);
    List<@Nullable Long> values = scans.aggregates().read(of, program.extremes(), execution);
    program.scan().noteTimes(execution);
    for (int i = 0; i < values.size(); i++) {
      ColumnDef column = Objects.requireNonNull(program.extremes().get(i).column());
      Long best = values.get(i);
      if (best == null && column.isId()) {
        return false;
      }
      if (best != null) {
        groups.see(value, i, column.isInstant() ? program.shown(best) : best);
      }
    }
    return true;
  }

  /**
   * Whether the extremes of those without a value were found. No search finds just them, so they
   * are looked for among all rows in each order.
   */
  private boolean seeExtremesOfNull(long unread) {
    long most = (long) MOST_PAGES_OF_NULL * scans.rows().pageSize();
    if (unread * most < total) {
      return false;
    }
    for (int i = 0; i < program.extremes().size(); i++) {
      ServiceAggregate extreme = program.extremes().get(i);
      ColumnDef of = Objects.requireNonNull(extreme.column());
      RowOrder order = new RowOrder(of, extreme.greatest(), false);
      @Nullable Object[] first = null;
      try (RowSource rows = program.scan().open(request(base, order, most), context)) {
        do {
          first = rows.next();
        } while (first != null && first[0] != null);
      }
      if (first == null) {
        return false;
      }
      groups.see(null, i, first[program.scan().columns().indexOf(of)]);
    }
    return true;
  }

  private ReadRequest request(Search search, @Nullable RowOrder order, long limit) {
    return new ReadRequest(
        List.of(new SearchPart(search, null)), program.scan().columns(), order, 0, limit);
  }
}
