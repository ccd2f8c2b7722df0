package io.github.helpcrunchjdbc.plan.pushdown;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * A long IN, or NOT IN, over texts or whole numbers, looked up in a set: as code it would be too
 * long to compile.
 *
 * @param field the field of the row that is looked up
 * @param excluded whether the values are those that do not match
 */
public record PointSet(int field, Set<Object> values, boolean excluded) {
  private static final int LONG = 100;

  /** The set that says what {@code predicate} says, null if it is no long list. */
  public static @Nullable PointSet of(RexNode predicate) {
    if (predicate.getKind() != SqlKind.SEARCH
        || !(predicate instanceof RexCall search)
        || !(search.operands.get(0) instanceof RexInputRef field)) {
      return null;
    }
    Sarg<?> sarg = ((RexLiteral) search.operands.get(1)).getValueAs(Sarg.class);
    return sarg == null || sarg.nullAs == RexUnknownAs.TRUE ? null : of(field.getIndex(), sarg);
  }

  private static <C extends Comparable<C>> @Nullable PointSet of(int field, Sarg<C> sarg) {
    boolean excluded = sarg.isComplementedPoints();
    if (!excluded && !sarg.isPoints()) {
      return null;
    }
    Set<Object> values = new HashSet<>();
    for (var range : (excluded ? sarg.rangeSet.complement() : sarg.rangeSet).asRanges()) {
      Object value = value(range.lowerEndpoint());
      if (value == null) {
        return null;
      }
      values.add(value);
    }
    return values.size() < LONG ? null : new PointSet(field, values, excluded);
  }

  private static @Nullable Object value(Object endpoint) {
    if (endpoint instanceof NlsString text) {
      return text.getValue();
    }
    return endpoint instanceof BigDecimal number ? (Long) number.longValueExact() : null;
  }

  /** Whether the row matches; NULL never does. */
  public boolean matches(@Nullable Object[] row) {
    Object value = row[field];
    return value != null && values.contains(value) != excluded;
  }
}
