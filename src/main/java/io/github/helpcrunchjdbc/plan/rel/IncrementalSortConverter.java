package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes sorts executable whose rows come in the order of their first key. */
public final class IncrementalSortConverter extends ConverterRule {
  public static final IncrementalSortConverter INSTANCE =
      Config.INSTANCE
          .withConversion(
              SortWithinGroups.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "HelpCrunchIncrementalSortConverter")
          .withRuleFactory(IncrementalSortConverter::new)
          .toRule(IncrementalSortConverter.class);

  private IncrementalSortConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    SortWithinGroups sort = (SortWithinGroups) rel;
    RelNode input =
        convert(
            sort.getInput(),
            sort.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE).simplify());
    return new EnumerableIncrementalSort(
        rel.getCluster().traitSetOf(EnumerableConvention.INSTANCE).plus(sort.collation()),
        input,
        sort.collation());
  }
}
