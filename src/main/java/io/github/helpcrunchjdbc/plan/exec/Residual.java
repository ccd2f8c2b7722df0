package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.plan.pushdown.PointSet;
import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/** What the driver checks on the rows of a search. Thread-safe. */
final class Residual {
  private final List<PointSet> sets;
  private final List<OperandSet> operandSets;
  private final @Nullable Function1<DataContext, @Nullable Object @Nullable []> function;

  private Residual(
      List<PointSet> sets,
      List<OperandSet> operandSets,
      @Nullable Function1<DataContext, @Nullable Object @Nullable []> function) {
    this.sets = sets;
    this.operandSets = operandSets;
    this.function = function;
  }

  /**
   * Compiles predicates all of which must hold.
   *
   * @return null if there are none
   */
  static @Nullable Residual compile(
      RexBuilder rexBuilder, List<RexNode> predicates, RelDataType rowType) {
    List<PointSet> sets = new ArrayList<>();
    List<RexNode> others = new ArrayList<>();
    for (RexNode predicate : predicates) {
      PointSet set = PointSet.of(predicate);
      if (set == null) {
        others.add(predicate);
      } else {
        sets.add(set);
      }
    }
    if (predicates.isEmpty()) {
      return null;
    }
    List<OperandSet> operandSets = OperandSet.take(rexBuilder, others);
    return new Residual(
        sets,
        operandSets,
        others.isEmpty()
            ? null
            : CompiledExpressions.of(
                rexBuilder, List.of(RexUtil.composeConjunction(rexBuilder, others)), rowType));
  }

  /** The check of one execution; serves one reader at a time. */
  Predicate<@Nullable Object[]> in(DataContext context) {
    ExpressionContext rowContext = new ExpressionContext(context);
    List<Predicate<@Nullable Object[]>> lookUps =
        operandSets.stream().map(set -> set.in(context)).toList();
    return row -> {
      for (PointSet set : sets) {
        if (!set.matches(row)) {
          return false;
        }
      }
      if (!lookUps.stream().allMatch(lookUp -> lookUp.test(row))) {
        return false;
      }
      if (function == null) {
        return true;
      }
      @Nullable Object[] result = function.apply(rowContext.at(row));
      return result != null && Boolean.TRUE.equals(result[0]);
    };
  }
}
