package io.github.helpcrunchjdbc.plan.calcite.size;

import io.github.helpcrunchjdbc.plan.rex.ExpressionContext;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexExecutorImpl;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * The compiled part of a larger expression, for {@link Outliner}. Public for the code that Calcite
 * generates. Thread-safe.
 */
public final class Outlined {
  private final Function1<DataContext, @Nullable Object @Nullable []> function;

  private Outlined(Function1<DataContext, @Nullable Object @Nullable []> function) {
    this.function = function;
  }

  /**
   * Compiles a part.
   *
   * @param fields those that it looks at, in the order of their values
   */
  static Outlined compile(RexBuilder rexBuilder, RexNode part, List<RexInputRef> fields) {
    RelDataTypeFactory.Builder row = rexBuilder.getTypeFactory().builder();
    fields.forEach(field -> row.add(field.getName(), field.getType()));
    List<Integer> indexes = fields.stream().map(RexInputRef::getIndex).toList();
    return new Outlined(
        RexExecutorImpl.getExecutable(
                rexBuilder, List.of(part.accept(new MovedFields(indexes::indexOf))), row.build())
            .getFunction());
  }

  /**
   * The value of the part.
   *
   * @param fields the values of the fields that it looks at
   */
  public @Nullable Object value(DataContext context, @Nullable Object[] fields) {
    @Nullable Object[] values = function.apply(new ExpressionContext(context).at(fields));
    return values == null ? null : values[0];
  }
}
