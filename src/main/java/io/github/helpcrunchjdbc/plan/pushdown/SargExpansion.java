package io.github.helpcrunchjdbc.plan.pushdown;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import com.google.common.collect.RangeSet;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Expands Calcite's search arguments. Calcite folds comparisons of one column into such an
 * argument. A range with holes, such as a NOT IN with a BETWEEN, becomes a conjunction, which one
 * flat search can express. Calcite's own expansion would make a disjunction of it.
 */
final class SargExpansion {
  private SargExpansion() {}

  /** Returns {@code SEARCH(column, sarg)} as comparisons. */
  static RexNode expand(RexBuilder rexBuilder, RexCall search) {
    RexNode column = search.operands.get(0);
    Sarg<?> sarg = ((RexLiteral) search.operands.get(1)).getValueAs(Sarg.class);
    if (sarg != null && sarg.nullAs == RexUnknownAs.FALSE) {
      return expand(rexBuilder, unknownForNull(rexBuilder, search, sarg));
    }
    RexNode holes =
        sarg == null ? null : rangeWithHoles(rexBuilder, column, search.operands.get(1), sarg);
    return holes == null ? RexUtil.expandSearch(rexBuilder, null, search) : holes;
  }

  /** Replaces "false for NULL", beside an IS NOT NULL, by "unknown", which drops the same rows. */
  private static <C extends Comparable<C>> RexCall unknownForNull(
      RexBuilder rexBuilder, RexCall search, Sarg<C> sarg) {
    RexLiteral literal =
        rexBuilder.makeSearchArgumentLiteral(
            Sarg.of(RexUnknownAs.UNKNOWN, sarg.rangeSet), search.operands.get(1).getType());
    return (RexCall)
        rexBuilder.makeCall(search.getOperator(), List.of(search.operands.get(0), literal));
  }

  private static <C extends Comparable<C>> @Nullable RexNode rangeWithHoles(
      RexBuilder rexBuilder, RexNode column, RexNode literal, Sarg<C> sarg) {
    RangeSet<C> ranges = sarg.rangeSet;
    List<Range<C>> parts = List.copyOf(ranges.asRanges());
    if (parts.size() < 2 || sarg.nullAs == RexUnknownAs.TRUE) {
      return null;
    }
    List<RexNode> terms = new ArrayList<>();
    Range<C> hull = ranges.span();
    if (hull.hasLowerBound()) {
      boolean closed = hull.lowerBoundType() == BoundType.CLOSED;
      terms.add(
          compare(
              rexBuilder,
              column,
              literal,
              hull.lowerEndpoint(),
              closed
                  ? SqlStdOperatorTable.GREATER_THAN_OR_EQUAL
                  : SqlStdOperatorTable.GREATER_THAN));
    }
    for (int i = 1; i < parts.size(); i++) {
      C hole = parts.get(i).lowerEndpoint();
      if (!parts.get(i - 1).upperEndpoint().equals(hole)) {
        return null;
      }
      terms.add(compare(rexBuilder, column, literal, hole, SqlStdOperatorTable.NOT_EQUALS));
    }
    if (hull.hasUpperBound()) {
      boolean closed = hull.upperBoundType() == BoundType.CLOSED;
      terms.add(
          compare(
              rexBuilder,
              column,
              literal,
              hull.upperEndpoint(),
              closed ? SqlStdOperatorTable.LESS_THAN_OR_EQUAL : SqlStdOperatorTable.LESS_THAN));
    }
    return RexUtil.composeConjunction(rexBuilder, terms);
  }

  private static RexNode compare(
      RexBuilder rexBuilder, RexNode column, RexNode literal, Object value, SqlOperator operator) {
    return rexBuilder.makeCall(
        operator, column, rexBuilder.makeLiteral(value, literal.getType(), true, true));
  }
}
