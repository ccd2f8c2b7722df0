package io.github.helpcrunchjdbc.plan.rel.finish;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptRows;
import io.github.helpcrunchjdbc.plan.exec.operator.StoppableRows;
import io.github.helpcrunchjdbc.plan.function.AccumulatorFunction;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.tree.BlockStatement;
import org.apache.calcite.linq4j.tree.DeclarationStatement;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ForStatement;
import org.apache.calcite.linq4j.tree.MethodCallExpression;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Shuttle;
import org.apache.calcite.linq4j.tree.Statement;
import org.apache.calcite.rel.core.Window;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/**
 * Makes the code of a window stop with the execution. If the start of a frame moves, the frame is
 * computed anew for each row, so a window of n rows may take n² steps. Lists and texts that grow
 * with a frame are counted against the memory.
 */
final class StoppableFrames extends Shuttle {
  /** Steps between two checks of the execution; a power of two. */
  private static final int STEPS = 1024;

  private final boolean counts;
  private final Expression operator;

  private StoppableFrames(Window window) {
    this.counts =
        window.groups.stream()
            .flatMap(group -> group.aggCalls.stream())
            .anyMatch(call -> AccumulatorFunction.collects((SqlAggFunction) call.getOperator()));
    // Numbers of other operators are never negative.
    this.operator = Expressions.constant(-window.getId());
  }

  /** Returns the window's code, which stops with the execution and counts memory. */
  static BlockStatement in(Window window, BlockStatement code) {
    StoppableFrames frames = new StoppableFrames(window);
    BlockStatement stopping = code.accept(frames);
    return frames.counts
        ? Expressions.block(
            Iterables.concat(
                List.of(
                    Expressions.statement(
                        Expressions.call(
                            KeptRows.class, "start", DataContext.ROOT, frames.operator))),
                stopping.statements))
        : stopping;
  }

  @Override
  public Expression visit(
      MethodCallExpression call, @Nullable Expression target, List<Expression> arguments) {
    return counts && target != null && call.method.equals(BuiltInMethod.COLLECTION_ADD.method)
        ? Expressions.call(
            KeptRows.class, "add", DataContext.ROOT, target, arguments.get(0), operator)
        : super.visit(call, target, arguments);
  }

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
