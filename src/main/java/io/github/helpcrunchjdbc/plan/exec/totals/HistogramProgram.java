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
 * Counts how many rows of a scan have a time in each year, month, day or hour (a stretch). Totals
 * tell it if the service searches by the time; else the offsets of the stretches' bounds in the
 * order of the time do. A stretch without rows is not divided further. If the rows take fewer pages
 * than the stretches, the rows are read. Public for the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows; the time is their first column
 * @param conditions the conditions whose rows are counted in each stretch
 * @param plain whether one search with AND finds the rows, if the service compares exactly
 * @param ranged the count of the rows if the predicate bounds the time, else null
 */
public record HistogramProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    TimeUnits unit,
    List<ConditionCount> conditions,
    Learning learning,
    boolean plain,
    @Nullable ConditionCount ranged)
    implements RowsProgram {
  /** With fewer pages, the rows are read. */
  private static final int FEWEST_PAGES = 5;

  /** With fewer pages, rows are read and not offsets: finding both ends takes about seven. */
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
    // A stretch needs two filters, for its begin and its end.
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
    // The search stays the same then, so the service is asked only once the stretches are known.
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
   * Counts the rows of a range of the time. Each page tells anew how many rows are left, because
   * customers come more often at some times than at others. If too many are left, offsets tell the
   * rest.
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
        read.add(row);
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
                      // The first page is new. When later pages come, it may be minutes old.
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

  /** Returns the stretches of a time that can be searched. */
  SearchHistogram searched() {
    CountSums none = new CountSums(List.of());
    return new SearchHistogram(scans, scan.clock(), column, unit, none, learning);
  }

  private OffsetHistogram offsets(CountSums sums) {
    return new OffsetHistogram(scan.clock(), unit, sums, learning, scans.rows().pageSize());
  }

  private FoundGroups none(DataContext context) {
    return new FoundGroups(
        scan,
        row -> row[0] instanceof Long shown ? (Long) unit.floor(shown) : null,
        List.of(),
        ConditionCount.checks(conditions, scan, context),
        context);
  }
}
