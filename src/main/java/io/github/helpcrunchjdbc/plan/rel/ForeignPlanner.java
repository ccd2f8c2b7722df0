package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.plan.RelOptPlanner;

/** The planner of another Calcite in whose model the customers are a schema among others. */
final class ForeignPlanner {
  private ForeignPlanner() {}

  /** Adds the rules by which scans take in what stands above them. Harmless if done twice. */
  static void teach(RelOptPlanner planner) {
    planner.addRule(ScanRules.StartScan.INSTANCE);
    planner.addRule(ScanRules.TakeFilter.INSTANCE);
    planner.addRule(ScanRules.TakeProject.INSTANCE);
    planner.addRule(ScanRules.TakeSort.INSTANCE);
    planner.addRule(AggregateRule.INSTANCE);
    planner.addRule(ScanConverter.INSTANCE);
    planner.addRule(AggregateConverter.INSTANCE);
    planner.addRule(KeyedJoinRule.RIGHT);
    planner.addRule(KeyedJoinRule.LEFT);
    planner.addRule(KeyedJoinConverter.INSTANCE);
    ForeignChainRule.ALL.forEach(planner::addRule);
    planner.addRule(ExpansionConverter.INSTANCE);
  }
}
