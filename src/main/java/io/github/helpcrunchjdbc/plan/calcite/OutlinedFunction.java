package io.github.helpcrunchjdbc.plan.calcite;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.enumerable.CallImplementor;
import org.apache.calcite.adapter.enumerable.NullPolicy;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.adapter.enumerable.RexToLixTranslator;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableFunction;
import org.apache.calcite.schema.ScalarFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedFunction;
import org.apache.calcite.util.BuiltInMethod;
import org.jspecify.annotations.Nullable;

/** A part of an expression as a function of the fields that it looks at, for {@link Outliner}. */
final class OutlinedFunction implements ScalarFunction, ImplementableFunction {
  private final String name;
  private final RelDataType type;
  private final Type java;

  private OutlinedFunction(String name, RelDataType type, Type java) {
    this.name = name;
    this.type = type;
    this.java = java;
  }

  /**
   * A call of the function that computes a part; the part itself if it has no such function.
   *
   * @param outlined takes the function, by the name under which the code's context gives it
   */
  static RexNode call(RexBuilder rexBuilder, RexNode part, Map<String, Object> outlined) {
    Map<Integer, RexInputRef> fields = new TreeMap<>();
    boolean plain = part instanceof RexCall && isPlain(part, fields);
    if (!plain || fields.size() + 1 >= part.nodeCount()) {
      return part;
    }
    String name = "helpCrunchOutlined" + outlined.size();
    List<RexNode> arguments = new ArrayList<>(fields.values());
    outlined.put(name, Outlined.compile(rexBuilder, part, List.copyOf(fields.values())));
    Type java = ((JavaTypeFactory) rexBuilder.getTypeFactory()).getJavaClass(part.getType());
    OutlinedFunction function = new OutlinedFunction(name, part.getType(), java);
    return rexBuilder.makeCall(
        part.getType(), new Operator(function, RexUtil.isDeterministic(part)), arguments);
  }

  /** Whether what a part is made of, and gives, has one Java object a value; collects fields. */
  private static boolean isPlain(RexNode part, Map<Integer, RexInputRef> fields) {
    boolean[] plain = {!isNested(part.getType())};
    part.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public @Nullable Void visitInputRef(RexInputRef field) {
            plain[0] &= !isNested(field.getType());
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

  private static boolean isNested(RelDataType type) {
    return type.isStruct() || type.getComponentType() != null || type.getKeyType() != null;
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory types) {
    return type;
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
      RexToLixTranslator translator, RexCall call, List<Expression> arguments) {
    Expression function =
        Expressions.convert_(
            Expressions.call(
                DataContext.ROOT,
                BuiltInMethod.DATA_CONTEXT_GET.method,
                Expressions.constant(name)),
            Outlined.class);
    Expression value =
        Expressions.call(
            function,
            "value",
            DataContext.ROOT,
            Expressions.newArrayInit(
                Object.class, arguments.stream().map(Expressions::box).toList()));
    Expression typed = Expressions.convert_(value, Primitive.box(java));
    return Primitive.is(java) ? Expressions.unbox(typed) : typed;
  }

  /** Not to be worked out while planning, when there is no context with the function. */
  private static final class Operator extends SqlUserDefinedFunction {
    private final boolean deterministic;

    Operator(OutlinedFunction function, boolean deterministic) {
      super(
          new SqlIdentifier(function.name, SqlParserPos.ZERO),
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.explicit(function.type),
          InferTypes.FIRST_KNOWN,
          OperandTypes.operandMetadata(
              List.of(), factory -> List.of(), index -> "operand" + index, index -> false),
          function);
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
