package io.github.helpcrunchjdbc.plan.calcite.size;

import io.github.helpcrunchjdbc.plan.function.BoxedFunction;
import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** A part of an expression as a function of the fields that it reads, for {@link Outliner}. */
public final class OutlinedFunction extends BoxedFunction {
  private final String name;

  private OutlinedFunction(String name) {
    this.name = name;
  }

  /**
   * Returns a call of the function that computes a part; the part itself if no function can.
   *
   * @param outlined receives the function, under the name by which the generated code finds it
   */
  static RexNode call(RexBuilder rexBuilder, RexNode part, Map<String, Object> outlined) {
    Map<Integer, RexInputRef> fields = new TreeMap<>();
    boolean plain = part instanceof RexCall && isPlain(part, fields);
    if (!plain || fields.size() + 1 >= part.nodeCount()) {
      return part;
    }
    String name = name(outlined);
    outlined.put(name, compile(rexBuilder, part, List.copyOf(fields.values())));
    Operator operator = new Operator(name, part.getType(), RexUtil.isDeterministic(part));
    return rexBuilder.makeCall(part.getType(), operator, List.copyOf(fields.values()));
  }

  /** Returns a call of a predicate on one operand. */
  static RexNode call(
      RexBuilder rexBuilder,
      Outlined predicate,
      RexNode operand,
      boolean nullable,
      Map<String, Object> outlined) {
    String name = name(outlined);
    outlined.put(name, predicate);
    RelDataType type = CustomerTypes.of(rexBuilder.getTypeFactory(), SqlTypeName.BOOLEAN, nullable);
    return rexBuilder.makeCall(type, new Operator(name, type, true), List.of(operand));
  }

  private static String name(Map<String, Object> outlined) {
    return "helpCrunchOutlined" + outlined.size();
  }

  private static Outlined compile(RexBuilder rexBuilder, RexNode part, List<RexInputRef> fields) {
    RelDataTypeFactory.Builder row = rexBuilder.getTypeFactory().builder();
    fields.forEach(field -> row.add(field.getName(), field.getType()));
    List<Integer> indexes = fields.stream().map(RexInputRef::getIndex).toList();
    Function1<DataContext, @Nullable Object @Nullable []> function =
        RexExecutorImpl.getExecutable(
                rexBuilder, List.of(part.accept(new MovedFields(indexes::indexOf))), row.build())
            .getFunction();
    return (context, operands) -> {
      @Nullable Object[] values = function.apply(new ExpressionContext(context).at(operands));
      return values == null ? null : values[0];
    };
  }

  /**
   * Returns whether all values in a part, and its result, are one Java object each; also collects
   * its fields.
   */
  private static boolean isPlain(RexNode part, Map<Integer, RexInputRef> fields) {
    boolean[] plain = {!CustomerTypes.isNested(part.getType())};
    part.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef field) {
            plain[0] &= !CustomerTypes.isNested(field.getType());
            fields.put(field.getIndex(), field);
            return null;
          }

          @Override
          public @Nullable Void visitCorrelVariable(RexCorrelVariable variable) {
            plain[0] = false;
            return null;
          }

          @Override
          public @Nullable Void visitOver(RexOver over) {
            plain[0] = false;
            return null;
          }

          @Override
          public @Nullable Void visitSubQuery(RexSubQuery query) {
            plain[0] = false;
            return null;
          }
        });
    return plain[0];
  }

  @Override
  protected Expression value(Expression operands) {
    Expression function =
        Expressions.convert_(
            Expressions.call(
                DataContext.ROOT,
                BuiltInMethod.DATA_CONTEXT_GET.method,
                Expressions.constant(name)),
            Outlined.class);
    return Expressions.call(function, "value", DataContext.ROOT, operands);
  }

  /**
   * An operator that must not be computed while planning, because the context with the function
   * does not exist yet.
   */
  private static final class Operator extends SqlUserDefinedFunction {
    private final boolean deterministic;

    Operator(String name, RelDataType type, boolean deterministic) {
      super(
          new SqlIdentifier(name, SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(type),
          InferTypes.FIRST_KNOWN,
          JavaFunction.UNCHECKED,
          new OutlinedFunction(name));
      this.deterministic = deterministic;
    }

    @Override
    public boolean isDeterministic() {
      return deterministic;
    }

    @Override
    public boolean isDynamicFunction() {
      return true;
    }
  }
}
