package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.pushdown.SeenTotals;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a scan have each value of a text, as it is executed. The first page shows which
 * values are frequent. The total of each of those is asked for, then the rows with none of them are
 * read. Rows that neither finds have no value. Where values are many, all rows are read. Public for
 * the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows, the text first
 * @param counted whether the numbers matter, not only which values there are
 * @param plain whether one search under AND finds the rows, if the service compares exactly
 */
public record GroupsProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    boolean counted,
    Learning learning,
    boolean plain)
    implements RowsProgram {
  /** So often more values are looked for among the rest. */
  private static final int MOST_ROUNDS = 4;

  /** Fewer rows tell too little of which values there are. */
  private static final int LEAST_SAMPLE = 50;

  /** So many values whose total costs more than it saves show that the rest is to be read. */
  private static final int MOST_DEAR = 2;

  /** A value seen less often is not worth a total of its own. */
  private static final int LEAST_SEEN = 2;

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return GeneratedRows.counted(groups(context));
  }

  private Map<@Nullable String, Long> groups(DataContext context) {
    Execution execution = QueryContext.execution(context);
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return read(scan.open(allCustomers, context), new LinkedHashMap<>());
    }
    if (!plain || scan.isReadWhole(context)) {
      return read(scan.open(context), new LinkedHashMap<>());
    }
    int pageSize = scans.rows().pageSize();
    ReadRequest request = scan.request(context);
    FirstPage first = FirstPage.of(scan.open(context), pageSize);
    ReadingCost reading = new ReadingCost(scans, request);
    if (first.isAll()
        || request.parts().size() != 1
        || !reading.isKnown()
        || pageSize < LEAST_SAMPLE) {
      return read(first, new LinkedHashMap<>());
    }
    Sample sample = Sample.of(first.seen(), LEAST_SEEN);
    long total = reading.rows();
    long cost =
        learning.cost()
            + (counted ? sample.frequent().size() : 2)
            + 2
            + scans.knowledge().estimator().pages(sample.restShare() * (double) total);
    if (cost >= reading.pages() - 1 || sample.frequent().isEmpty()) {
      return read(first, new LinkedHashMap<>());
    }
    if (learning.isWorthwhile()
        && !learning.suffices(request.parts().get(0), column, first, execution)) {
      return read(first, new LinkedHashMap<>());
    }
    Search base = request.parts().get(0).search();
    for (int tries = 0; tries < 2; tries++) {
      Map<@Nullable String, Long> groups =
          counted
              ? new Attempt(base, total, reading.pages() - 2, execution, context).count(sample)
              : new Attempt(base, total, reading.pages() - 2, execution, context).list(sample);
      if (groups != null) {
        first.close();
        return groups;
      }
      long now = scans.rows().knownTotal(base);
      if (now == total || now == SeenTotals.UNKNOWN) {
        break;
      }
      total = now;
    }
    return read(first, new LinkedHashMap<>());
  }

  /** Counts rows as they come. */
  private static Map<@Nullable String, Long> read(
      RowSource rows, Map<@Nullable String, Long> groups) {
    try (rows) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        groups.merge((String) row[0], 1L, Long::sum);
      }
    }
    return groups;
  }

  /** One attempt to have the groups by totals; each returns null if it does not succeed. */
  private final class Attempt {
    private final Search base;
    private final long total;
    private final long budget;
    private final Execution execution;
    private final DataContext context;
    private final long spentBefore;
    private final Map<@Nullable String, Long> groups = new LinkedHashMap<>();

    Attempt(Search base, long total, long budget, Execution execution, DataContext context) {
      this.base = base;
      this.total = total;
      this.budget = budget;
      this.execution = execution;
      this.context = context;
      this.spentBefore = execution.statistics().requests();
    }

    private boolean isSpent() {
      return execution.statistics().requests() - spentBefore > budget;
    }

    @Nullable Map<@Nullable String, Long> count(Sample sample) {
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
          groups.put(value, count);
          dear += count < scans.rows().pageSize() ? 1 : 0;
          if (dear > MOST_DEAR) {
            break;
          }
        }
        if (sum() == total) {
          return checked();
        }
        FirstPage rest = rest(asked);
        if (rest == null) {
          return null;
        }
        Sample more = Sample.of(rest.seen(), LEAST_SEEN);
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
          read(rest, groups);
          return checked();
        }
        rest.close();
        next = more;
      }
      return null;
    }

    /**
     * The values alone: rows with none of the known values are asked for until there are no more.
     */
    @Nullable Map<@Nullable String, Long> list(Sample sample) {
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
          read(rest, groups);
          isNull |= groups.remove(null) != null;
          for (String value : groups.keySet()) {
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

    private Map<@Nullable String, Long> listed(Set<String> known, boolean isNull) {
      Map<@Nullable String, Long> all = new LinkedHashMap<>();
      known.forEach(value -> all.put(value, 1L));
      if (isNull) {
        all.put(null, 1L);
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
              List.of(new SearchPart(search, null)), scan.columns(), null, 0, ReadRequest.NO_LIMIT);
      return FirstPage.of(scan.open(request, context), scans.rows().pageSize());
    }

    /** In one order whichever was seen first, so that a total of the same values is known again. */
    private Search without(Set<String> values) {
      return base.and(
          values.stream()
              .sorted()
              .map(value -> new SearchFilter(column, Operator.NE, value))
              .toArray(SearchFilter[]::new));
    }

    private Search with(Operator operator, String value) {
      return base.and(new SearchFilter(column, operator, value));
    }

    private @Nullable Long total(Search search) {
      List<Long> counts =
          new CountReader(scans.rows()).count(List.of(CountTerm.of(search)), execution);
      return counts == null ? null : counts.get(0);
    }

    private long sum() {
      return groups.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The groups, with those without a value, if the account has held still. */
    private @Nullable Map<@Nullable String, Long> checked() {
      Long now = total(base);
      Long nulls = groups.remove(null);
      long without = total - sum();
      boolean fits = now != null && now == total && without >= (nulls == null ? 0 : nulls);
      groups.values().removeIf(count -> count == 0);
      if (without > 0) {
        groups.put(null, without);
      }
      return fits ? groups : null;
    }
  }
}
