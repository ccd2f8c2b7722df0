package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.calcite.linq4j.Linq4j;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scan of which no column is shown, as in {@code SELECT 1 FROM customers}. Only their
 * number matters.
 */
public record CountedRows(TotalsShape count) implements TotalsShape {
  /** Returns the plan with totals in place of rows, if its answer shows no column of a scan. */
  public static RelNode of(RelNode plan) {
    if (!(plan instanceof Project project)
        || !(project.getInput() instanceof CustomerScan scan)
        || project.containsOver()
        || project.getProjects().stream().anyMatch(node -> !InputFinder.bits(node).isEmpty())
        || scan.spec().isOnePage()
        // Then reading probably takes only one request anyway.
        || scan.context().knowledge().estimator().of(scan.spec().cover()).requests() <= 1) {
      return plan;
    }
    RexNode any = scan.getCluster().getRexBuilder().makeLiteral(true);
    Counts sum = new Counts(List.of(any), List.of());
    TotalsShape count = sum;
    if (scan.spec().cover().isOnePlainSearch()
        && scan.widestSearch() <= scan.context().knowledge().mostFilters()) {
      count = new ServiceAggregates(List.of(ServiceAggregate.COUNT), false);
    } else if (scan.spec().isLimited() || scan.spec().order() != null || !sum.isPossible(scan)) {
      return plan;
    }
    CustomerScan read = count == sum ? sum.reading(scan) : scan;
    RelNode rows = EnumerableCustomerTotals.ofNumbers(read, new CountedRows(count), "row");
    return project.copy(project.getTraitSet(), List.of(rows));
  }

  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    RowsProgram program = count.compile(scan, shared);
    return context ->
        Linq4j.iterableEnumerator(
            () ->
                LongStream.range(0, (Long) program.run(context).single())
                    .mapToObj(row -> (Object) row)
                    .iterator());
  }

  @Override
  public String explain() {
    return "the number of rows, as no column of theirs is shown: " + count.explain();
  }
}
