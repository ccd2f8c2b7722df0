package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.calcite.query.UnsoundRules;
import io.github.helpcrunchjdbc.plan.rel.chain.ForeignChainRule;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.join.Expansion;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableLazyLimit;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rel.scan.SortWithinGroups;
import io.github.helpcrunchjdbc.plan.rel.totals.AggregateRule;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableRules;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;
import org.apache.calcite.rel.rules.CoreRules;

/** The rules of a planner that compares costs: the driver's own, or that of another Calcite. */
public final class VolcanoRules {
  private static final List<RelOptRule> REMOVED =
      List.of(
          // It takes a sort and what it sorts for the same, and the root does not ask for an order.
          CoreRules.SORT_REMOVE,
          // That of EnumerableLazyLimit takes its place.
          EnumerableRules.ENUMERABLE_LIMIT_RULE);

  /** What makes the driver's nodes executable. */
  private static final List<RelOptRule> CONVERTERS =
      List.of(
          rule(CustomerScan.class, ScanConverter::convert),
          rule(
              KeyedJoin.class,
              join -> new EnumerableKeyedJoin(input(join), join.customers(), join.shape())),
          rule(
              Expansion.class,
              expansion -> new EnumerableExpansion(input(expansion), expansion.shape())),
          rule(
              SortWithinGroups.class,
              sort ->
                  EnumerableKeptSort.withinGroups(
                      sort.getCluster()
                          .traitSetOf(EnumerableConvention.INSTANCE)
                          .plus(sort.collation()),
                      input(sort),
                      sort.collation())));

  private VolcanoRules() {}

  /** Calcite's rules but for those that are wrong, and the driver's; scans are filled before. */
  public static void addOwn(RelOptPlanner planner) {
    RelOptUtil.registerDefaultRules(planner, false, false);
    REMOVED.forEach(planner::removeRule);
    UnsoundRules.remove(planner);
    planner.addRule(EnumerableLazyLimit.RULE);
    CONVERTERS.forEach(planner::addRule);
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
    CONVERTERS.forEach(planner::addRule);
  }

  private static <T extends RelNode> RelOptRule rule(
      Class<T> type, Function<T, RelNode> conversion) {
    return ConverterRule.Config.INSTANCE
        .withConversion(
            type,
            Convention.NONE,
            EnumerableConvention.INSTANCE,
            "HelpCrunch" + type.getSimpleName() + "Converter")
        .withRuleFactory(
            config ->
                new ConverterRule(config) {
                  @Override
                  public RelNode convert(RelNode rel) {
                    return conversion.apply(type.cast(rel));
                  }
                })
        .toRule();
  }

  private static RelNode input(SingleRel rel) {
    RelNode input = rel.getInput();
    return RelOptRule.convert(
        input, input.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify());
  }
}
