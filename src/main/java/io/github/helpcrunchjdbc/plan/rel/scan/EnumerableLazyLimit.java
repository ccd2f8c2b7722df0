package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.LazyLimit;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableConvention;
import org.apache.calcite.adapter.enumerable.EnumerableLimit;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** A limit that does not read the row behind its last one, because that row may cost a request. */
public final class EnumerableLazyLimit extends EnumerableLimit {
  private static final Method LIMIT =
      Types.lookupMethod(LazyLimit.class, "limit", Enumerable.class, Object.class, Object.class);

  /** Makes this node execute LIMIT and OFFSET. */
  public static final RelOptRule RULE =
      new ConstructedRule("HelpCrunchLazyLimit", top -> top.operand(Sort.class).anyInputs()) {
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
          RelTraitSet traits = input.getTraitSet().replace(EnumerableConvention.INSTANCE);
          call.transformTo(create(RelOptRule.convert(input, traits), sort.offset, sort.fetch));
        }
      };

  private EnumerableLazyLimit(EnumerableLimit limit) {
    super(limit.getCluster(), limit.getTraitSet(), limit.getInput(), limit.offset, limit.fetch);
  }

  public static EnumerableLazyLimit create(
      RelNode input, @Nullable RexNode offset, @Nullable RexNode fetch) {
    return new EnumerableLazyLimit(EnumerableLimit.create(input, offset, fetch));
  }

  @Override
  public EnumerableLazyLimit copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableLazyLimit(super.copy(traitSet, inputs));
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                LIMIT, builder.append("rows", rows.block), value(offset), value(fetch))));
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), getRowType(), rows.format),
        builder.toBlock());
  }

  static Expression value(@Nullable RexNode node) {
    if (node instanceof RexDynamicParam parameter) {
      return Expressions.call(
          DataContext.ROOT,
          BuiltInMethod.DATA_CONTEXT_GET.method,
          Expressions.constant("?" + parameter.getIndex()));
    }
    BigDecimal number =
        node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return Expressions.constant(number == null ? null : (Long) LazyLimit.rows(number), Long.class);
  }
}
