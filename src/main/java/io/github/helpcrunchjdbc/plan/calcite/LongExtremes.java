package io.github.helpcrunchjdbc.plan.calcite;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.plan.function.Extremes;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.StandardConvertletTable;
import org.jspecify.annotations.Nullable;

/**
 * Has GREATEST and LEAST of many or of large operands computed by a method. Calcite makes a CASE
 * that compares each operand with all others: it is as large as their number squared, and where one
 * is in the other, larger by as much at each level. Calcite 1.42.0; no issue known on 2026-11-26.
 */
final class LongExtremes implements ScalarFunction, ImplementableFunction {
  /** More operands than this are many. */
  private static final int MANY = 8;

  /** A call of more nodes than this is large. */
  private static final int LARGE = 40;

  /** Operands of one call of the method. */
  private static final int TOGETHER = 40;

  private static final JavaTypeFactory JAVA = new JavaTypeFactoryImpl();
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
        OperandTypes.operandMetadata(
            List.of(), factory -> List.of(), index -> "operand" + index, index -> false),
        new LongExtremes(method));
  }

  /** Whether a call is one of many or of large operands. */
  static boolean isLong(SqlCall call) {
    return (call.getKind() == SqlKind.GREATEST_PG || call.getKind() == SqlKind.LEAST_PG)
        && (call.operandCount() > MANY || nodes(call) > LARGE);
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

  static RexNode convert(SqlRexContext context, SqlCall call) {
    RelDataType type = context.getValidator().getValidatedNodeType(call);
    if (type.isStruct() || type.getComponentType() != null || type.getKeyType() != null) {
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
  public RelDataType getReturnType(RelDataTypeFactory types) {
    throw new UnsupportedOperationException("each call has a type of its own");
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return List.of();
  }

  @Override
  public CallImplementor getImplementor() {
    return RexImpTable.createImplementor(this::implement, NullPolicy.NONE, false);
  }

  private Expression implement(
      RexToLixTranslator translator, RexCall call, List<Expression> operands) {
    Expression value =
        Expressions.call(
            Extremes.class,
            method,
            Expressions.newArrayInit(
                Object.class, operands.stream().map(Expressions::box).toList()));
    Type java = JAVA.getJavaClass(call.getType());
    Expression typed = Expressions.convert_(value, Primitive.box(java));
    return Primitive.is(java) ? Expressions.unbox(typed) : typed;
  }
}
