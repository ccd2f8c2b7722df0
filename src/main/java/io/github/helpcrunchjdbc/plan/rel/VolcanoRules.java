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

/** The rules of a planner that compares costs: the driver's own, or another Calcite's. */
public final class VolcanoRules {
  private static final List<RelOptRule> REMOVED =
      List.of(
          // This rule takes a sort and its input for the same, because the root does not ask for an
          // order.
          CoreRules.SORT_REMOVE,
          // The rule of EnumerableLazyLimit replaces this one.
          EnumerableRules.ENUMERABLE_LIMIT_RULE);

  /** The rules that make the driver's nodes executable. */
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

  /** Adds the driver's rules and removes Calcite's wrong ones; scans have taken in nodes before. */
  public static void addOwn(RelOptPlanner planner) {
    RelOptUtil.registerDefaultRules(planner, false, false);
    REMOVED.forEach(planner::removeRule);
    UnsoundRules.remove(planner);
    planner.addRule(EnumerableLazyLimit.RULE);
    CONVERTERS.forEach(planner::addRule);
  }

  /**
   * Adds the rules that the planner of another Calcite needs, in whose model the customers are one
   * schema among others. Scans take in what stands above them by these rules. A second call does
   * nothing.
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
