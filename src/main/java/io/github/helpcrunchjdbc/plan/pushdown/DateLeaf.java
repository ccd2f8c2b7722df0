package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Opaque;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import java.util.List;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Decides on a comparison of a time. Filters compare times in whole seconds. */
record DateLeaf(Knowledge knowledge, ColumnDef column, Operator operator) {
  /** Returns the condition of the comparison with an operand without columns. */
  Condition of(RexNode operand, RexNode source) {
    if (operand.getType().getSqlTypeName() != SqlTypeName.TIMESTAMP) {
      return new Opaque(source, "only a timestamp compares with " + column.name());
    }
    if (operator == Operator.NE && !knowledge.showsFractions()) {
      // A customer without a time is in neither range, as SQL wants it.
      return new Any(
          List.of(
              new DateLeaf(knowledge, column, Operator.LT).of(operand, source),
              new DateLeaf(knowledge, column, Operator.GT).of(operand, source)),
          source);
    }
    if (knowledge.showsFractions()) {
      return Leaf.superset(
          column,
          operator,
          Encoding.FRACTIONAL_DATE,
          operand,
          source,
          "the service shows fractions of seconds, which its filters may not tell apart");
    }
    String doubt = doubt(millis(operand));
    return doubt == null
        ? Leaf.exact(
            column,
            operator,
            Encoding.DATE,
            operand,
            source,
            "whole seconds, with bounds that hold for hidden fractions too")
        : Leaf.superset(column, operator, Encoding.DATE, operand, source, doubt);
  }

  /** Returns the two ranges of a {@code <>} as one filter. */
  static Condition besideOthers(Any ranges) {
    return ranges.parts().get(0) instanceof Leaf range
        ? Leaf.superset(
            range.column(),
            Operator.NE,
            Encoding.DATE,
            range.operand(),
            ranges.source(),
            "the service may keep customers never seen, and fractions of seconds")
        : ranges;
  }

  private static @Nullable Long millis(RexNode operand) {
    return operand instanceof RexLiteral literal ? literal.getValueAs(Long.class) : null;
  }

  /**
   * Returns why the filter may find more than the comparison, null if it can't.
   *
   * @param millis the operand, null if it is not known yet
   */
  private @Nullable String doubt(@Nullable Long millis) {
    if (operator == Operator.EQ && (millis == null || Math.floorMod(millis, 1000L) != 0)) {
      return "the second is searched, a fraction of it is checked";
    }
    boolean isTwice =
        millis == null
            ? knowledge.expectsRepeatedHours()
            : knowledge.clock().isDoubtful(operator, millis);
    return isTwice ? "the clocks of the time zone may say this time twice" : null;
  }
}
