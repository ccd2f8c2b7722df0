package io.github.helpcrunchjdbc.plan.function;

import java.util.List;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NotNullImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.ReflectiveCallNotNullImplementor;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.ParameterExpression;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.schema.impl.ScalarFunctionImpl;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.util.BuiltInMethod;

/** A function of a Java method that is NULL if the method throws, or if an operand is NULL. */
public final class TriedFunction implements ScalarFunction, ImplementableFunction {
  private final ScalarFunctionImpl function;

  private TriedFunction(ScalarFunctionImpl function) {
    this.function = function;
  }

  /**
   * Returns an operator that tries an operator of {@link JavaFunction}; returns any other operator
   * unchanged. The new operator has a name of its own, because operators with one name are equal,
   * and of equal calls only one is computed.
   */
  public static SqlFunction of(SqlFunction operator) {
    return operator instanceof SqlUserDefinedFunction named
            && named.getFunction() instanceof ScalarFunctionImpl function
        ? new SqlUserDefinedFunction(
            new SqlIdentifier("TRY " + named.getName(), SqlParserPos.ZERO),
            SqlKind.OTHER_FUNCTION,
            named.getReturnTypeInference(),
            InferTypes.FIRST_KNOWN,
            JavaFunction.UNCHECKED,
            new TriedFunction(function))
        : operator;
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory types) {
    return function.getReturnType(types);
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return function.getParameters();
  }

  @Override
  public CallImplementor getImplementor() {
    NotNullImplementor plain = new ReflectiveCallNotNullImplementor(function.method);
    return RexImpTable.createImplementor(
        (translator, call, operands) -> tried(plain, translator, call, operands),
        NullPolicy.SEMI_STRICT,
        false);
  }

  private Expression tried(
      NotNullImplementor plain,
      RexToLixTranslator translator,
      RexCall call,
      List<Expression> operands) {
    ParameterExpression failure = Expressions.parameter(RuntimeException.class, "failure");
    Expression value =
        Expressions.call(
            Expressions.lambda(
                Expressions.block(
                    Expressions.tryCatch(
                        Expressions.return_(null, plain.implement(translator, call, operands)),
                        Expressions.catch_(
                            failure, Expressions.return_(null, Expressions.constant(null)))))),
            BuiltInMethod.FUNCTION0_APPLY.method);
    return Expressions.convert_(value, Primitive.box(function.method.getReturnType()));
  }
}
