package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.NumberedRows;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a scan of which no column is shown, as in {@code SELECT 1 FROM customers}: how many
 * there are is all that matters.
 */
public record RowsByNumber() implements TotalsShape {
  /** The same plan with one total in place of rows, if its answer shows no column of a scan. */
  public static RelNode of(RelNode plan) {
    if (!(plan instanceof Project project)
        || !(project.getInput() instanceof CustomerScan scan)
        || project.containsOver()
        || project.getProjects().stream().anyMatch(node -> !InputFinder.bits(node).isEmpty())
        || !scan.spec().cover().isOnePlainSearch()
        || isOnePage(scan)
        || scan.widestSearch() > scan.context().knowledge().mostFilters()) {
      return plan;
    }
    RelDataTypeFactory types = scan.getCluster().getTypeFactory();
    RelNode rows =
        new EnumerableCustomerTotals(
            scan,
            new RowsByNumber(),
            types.builder().add("row", types.createSqlType(SqlTypeName.BIGINT)).build());
    return project.copy(project.getTraitSet(), List.of(rows));
  }

  /** Whether reading takes one request anyway, for all that is taken to be so. */
  private static boolean isOnePage(CustomerScan scan) {
    Long limit =
        scan.spec().fetch() instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
    return (limit != null && limit <= PageRequest.MAX_LIMIT)
        || scan.context().knowledge().estimator().cautious().of(scan.spec().cover()).requests()
            <= 1;
  }

  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    return new NumberedRows(ScanConverter.searches(scan).program(), scan.context());
  }

  @Override
  public String explain() {
    return "one total, as no column of the rows is shown";
  }
}
