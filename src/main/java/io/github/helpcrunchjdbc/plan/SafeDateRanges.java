package io.github.helpcrunchjdbc.plan;

import java.util.EnumSet;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.rules.DateRangeRules.FilterDateRangeRule.FilterDateRangeRuleConfig;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Util;

/**
 * Calcite's rule that makes ranges of rounded times and of years, kept from what it fails at: weeks
 * and quarters, and an EXTRACT that is written as a function.
 */
final class SafeDateRanges {
  private static final Set<TimeUnitRange> ROUNDED =
      EnumSet.of(
          TimeUnitRange.YEAR,
          TimeUnitRange.MONTH,
          TimeUnitRange.DAY,
          TimeUnitRange.HOUR,
          TimeUnitRange.MINUTE,
          TimeUnitRange.SECOND);

  static final RelOptRule INSTANCE =
      FilterDateRangeRuleConfig.DEFAULT
          .withOperandSupplier(
              top ->
                  top.operand(Filter.class)
                      .predicate(filter -> isSafe(filter.getCondition()))
                      .anyInputs())
          .as(FilterDateRangeRuleConfig.class)
          .toRule();

  private SafeDateRanges() {}

  private static boolean isSafe(RexNode condition) {
    boolean[] rounds = new boolean[1];
    try {
      condition.accept(
          new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
              boolean rounding =
                  (call.getKind() == SqlKind.FLOOR || call.getKind() == SqlKind.CEIL)
                      && call.operands.size() == 2;
              if (rounding || call.getKind() == SqlKind.EXTRACT) {
                rounds[0] = true;
                RexNode flag = call.operands.get(rounding ? 1 : 0);
                boolean known =
                    flag instanceof RexLiteral literal
                        && literal.getValue() instanceof TimeUnitRange unit
                        && (!rounding || ROUNDED.contains(unit));
                if (!known) {
                  throw Util.FoundOne.NULL;
                }
              }
              return super.visitCall(call);
            }
          });
    } catch (Util.FoundOne found) {
      return false;
    }
    return rounds[0];
  }
}
