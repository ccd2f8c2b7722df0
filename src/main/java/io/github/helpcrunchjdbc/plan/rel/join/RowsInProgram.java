package io.github.helpcrunchjdbc.plan.rel.join;

import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.EnumerableRel;
import org.apache.calcite.adapter.enumerable.EnumerableRelImplementor;
import org.apache.calcite.adapter.enumerable.JavaRowFormat;
import org.apache.calcite.adapter.enumerable.PhysTypeImpl;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Types;

/** Generates code that passes the rows of a node's input, as arrays, to a program's {@code run}. */
final class RowsInProgram {
  private RowsInProgram() {}

  static <T> EnumerableRel.Result implement(
      EnumerableRel rel,
      EnumerableRelImplementor implementor,
      EnumerableRel.Prefer prefer,
      T program,
      Class<T> type) {
    BlockBuilder builder = new BlockBuilder();
    EnumerableRel input = (EnumerableRel) rel.getInput(0);
    EnumerableRel.Result given = implementor.visitChild(rel, 0, input, prefer);
    Expression rows = builder.append("rows", given.block);
    builder.add(
        Expressions.return_(
            null,
            Expressions.call(
                implementor.stash(program, type),
                Types.lookupMethod(type, "run", DataContext.class, Enumerable.class),
                DataContext.ROOT,
                given.physType.convertTo(rows, JavaRowFormat.ARRAY))));
    return implementor.result(
        PhysTypeImpl.of(implementor.getTypeFactory(), rel.getRowType(), prefer.preferArray()),
        builder.toBlock());
  }
}
