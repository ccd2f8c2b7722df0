package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.convert.ConverterRule;

/** Makes joins executable that send keys. */
public final class KeyedJoinConverter extends ConverterRule {
  public static final KeyedJoinConverter INSTANCE =
      Config.INSTANCE
          .withConversion(
              KeyedJoin.class,
              Convention.NONE,
              EnumerableConvention.INSTANCE,
              "HelpCrunchKeyedJoinConverter")
          .withRuleFactory(KeyedJoinConverter::new)
          .toRule(KeyedJoinConverter.class);

  private KeyedJoinConverter(Config config) {
    super(config);
  }

  @Override
  public RelNode convert(RelNode rel) {
    KeyedJoin join = (KeyedJoin) rel;
    return new EnumerableKeyedJoin(
        convert(
            join.getInput(),
            join.getInput().getTraitSet().replace(EnumerableConvention.INSTANCE).simplify()),
        join.customers(),
        join.shape());
  }
}
