package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.read.Aggregate;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.CountTerm;
import io.github.helpcrunchjdbc.read.ReadRequest;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.read.SearchPart;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/**
 * Several counts of one scan, and least and greatest times, as they are executed: by totals where
 * that takes fewer requests than reading the rows, and where what the totals say fits together.
 * Public for the code that Calcite generates. Thread-safe.
 */
public final class CountsProgram implements RowsProgram {
  private final ScanProgram scan;
  private final ScanContext scans;
  private final List<Tally> tallies;
  private final List<Aggregate> extremes;

  /**
   * Creates a program.
   *
   * @param scan reads the rows, the id among them; it may ask how the service compares text, where
   *     that makes totals possible
   * @param tallies the counts
   * @param extremes the least and greatest times, of columns that the rows have
   */
  public CountsProgram(
      ScanProgram scan, ScanContext scans, List<Tally> tallies, List<Aggregate> extremes) {
    this.scan = scan;
    this.scans = scans;
    this.tallies = tallies;
    this.extremes = extremes;
  }

  /** The one row of counts, then times, read when its enumerator is asked for. */
  @Override
  public Enumerable<Object> run(DataContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return Linq4j.singletonEnumerator(SingleValues.of(row(context)));
      }
    };
  }

  private List<@Nullable Object> row(DataContext context) {
    Execution execution = QueryContext.execution(context);
    if (scan.everybody() != null) {
      return counted(scan.open(context), context);
    }
    ReadRequest request = scan.request(context);
    List<Map<CountTerm, Integer>> sums = sums(context);
    if (sums == null) {
      return counted(scan.open(context), context);
    }
    Reading reading = new Reading(scans, request);
    int cost = cost(sums);
    FirstPage first = null;
    if (cost > 1 && !reading.isKnown()) {
      first = unlessMany(cost, context);
      if (first != null && (first.isAll() || reading.pages() - 1 <= cost)) {
        return counted(first, context);
      }
    } else if (cost > 1 && reading.pages() <= cost) {
      return counted(scan.open(context), context);
    }
    if (isToSeeTags(sums) && scans.rows().pageSize() == PageRequest.MAX_LIMIT) {
      seeTags(context);
    }
    List<@Nullable Object> row = byTotals(sums, request, execution);
    if (row != null) {
      if (first != null) {
        first.close();
      }
      return shown(row);
    }
    return counted(first == null ? scan.open(context) : first, context);
  }

  /** The rows of the scan, null if its first page shows that they take more than so many others. */
  private @Nullable FirstPage unlessMany(int requests, DataContext context) {
    int pageSize = scans.rows().pageSize();
    RowSource rows =
        scan.open(
            context,
            (columns, page, total) -> {
              if (total > (long) (requests + 1) * pageSize) {
                throw new ManyRowsException();
              }
            });
    try {
      return FirstPage.of(rows, 1);
    } catch (ManyRowsException e) {
      rows.close();
      return null;
    }
  }

  /** Ends reading that has begun. */
  private static final class ManyRowsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ManyRowsException() {
      super("totals are cheaper", null, false, false);
    }
  }

  private boolean isToSeeTags(List<Map<CountTerm, Integer>> sums) {
    CountReader reader = new CountReader(scans.rows());
    return sums.stream().anyMatch(sum -> sum.keySet().stream().anyMatch(reader::isToSeeTags));
  }

  /** Not from the rows of the scan, which drops those whose tags are NULL. */
  private void seeTags(DataContext context) {
    int index = scan.columns().indexOf(CustomerColumns.TAGS_COLUMN);
    ReadRequest page =
        new ReadRequest(
            List.of(new SearchPart(Search.ALL, null)),
            scan.columns(),
            null,
            0,
            scans.rows().pageSize());
    List<@Nullable Object> tags = new ArrayList<>();
    try (RowSource rows = scan.open(page, context)) {
      for (@Nullable Object[] row = rows.next(); index >= 0 && row != null; row = rows.next()) {
        tags.add(row[index]);
      }
    }
    new CountReader(scans.rows()).seeTags(tags);
  }

  private @Nullable List<Map<CountTerm, Integer>> sums(DataContext context) {
    List<Map<CountTerm, Integer>> sums = new ArrayList<>();
    for (Tally tally : tallies) {
      Map<CountTerm, Integer> sum = tally.bind(context, scan.clock());
      if (sum == null) {
        return null;
      }
      sums.add(sum);
    }
    return sums;
  }

  private int cost(List<Map<CountTerm, Integer>> sums) {
    CountReader reader = new CountReader(scans.rows());
    Set<CountTerm> terms = new LinkedHashSet<>();
    sums.forEach(sum -> terms.addAll(sum.keySet()));
    return terms.stream().mapToInt(reader::cost).sum() + extremes.size() + (isSum(sums) ? 1 : 0);
  }

  /** Whether a number is made of several totals, which must be of one moment then. */
  private static boolean isSum(List<Map<CountTerm, Integer>> sums) {
    return sums.stream().anyMatch(sum -> sum.size() > 1);
  }

  /** The row, null if the totals can't be had, or do not hold still. */
  private @Nullable List<@Nullable Object> byTotals(
      List<Map<CountTerm, Integer>> sums, ReadRequest request, Execution execution) {
    List<Long> counts =
        new CountReader(scans.rows())
            .counting(
                execution,
                totals -> {
                  List<Long> asked = counts(sums, totals);
                  return asked == null && isSum(sums) && !totals.isGivenUp()
                      ? counts(sums, totals)
                      : asked;
                });
    if (counts == null) {
      return null;
    }
    List<@Nullable Object> row = new ArrayList<>(counts);
    if (!extremes.isEmpty()) {
      row.addAll(scans.aggregates().read(request, extremes, execution));
    }
    return row;
  }

  private static @Nullable List<Long> counts(
      List<Map<CountTerm, Integer>> sums, CountReader.Counts totals) {
    Map<CountTerm, Long> known = new HashMap<>();
    CountTerm first = null;
    List<Long> counts = new ArrayList<>();
    for (Map<CountTerm, Integer> sum : sums) {
      long count = 0;
      for (Map.Entry<CountTerm, Integer> term : sum.entrySet()) {
        Long total = known.get(term.getKey());
        if (total == null) {
          total = totals.of(term.getKey());
          if (total == null) {
            return null;
          }
          known.put(term.getKey(), total);
          first = first == null ? term.getKey() : first;
        }
        count += total * term.getValue();
      }
      if (count < 0) {
        return null;
      }
      counts.add(count);
    }
    boolean holdsStill =
        !isSum(sums) || first == null || Objects.equals(known.get(first), totals.of(first));
    return holdsStill ? counts : null;
  }

  /** The row as the rows of the scan have it. */
  private List<@Nullable Object> counted(RowSource rows, DataContext context) {
    List<@Nullable Predicate<@Nullable Object[]>> checks = new ArrayList<>();
    for (Tally tally : tallies) {
      checks.add(tally.check(context));
    }
    long[] counts = new long[tallies.size()];
    @Nullable Long[] times = new @Nullable Long[extremes.size()];
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        for (int i = 0; i < counts.length; i++) {
          Predicate<@Nullable Object[]> check = checks.get(i);
          counts[i] += check == null || check.test(row) ? 1 : 0;
        }
        for (int i = 0; i < times.length; i++) {
          times[i] = better(times[i], row[scan.columns().indexOf(extremes.get(i).column())], i);
        }
      }
    }
    List<@Nullable Object> all = new ArrayList<>();
    for (long count : counts) {
      all.add(count);
    }
    for (Long time : times) {
      all.add(time);
    }
    return all;
  }

  private @Nullable Long better(@Nullable Long best, @Nullable Object value, int extreme) {
    if (!(value instanceof Long time)) {
      return best;
    }
    boolean isBetter =
        best == null || (extremes.get(extreme).greatest() ? time > best : time < best);
    return isBetter ? time : best;
  }

  /** Times of totals are instants, those of rows what the clock shows. */
  private List<@Nullable Object> shown(List<@Nullable Object> row) {
    for (int i = tallies.size(); i < row.size(); i++) {
      ColumnDef column = extremes.get(i - tallies.size()).column();
      if (column != null && row.get(i) instanceof Long instant) {
        row.set(i, scan.clock().show(instant));
      }
    }
    return row;
  }
}
