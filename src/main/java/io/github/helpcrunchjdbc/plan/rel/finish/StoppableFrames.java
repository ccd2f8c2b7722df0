package io.github.helpcrunchjdbc.plan.rel.finish;

import io.github.helpcrunchjdbc.plan.exec.operator.StoppableRows;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.DeclarationStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ForStatement;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.linq4j.tree.Statement;

/**
 * The code of a window whose loops stop with the execution. A frame whose start moves is gone
 * through anew for each row, so that a window may take the square of its rows in steps.
 */
final class StoppableFrames extends Shuttle {
  /** Steps between two looks at the execution, a power of two. */
  private static final int STEPS = 1024;

  @Override
  public ForStatement visit(
      ForStatement loop,
      List<DeclarationStatement> declarations,
      Expression condition,
      Expression post,
      Statement body) {
    ParameterExpression step = declarations.get(0).parameter;
    Statement look =
        Expressions.statement(Expressions.call(StoppableRows.class, "look", DataContext.ROOT));
    Expression isDue =
        Expressions.equal(
            Expressions.and(step, Expressions.constant(STEPS - 1)), Expressions.constant(0));
    return Expressions.for_(
        declarations, condition, post, Expressions.block(Expressions.ifThen(isDue, look), body));
  }
}
