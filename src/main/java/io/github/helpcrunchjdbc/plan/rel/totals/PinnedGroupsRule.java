package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanRule;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Turns counts by a column whose values the query lists into one count for each value. A value that
 * no customer has gives no row.
 */
public final class PinnedGroupsRule {
  public static final RelOptRule INSTANCE =
      ScanRule.of("HelpCrunchTakePinnedGroups", Aggregate.class, PinnedGroupsRule::counts);

  private PinnedGroupsRule() {}

  private static @Nullable RelNode counts(Aggregate aggregate, CustomerScan scan) {
    PinnedGroups groups = PinnedGroups.of(aggregate, scan);
    if (groups == null) {
      return null;
    }
    List<RelNode> counts = new ArrayList<>();
    for (int i = 0; i < groups.values().size(); i++) {
      CustomerScan one = scan.selecting(groups.predicates().get(i));
      if (!one.spec().cover().isOnePlainSearch()
          || one.widestSearch() > scan.context().knowledge().mostFilters()) {
        return null;
      }
      counts.add(count(one, groups.values().get(i), aggregate.getRowType()));
    }
    return counts.size() == 1 ? counts.get(0) : LogicalUnion.create(counts, true);
  }

  /** Returns the row of one value; it is filtered out if the count is 0. */
  private static RelNode count(CustomerScan scan, RexNode value, RelDataType rowType) {
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    ServiceAggregates one = new ServiceAggregates(List.of(ServiceAggregate.COUNT), false);
    RelNode count = EnumerableCustomerTotals.ofNumbers(one.reading(scan), one, "count");
    RexNode number = rexBuilder.makeInputRef(count, 0);
    RelNode some =
        LogicalFilter.create(
            count,
            rexBuilder.makeCall(
                SqlStdOperatorTable.GREATER_THAN,
                number,
                rexBuilder.makeExactLiteral(BigDecimal.ZERO, number.getType())));
    List<RexNode> row = new ArrayList<>();
    row.add(rexBuilder.makeAbstractCast(rowType.getFieldList().get(0).getType(), value, false));
    row.addAll(Collections.nCopies(rowType.getFieldCount() - 1, number));
    return Expressions.project(some, row, rowType.getFieldNames());
  }
}
