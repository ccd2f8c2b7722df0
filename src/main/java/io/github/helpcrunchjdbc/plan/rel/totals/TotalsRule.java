package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** A rule for an aggregate of all rows of a scan, perhaps with a projection in between. */
abstract class TotalsRule extends ConstructedRule {
  private final boolean projected;

  TotalsRule(String what, boolean projected) {
    super(
        "HelpCrunchTake" + (projected ? "Projected" : "") + what,
        top ->
            top.operand(Aggregate.class)
                .oneInput(
                    in ->
                        projected
                            ? in.operand(Project.class)
                                .oneInput(under -> under.operand(CustomerScan.class).noInputs())
                            : in.operand(CustomerScan.class).noInputs()));
    this.projected = projected;
  }

  @Override
  public final void onMatch(RelOptRuleCall call) {
    CustomerScan scan = call.rel(projected ? 2 : 1);
    // Totals do not show the rows that a window is over.
    if (scan.spec().isLimited()
        || scan.spec().order() != null
        || (projected && call.<Project>rel(1).containsOver())) {
      return;
    }
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    List<? extends RexNode> fields =
        projected
            ? call.<Project>rel(1).getProjects()
            : rexBuilder.identityProjects(scan.getRowType());
    MovedFields toTable = new MovedFields(scan.spec().projection()::get);
    take(call, scan, fields.stream().<RexNode>map(field -> field.accept(toTable)).toList());
  }

  /**
   * Takes in the aggregate, {@code call.rel(0)}, if totals can answer it.
   *
   * @param inputs the fields of the aggregate's input, over the whole row of the table
   */
  abstract void take(RelOptRuleCall call, CustomerScan scan, List<RexNode> inputs);

  /** Adds columns for {@code counts} counts and for the extremes to a row type. */
  static RelDataTypeFactory.Builder numbers(
      RelDataTypeFactory.Builder row, int counts, List<ServiceAggregate> extremes) {
    for (int i = 0; i < counts; i++) {
      row.add("count" + i, SqlTypeName.BIGINT);
    }
    for (ServiceAggregate extreme : extremes) {
      ColumnDef column = extreme.column();
      String name = "extreme" + row.getFieldCount();
      boolean isId = column != null && column.isId();
      (isId ? row.add(name, SqlTypeName.BIGINT) : row.add(name, SqlTypeName.TIMESTAMP, 3))
          .nullable(true);
    }
    return row;
  }

  /** Whether the aggregate's fields are those of a projection, not of the scan. */
  final boolean isProjected() {
    return projected;
  }
}
