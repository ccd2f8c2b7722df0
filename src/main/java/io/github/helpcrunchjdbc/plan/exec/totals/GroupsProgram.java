package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.pushdown.SeenTotals;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;

/**
 * How many rows of a scan have each value of a text, as it is executed. The first page shows which
 * values are frequent. The total of each of those is asked for, then the rows with none of them are
 * read. Rows that neither finds have no value. Where values are many, all rows are read. Public for
 * the code that Calcite generates. Thread-safe.
 *
 * @param scan reads the rows, the text first
 * @param counted whether the numbers matter, not only which values there are
 * @param extremes least and greatest values of each group, of columns that the rows have
 * @param isNullShown whether anyone sees the group of those without a value
 * @param plain whether one search under AND finds the rows, if the service compares exactly
 */
public record GroupsProgram(
    ScanProgram scan,
    ScanContext scans,
    ColumnDef column,
    boolean counted,
    List<ServiceAggregate> extremes,
    boolean isNullShown,
    Learning learning,
    boolean plain)
    implements RowsProgram {
  /** Fewer rows tell too little of which values there are. */
  private static final int LEAST_SAMPLE = 50;

  /** A value seen less often is not worth a total of its own. */
  static final int LEAST_SEEN = 2;

  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return groups(context).rows();
  }

  private FoundGroups groups(DataContext context) {
    Execution execution = QueryContext.execution(context);
    KeptMemory memory = KeptMemory.of(context);
    CachedAnswer allCustomers = scan.allCustomers();
    if (allCustomers != null) {
      return none(memory).read(scan.open(allCustomers, context));
    }
    if (!plain || scan.isReadWhole(context)) {
      return none(memory).read(scan.open(context));
    }
    int pageSize = scans.rows().pageSize();
    ReadRequest request = scan.request(context);
    FirstPage first = FirstPage.of(scan.open(context), pageSize);
    ReadingCost reading = new ReadingCost(scans, request);
    if (first.isAll()
        || request.parts().size() != 1
        || !reading.isKnown()
        || pageSize < LEAST_SAMPLE) {
      return none(memory).read(first);
    }
    Sample sample = Sample.of(first.seen(), LEAST_SEEN);
    long total = reading.rows();
    long cost =
        learning.cost()
            + (counted ? sample.frequent().size() * requests() : 2)
            + 2
            + scans.knowledge().estimator().pages(sample.restShare() * (double) total);
    if (cost >= reading.pages() - 1 || sample.frequent().isEmpty()) {
      return none(memory).read(first);
    }
    if (learning.isWorthwhile()
        && !learning.suffices(request.parts().get(0), column, first, execution)) {
      return none(memory).read(first);
    }
    Search base = request.parts().get(0).search();
    for (int tries = 0; tries < 2; tries++) {
      GroupsByTotals attempt =
          new GroupsByTotals(this, base, total, reading.pages() - 2, none(memory), context);
      FoundGroups groups = counted ? attempt.count(sample) : attempt.list(sample);
      if (groups != null) {
        first.close();
        return groups;
      }
      memory.clear();
      long now = scans.rows().knownTotal(base);
      if (now == total || now == SeenTotals.UNKNOWN) {
        break;
      }
      total = now;
    }
    return none(memory).read(first);
  }

  private FoundGroups none(KeptMemory memory) {
    return new FoundGroups(scan.columns(), extremes, memory);
  }

  /** An instant as the clock of the rows shows it. */
  long shown(long instant) {
    return scan.clock().show(instant);
  }

  /** About how many requests a value takes. */
  long requests() {
    return 1 + extremes.stream().mapToLong(ServiceAggregate::usualRequests).sum();
  }
}
