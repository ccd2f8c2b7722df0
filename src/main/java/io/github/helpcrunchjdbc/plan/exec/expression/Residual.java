package io.github.helpcrunchjdbc.plan.exec.expression;

import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** A predicate that the driver evaluates on rows. Thread-safe. */
public record Residual(Function1<DataContext, @Nullable Object @Nullable []> function) {
  /**
   * Compiles predicates; a row must satisfy all of them.
   *
   * @return null if there are none
   */
  public static @Nullable Residual compile(
      RexBuilder rexBuilder, List<RexNode> predicates, RelDataType rowType) {
    return predicates.isEmpty()
        ? null
        : new Residual(
            CompiledExpressions.of(
                rexBuilder, List.of(RexUtil.composeConjunction(rexBuilder, predicates)), rowType));
  }

  /** Returns the predicate for one execution. Only one thread may use it at a time. */
  public Predicate<@Nullable Object[]> in(DataContext context) {
    ExpressionContext rowContext = new ExpressionContext(context);
    return row -> {
      @Nullable Object[] result = function.apply(rowContext.at(row));
      return result != null && Boolean.TRUE.equals(result[0]);
    };
  }
}
