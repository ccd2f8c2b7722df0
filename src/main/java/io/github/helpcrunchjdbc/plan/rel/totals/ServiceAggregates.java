package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.AggregateProgram;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that the service answers without rows. If there are several and the rows take fewer
 * requests, the rows are read.
 *
 * @param isChecked whether the driver checks the rows of the scan. Then least and greatest values
 *     are looked for on the first pages of their orders; if that fails, all rows are read.
 */
record ServiceAggregates(List<ServiceAggregate> aggregates, boolean isChecked)
    implements TotalsShape {
  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    return new AggregateProgram(
        ScanConverter.rows(scan).sharing(shared).program(), scan.context(), aggregates);
  }

  /** Returns the scan with the columns that the aggregates need. */
  CustomerScan reading(CustomerScan scan) {
    return TotalsShape.reading(scan, Stream.of(scan.anyColumn()), aggregates);
  }

  @Override
  public boolean readsFew() {
    return !isChecked;
  }

  @Override
  public boolean usesRowsAtHand() {
    return true;
  }

  @Override
  public boolean mayReadRows() {
    return isChecked || aggregates.size() > 1;
  }

  @Override
  public String explain() {
    return (isChecked
            ? "the first that pass in each order"
            : "what the service says without giving rows")
        + (mayReadRows() ? ", or of the rows where they take fewer requests" : "");
  }
}
