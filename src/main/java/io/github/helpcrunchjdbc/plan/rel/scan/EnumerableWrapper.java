package io.github.helpcrunchjdbc.plan.rel.scan;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.SingleRel;

/** A node that gives the rows of its input, each as it is, through a wrapper around them. */
public abstract class EnumerableWrapper extends SingleRel implements EnumerableRel {
  private final Method wrapper;
  private final Object[] constants;

  /**
   * Creates a node.
   *
   * @param wrapper a static method that takes the context, the rows and the constants
   */
  public EnumerableWrapper(RelNode input, RelTraitSet traits, Method wrapper, Object... constants) {
    super(input.getCluster(), traits, input);
    this.wrapper = wrapper;
    this.constants = constants;
  }

  @Override
  public final Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    List<Expression> arguments = new ArrayList<>();
    arguments.add(DataContext.ROOT);
    arguments.add(builder.append("rows", rows.block));
    Arrays.stream(constants).map(Expressions::constant).forEach(arguments::add);
    builder.add(Expressions.return_(null, Expressions.call(wrapper, arguments)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
