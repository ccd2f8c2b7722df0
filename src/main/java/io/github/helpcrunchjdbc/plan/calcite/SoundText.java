package io.github.helpcrunchjdbc.plan.calcite;

import io.github.helpcrunchjdbc.plan.function.BoundedText;
import io.github.helpcrunchjdbc.plan.function.CodePoints;
import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Functions of text by methods that count characters, {@link CodePoints}, and that bound how long a
 * text may grow, {@link BoundedText}. Calcite's count UTF-16 units, and have no bound. Calcite
 * 1.42.0; no issue known on 2026-11-26.
 */
public final class SoundText {
  private static final SqlFunction LENGTH = points("textLength");
  private static final SqlFunction SUBSTRING_FROM = points("substringFrom");
  private static final SqlFunction SUBSTRING_FOR = points("substringFor");
  private static final SqlFunction LEFT = points("leftText");
  private static final SqlFunction RIGHT = points("rightText");
  private static final SqlFunction POSITION_IN = points("positionIn");
  private static final SqlFunction POSITION_FROM = points("positionFrom");
  private static final SqlFunction OVERLAY_FROM = points("overlayFrom");
  private static final SqlFunction OVERLAY_FOR = points("overlayFor");
  private static final SqlFunction LEFT_PADDED = points("leftPadded");
  private static final SqlFunction RIGHT_PADDED = points("rightPadded");
  private static final SqlFunction REVERSED = points("reversed");
  private static final SqlFunction TRANSLATED = points("translated");
  private static final SqlFunction CODE_OF = points("codeOf");
  private static final SqlFunction CHARACTER_OF = points("characterOf");
  private static final SqlFunction CAPITALIZED = points("capitalized");
  private static final SqlFunction TRIMMED = points("trimmed");
  private static final SqlFunction CUT = points("cutText");
  private static final SqlFunction FIXED = points("fixedText");
  private static final SqlFunction DECIMAL = JavaFunction.of(Decimals.class, "decimalText");
  private static final SqlFunction REPEATED = JavaFunction.of(BoundedText.class, "repeated");
  private static final SqlFunction TOGETHER = JavaFunction.of(BoundedText.class, "together");
  private static final SqlFunction REPLACED = JavaFunction.of(BoundedText.class, "replaced");
  private static final SqlFunction PIECES = JavaFunction.of(BoundedText.class, "pieces");
  private static final SqlFunction SPACES = JavaFunction.of(BoundedText.class, "spaces");

  private final RexBuilder rexBuilder;
  private final RelDataTypeFactory types;

  public SoundText(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
  }

  private static SqlFunction points(String method) {
    return JavaFunction.of(CodePoints.class, method);
  }

  /** The same call by such a method, the call itself if it is of something else. */
  public RexNode rewrite(RexCall call) {
    List<RexNode> operands = call.getOperands();
    if (call.getKind() == SqlKind.TRIM) {
      return isText(operands.get(2)) ? trim(call) : call;
    }
    if (call.getKind() == SqlKind.CAST) {
      return cast(call);
    }
    if (call.getOperator().getName().equals("STRING_TO_ARRAY") && operands.size() > 1) {
      return list(call);
    }
    boolean text = !operands.isEmpty() && isText(operands.get(0));
    SqlFunction function =
        text
            ? ofText(call.getOperator().getName(), operands.size())
            : ofNumber(call.getOperator().getName());
    return function == null
        ? call
        : rexBuilder.makeCall(call.getType(), function, arguments(call, function));
  }

  private static @Nullable SqlFunction ofText(String name, int operands) {
    return switch (name) {
      case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH" -> LENGTH;
      case "SUBSTRING" -> operands == 2 ? SUBSTRING_FROM : SUBSTRING_FOR;
      case "LEFT" -> LEFT;
      case "RIGHT" -> RIGHT;
      case "POSITION" -> operands == 2 ? POSITION_IN : operands == 3 ? POSITION_FROM : null;
      case "OVERLAY" -> operands == 3 ? OVERLAY_FROM : OVERLAY_FOR;
      case "LPAD" -> LEFT_PADDED;
      case "RPAD" -> RIGHT_PADDED;
      case "REVERSE" -> REVERSED;
      case "TRANSLATE" -> operands == 3 ? TRANSLATED : null;
      case "ASCII" -> CODE_OF;
      case "INITCAP" -> CAPITALIZED;
      case "REPEAT" -> REPEATED;
      case "REPLACE" -> operands == 3 ? REPLACED : null;
      case "||" -> TOGETHER;
      default -> null;
    };
  }

  private static @Nullable SqlFunction ofNumber(String name) {
    return switch (name) {
      case "CHR" -> CHARACTER_OF;
      case "SPACE" -> SPACES;
      default -> null;
    };
  }

  private List<RexNode> arguments(RexCall call, SqlFunction function) {
    List<RexNode> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      boolean number = SqlTypeUtil.isNumeric(operand.getType());
      arguments.add(number ? as(SqlTypeName.BIGINT, operand) : operand);
    }
    boolean pads = function.equals(LEFT_PADDED) || function.equals(RIGHT_PADDED);
    if (pads && arguments.size() == 2) {
      arguments.add(rexBuilder.makeLiteral(" "));
    }
    return arguments;
  }

  /** A list of pieces of a text; without a delimiter each is a character. */
  private RexNode list(RexCall call) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    RexNode delimiter =
        operands.get(1).getType().isNullable() ? rexBuilder.makeLiteral("") : operands.get(1);
    operands.set(
        0,
        rexBuilder.makeCall(
            operands.get(0).getType(), PIECES, List.of(operands.get(0), delimiter)));
    return call.clone(call.getType(), operands);
  }

  private RexNode trim(RexCall call) {
    SqlTrimFunction.Flag flag =
        ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
    boolean left = flag != SqlTrimFunction.Flag.TRAILING;
    boolean right = flag != SqlTrimFunction.Flag.LEADING;
    return rexBuilder.makeCall(
        call.getType(),
        TRIMMED,
        List.of(
            rexBuilder.makeLiteral(left),
            rexBuilder.makeLiteral(right),
            call.getOperands().get(1),
            call.getOperands().get(2)));
  }

  /** A cast of text that shortens or fills up. */
  private RexNode cast(RexCall cast) {
    RelDataType type = cast.getType();
    RexNode operand = cast.getOperands().get(0);
    boolean isOfDecimal = SqlTypeUtil.isCharacter(type) && SqlTypeUtil.isDecimal(operand.getType());
    RexNode text = isOfDecimal ? decimalText(operand) : operand;
    boolean bounded =
        SqlTypeUtil.isCharacter(type)
            && type.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
            && isText(text);
    if (!bounded) {
      return isOfDecimal ? rexBuilder.makeAbstractCast(type, text, false) : cast;
    }
    RexNode length =
        rexBuilder.makeExactLiteral(
            BigDecimal.valueOf(type.getPrecision()), types.createSqlType(SqlTypeName.INTEGER));
    return rexBuilder.makeCall(
        type, type.getSqlTypeName() == SqlTypeName.CHAR ? FIXED : CUT, List.of(text, length));
  }

  /** Calcite writes 0.5 as {@code .5}, and the zeros that only fill up a type. */
  private RexNode decimalText(RexNode number) {
    RelDataType text = types.createSqlType(SqlTypeName.VARCHAR);
    return rexBuilder.makeCall(
        types.createTypeWithNullability(text, number.getType().isNullable()),
        DECIMAL,
        List.of(number));
  }

  private RexNode as(SqlTypeName name, RexNode node) {
    return node.getType().getSqlTypeName() == name
        ? node
        : rexBuilder.makeCast(
            types.createTypeWithNullability(types.createSqlType(name), node.getType().isNullable()),
            node);
  }

  private static boolean isText(RexNode node) {
    return SqlTypeUtil.isCharacter(node.getType());
  }
}
