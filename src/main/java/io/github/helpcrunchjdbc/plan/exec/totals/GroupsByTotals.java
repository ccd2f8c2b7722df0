package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.pushdown.SeenTotals;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.Aggregate;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to have the groups of a text by totals; each returns null if it does not succeed. Not
 * thread-safe.
 */
final class GroupsByTotals {
  /** So often more values are looked for among the rest. */
  private static final int MOST_ROUNDS = 4;

  /** So many values whose total costs more than it saves show that the rest is to be read. */
  private static final int MOST_DEAR = 2;

  private final GroupsProgram program;
  private final ScanContext scans;
  private final Search base;
  private final long total;
  private final long budget;
  private final Execution execution;
  private final DataContext context;
  private final long spentBefore;
  private final FoundGroups groups;

  /**
   * Starts without a request.
   *
   * @param total how many rows there are
   * @param budget so many requests are too many
   */
  GroupsByTotals(GroupsProgram program, Search base, long total, long budget, DataContext context) {
    this.program = program;
    this.scans = program.scans();
    this.base = base;
    this.total = total;
    this.budget = budget;
    this.execution = QueryContext.execution(context);
    this.groups = program.none();
    this.context = context;
    this.spentBefore = execution.statistics().requests();
  }

  private boolean isSpent() {
    return execution.statistics().requests() - spentBefore > budget;
  }

  @Nullable FoundGroups count(Sample sample) {
    Set<String> asked = new LinkedHashSet<>();
    Sample next = sample;
    int dear = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      for (String value : next.frequent()) {
        Long count = total(with(Operator.EQ, value));
        if (count == null || isSpent()) {
          return null;
        }
        asked.add(value);
        groups.counts().put(value, count);
        dear += count < scans.rows().pageSize() ? 1 : 0;
        if (dear > MOST_DEAR) {
          break;
        }
      }
      if (sum() == total) {
        return checked(asked);
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
              && more.frequent().size()
                      + 1
                      + scans.knowledge().estimator().pages(more.restShare() * (double) left)
                  < scans.knowledge().estimator().pages((double) left);
      if (!pays || more.frequent().isEmpty()) {
        groups.read(rest);
        return checked(asked);
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
        isNull |= groups.counts().remove(null) != null;
        for (String value : groups.counts().keySet()) {
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
    FoundGroups all = program.none();
    known.forEach(value -> all.counts().put(value, 1L));
    if (isNull) {
      all.counts().put(null, 1L);
    }
    return all;
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
    ReadRequest request =
        new ReadRequest(
            List.of(new SearchPart(search, null)),
            program.scan().columns(),
            null,
            0,
            ReadRequest.NO_LIMIT);
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

  private long sum() {
    return groups.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** The groups, with those without a value, if the account has held still. */
  private @Nullable FoundGroups checked(Set<String> asked) {
    Long now = total(base);
    Long nulls = groups.counts().remove(null);
    long without = total - sum();
    boolean fits = now != null && now == total && without >= (nulls == null ? 0 : nulls);
    groups.counts().values().removeIf(count -> count == 0);
    if (without > 0) {
      groups.counts().put(null, without);
    }
    if (!fits) {
      return null;
    }
    for (String value : asked) {
      groups.seeExtremes(value, aggregate -> extreme(with(Operator.EQ, value), null, aggregate));
    }
    if (without > (nulls == null ? 0 : nulls)) {
      groups.seeExtremes(null, aggregate -> extreme(base, row -> row[0] == null, aggregate));
    }
    return groups;
  }

  /** The first value in an order. */
  private @Nullable Object extreme(
      Search search, @Nullable Predicate<@Nullable Object[]> residual, Aggregate aggregate) {
    ColumnDef of = Objects.requireNonNull(aggregate.column());
    ReadRequest first =
        new ReadRequest(
            List.of(new SearchPart(search, residual)),
            program.scan().columns(),
            new RowOrder(of, aggregate.greatest(), false),
            0,
            1);
    try (RowSource rows = program.scan().open(first, context)) {
      @Nullable Object[] row = rows.next();
      return row == null ? null : row[program.scan().columns().indexOf(of)];
    }
  }
}
