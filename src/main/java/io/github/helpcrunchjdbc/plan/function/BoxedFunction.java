package io.github.helpcrunchjdbc.plan.function;

import java.lang.reflect.Type;
import java.util.List;
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
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;

/**
 * A function whose calls each have a type of their own, and whose code takes the operands as one
 * array of objects.
 */
public abstract class BoxedFunction implements ScalarFunction, ImplementableFunction {
  private static final JavaTypeFactory JAVA = new JavaTypeFactoryImpl();

  /** Returns the code that computes the value as an object. */
  protected abstract Expression value(Expression operands);

  @Override
  public final RelDataType getReturnType(RelDataTypeFactory types) {
    throw new UnsupportedOperationException("each call has a type of its own");
  }

  @Override
  public final List<FunctionParameter> getParameters() {
    return List.of();
  }

  @Override
  public final CallImplementor getImplementor() {
    return RexImpTable.createImplementor(this::implement, NullPolicy.NONE, false);
  }

  private Expression implement(
      RexToLixTranslator translator, RexCall call, List<Expression> operands) {
    Type java = JAVA.getJavaClass(call.getType());
    Expression value =
        value(
            Expressions.newArrayInit(
                Object.class, operands.stream().map(Expressions::box).toList()));
    Expression typed = Expressions.convert_(value, Primitive.box(java));
    return Primitive.is(java) ? Expressions.unbox(typed) : typed;
  }
}
