package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.LearningGain;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelFieldCollation.Direction;
import org.apache.calcite.rel.RelFieldCollation.NullDirection;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds the least or greatest time of rows that the driver has to check: that of the first row in
 * its order that passes, where reading ends. An id, or several values, are looked for on the first
 * pages of their orders if the statement reads nothing else. If one is not found there, rows are
 * read once for all.
 */
public final class ExtremeRule extends ConstructedRule {
  public static final ExtremeRule INSTANCE = new ExtremeRule();

  private ExtremeRule() {
    super(
        "HelpCrunchExtreme",
        top ->
            top.operand(Aggregate.class).oneInput(in -> in.operand(CustomerScan.class).noInputs()));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    RelNode first = firstPassing(call.rel(0), call.rel(1), ColumnsWorthProbing.isOnlyReading(call));
    if (first != null) {
      call.transformTo(first);
    }
  }

  private static @Nullable RelNode firstPassing(
      Aggregate aggregate, CustomerScan scan, boolean isOnly) {
    RexNode predicate = scan.spec().predicate();
    ServiceAggregate extreme =
        AggregateRule.isAnsweredByService(aggregate, scan)
            ? AggregateRule.translate(aggregate.getAggCallList().get(0), scan)
            : null;
    ColumnDef column = extreme == null ? null : extreme.column();
    if (extreme == null
        || column == null
        || predicate == null
        || scan.spec().cover().isOnePlainSearch()) {
      return null;
    }
    List<AggregateCall> calls = aggregate.getAggCallList();
    if (calls.size() > 1 || column.isId()) {
      return isOnly
              && calls.stream().noneMatch(call -> call.getAggregation().getKind() == SqlKind.COUNT)
              && ColumnsWorthProbing.undecided(scan, predicate).isEmpty()
          ? AggregateRule.totalsNode(aggregate, scan)
          : null;
    }
    RelFieldCollation order =
        new RelFieldCollation(
            scan.columns().indexOf(column),
            extreme.greatest() ? Direction.DESCENDING : Direction.ASCENDING,
            NullDirection.LAST);
    RexNode one = scan.getCluster().getRexBuilder().makeExactLiteral(BigDecimal.ONE);
    ScanSpec ordered =
        scan.spec().withOrder(order).withEnough(null, one).withWish(LearningGain.NONE);
    // The scan itself gets no limit: its first page would have one row, which may not pass.
    RelNode first = LogicalSort.create(scan.with(ordered), RelCollations.EMPTY, null, one);
    return aggregate.copy(aggregate.getTraitSet(), List.of(first));
  }
}
