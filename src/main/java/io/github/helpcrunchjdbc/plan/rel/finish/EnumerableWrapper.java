package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.KeptRows;
import io.github.helpcrunchjdbc.plan.exec.operator.Memo;
import io.github.helpcrunchjdbc.plan.exec.operator.StoppableRows;
import io.github.helpcrunchjdbc.plan.exec.operator.TotalOfNothing;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.linq4j.tree.Types;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Window;

/** A node that passes the rows of its input through a wrapper, without change. */
final class EnumerableWrapper extends SingleRel implements EnumerableRel {
  /** What a wrapper does besides. */
  enum Way {
    /** Counts all rows against the memory, because the operator above keeps them. */
    KEEP_ALL(KeptRows.class, "all"),
    /** Reads no row if the operator beside has kept none to match it with. */
    LOOK_UP(KeptRows.class, "lookedUp"),
    /** Counts one row for each combination of the values of some columns. */
    KEEP_GROUPS(KeptRows.class, "groups"),
    /** Reads the rows once, for a loop that iterates over them for each row of its other side. */
    REMEMBER(Memo.class, "remember"),
    /** Stops with the execution, which Calcite's loops do not. */
    STOP(StoppableRows.class, "of"),
    /** Adds the total row if there are no rows. */
    TOTAL(TotalOfNothing.class, "of");

    private final Class<?> type;
    private final String method;

    Way(Class<?> type, String method) {
      this.type = type;
      this.method = method;
    }
  }

  private final Way way;
  private final Object[] constants;

  /**
   * Creates a node.
   *
   * @param constants the arguments of the wrapper's method behind the context and the rows
   */
  EnumerableWrapper(RelNode input, Way way, Object... constants) {
    super(input.getCluster(), input.getTraitSet(), input);
    this.way = way;
    this.constants = constants;
  }

  static boolean is(RelNode rel, Way way) {
    return rel instanceof EnumerableWrapper wrapper && wrapper.way == way;
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return super.explainTerms(writer).item("way", way);
  }

  @Override
  public RelNode copy(RelTraitSet traitSet, List<RelNode> inputs) {
    return new EnumerableWrapper(inputs.get(0), way, constants);
  }

  @Override
  public Result implement(EnumerableRelImplementor implementor, Prefer prefer) {
    BlockBuilder builder = new BlockBuilder();
    Result rows = implementor.visitChild(this, 0, (EnumerableRel) getInput(), prefer);
    List<Class<?>> types = new ArrayList<>(List.of(DataContext.class, Enumerable.class));
    List<Expression> arguments = new ArrayList<>();
    arguments.add(DataContext.ROOT);
    boolean loops = way == Way.STOP && getInput() instanceof Window;
    arguments.add(
        builder.append(
            "rows", loops ? StoppableFrames.in((Window) getInput(), rows.block) : rows.block));
    if (way == Way.TOTAL) {
      types.add(Object.class);
      arguments.add(TotalsOfNothing.row((Aggregate) getInput(), rows.physType));
    }
    for (Object constant : constants) {
      types.add((Class<?>) Primitive.unbox(constant.getClass()));
      arguments.add(Expressions.constant(constant));
    }
    Method method = Types.lookupMethod(way.type, way.method, types.toArray(Class<?>[]::new));
    builder.add(Expressions.return_(null, Expressions.call(method, arguments)));
    return implementor.result(rows.physType, builder.toBlock());
  }
}
