package io.github.helpcrunchjdbc.plan.calcite.size;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.plan.function.BoxedFunction;
import io.github.helpcrunchjdbc.plan.function.Extremes;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Computes GREATEST and LEAST of many or of large operands by a method. Calcite makes a CASE that
 * compares each operand with all others. Its size is the square of their number, and is multiplied
 * by that number for each GREATEST within another. Calcite 1.42.0; no issue known on 2026-11-26.
 */
public final class LongExtremes extends BoxedFunction {
  /** A call with more operands has many. */
  private static final int MANY = 8;

  /** A call is large if the calls within it and their operands together are more than this. */
  private static final int LARGE = 6;

  /** The most operands of one call of the method. */
  private static final int TOGETHER = 40;

  private static final SqlFunction GREATEST = operator("greatest");
  private static final SqlFunction LEAST = operator("least");

  private final String method;

  private LongExtremes(String method) {
    this.method = method;
  }

  private static SqlFunction operator(String method) {
    return new SqlUserDefinedFunction(
        new SqlIdentifier(method, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.LEAST_RESTRICTIVE,
        InferTypes.FIRST_KNOWN,
        JavaFunction.UNCHECKED,
        new LongExtremes(method));
  }

  /** Returns whether a call has many or large operands. */
  public static boolean isLong(SqlCall call) {
    return (call.getKind() == SqlKind.GREATEST_PG || call.getKind() == SqlKind.LEAST_PG)
        && isManyOrLarge(call);
  }

  private static boolean isManyOrLarge(SqlCall call) {
    return call.operandCount() > MANY || nodes(call) > LARGE;
  }

  /** Returns how often an operand is written once a call has become an expression. */
  public static int copies(SqlCall call, int operand) {
    return isManyOrLarge(call) ? 1 : call.operandCount() + 1 + operand;
  }

  private static int nodes(SqlCall call) {
    int[] nodes = {0};
    call.accept(
        new SqlBasicVisitor<@Nullable Void>() {
          @Override
          public @Nullable Void visit(SqlCall inner) {
            nodes[0] += 1 + inner.operandCount();
            return nodes[0] > LARGE ? null : super.visit(inner);
          }
        });
    return nodes[0];
  }

  public static RexNode convert(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (CustomerTypes.isNested(type)) {
      return Objects.requireNonNull(StandardConvertletTable.INSTANCE.get(call))
          .convertCall(context, call);
    }
    RexBuilder rexBuilder = context.getRexBuilder();
    SqlFunction operator = call.getKind() == SqlKind.GREATEST_PG ? GREATEST : LEAST;
    List<RexNode> operands = new ArrayList<>();
    for (SqlNode operand : call.getOperandList()) {
      operands.add(rexBuilder.ensureType(type, context.convertExpression(operand), false));
    }
    while (operands.size() > TOGETHER) {
      List<RexNode> found = new ArrayList<>();
      for (List<RexNode> group : Lists.partition(operands, TOGETHER)) {
        found.add(rexBuilder.makeCall(type, operator, group));
      }
      operands = found;
    }
    return rexBuilder.makeCall(type, operator, operands);
  }

  @Override
  protected Expression value(Expression operands) {
    return Expressions.call(Extremes.class, method, operands);
  }
}
