package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes expansions executable. */
public final class ExpansionConverter extends ConverterRule {
  public static final ExpansionConverter INSTANCE =
      Config.INSTANCE
          .withConversion(
              Expansion.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "HelpCrunchExpansionConverter")
          .withRuleFactory(ExpansionConverter::new)
          .toRule(ExpansionConverter.class);

  private ExpansionConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    Expansion expansion = (Expansion) rel;
    RelNode input = expansion.getInput();
    return new EnumerableExpansion(
        convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE).simplify()),
        expansion.shape());
  }
}
