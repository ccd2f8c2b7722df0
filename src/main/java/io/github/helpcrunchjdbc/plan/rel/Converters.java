package io.github.helpcrunchjdbc.plan.rel;

import io.github.helpcrunchjdbc.plan.rel.join.EnumerableExpansion;
import io.github.helpcrunchjdbc.plan.rel.join.EnumerableKeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.join.Expansion;
import io.github.helpcrunchjdbc.plan.rel.join.KeyedJoin;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableKeptSort;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rel.scan.SortWithinGroups;
import java.util.List;
import java.util.function.Function;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.convert.ConverterRule;

/** The rules that make the driver's nodes executable. */
final class Converters {
  static final List<RelOptRule> ALL =
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

  private Converters() {}

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
