package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.Flattening;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.DateRangeRules;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Util;

/**
 * Calcite's making of ranges out of rounded times and of years and months, kept from what it fails
 * at: weeks and quarters, and an EXTRACT that is written as a function. Beside a year, Calcite
 * drops a day, takes a quarter for a month, and looks for an hour without end. Calcite 1.42.0; no
 * issue known on 2026-11-26.
 */
public final class SafeDateRanges extends ConstructedRule {
  public static final SafeDateRanges INSTANCE = new SafeDateRanges();

  private static final Set<TimeUnitRange> ROUNDED =
      EnumSet.of(
          TimeUnitRange.YEAR,
          TimeUnitRange.MONTH,
          TimeUnitRange.DAY,
          TimeUnitRange.HOUR,
          TimeUnitRange.MINUTE,
          TimeUnitRange.SECOND);
  private static final Set<TimeUnitRange> EXTRACTED =
      EnumSet.of(TimeUnitRange.YEAR, TimeUnitRange.MONTH);

  private SafeDateRanges() {
    super("HelpCrunchDateRanges", top -> top.operand(Filter.class).anyInputs());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Filter filter = call.rel(0);
    List<RexNode> ranges = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode condition : RelOptUtil.conjunctions(filter.getCondition())) {
      (isRange(condition) ? ranges : others).add(condition);
    }
    if (ranges.isEmpty()) {
      return;
    }
    RexBuilder builder = filter.getCluster().getRexBuilder();
    RexNode before = RexUtil.composeConjunction(builder, ranges);
    // The zone matters for a type of times only that the driver does not have.
    RexNode after = DateRangeRules.replaceTimeUnits(builder, before, "UTC");
    if (roundings(after) >= roundings(before)) {
      // Written in another way only, which another rule would undo.
      return;
    }
    others.add(after.accept(new Flattening(builder)));
    call.transformTo(
        filter.copy(
            filter.getTraitSet(),
            filter.getInput(),
            RexUtil.flatten(builder, RexUtil.composeConjunction(builder, others))));
  }

  private static int roundings(RexNode condition) {
    int[] count = new int[1];
    condition.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitCall(RexCall call) {
            count[0] += isRounding(call) || call.getKind() == SqlKind.EXTRACT ? 1 : 0;
            return super.visitCall(call);
          }
        });
    return count[0];
  }

  private static boolean isRounding(RexCall call) {
    return (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL)
        && call.operands.size() == 2;
  }

  /** Whether a condition rounds times or takes them apart, all in ways that Calcite gets right. */
  private static boolean isRange(RexNode condition) {
    boolean[] found = new boolean[1];
    try {
      condition.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              boolean rounds = isRounding(call);
              if (rounds || call.getKind() == SqlKind.EXTRACT) {
                found[0] = true;
                RexNode flag = call.operands.get(rounds ? 1 : 0);
                boolean known =
                    flag instanceof RexLiteral literal
                        && literal.getValue() instanceof TimeUnitRange unit
                        && (rounds ? ROUNDED : EXTRACTED).contains(unit);
                if (!known) {
                  throw Util.FoundOne.NULL;
                }
              }
              return super.visitCall(call);
            }
          });
    } catch (Util.FoundOne unknown) {
      return false;
    }
    return found[0];
  }
}
