package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.function.Doubles;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.TextNumbers;
import io.github.helpcrunchjdbc.plan.function.WrittenTimes;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Casts that say what does not fit, and lose nothing. Calcite's make NaN the number 0, infinities
 * of what is too large for REAL and DOUBLE, and leave the fractions of seconds out of text. Calcite
 * 1.42.0; no issue known on 2026-11-26.
 */
final class SoundCasts {
  private static final SqlFunction EXACTLY = JavaFunction.of(Doubles.class, "exactly");
  private static final SqlFunction TO_REAL = JavaFunction.of(Doubles.class, "toReal");
  private static final SqlFunction WHOLE_OF = JavaFunction.of(TextNumbers.class, "wholeOf");
  private static final SqlFunction DOUBLE_OF = JavaFunction.of(TextNumbers.class, "doubleOf");
  private static final SqlFunction TIMESTAMP_TEXT =
      JavaFunction.of(WrittenTimes.class, "ofTimestamp");
  private static final SqlFunction TIME_TEXT = JavaFunction.of(WrittenTimes.class, "ofTime");

  private final RexBuilder rexBuilder;
  private final RelDataTypeFactory types;
  private final SoundArithmetic arithmetic;

  SoundCasts(RexBuilder rexBuilder, SoundArithmetic arithmetic) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
    this.arithmetic = arithmetic;
  }

  /**
   * The same cast by such a method, the call itself if it is none, or one that Calcite has right.
   */
  RexNode rewrite(RexCall call) {
    if (call.getKind() != SqlKind.CAST) {
      return call;
    }
    RexNode operand = call.getOperands().get(0);
    RelDataType from = operand.getType();
    SqlTypeName to = call.getType().getSqlTypeName();
    if (SqlTypeUtil.isApproximateNumeric(from)) {
      return ofApproximate(call, operand);
    } else if (to == SqlTypeName.REAL && SqlTypeUtil.isExactNumeric(from)) {
      return real(call, operand);
    } else if (SqlTypeUtil.isCharacter(from)) {
      return ofText(call, operand);
    }
    SqlFunction text =
        switch (from.getSqlTypeName()) {
          case TIMESTAMP -> TIMESTAMP_TEXT;
          case TIME -> TIME_TEXT;
          default -> null;
        };
    if (text == null || !SqlTypeUtil.isCharacter(call.getType())) {
      return call;
    }
    RelDataType varchar = like(types.createSqlType(SqlTypeName.VARCHAR), from);
    RexNode written = rexBuilder.makeCall(varchar, text, List.of(operand));
    return call.getType().getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED
        ? written
        : new SoundText(rexBuilder).rewrite(call.clone(call.getType(), List.of(written)));
  }

  private RexNode ofApproximate(RexCall call, RexNode operand) {
    RelDataType type = call.getType();
    if (SqlTypeUtil.isExactNumeric(type)) {
      RexNode number = rexBuilder.makeCall(approximate(operand), EXACTLY, List.of(wide(operand)));
      return call.clone(type, List.of(number));
    }
    boolean narrows = operand.getType().getSqlTypeName() != SqlTypeName.REAL;
    return type.getSqlTypeName() == SqlTypeName.REAL && narrows ? real(call, operand) : call;
  }

  private RexNode real(RexCall call, RexNode operand) {
    return rexBuilder.makeCall(call.getType(), TO_REAL, List.of(wide(operand)));
  }

  private RexNode ofText(RexCall call, RexNode text) {
    RelDataType type = call.getType();
    return switch (type.getSqlTypeName()) {
      case TINYINT, SMALLINT, INTEGER, BIGINT ->
          arithmetic.narrow(
              type,
              rexBuilder.makeCall(
                  like(types.createSqlType(SqlTypeName.BIGINT), type), WHOLE_OF, List.of(text)));
      case DOUBLE, FLOAT -> rexBuilder.makeCall(type, DOUBLE_OF, List.of(text));
      case REAL ->
          rexBuilder.makeCall(
              type,
              TO_REAL,
              List.of(rexBuilder.makeCall(approximate(text), DOUBLE_OF, List.of(text))));
      default -> call;
    };
  }

  private RexNode wide(RexNode number) {
    return number.getType().getSqlTypeName() == SqlTypeName.DOUBLE
        ? number
        : rexBuilder.makeCast(approximate(number), number);
  }

  private RelDataType approximate(RexNode like) {
    return like(types.createSqlType(SqlTypeName.DOUBLE), like.getType());
  }

  private RelDataType like(RelDataType type, RelDataType nullable) {
    return types.createTypeWithNullability(type, nullable.isNullable());
  }
}
