package io.github.helpcrunchjdbc.plan.calcite.value;

import io.github.helpcrunchjdbc.plan.function.LikeSigns;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * A LIKE that Calcite's simplification can handle, also if a later step puts a literal into it.
 *
 * <p>With a pattern or an escape that is NULL, LIKE is NULL. The simplification fails at it if the
 * text is a concatenation, a cast or another expression that may fail.
 *
 * <p>An escape that is a wildcard, empty, or two units of UTF-16 becomes a backslash. The
 * simplification merges two wildcards, even if the first is the escape of the second, and takes
 * {@code '%%'} for a pattern of all texts.
 *
 * <p>Calcite 1.42.0. Later ones have half of the escapes, by CALCITE-7578 and CALCITE-7588; no
 * issue known on 2026-11-26 of the rest.
 */
final class SoundLike extends RexCall {
  private static final String ESCAPE = "\\";

  private final RexBuilder rexBuilder;

  private SoundLike(
      RexBuilder rexBuilder,
      SqlParserPos pos,
      RelDataType type,
      SqlOperator operator,
      List<RexNode> operands) {
    super(pos, type, operator, operands);
    this.rexBuilder = rexBuilder;
  }

  /**
   * Returns the LIKE, or NOT of NULL for a NULL pattern, because a filter accepts no cast that
   * changes nothing.
   */
  static RexCall of(
      RexBuilder rexBuilder,
      SqlParserPos pos,
      RelDataType type,
      SqlOperator operator,
      List<RexNode> operands) {
    if (operands.stream().skip(1).anyMatch(operand -> RexUtil.isNullLiteral(operand, true))) {
      RelDataType nullable = rexBuilder.getTypeFactory().createTypeWithNullability(type, true);
      return (RexCall)
          rexBuilder.makeCall(
              nullable, SqlStdOperatorTable.NOT, List.of(rexBuilder.makeNullLiteral(nullable)));
    }
    return new SoundLike(rexBuilder, pos, type, operator, plain(rexBuilder, operands));
  }

  @Override
  public RexCall clone(RelDataType type, List<RexNode> operands) {
    return of(rexBuilder, getParserPosition(), type, getOperator(), operands);
  }

  private static List<RexNode> plain(RexBuilder rexBuilder, List<RexNode> operands) {
    if (operands.size() < 3
        || !(operands.get(1) instanceof RexLiteral pattern)
        || !(operands.get(2) instanceof RexLiteral escape)) {
      return operands;
    }
    String sign = escape.getValueAs(String.class);
    boolean isPlain = sign.length() == 1 && !sign.equals("%") && !sign.equals("_");
    return isPlain || sign.codePointCount(0, sign.length()) > 1
        ? operands
        : List.of(
            operands.get(0),
            rexBuilder.makeLiteral(
                escaped(pattern.getValueAs(String.class), sign), pattern.getType(), true, true),
            rexBuilder.makeLiteral(ESCAPE));
  }

  /** Returns the pattern with backslashes as escapes; an invalid pattern stays invalid. */
  private static String escaped(String pattern, String escape) {
    int[] signs = LikeSigns.of(pattern, escape);
    if (signs == null) {
      return ESCAPE;
    }
    StringBuilder escaped = new StringBuilder();
    for (int sign : signs) {
      switch (sign) {
        case LikeSigns.ANY_ONE -> escaped.append('_');
        case LikeSigns.ANY_MANY -> escaped.append('%');
        default ->
            escaped
                .append(LikeSigns.isWildcard(sign) || sign == '\\' ? ESCAPE : "")
                .appendCodePoint(sign);
      }
    }
    return escaped.toString();
  }
}
