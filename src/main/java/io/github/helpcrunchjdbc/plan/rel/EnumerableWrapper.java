package io.github.helpcrunchjdbc.plan.rel;

import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** A node that gives the rows of its input, each as it is, through a wrapper around them. */
abstract class EnumerableWrapper extends SingleRel implements EnumerableRel {
  EnumerableWrapper(RelNode input, RelTraitSet traits) {
    super(input.getCluster(), traits, input);
  }

  /** The call that wraps an enumerable of rows. */
  abstract Expression wrap(Expression rows);

  @Override
  public final Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    builder.add(Expressions.return_(null, wrap(builder.append("rows", rows.block))));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
