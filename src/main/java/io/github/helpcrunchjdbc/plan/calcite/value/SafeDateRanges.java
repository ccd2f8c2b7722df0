package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.Flattening;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes ranges, which can be sent, from rounded times and from years and months: {@code
 * YEAR(lastSeen) = 2024 AND MONTH(lastSeen) = 2}. Calcite's own rule for this gets many of them
 * wrong. It takes an hour after noon for one before it, and looks for some hours without end
 * (CALCITE-7762). It takes a comparison with a month or a year that does not exist for never true,
 * as in {@code MONTH(lastSeen) < 13}. And it fails at weeks and quarters. Calcite 1.42.0; no issue
 * known on 2026-11-26 of the latter two.
 */
public final class SafeDateRanges extends ConstructedRule {
  public static final SafeDateRanges INSTANCE = new SafeDateRanges();

  private SafeDateRanges() {
    super("HelpCrunchDateRanges", top -> top.operand(Filter.class).anyInputs());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    RexBuilder rexBuilder = filter.getCluster().getRexBuilder();
    RexNode before = filter.getCondition();
    RexNode after = before.accept(new Ranges(rexBuilder));
    if (!after.equals(before)) {
      call.transformTo(
          filter.copy(
              filter.getTraitSet(),
              filter.getInput(),
              RexUtil.flatten(rexBuilder, after.accept(new Flattening(rexBuilder)))));
    }
  }

  /** Rewrites conditions; the new ones are true, false and unknown for the same rows. */
  private static final class Ranges extends RexShuttle {
    private final RexBuilder rexBuilder;
    private final RoundedTimes rounded;

    Ranges(RexBuilder rexBuilder) {
      this.rexBuilder = rexBuilder;
      this.rounded = new RoundedTimes(rexBuilder);
    }

    @Override
    public RexNode visitCall(RexCall call) {
      if (call.getKind() == SqlKind.SEARCH) {
        return RoundedTimes.expanded(rexBuilder, call, this);
      }
      if (call.isA(SqlKind.COMPARISON)) {
        RexNode range = rounded.range(call);
        return range == null ? call : range;
      }
      RexNode visited = super.visitCall(call);
      return visited instanceof RexCall and && and.getKind() == SqlKind.AND
          ? extracts(and)
          : visited;
    }

    /**
     * Rewrites the terms of an AND. The range of one term limits the ranges of the others: a year
     * limits the months, and so on.
     */
    private RexNode extracts(RexCall and) {
      ExtractRanges extracts = ExtractRanges.within(rexBuilder, and.getOperands());
      List<RexNode> terms = extracts.visitList(and.getOperands());
      return terms.equals(and.getOperands()) ? and : and.clone(and.getType(), terms);
    }
  }
}
