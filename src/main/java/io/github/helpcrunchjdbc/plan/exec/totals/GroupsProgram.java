package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Counts how many rows of a scan have each value of a text. The first page shows which values are
 * frequent. The total of each frequent value is asked for; then the rows with none of these values
 * are read. All other rows have no value. If there are many values, all rows are read. Public for
 * the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows; the text is their first column, and times are instants
 * @param counted whether the counts matter, not only which values there are
 * @param extremes least and greatest values of each group, of columns that the rows have
 * @param conditions the conditions whose rows are counted in each group
 * @param isNullShown whether the group without a value is part of the answer
 * @param plain whether one search with AND finds the rows, if the service compares exactly
 * @param within groups within those of the text, by the column that follows it in the rows. It has
 *     no conditions and no extremes, and its counts matter.
 */
public record GroupsProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    boolean counted,
    List<ServiceAggregate> extremes,
    List<ConditionCount> conditions,
    boolean isNullShown,
    Learning learning,
    boolean plain,
    @Nullable RowsProgram within)
    implements RowsProgram {
  public GroupsProgram {
    scan = scan.inInstants();
  }

  /** Fewer rows tell too little about which values there are. */
  private static final int LEAST_SAMPLE = 50;

  /** A value seen less often is not worth a total of its own. */
  static final int LEAST_SEEN = 2;

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return groups(context).rows();
  }

  private FoundGroups groups(DataContext context) {
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return none(context).read(scan.open(allCustomers, context));
    }
    CountSums sums = CountSums.of(conditions, scan.clock(), context);
    if (!plain
        || sums == null
        || !sums.canBeNarrowed(scans.knowledge().mostFilters())
        || scan.isReadWhole(context)) {
      return none(context).read(scan.open(context));
    }
    return Objects.requireNonNull(
        of(scan.request(context), scan.open(context), sums, true, context));
  }

  private FoundGroups none(DataContext context) {
    SearchHistogram times = within instanceof HistogramProgram of ? of.searched() : null;
    return new FoundGroups(
        scan,
        row ->
            within == null
                ? row[0]
                : Arrays.asList(row[0], times == null ? row[1] : times.stretch(row[1])),
        extremes,
        ConditionCount.checks(conditions, scan, context),
        context);
  }

  /** Returns the groups of a search's rows; null if totals don't tell and rows may not be read. */
  @Nullable FoundGroups of(Search search, boolean mayRead, DataContext context) {
    ReadRequest request = request(search, null, ReadRequest.NO_LIMIT);
    return of(request, scan.open(request, context), new CountSums(List.of()), mayRead, context);
  }

  private @Nullable FoundGroups of(
      ReadRequest request, RowSource rows, CountSums sums, boolean mayRead, DataContext context) {
    FirstPage first = new FirstPage(rows, scans.rows().pageSize(), QueryContext.execution(context));
    FoundGroups found = byTotals(request, first, sums, context);
    if (found == null && (mayRead || first.isAll())) {
      return none(context).read(first);
    }
    first.close();
    return found;
  }

  /** Returns the groups, null if reading on takes no more requests or if totals don't tell them. */
  private @Nullable FoundGroups byTotals(
      ReadRequest request, FirstPage first, CountSums sums, DataContext context) {
    Execution execution = QueryContext.execution(context);
    ReadingCost reading = new ReadingCost(scans, request);
    if (first.isAll()
        || request.parts().size() != 1
        || !reading.isKnown()
        || scans.rows().pageSize() < LEAST_SAMPLE) {
      return null;
    }
    long total = reading.rows();
    Search base = request.parts().get(0).search();
    CountReader reader = new CountReader(scans.rows());
    InnerGroups inner =
        within instanceof GroupsProgram text
            ? new InnerGroups(this, text, base, total, context)
            : null;
    StretchedGroups stretched = null;
    if (within instanceof HistogramProgram times) {
      Sample few = Sample.of(first.rowsRead(), leastSeen(StretchedGroups.FEWEST, total));
      boolean mayPay =
          !few.frequent().isEmpty()
              && cost(few, StretchedGroups.FEWEST, total) + 2 < reading.pages();
      long most = mayPay ? reading.pages() / few.frequent().size() : 0;
      stretched = StretchedGroups.of(this, times, base, most, execution);
      if (stretched == null) {
        return null;
      }
      sums = stretched.sums();
    }
    long each = inner == null ? sums.costOfGroup(base, reader) : 1;
    Sample sample =
        Sample.of(first.rowsRead(), inner == null ? leastSeen(each, total) : LEAST_SEEN);
    long cost =
        (inner == null ? 0 : inner.cost(first.rowsRead(), sample)) + cost(sample, each, total);
    if (cost >= reading.pages() - 1
        || !sums.canBeNarrowed(scans.knowledge().mostFilters())
        || sample.frequent().isEmpty()
        || !canRestBeAsked(base, sample)
        || !sums.mayBeTold(reader)
        || (sums.needTags() && !first.showsTags(reader, scan.columns()))
        || (learning.isWorthwhile()
            && (!learning.suffices(first, execution)
                // A question to the service may have shown how many filters a search may carry.
                || !canRestBeAsked(base, sample)))) {
      return null;
    }
    execution.budget().expectAtLeast(counted ? sample.frequent().size() * requests(each) : 2, true);
    long budget = execution.statistics().requests() + reading.pages() - 2;
    for (int tries = 0; tries < (within == null ? 2 : 1); tries++) {
      FoundGroups tried = stretched == null ? none(context) : stretched.none(context);
      AtomicBoolean moved = new AtomicBoolean();
      GroupsByTotals attempt =
          new GroupsByTotals(
              this, base, total, budget, sums, inner, tried, new LinkedHashSet<>(), moved, context);
      FoundGroups groups = counted ? attempt.count(sample) : attempt.list(sample);
      groups =
          groups == null || stretched == null ? groups : stretched.divide(groups, none(context));
      if (groups != null) {
        return groups;
      }
      tried.clear();
      long now = scans.rows().knownTotal(base);
      if ((now == total && !moved.get()) || now == Page.UNKNOWN_TOTAL) {
        break;
      }
      total = now;
    }
    return null;
  }

  /** Returns about how many requests the totals take, and the rest. */
  private long cost(Sample sample, long each, long total) {
    return learning.cost()
        + (counted ? sample.frequent().size() * requests(each) : 2)
        + (isNullShown ? 2 * each : 0)
        + 2
        + scans.knowledge().estimator().pages(sample.restShare() * (double) total);
  }

  /**
   * Returns about how many requests a value takes.
   *
   * @param conditions how many requests its conditions take
   */
  long requests(long conditions) {
    return 1 + conditions + extremes.stream().mapToLong(ServiceAggregate::usualRequests).sum();
  }

  /** Returns how often a page must show a value for its conditions to cost less than its rows. */
  int leastSeen(long conditions, long rows) {
    int pageSize = scans.rows().pageSize();
    return conditions == 0 || rows <= 0
        ? LEAST_SEEN
        : (int)
            Math.max(
                LEAST_SEEN, Math.ceil(requests(conditions) * pageSize * (double) pageSize / rows));
  }

  /** Whether a search can ask for the rows with no frequent value, if there may be any. */
  private boolean canRestBeAsked(Search base, Sample sample) {
    boolean hasRest = sample.hasNull() || sample.restShare() > 0;
    return !hasRest || base.filters().size() + sample.frequent().size() <= mostFiltersOfRest();
  }

  /** Returns how many filters that search may have. Paging adds two of its own. */
  int mostFiltersOfRest() {
    return scans.knowledge().mostFilters() - 2;
  }

  /** Returns a search for the rows that have a value. */
  Search with(Search base, String value) {
    return base.and(new SearchFilter(column, Operator.EQ, value));
  }

  /** Returns a request for the rows of one search. */
  ReadRequest request(Search search, @Nullable RowOrder order, long limit) {
    return new ReadRequest(List.of(new SearchPart(search, null)), scan.columns(), order, 0, limit);
  }
}
