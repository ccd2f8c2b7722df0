package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a scan have a time in each year, month, day or hour, as it is executed: by
 * totals if the time can be searched, else by the offsets of the bounds in its order. Nothing more
 * is asked of a stretch without rows. Where rows are fewer pages than stretches, rows are read.
 * Public for the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows, the time first
 * @param conditions whose rows are counted in each stretch
 * @param plain whether one search under AND finds the rows, if the service compares exactly
 * @param ranged the number of the rows, if they are those of a range of the time; else null
 */
public record HistogramProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    TimeUnits unit,
    List<Tally> conditions,
    Learning learning,
    boolean plain,
    @Nullable Tally ranged)
    implements RowsProgram {
  /** An account of fewer pages is read. */
  private static final int FEWEST_PAGES = 5;

  /**
   * An account of fewer pages is read where bounds are found by offsets: the ends take about seven.
   */
  private static final int FEWEST_FOR_OFFSETS = 10;

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return stretches(context).rows();
  }

  private FoundGroups stretches(DataContext context) {
    Execution execution = QueryContext.execution(context);
    FoundGroups none = none(context);
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return none.read(scan.open(allCustomers, context));
    }
    CountSums sums = CountSums.of(conditions, scan.clock(), context);
    if (sums != null && ranged != null) {
      return ranged(ranged.bind(context, scan.clock()), sums, context);
    }
    // Two filters say between which times a stretch is.
    if (!plain
        || sums == null
        || !sums.canBeNarrowed(scans.knowledge().mostFilters() - 1)
        || scan.request(context).parts().size() != 1) {
      return none.read(scan.open(context));
    }
    ReadRequest request = scan.request(context);
    Search base = request.parts().get(0).search();
    ReadingCost reading = new ReadingCost(scans, request);
    CountReader reader = new CountReader(scans.rows());
    boolean wasKnown = reading.isKnown() && !learning.isWorthwhile() && !sums.needTags();
    int pageSize = scans.rows().pageSize();
    long before = reader.pagesCome();
    FirstPage first = new FirstPage(scan.open(context), wasKnown ? 0 : pageSize, execution);
    OffsetHistogram offsets = offsets(sums);
    if ((!wasKnown && first.isAll())
        || !reading.isKnown()
        || reading.pages() < (column.isSearchable() ? FEWEST_PAGES : FEWEST_FOR_OFFSETS)
        || !(column.isSearchable()
            ? base.filters().size() + 2 <= scans.knowledge().mostFilters()
            : offsets.isPossible(CountTerm.of(base)))
        || !sums.mayBeTold(reader)
        || (sums.needTags() && !first.showsTags(reader, scan.columns()))) {
      return none.read(first);
    }
    boolean isDear = learning.isWorthwhile() && reading.pages() - 1 <= learning.cost() + 4;
    // The same search is not planned anew: it is learned for once the stretches are known.
    if (isDear || (!learning.isSameSearch() && !learning.suffices(first, execution))) {
      return none.read(first);
    }
    Map<@Nullable Long, long[]> counts =
        reader.counting(
            execution,
            totals -> {
              if (column.isSearchable()) {
                Long seen = wasKnown ? null : (Long) reading.rows();
                return new SearchHistogram(scans, scan.clock(), column, unit, sums, learning)
                    .of(totals, base, seen, execution);
              }
              if (!wasKnown) {
                totals.seenFirstPages(before);
              }
              long seen = wasKnown ? 0 : pageSize;
              return offsets.of(totals, CountTerm.of(base), column, seen, execution);
            });
    if (counts == null) {
      return none.read(first);
    }
    first.close();
    counts.forEach(none::put);
    return none;
  }

  /**
   * Counts those of a range of the time. Each page tells anew how many are left, for customers come
   * more often at some times than at others; once they are too many, the rest is not read.
   */
  private FoundGroups ranged(
      @Nullable Map<CountTerm, Integer> terms, CountSums sums, DataContext context) {
    Execution execution = QueryContext.execution(context);
    CountTerm term = terms == null || terms.size() != 1 ? null : terms.keySet().iterator().next();
    TimeRange range = term == null || !term.present().isEmpty() ? null : term.range();
    OffsetHistogram histogram = offsets(sums);
    FoundGroups read = none(context);
    CountReader reader = new CountReader(scans.rows());
    if (term == null
        || range == null
        || (sums.needTags() && !reader.areTagsShown())
        || !histogram.isPossible(term)) {
      return read.read(scan.open(context));
    }
    long before = reader.pagesCome();
    int halfPage = Math.max(1, histogram.pageSize() / 2);
    boolean isTried = false;
    long known = 0;
    long counted = 0;
    Object from = null;
    try (RowSource rows = scan.open(context)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        read.see(row);
        known++;
        from = counted++ == 0 ? row[0] : from;
        boolean isFirst = known == halfPage;
        if (isTried
            || (!isFirst && (counted < histogram.pageSize() || Objects.equals(from, row[0])))) {
          continue;
        }
        if (histogram.isWorthwhile(term, range, from, row[0], counted)) {
          isTried = true;
          long seen = known;
          Map<@Nullable Long, long[]> counts =
              reader.counting(
                  execution,
                  totals -> {
                    if (isFirst) {
                      // Later it may be minutes old.
                      totals.seenFirstPages(before);
                    }
                    return histogram.of(totals, term, column, seen, execution);
                  });
          if (counts != null) {
            read.clear();
            FoundGroups found = none(context);
            counts.forEach(found::put);
            return found;
          }
        }
        counted = 0;
      }
    }
    return read;
  }

  private OffsetHistogram offsets(CountSums sums) {
    return new OffsetHistogram(scan.clock(), unit, sums, learning, scans.rows().pageSize());
  }

  private FoundGroups none(DataContext context) {
    return new FoundGroups(
        scan,
        row -> row[0] instanceof Long shown ? (Long) unit.floor(shown) : null,
        List.of(),
        conditions,
        context);
  }
}
