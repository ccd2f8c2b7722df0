package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.AggregateProgram;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scan of which no column is shown, as in {@code SELECT 1 FROM customers}. Only their
 * number matters.
 */
public record CountedRows() implements TotalsShape {
  /** Returns the plan with one total in place of rows, if its answer shows no column of a scan. */
  public static RelNode of(RelNode plan) {
    if (!(plan instanceof Project project)
        || !(project.getInput() instanceof CustomerScan scan)
        || project.containsOver()
        || project.getProjects().stream().anyMatch(node -> !InputFinder.bits(node).isEmpty())
        || !scan.spec().cover().isOnePlainSearch()
        || scan.spec().isOnePage()
        // Then reading probably takes only one request anyway.
        || scan.context().knowledge().estimator().of(scan.spec().cover()).requests() <= 1
        || scan.widestSearch() > scan.context().knowledge().mostFilters()) {
      return plan;
    }
    RelNode rows = EnumerableCustomerTotals.ofNumbers(scan, new CountedRows(), "row");
    return project.copy(project.getTraitSet(), List.of(rows));
  }

  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    return new AggregateProgram(
            ScanConverter.searches(scan).program(), scan.context(), List.of(ServiceAggregate.COUNT))
        .numbered();
  }

  @Override
  public String explain() {
    return "one total, as no column of the rows is shown";
  }
}
