package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.AggregateProgram;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that the service answers without giving rows, over a scan that is exact. If several
 * are asked for and the rows take fewer requests, the rows are read.
 */
record ServiceAggregates(List<ServiceAggregate> aggregates) implements TotalsShape {
  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    return new AggregateProgram(
        ScanConverter.rows(scan).sharing(shared).program(),
        aggregates,
        scan.context().aggregates());
  }

  /** The scan with the columns that it looks at. */
  CustomerScan reading(CustomerScan scan) {
    Set<Integer> columns = new LinkedHashSet<>(List.of(scan.anyColumn()));
    for (ServiceAggregate aggregate : aggregates) {
      ColumnDef column = aggregate.column();
      if (column != null) {
        columns.add(scan.columns().indexOf(column));
      }
    }
    return scan.with(scan.spec().withProjection(List.copyOf(columns)));
  }

  @Override
  public boolean usesRowsAtHand() {
    return true;
  }

  @Override
  public boolean mayReadRows() {
    return aggregates.size() > 1;
  }

  @Override
  public String explain() {
    return "what the service says without giving rows"
        + (mayReadRows() ? ", or of the rows where they take fewer requests" : "");
  }
}
