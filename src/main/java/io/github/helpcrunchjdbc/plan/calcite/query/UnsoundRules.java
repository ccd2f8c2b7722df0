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
 * Rules of Calcite that the driver does not use, because their plans give wrong rows.
 *
 * <p>A merge join believes what Calcite claims of orders: that values computed from the second key
 * of an order are in order by themselves.
 *
 * <p>The rules for semi-joins take a total of nothing, which is a row, for no row. Or they take a
 * planned relation for one that is not planned yet, and fail. {@link SemiJoins} has the rule that
 * is right.
 *
 * <p>The rules for a table of one row replace it by literals, whose types are not those of its
 * columns. CALCITE-7389 and CALCITE-7400 were two cases of that, which are mended.
 *
 * <p>The rule for ranges of dates fails at weeks; {@link SafeDateRanges} does what it does right.
 *
 * <p>The rule that sorts below a projection takes a window's rows for sorted as they were before it
 * (CALCITE-7620), and drops the sort.
 *
 * <p>The rule that merges EXCEPT treats an EXCEPT ALL below one without ALL as if it had no ALL
 * either. The rule for aggregates of nothing forgets that ROLLUP has a total of nothing.
 *
 * <p>Calcite 1.42.0; no issue known on 2026-11-26 of the rest.
 */
public final class UnsoundRules {
  /** Removes an aggregate of no rows, which has no groups; an aggregate with a total stays. */
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

  /** Removes these rules from a planner that has Calcite's usual rules. */
  public static void remove(RelOptPlanner planner) {
    ALL.forEach(planner::removeRule);
  }
}
