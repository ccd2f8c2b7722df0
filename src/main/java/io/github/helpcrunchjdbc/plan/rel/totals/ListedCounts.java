package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the rows of a scan that satisfy conditions, each in a row with the condition's index.
 *
 * @param counts at least two
 * @param withEmpty whether counts of 0 are returned too
 */
public record ListedCounts(Counts counts, boolean withEmpty) implements TotalsShape {
  /** As many totals in a row as a large account may have pages. */
  public static final int MOST_VALUES = 50;

  /** Returns the values with their counts, as the aggregate has them. */
  public RelNode shown(Aggregate aggregate, CustomerScan scan, List<RexLiteral> values) {
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    RelNode rows = EnumerableCustomerTotals.ofNumbers(counts.reading(scan), this, "place", "count");
    RelDataType valueType = aggregate.getRowType().getFieldList().get(0).getType();
    List<RexNode> row = new ArrayList<>();
    row.add(chosen(rexBuilder, valueType, rexBuilder.makeInputRef(rows, 0), values));
    for (int i = 1; i < aggregate.getRowType().getFieldCount(); i++) {
      row.add(rexBuilder.makeInputRef(rows, 1));
    }
    return Expressions.project(rows, row, aggregate.getRowType().getFieldNames());
  }

  /** Returns an expression for the value whose index, from 0 on, {@code place} gives. */
  static RexNode chosen(
      RexBuilder rexBuilder, RelDataType type, RexNode place, List<? extends RexNode> values) {
    List<RexNode> cases = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      if (i < values.size() - 1) {
        RexNode index = rexBuilder.makeExactLiteral(BigDecimal.valueOf(i), place.getType());
        cases.add(rexBuilder.makeCall(SqlStdOperatorTable.EQUALS, place, index));
      }
      cases.add(rexBuilder.makeAbstractCast(type, values.get(i), false));
    }
    return rexBuilder.makeAbstractCast(
        type, rexBuilder.makeCall(SqlStdOperatorTable.CASE, cases), false);
  }

  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    return counts.compile(scan, shared).listed(withEmpty);
  }

  @Override
  public double rows() {
    return counts.conditions().size();
  }

  @Override
  public String explain() {
    return counts.explain();
  }
}
