package io.github.helpcrunchjdbc.plan.exec.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.function.Function1;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Expressions without columns, which are evaluated once in an execution. There may be thousands of
 * literals and parameters, so these are not compiled. Thread-safe.
 *
 * @param constants the values of literals, null in the places of other expressions
 * @param parameters the names of parameters by place
 * @param computed the places of the values that the function computes
 * @param function computes the values of all other expressions, null if there are none
 */
public record Operands(
    List<@Nullable Object> constants,
    Map<Integer, String> parameters,
    List<Integer> computed,
    @Nullable Function1<DataContext, @Nullable Object @Nullable []> function) {
  public static Operands compile(RexBuilder rexBuilder, List<RexNode> nodes) {
    List<@Nullable Object> constants = new ArrayList<>();
    List<Integer> computed = new ArrayList<>();
    List<RexNode> expressions = new ArrayList<>();
    Map<Integer, String> parameters = new LinkedHashMap<>();
    for (RexNode node : nodes) {
      Object constant = constant(node);
      constants.add(constant);
      if (node instanceof RexDynamicParam parameter) {
        parameters.put(constants.size() - 1, parameter.getName());
      } else if (constant == null) {
        computed.add(constants.size() - 1);
        expressions.add(node);
      }
    }
    return new Operands(
        constants,
        parameters,
        computed,
        expressions.isEmpty()
            ? null
            : CompiledExpressions.of(
                rexBuilder, expressions, rexBuilder.getTypeFactory().builder().build()));
  }

  /** Returns the value of a literal that needs no conversion, else null. */
  private static @Nullable Object constant(RexNode node) {
    if (!(node instanceof RexLiteral literal) || literal.isNull()) {
      return null;
    }
    return switch (literal.getType().getSqlTypeName()) {
      case CHAR, VARCHAR -> literal.getValueAs(String.class);
      case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL -> literal.getValueAs(BigDecimal.class);
      case DATE -> literal.getValueAs(Integer.class);
      case TIMESTAMP -> literal.getValueAs(Long.class);
      default -> null;
    };
  }

  /** Returns the values of the expressions, in their order. */
  public @Nullable Object[] values(DataContext context) {
    @Nullable Object[] values = constants.toArray();
    parameters.forEach((index, name) -> values[index] = context.get(name));
    if (function != null) {
      @Nullable Object[] results = function.apply(context);
      if (results == null) {
        throw new IllegalStateException("operands without values");
      }
      for (int i = 0; i < results.length; i++) {
        values[computed.get(i)] = results[i];
      }
    }
    return values;
  }
}
