package io.github.helpcrunchjdbc.plan.calcite.aggregate;

import com.google.common.collect.ImmutableSet;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.RangeKeys;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.WindowCall;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowBounds;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Measures frames of rows within a distance by {@link RangeKeys}. Calcite fails if a key of the
 * order is NULL, and measures in the wrong direction if the order descends. Calcite 1.42.0; no
 * issue known on 2026-11-26.
 */
final class SoundRanges extends ExpressionWriter {
  private static final SqlFunction WHOLE = JavaFunction.of(RangeKeys.class, "wholePlace");
  private static final SqlFunction APPROXIMATE =
      JavaFunction.of(RangeKeys.class, "approximatePlace");
  private static final SqlFunction DECIMAL = JavaFunction.of(RangeKeys.class, "decimalPlace");

  SoundRanges(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  /** Returns the window with an order by which a distance can be measured. */
  WindowCall measured(WindowCall window) {
    if (!isOfDistance(window) || window.order().size() != 1) {
      return window;
    }
    RexFieldCollation order = window.order().get(0);
    boolean descending = order.right.contains(SqlKind.DESCENDING);
    boolean nullsFirst = order.getNullDirection() == RelFieldCollation.NullDirection.FIRST;
    RexNode place = place(order.left, descending, nullsFirst, window);
    int scale = Math.max(0, order.left.getType().getScale());
    SqlTypeName line = place.getType().getSqlTypeName();
    boolean decimal = SqlTypeUtil.isDecimal(order.left.getType());
    return window
        .withOrder(List.of(new RexFieldCollation(place, ImmutableSet.of())))
        .withFrame(
            false,
            bound(window.lower(), line, decimal ? scale : 0),
            bound(window.upper(), line, decimal ? scale : 0));
  }

  static boolean isOfDistance(WindowCall window) {
    return !window.rows() && (isDistance(window.lower()) || isDistance(window.upper()));
  }

  /**
   * Returns the key of an order if the frame lies beyond a distance, so that a row with a NULL
   * would not be in its own frame; else null.
   */
  static @Nullable RexNode keyBesideFrame(WindowCall window) {
    boolean beside =
        (isDistance(window.lower()) && window.lower().isFollowing())
            || (isDistance(window.upper()) && window.upper().isPreceding());
    RexNode key = window.order().size() == 1 ? window.order().get(0).left : null;
    return !window.rows() && beside && key != null && key.getType().isNullable() ? key : null;
  }

  /**
   * Returns the window with a frame of the rows with equal keys, in place of rows at a distance.
   */
  static WindowCall ofPeers(WindowCall window) {
    return window.withFrame(
        false,
        isDistance(window.lower()) ? RexWindowBounds.CURRENT_ROW : window.lower(),
        isDistance(window.upper()) ? RexWindowBounds.CURRENT_ROW : window.upper());
  }

  private static boolean isDistance(RexWindowBound bound) {
    return bound.getOffset() != null;
  }

  private RexNode place(RexNode key, boolean descending, boolean nullsFirst, WindowCall window) {
    SqlTypeName name = key.getType().getSqlTypeName();
    boolean months =
        List.of(window.lower(), window.upper()).stream()
            .map(RexWindowBound::getOffset)
            .anyMatch(offset -> offset != null && offset.getType().getSqlTypeName().isYearMonth());
    if (months) {
      throw HelpCrunchException.notSupported(
          "a RANGE of months or years is not supported, for they have no fixed length;"
              + " write INTERVAL '30' DAY");
    }
    List<RexNode> arguments = new ArrayList<>();
    SqlFunction function;
    SqlTypeName line = SqlTypeName.BIGINT;
    if (name == SqlTypeName.DECIMAL) {
      function = DECIMAL;
      arguments.add(key);
      arguments.add(
          rexBuilder.makeExactLiteral(BigDecimal.valueOf(Math.max(0, key.getType().getScale()))));
    } else if (SqlTypeUtil.isApproximateNumeric(key.getType())) {
      function = APPROXIMATE;
      line = SqlTypeName.DOUBLE;
      arguments.add(cast(SqlTypeName.DOUBLE, key));
    } else {
      function = WHOLE;
      arguments.add(whole(key));
    }
    arguments.add(rexBuilder.makeLiteral(descending));
    arguments.add(rexBuilder.makeLiteral(nullsFirst));
    return rexBuilder.makeCall(types.createSqlType(line), function, arguments);
  }

  private RexNode whole(RexNode key) {
    return switch (key.getType().getSqlTypeName()) {
      case DATE -> stored(cast(SqlTypeName.TIMESTAMP, key));
      case TIMESTAMP, TIME -> stored(key);
      default -> cast(SqlTypeName.BIGINT, key);
    };
  }

  /** Returns the number by which a time is stored. */
  private RexNode stored(RexNode time) {
    return rexBuilder.makeReinterpretCast(
        type(SqlTypeName.BIGINT, time.getType()), time, rexBuilder.makeLiteral(false));
  }

  private RexWindowBound bound(RexWindowBound bound, SqlTypeName line, int scale) {
    RexNode offset = bound.getOffset();
    if (offset == null) {
      return bound;
    }
    BigDecimal length =
        offset instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    if (length == null) {
      throw HelpCrunchException.notSupported("the distance of a RANGE has to be a literal");
    }
    if (length.signum() < 0) {
      throw new HelpCrunchException(
          ErrorCode.WINDOW_FRAME, "the distance of a RANGE is negative: " + length);
    }
    RexNode distance =
        line == SqlTypeName.DOUBLE
            ? rexBuilder.makeApproxLiteral(length, types.createSqlType(SqlTypeName.DOUBLE))
            : rexBuilder.makeExactLiteral(
                length.movePointRight(scale).setScale(0, RoundingMode.FLOOR),
                types.createSqlType(SqlTypeName.BIGINT));
    return bound.isPreceding()
        ? RexWindowBounds.preceding(distance)
        : RexWindowBounds.following(distance);
  }
}
