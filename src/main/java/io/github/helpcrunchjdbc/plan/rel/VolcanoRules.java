package io.github.helpcrunchjdbc.plan.rel;

import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.SingleValuesOptimizationRules;

/** The rules of a planner that compares costs: the driver's own, or that of another Calcite. */
public final class VolcanoRules {
  private static final List<RelOptRule> CONVERTERS =
      List.of(
          ScanConverter.INSTANCE,
          AggregateConverter.INSTANCE,
          TotalsConverter.INSTANCE,
          KeyedJoinConverter.INSTANCE,
          ExpansionConverter.INSTANCE,
          IncrementalSortConverter.INSTANCE);

  private static final List<RelOptRule> REMOVED =
      List.of(
          // It takes a sort and what it sorts for the same, and the root does not ask for an order.
          CoreRules.SORT_REMOVE,
          // It trusts Calcite's claim that what is computed from the second key of an order is in
          // order.
          EnumerableRules.ENUMERABLE_MERGE_JOIN_RULE,
          // They take a total of nothing, which is a row, for no row.
          CoreRules.PROJECT_TO_SEMI_JOIN,
          CoreRules.JOIN_TO_SEMI_JOIN,
          // They take the literals' types for those of a table of one row, such as one of the
          // catalogue.
          SingleValuesOptimizationRules.JOIN_LEFT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_RIGHT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_LEFT_PROJECT_INSTANCE,
          SingleValuesOptimizationRules.JOIN_RIGHT_PROJECT_INSTANCE,
          // LazyLimitRule takes its place.
          EnumerableRules.ENUMERABLE_LIMIT_RULE);

  private VolcanoRules() {}

  /** Calcite's rules but for those that are wrong, and the driver's; scans are filled before. */
  public static void addOwn(RelOptPlanner planner) {
    RelOptUtil.registerDefaultRules(planner, false, false);
    REMOVED.forEach(planner::removeRule);
    planner.addRule(LazyLimitRule.INSTANCE);
    CONVERTERS.forEach(planner::addRule);
  }

  /**
   * What the planner of another Calcite needs, in whose model the customers are a schema among
   * others: scans take in what stands above them here. Harmless if done twice.
   */
  static void addForeign(RelOptPlanner planner) {
    Phases.FILLING_SCANS.forEach(planner::addRule);
    planner.addRule(AggregateRule.INSTANCE);
    Phases.JOINING_BY_KEYS.forEach(planner::addRule);
    ForeignChainRule.ALL.forEach(planner::addRule);
    CONVERTERS.forEach(planner::addRule);
  }
}
