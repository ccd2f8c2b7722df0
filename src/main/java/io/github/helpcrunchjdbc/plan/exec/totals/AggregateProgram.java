package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Executes aggregates of a scan. The service's totals and orders answer them, or the rows if these
 * are in memory or take fewer requests. Thread-safe.
 *
 * @param scan its rows have the columns of the aggregates, and times as instants. It is one search
 *     without a residual; only least and greatest values may have one.
 */
public record AggregateProgram(
    ScanProgram scan, ScanContext scans, List<ServiceAggregate> aggregates) implements RowsProgram {
  /** How many pages of an order are searched for a row that passes the check. */
  static final int MOST_PAGES = 3;

  public AggregateProgram {
    scan = scan.inInstants();
  }

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    CachedAnswer allCustomers = scan.allCustomers();
    return Linq4j.singletonEnumerator(
        GeneratedRows.row(
            allCustomers == null
                ? fromService(context)
                : counted(scan.open(allCustomers, context), context)));
  }

  /** Returns as many rows as the only aggregate counts, each with its number from 0. */
  public RowsProgram numbered() {
    return context ->
        Linq4j.iterableEnumerator(
            () ->
                LongStream.range(0, (Long) run(context).single())
                    .mapToObj(row -> (Object) row)
                    .iterator());
  }

  private List<? extends @Nullable Object> fromService(DataContext context) {
    if (scan.isReadWhole(context)) {
      return counted(scan.open(context), context);
    }
    Execution execution = QueryContext.execution(context);
    ReadRequest request = scan.request(context);
    // A search that finds nobody has no part.
    if (request.parts().size() > 1
        || request.parts().stream().anyMatch(part -> part.residual() != null)) {
      return passing(request, context);
    }
    List<@Nullable Long> values = scans.aggregates().readUnlessFew(request, aggregates, execution);
    if (values == null) {
      return counted(scan.open(context), context);
    }
    scan.noteTimes(execution);
    return ExtremesOfRows.shown(scan, aggregates, values);
  }

  /** Returns extremes by the orders if many rows seem to pass the check, else by all rows. */
  private List<? extends @Nullable Object> passing(ReadRequest request, DataContext context) {
    SearchPart part = request.parts().get(0);
    Predicate<@Nullable Object[]> check = part.residual();
    if (request.parts().size() > 1 || check == null || part.ranges() != null) {
      return counted(scan.open(context), context);
    }
    List<SearchPart> unchecked = List.of(new SearchPart(part.search(), null));
    ReadRequest all = new ReadRequest(unchecked, scan.columns(), null, 0, ReadRequest.NO_LIMIT);
    int pageSize = scans.rows().pageSize();
    Execution execution = QueryContext.execution(context);
    try (FirstPage read = new FirstPage(scan.open(all, context), pageSize, execution)) {
      boolean isTried =
          !read.isAll()
              && isWorthTrying(new ReadingCost(scans, all).pages() - 1, execution.budget())
              && read.rowsRead().stream().anyMatch(check);
      List<@Nullable Long> values =
          isTried
              ? firstPassing(scan, part.search(), aggregates, check, pageSize, context)
              : List.of();
      return values.isEmpty()
          ? counted(read.filter(check), context)
          : ExtremesOfRows.shown(scan, aggregates, values);
    }
  }

  /** Whether the orders take fewer requests than the rest, which can be read too if they fail. */
  private boolean isWorthTrying(long rest, RequestBudget budget) {
    long cost =
        aggregates.stream().mapToLong(one -> Math.max(MOST_PAGES, one.usualRequests())).sum();
    return rest > cost && budget.allows(budget.allows(rest) ? cost + rest : cost);
  }

  /** Returns the values of rows that pass; none if one is not on the first pages of its order. */
  static List<@Nullable Long> firstPassing(
      ScanProgram scan,
      Search search,
      List<ServiceAggregate> aggregates,
      Predicate<@Nullable Object[]> check,
      int pageSize,
      DataContext context) {
    List<SearchPart> unchecked = List.of(new SearchPart(search, null));
    long most = (long) MOST_PAGES * pageSize;
    List<@Nullable Long> values = new ArrayList<>();
    for (ServiceAggregate aggregate : aggregates) {
      ColumnDef column = Objects.requireNonNull(aggregate.column());
      RowOrder order = new RowOrder(column, aggregate.greatest(), false);
      ReadRequest first = new ReadRequest(unchecked, scan.columns(), order, 0, most);
      try (RowSource rows = scan.open(first, context).filter(check)) {
        @Nullable Object[] row = rows.next();
        if (row == null) {
          return List.of();
        }
        values.add((Long) row[scan.columns().indexOf(column)]);
      }
    }
    return values;
  }

  private List<@Nullable Object> counted(RowSource source, DataContext context) {
    List<@Nullable Object> all =
        new FoundGroups(scan, any -> null, aggregates, List.of(), context).read(source).all();
    List<@Nullable Object> answer = new ArrayList<>();
    for (int i = 0; i < aggregates.size(); i++) {
      answer.add(all.get(aggregates.get(i).column() == null ? 0 : 1 + i));
    }
    return answer;
  }
}
