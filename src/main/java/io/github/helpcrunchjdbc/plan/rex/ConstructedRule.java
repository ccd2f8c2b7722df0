package io.github.helpcrunchjdbc.plan.rex;

import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.tools.RelBuilderFactory;

/** A rule that is made by its constructor, without a generated configuration class. */
public abstract class ConstructedRule extends RelRule<RelRule.Config> {
  protected ConstructedRule(String name, OperandTransform operands) {
    super(new RuleConfig(name, operands));
  }

  private record RuleConfig(String description, OperandTransform operandSupplier)
      implements RelRule.Config {
    @Override
    public RelOptRule toRule() {
      throw new UnsupportedOperationException("rules are made by their constructors");
    }

    @Override
    public RelBuilderFactory relBuilderFactory() {
      return RelFactories.LOGICAL_BUILDER;
    }

    @Override
    public Config withDescription(String newDescription) {
      return new RuleConfig(newDescription, operandSupplier);
    }

    @Override
    public Config withOperandSupplier(OperandTransform newSupplier) {
      return new RuleConfig(description, newSupplier);
    }

    @Override
    public Config withRelBuilderFactory(RelBuilderFactory factory) {
      throw new UnsupportedOperationException("scans are built by their own methods");
    }
  }
}
