package io.github.helpcrunchjdbc.plan.function;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.adapter.enumerable.AggAddContext;
import org.apache.calcite.adapter.enumerable.AggContext;
import org.apache.calcite.adapter.enumerable.AggImplementor;
import org.apache.calcite.adapter.enumerable.AggResetContext;
import org.apache.calcite.adapter.enumerable.AggResultContext;
import org.apache.calcite.adapter.enumerable.RexImpTable;
import org.apache.calcite.linq4j.tree.BlockBuilder;
import org.apache.calcite.linq4j.tree.Expression;
import org.apache.calcite.linq4j.tree.Expressions;
import org.apache.calcite.linq4j.tree.Primitive;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.AggregateFunction;
import org.apache.calcite.schema.FunctionParameter;
import org.apache.calcite.schema.ImplementableAggFunction;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.validate.SqlUserDefinedAggFunction;
import org.apache.calcite.util.Optionality;

/** An aggregate function that is computed by an {@link Accumulator}, in groups and over windows. */
public final class AccumulatorFunction implements AggregateFunction, ImplementableAggFunction {
  /** The accumulators that keep all values until the answer. */
  private static final Set<Class<? extends Accumulator>> COLLECTING =
      Set.of(
          StringAgg.class, ArrayAgg.class, Percentile.class, JsonMembers.class, JsonElements.class);

  private final Class<? extends Accumulator> accumulator;
  private final boolean takesNulls;
  private final List<Expression> arguments;

  private AccumulatorFunction(
      Class<? extends Accumulator> accumulator, boolean takesNulls, Object... arguments) {
    this.accumulator = accumulator;
    this.takesNulls = takesNulls;
    this.arguments = Arrays.stream(arguments).<Expression>map(Expressions::constant).toList();
  }

  /**
   * Returns an operator that aggregates by one class.
   *
   * @param type the type of the answer
   * @param takesNulls whether the accumulator is given NULLs too
   * @param arguments the arguments of the accumulator's constructor: texts, numbers, booleans
   */
  public static SqlAggFunction operator(
      RelDataType type,
      Class<? extends Accumulator> accumulator,
      boolean takesNulls,
      Object... arguments) {
    String name = accumulator.getSimpleName() + Arrays.toString(arguments);
    return new SqlUserDefinedAggFunction(
        new SqlIdentifier(name, SqlParserPos.ZERO),
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.explicit(type),
        InferTypes.FIRST_KNOWN,
        JavaFunction.UNCHECKED,
        new AccumulatorFunction(accumulator, takesNulls, arguments),
        false,
        false,
        Optionality.FORBIDDEN);
  }

  /** Returns whether an aggregate function keeps all its values until the answer. */
  public static boolean collects(SqlAggFunction function) {
    return function instanceof SqlUserDefinedAggFunction own
        && own.function instanceof AccumulatorFunction here
        && COLLECTING.contains(here.accumulator);
  }

  @Override
  public RelDataType getReturnType(RelDataTypeFactory types) {
    throw new IllegalStateException("the operator has the type");
  }

  @Override
  public List<FunctionParameter> getParameters() {
    return List.of();
  }

  @Override
  public AggImplementor getImplementor(boolean windowContext) {
    return new Implementor();
  }

  /** Generates the code that calls an accumulator. */
  private final class Implementor implements AggImplementor {
    @Override
    public List<Type> getStateType(AggContext info) {
      return List.of(accumulator);
    }

    @Override
    public void implementReset(AggContext info, AggResetContext reset) {
      reset
          .currentBlock()
          .add(
              Expressions.statement(
                  Expressions.assign(
                      reset.accumulator().get(0), Expressions.new_(accumulator, arguments))));
    }

    @Override
    public void implementAdd(AggContext info, AggAddContext add) {
      List<Expression> conditions = new ArrayList<>();
      if (!takesNulls) {
        conditions.addAll(
            add.rowTranslator().translateList(add.rexArguments(), RexImpTable.NullAs.IS_NOT_NULL));
      }
      if (add.rexFilterArgument() != null) {
        conditions.addAll(
            add.rowTranslator()
                .translateList(List.of(add.rexFilterArgument()), RexImpTable.NullAs.FALSE));
      }
      BlockBuilder then = new BlockBuilder(true, add.currentBlock());
      add.nestBlock(then);
      List<Expression> values =
          add.arguments().stream().<Expression>map(AccumulatorFunction::boxed).toList();
      then.add(Expressions.statement(Expressions.call(add.accumulator().get(0), "add", values)));
      add.exitBlock();
      add.currentBlock().add(Expressions.ifThen(Expressions.foldAnd(conditions), then.toBlock()));
    }

    @Override
    public Expression implementResult(AggContext info, AggResultContext result) {
      Type boxed = Primitive.box(info.returnType());
      Expression value =
          result
              .currentBlock()
              .append(
                  "answer",
                  Expressions.convert_(
                      Expressions.call(result.accumulator().get(0), "result"), boxed));
      Primitive primitive = Primitive.of(info.returnType());
      // A primitive needs a value for an empty window too; the CASE around it then gives NULL.
      return primitive == null
          ? value
          : Expressions.condition(
              Expressions.notEqual(value, Expressions.constant(null)),
              Expressions.unbox(value),
              Expressions.constant(primitive.defaultValue, info.returnType()));
    }
  }

  private static Expression boxed(Expression value) {
    Expression object = Primitive.is(value.getType()) ? Expressions.box(value) : value;
    return Expressions.convert_(object, Object.class);
  }
}
