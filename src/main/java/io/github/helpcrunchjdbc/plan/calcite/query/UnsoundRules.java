package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.calcite.value.SafeDateRanges;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.DateRangeRules;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.rel.rules.PruneEmptyRules.RemoveEmptySingleRule.RemoveEmptySingleRuleConfig;
import org.apache.calcite.rel.rules.SingleValuesOptimizationRules;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Rules of Calcite's that the driver does without, for plans that they make give other rows.
 *
 * <p>A merge join believes what Calcite claims of orders: that what is computed of the second key
 * of an order is in order by itself.
 *
 * <p>The rules for semi-joins take a total of nothing, which is a row, for no row, or take what is
 * planned already for what is not and fail; {@link SemiJoins} has the one that is right.
 *
 * <p>The rules for a table of one row put its literals in its place, whose types are not those of
 * its columns. CALCITE-7389 and CALCITE-7400 were two cases of that, which are mended.
 *
 * <p>The rule for ranges of dates fails at weeks; {@link SafeDateRanges} has done what it does
 * right.
 *
 * <p>The rule that sorts below a projection finds a window's rows sorted as they were before it
 * (CALCITE-7620), and leaves the sort out.
 *
 * <p>The rule that merges EXCEPT takes an EXCEPT ALL below one without ALL for one without too. The
 * rule for aggregates of nothing forgets the total that ROLLUP has of it.
 *
 * <p>Calcite 1.42.0; no issue known on 2026-11-26 of the rest.
 */
public final class UnsoundRules {
  /** What has no rows has no groups, but for a total. */
  public static final RelOptRule AGGREGATE_OF_NOTHING =
      RemoveEmptySingleRuleConfig.AGGREGATE
          .withOperandSupplier(
              top ->
                  top.operand(Aggregate.class)
                      .predicate(
                          aggregate ->
                              aggregate.getGroupSets().stream().noneMatch(ImmutableBitSet::isEmpty))
                      .oneInput(
                          input ->
                              input.operand(Values.class).predicate(Values::isEmpty).noInputs()))
          .toRule();

  private static final List<RelOptRule> ALL =
      List.of(
          EnumerableRules.ENUMERABLE_MERGE_JOIN_RULE,
          CoreRules.PROJECT_TO_SEMI_JOIN,
          CoreRules.JOIN_TO_SEMI_JOIN,
          CoreRules.JOIN_ON_UNIQUE_TO_SEMI_JOIN,
          SingleValuesOptimizationRules.JOIN_LEFT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_RIGHT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_LEFT_PROJECT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_RIGHT_PROJECT_INSTANCE,
          DateRangeRules.FILTER_INSTANCE,
          CoreRules.MINUS_MERGE,
          PruneEmptyRules.AGGREGATE_INSTANCE,
          CoreRules.SORT_PROJECT_TRANSPOSE);

  private UnsoundRules() {}

  /** Takes them from a planner that has Calcite's usual rules. */
  public static void remove(RelOptPlanner planner) {
    ALL.forEach(planner::removeRule);
  }
}
