package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.plan.exec.expression.Operands;
import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.pushdown.CountFormula;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** One count: of the rows of a scan that satisfy a condition. Thread-safe. */
public record ConditionCount(
    @Nullable CountFormula formula, @Nullable Operands operands, @Nullable Residual check) {
  /**
   * Compiles a count.
   *
   * @param formula combines the scan's predicate with the condition; null if only rows tell
   * @param condition over a row that is read
   */
  public static ConditionCount compile(
      RexBuilder rexBuilder,
      @Nullable CountFormula formula,
      RexNode condition,
      RelDataType rowType) {
    return new ConditionCount(
        formula,
        formula == null ? null : Operands.compile(rexBuilder, formula.operands()),
        condition.isAlwaysTrue()
            ? null
            : Residual.compile(rexBuilder, List.of(condition), rowType));
  }

  /** Returns the terms of the count, each with its factor; null if only rows tell. */
  @Nullable Map<CountTerm, Integer> bind(DataContext context, WallClock clock) {
    return formula == null || operands == null
        ? null
        : formula.bind(Arrays.asList(operands.values(context)), clock);
  }

  /** Returns the checks of a scan's rows in one execution, null where every row counts. */
  static List<@Nullable Predicate<@Nullable Object[]>> checks(
      List<ConditionCount> conditionCounts, ScanProgram scan, DataContext context) {
    return conditionCounts.stream()
        .map(one -> one.check == null ? null : scan.check(one.check.in(context)))
        .toList();
  }
}
