package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Executes several counts of one scan, and least and greatest times and ids. Totals answer them if
 * that takes fewer requests than reading the rows, and if the totals agree with each other. Public
 * for the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows, with the id and with times as instants. It may ask how the service
 *     compares text, if that makes totals possible.
 * @param conditionCounts the counts
 * @param extremes the least and greatest times and ids, of columns that the rows have
 */
public record CountsProgram(
    ScanProgram scan,
    ScanContext scans,
    List<ConditionCount> conditionCounts,
    List<ServiceAggregate> extremes)
    implements RowsProgram {
  public CountsProgram {
    scan = scan.inInstants();
  }

  /** Returns the one row: the counts, then the extremes. */
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return Linq4j.singletonEnumerator(GeneratedRows.row(row(context)));
  }

  /**
   * Returns the counts as rows, each with its index. There are at least two counts, and no
   * extremes.
   *
   * @param withEmpty whether counts of 0 are returned too
   */
  public RowsProgram listed(boolean withEmpty) {
    return context -> {
      List<@Nullable Object> counts = row(context);
      return Linq4j.enumerator(
          IntStream.range(0, counts.size())
              .filter(place -> withEmpty || !Objects.equals(counts.get(place), 0L))
              .<Object>mapToObj(place -> new @Nullable Object[] {(long) place, counts.get(place)})
              .toList());
    };
  }

  private List<@Nullable Object> row(DataContext context) {
    Execution execution = QueryContext.execution(context);
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return counted(scan.open(allCustomers, context), context);
    }
    ReadRequest request = scan.request(context);
    CountSums sums = CountSums.of(conditionCounts, scan.clock(), context);
    CountReader reader = new CountReader(scans.rows());
    boolean needsTags = sums != null && sums.needTags();
    if (sums == null || (needsTags && !reader.mayTellTags())) {
      return counted(scan.open(context), context);
    }
    ReadingCost reading = new ReadingCost(scans, request);
    int cost =
        sums.cost(reader) + extremes.stream().mapToInt(ServiceAggregate::usualRequests).sum();
    FirstPage first = null;
    Map<CountTerm, Long> seen = Map.of();
    long before = reader.pagesCome();
    if (cost > 1 && !reading.isKnown()) {
      try {
        first = unlessMany(cost, context);
        if (first.isAll() || (reading.isKnown() && reading.pages() - 1 <= cost)) {
          return counted(first, context);
        }
        seen = seen(request, reading.rows());
      } catch (ManyRowsException e) {
        seen = seen(request, e.total);
      }
    } else if (cost > 1 && reading.pages() <= cost) {
      return counted(scan.open(context), context);
    }
    if (needsTags && reader.areTagsUnknown()) {
      seeTags(reader, context);
    }
    List<@Nullable Object> row =
        !needsTags || reader.areTagsShown()
            ? byTotals(sums, reader, seen, before, request, execution)
            : null;
    if (row != null) {
      if (first != null) {
        first.close();
      }
      return row;
    }
    return counted(first == null ? scan.open(context) : first, context);
  }

  /** Returns the total that came with the first page. */
  private static Map<CountTerm, Long> seen(ReadRequest request, long total) {
    return request.parts().size() == 1 && total != Page.UNKNOWN_TOTAL
        ? Map.of(CountTerm.of(request.parts().get(0).search()), total)
        : Map.of();
  }

  /**
   * Opens the rows of the scan.
   *
   * @throws ManyRowsException if the first page shows that the rows take more than this many
   *     further requests
   */
  private FirstPage unlessMany(int requests, DataContext context) {
    int pageSize = scans.rows().pageSize();
    AtomicBoolean isFirst = new AtomicBoolean(true);
    RowSource rows =
        scan.open(
            context,
            (columns, page, total) -> {
              // Only the first page decides. Pages that are read later are read because rows are
              // cheaper.
              if (isFirst.getAndSet(false) && total > (long) (requests + 1) * pageSize) {
                throw new ManyRowsException(total);
              }
            });
    try {
      FirstPage first = new FirstPage(rows, 1, QueryContext.execution(context));
      isFirst.set(false);
      return first;
    } catch (ManyRowsException e) {
      rows.close();
      throw e;
    }
  }

  /** Ends a reading whose rows take too many requests. */
  private static final class ManyRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long total;

    ManyRowsException(long total) {
      super("totals are cheaper", null, false, false);
      this.total = total;
    }
  }

  /** Learns how customers without tags are shown; the scan may drop those whose tags are NULL. */
  private void seeTags(CountReader reader, DataContext context) {
    int pageSize = scans.rows().pageSize();
    SearchPart all = new SearchPart(Search.ALL, null);
    ReadRequest page = new ReadRequest(List.of(all), scan.columns(), null, 0, pageSize);
    try (FirstPage rows =
        new FirstPage(scan.open(page, context), pageSize, QueryContext.execution(context))) {
      rows.showsTags(reader, scan.columns());
    }
  }

  /** Returns the row, null if the totals can't be had or if customers came or went meanwhile. */
  private @Nullable List<@Nullable Object> byTotals(
      CountSums sums,
      CountReader reader,
      Map<CountTerm, Long> seen,
      long before,
      ReadRequest request,
      Execution execution) {
    List<Long> counts =
        reader.counting(
            execution,
            totals -> {
              if (!seen.isEmpty()) {
                totals.seenFirstPages(before);
              }
              List<Long> asked = sums.counts(seen, totals);
              return asked == null && sums.haveSeveralTerms() && !totals.isGivenUp()
                  ? sums.counts(Map.of(), totals)
                  : asked;
            });
    if (counts == null) {
      return null;
    }
    List<@Nullable Object> row = new ArrayList<>(counts);
    if (!extremes.isEmpty()) {
      List<@Nullable Long> values = scans.aggregates().read(request, extremes, execution);
      row.addAll(ExtremesOfRows.shown(scan, extremes, values));
    }
    return row;
  }

  /** Returns the row, counted from the rows of the scan. */
  private List<@Nullable Object> counted(RowSource rows, DataContext context) {
    Statistics statistics = QueryContext.execution(context).statistics();
    FoundGroups found =
        new FoundGroups(
            scan,
            any -> null,
            extremes,
            ConditionCount.checks(conditionCounts, scan, context),
            context);
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        if (!found.add(row) && extremes.isEmpty()) {
          statistics.count(Counter.ROWS_DROPPED);
        }
      }
    }
    List<@Nullable Object> all = found.all();
    return all.subList(1, all.size());
  }
}
