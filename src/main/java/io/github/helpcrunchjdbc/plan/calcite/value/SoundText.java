package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.BoundedText;
import io.github.helpcrunchjdbc.plan.function.CodePoints;
import io.github.helpcrunchjdbc.plan.function.Decimals;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.LetterCase;
import io.github.helpcrunchjdbc.plan.function.NullLists;
import io.github.helpcrunchjdbc.plan.function.StringAgg;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
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
import org.apache.calcite.util.Sarg;
import org.jspecify.annotations.Nullable;

/**
 * Computes functions of text by methods that count characters, {@link CodePoints}, and that bound
 * how long a text may grow, {@link BoundedText}, or how long they take, {@link LetterCase}.
 * Calcite's functions count UTF-16 units, and have no bound. Calcite 1.42.0; no issue known on
 * 2026-11-26.
 */
public final class SoundText extends ExpressionWriter {
  private static final SqlFunction DIFFERENCE = JavaFunction.of(LetterCase.class, "difference");
  private static final SqlFunction LETTERS = JavaFunction.of(LetterCase.class, "plainLetters");
  private static final SqlFunction UPPER = JavaFunction.of(LetterCase.class, "upperText");

  public SoundText(RexBuilder rexBuilder) {
    super(rexBuilder);
  }

  private static SqlFunction points(String method) {
    return JavaFunction.of(CodePoints.class, method);
  }

  private static SqlFunction bounded(String method) {
    return JavaFunction.of(BoundedText.class, method);
  }

  /** Returns the call by such a method; any other call unchanged. */
  public RexNode rewrite(RexCall call) {
    List<RexNode> operands = call.getOperands();
    if (call.getKind() == SqlKind.TRIM) {
      return isText(operands.get(2)) ? trim(call) : call;
    }
    if (call.getKind() == SqlKind.CAST) {
      return cast(call);
    }
    return switch (call.getOperator().getName()) {
      case "CONCAT" -> grown(call, "joined");
      case "CONCAT_WS" -> grown(call, "joinedWith");
      case "SOUNDEX" -> call.clone(call.getType(), letters(operands));
      case "DIFFERENCE" -> rexBuilder.makeCall(call.getType(), DIFFERENCE, operands);
      case "STRING_TO_ARRAY" -> list(call);
      case "SEARCH" -> search(call);
      default -> byFunction(call);
    };
  }

  /**
   * Takes the length away from the type of a range or list of texts. Calcite's code casts each text
   * to that type, whose length is in characters, and cuts it after as many UTF-16 units.
   */
  private RexNode search(RexCall call) {
    RexLiteral sought = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = sought.getValueAs(Sarg.class);
    if (!isText(sought)
        || sarg.toString().chars().noneMatch(unit -> Character.isSurrogate((char) unit))) {
      return call;
    }
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType unbounded =
        types.createTypeWithNullability(
            types.createSqlType(SqlTypeName.VARCHAR), sought.getType().isNullable());
    RexNode whole = rexBuilder.makeSearchArgumentLiteral(sarg, unbounded);
    return call.clone(call.getType(), List.of(call.getOperands().get(0), whole));
  }

  private RexNode byFunction(RexCall call) {
    List<RexNode> operands = call.getOperands();
    boolean text = !operands.isEmpty() && isText(operands.get(0));
    SqlFunction function =
        text
            ? ofText(call.getOperator().getName(), operands.size())
            : ofNumber(call.getOperator().getName());
    return function == null
        ? call
        : rexBuilder.makeCall(call.getType(), function, arguments(call, function));
  }

  /**
   * Reduces texts to plain letters: Calcite's functions fail at letters beyond ASCII, and change
   * the case as slowly as Java does.
   */
  private List<RexNode> letters(List<RexNode> texts) {
    return texts.stream()
        .map(text -> isText(text) ? call(text.getType(), LETTERS, text) : text)
        .toList();
  }

  /**
   * Bounds a text that may grow. If an operand is no text, Calcite makes the whole text, and its
   * length is checked afterwards.
   */
  private RexNode grown(RexCall call, String method) {
    return call.getOperands().stream().allMatch(SoundText::isText)
        ? rexBuilder.makeCall(
            call.getType(), JavaFunction.of(StringAgg.class, method), call.getOperands())
        : checked(call);
  }

  private RexNode checked(RexCall call) {
    return call(call.getType(), bounded("checked"), call);
  }

  private static @Nullable SqlFunction ofText(String name, int operands) {
    return switch (name) {
      case "CHAR_LENGTH", "CHARACTER_LENGTH", "LENGTH" -> points("textLength");
      case "SUBSTRING" -> operands == 2 ? points("substringFrom") : points("substringFor");
      case "LEFT" -> points("leftText");
      case "RIGHT" -> points("rightText");
      case "POSITION" ->
          operands == 2 ? points("positionIn") : operands == 3 ? points("positionFrom") : null;
      case "OVERLAY" -> operands == 3 ? points("overlayFrom") : points("overlayFor");
      case "LPAD" -> points("leftPadded");
      case "RPAD" -> points("rightPadded");
      case "REVERSE" -> points("reversed");
      case "TRANSLATE" -> operands == 3 ? points("translated") : null;
      case "ASCII" -> points("codeOf");
      case "INITCAP" -> points("capitalized");
      case "UPPER" -> UPPER;
      case "LOWER" -> JavaFunction.of(LetterCase.class, "lowerText");
      case "REPEAT" -> bounded("repeated");
      case "REPLACE" -> operands == 3 ? bounded("replaced") : null;
      case "||" -> bounded("together");
      default -> null;
    };
  }

  private static @Nullable SqlFunction ofNumber(String name) {
    return switch (name) {
      case "CHR" -> points("characterOf");
      case "SPACE" -> bounded("spaces");
      default -> null;
    };
  }

  private List<RexNode> arguments(RexCall call, SqlFunction function) {
    List<RexNode> arguments = new ArrayList<>();
    for (RexNode operand : call.getOperands()) {
      boolean number = SqlTypeUtil.isNumeric(operand.getType());
      arguments.add(number ? cast(SqlTypeName.BIGINT, operand) : operand);
    }
    boolean pads = function.getName().endsWith("Padded");
    if (pads && arguments.size() == 2) {
      arguments.add(rexBuilder.makeLiteral(" "));
    }
    return arguments;
  }

  /**
   * Splits by a text; Calcite takes the delimiter for a pattern, and loses empty pieces at the end.
   */
  private RexNode list(RexCall call) {
    List<RexNode> operands = new ArrayList<>(call.getOperands());
    if (operands.size() == 2) {
      operands.add(rexBuilder.makeNullLiteral(types.createSqlType(SqlTypeName.VARCHAR)));
    }
    return rexBuilder.makeCall(
        call.getType(), JavaFunction.of(NullLists.class, "pieces"), operands);
  }

  private RexNode trim(RexCall call) {
    SqlTrimFunction.Flag flag =
        ((RexLiteral) call.getOperands().get(0)).getValueAs(SqlTrimFunction.Flag.class);
    boolean left = flag != SqlTrimFunction.Flag.TRAILING;
    boolean right = flag != SqlTrimFunction.Flag.LEADING;
    return call(
        call.getType(),
        points("trimmed"),
        rexBuilder.makeLiteral(left),
        rexBuilder.makeLiteral(right),
        call.getOperands().get(1),
        call.getOperands().get(2));
  }

  /** Casts text to a type that shortens it or fills it up. */
  private RexNode cast(RexCall cast) {
    RelDataType type = cast.getType();
    RexNode operand = cast.getOperands().get(0);
    boolean isOfDecimal = SqlTypeUtil.isCharacter(type) && SqlTypeUtil.isDecimal(operand.getType());
    RexNode text = isOfDecimal ? decimalText(operand) : operand;
    boolean bounded =
        SqlTypeUtil.isCharacter(type)
            && type.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
            && isText(text)
            && !fits(text.getType(), type);
    if (!bounded) {
      return isOfDecimal ? rexBuilder.makeAbstractCast(type, text, false) : cast;
    }
    return call(
        type,
        type.getSqlTypeName() == SqlTypeName.CHAR ? points("fixedText") : points("cutText"),
        text,
        integer(type.getPrecision()));
  }

  /**
   * Returns whether a text of one type is not cut by another. The texts of JSON aggregates may be
   * longer than their type.
   */
  private static boolean fits(RelDataType from, RelDataType to) {
    return from.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
        && (to.getSqlTypeName() == SqlTypeName.VARCHAR
            ? from.getPrecision() <= to.getPrecision()
            : SqlTypeUtil.equalSansNullability(from, to));
  }

  /**
   * Writes a number as text; Calcite writes 0.5 as {@code .5}, and keeps the zeros that only fill
   * up a type.
   */
  private RexNode decimalText(RexNode number) {
    return call(
        type(SqlTypeName.VARCHAR, number.getType()),
        JavaFunction.of(Decimals.class, "decimalText"),
        number);
  }

  private static boolean isText(RexNode node) {
    return SqlTypeUtil.isCharacter(node.getType());
  }
}
