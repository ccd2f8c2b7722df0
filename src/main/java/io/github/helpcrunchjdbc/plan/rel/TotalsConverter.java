package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes numbers of a scan executable. */
public final class TotalsConverter extends ConverterRule {
  public static final TotalsConverter INSTANCE =
      Config.INSTANCE
          .withConversion(
              CustomerTotals.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "HelpCrunchTotalsConverter")
          .withRuleFactory(TotalsConverter::new)
          .toRule(TotalsConverter.class);

  private TotalsConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    return new EnumerableCustomerTotals((CustomerTotals) rel);
  }
}
