package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes aggregates of a scan executable. */
public final class AggregateConverter extends ConverterRule {
  public static final AggregateConverter INSTANCE =
      Config.INSTANCE
          .withConversion(
              CustomerAggregate.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "HelpCrunchAggregateConverter")
          .withRuleFactory(AggregateConverter::new)
          .toRule(AggregateConverter.class);

  private AggregateConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    CustomerAggregate aggregate = (CustomerAggregate) rel;
    return new EnumerableCustomerAggregate(aggregate, ScanConverter.searches(aggregate.scan()));
  }
}
