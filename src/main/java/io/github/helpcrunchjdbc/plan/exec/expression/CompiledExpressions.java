package io.github.helpcrunchjdbc.plan.exec.expression;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.plan.calcite.size.Outliner;
import io.github.helpcrunchjdbc.plan.calcite.value.OwnFunctions;
import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Compiles expressions with Calcite, of any size, and with the driver's own functions in them. */
public final class CompiledExpressions {
  /** How many expressions are compiled into one method. */
  private static final int A_METHOD = 100;

  private CompiledExpressions() {}

  /**
   * Returns a thread-safe function that computes the values of expressions, in their order.
   *
   * @param rowType the type of the row that an {@link ExpressionContext} gives
   */
  public static Function1<DataContext, @Nullable Object @Nullable []> of(
      RexBuilder rexBuilder, List<RexNode> expressions, RelDataType rowType) {
    Map<String, Object> outlined = new HashMap<>();
    List<RexNode> own = new OwnFunctions(rexBuilder).apply(expressions);
    List<Function1<DataContext, @Nullable Object @Nullable []>> functions = new ArrayList<>();
    for (List<RexNode> some : Lists.partition(own, A_METHOD)) {
      List<RexNode> small = Outliner.rewrite(rexBuilder, some, outlined);
      functions.add(RexExecutorImpl.getExecutable(rexBuilder, small, rowType).getFunction());
    }
    return outlined.isEmpty() && functions.size() == 1
        ? functions.get(0)
        : context -> values(functions, new ExpressionContext(context, outlined), own.size());
  }

  private static @Nullable Object[] values(
      List<Function1<DataContext, @Nullable Object @Nullable []>> functions,
      DataContext context,
      int count) {
    @Nullable Object[] all = new Object[count];
    int next = 0;
    for (Function1<DataContext, @Nullable Object @Nullable []> function : functions) {
      @Nullable Object[] some = function.apply(context);
      if (some == null) {
        throw new IllegalStateException("expressions without values");
      }
      System.arraycopy(some, 0, all, next, some.length);
      next += some.length;
    }
    return all;
  }
}
