package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;

/** LIMIT and OFFSET, executed by {@link EnumerableLazyLimit}. */
public final class LazyLimitRule extends ConstructedRule {
  public static final LazyLimitRule INSTANCE = new LazyLimitRule();

  private LazyLimitRule() {
    super("HelpCrunchLazyLimit", top -> top.operand(Sort.class).anyInputs());
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    if (sort.offset == null && sort.fetch == null) {
      return;
    }
    RelNode input =
        sort.getCollation().getFieldCollations().isEmpty()
            ? sort.getInput()
            : sort.copy(sort.getTraitSet(), sort.getInput(), sort.getCollation(), null, null);
    call.transformTo(
        EnumerableLazyLimit.create(
            RelOptRule.convert(input, input.getTraitSet().replace(EnumerableConvention.INSTANCE)),
            sort.offset,
            sort.fetch));
  }
}
