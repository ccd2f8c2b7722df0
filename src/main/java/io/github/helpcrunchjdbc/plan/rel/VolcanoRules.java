package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.calcite.query.UnsoundRules;
import io.github.helpcrunchjdbc.plan.rel.chain.ForeignChainRule;
import io.github.helpcrunchjdbc.plan.rel.scan.LazyLimitRule;
import io.github.helpcrunchjdbc.plan.rel.totals.AggregateRule;
import java.util.List;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.rules.CoreRules;

/** The rules of a planner that compares costs: the driver's own, or that of another Calcite. */
public final class VolcanoRules {
  private static final List<RelOptRule> REMOVED =
      List.of(
          // It takes a sort and what it sorts for the same, and the root does not ask for an order.
          CoreRules.SORT_REMOVE,
          // LazyLimitRule takes its place.
          EnumerableRules.ENUMERABLE_LIMIT_RULE);

  private VolcanoRules() {}

  /** Calcite's rules but for those that are wrong, and the driver's; scans are filled before. */
  public static void addOwn(RelOptPlanner planner) {
    RelOptUtil.registerDefaultRules(planner, false, false);
    REMOVED.forEach(planner::removeRule);
    UnsoundRules.remove(planner);
    planner.addRule(LazyLimitRule.INSTANCE);
    Converters.ALL.forEach(planner::addRule);
  }

  /**
   * What the planner of another Calcite needs, in whose model the customers are a schema among
   * others: scans take in what stands above them here. Harmless if done twice.
   */
  public static void addForeign(RelOptPlanner planner) {
    Phases.FILLING_SCANS.forEach(planner::addRule);
    planner.addRule(AggregateRule.INSTANCE);
    Phases.JOINING_BY_KEYS.forEach(planner::addRule);
    ForeignChainRule.ALL.forEach(planner::addRule);
    Converters.ALL.forEach(planner::addRule);
  }
}
