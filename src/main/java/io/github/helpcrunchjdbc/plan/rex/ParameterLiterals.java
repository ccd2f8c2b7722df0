package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.math.BigDecimal;
import java.util.Map;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/** Puts values of parameters into a plan as literals: the choice of searches can depend on them. */
public final class ParameterLiterals extends RexShuttle {
  private final RexBuilder rexBuilder;
  private final Map<Integer, @Nullable Object> values;

  private ParameterLiterals(RexBuilder rexBuilder, Map<Integer, @Nullable Object> values) {
    this.rexBuilder = rexBuilder;
    this.values = values;
  }

  /**
   * Returns the plan with literals in place of some parameters.
   *
   * @param values by the parameter's index, in Calcite's internal form
   */
  public static RelNode put(RelNode root, Map<Integer, @Nullable Object> values) {
    return values.isEmpty()
        ? root
        : Expressions.rewrite(
            root, rel -> true, new ParameterLiterals(root.getCluster().getRexBuilder(), values));
  }

  @Override
  public RexNode visitDynamicParam(RexDynamicParam parameter) {
    if (!values.containsKey(parameter.getIndex())) {
      return parameter;
    }
    Object value = values.get(parameter.getIndex());
    RelDataType type = parameter.getType();
    RelDataTypeFactory factory = rexBuilder.getTypeFactory();
    if (value == null) {
      return rexBuilder.makeNullLiteral(type);
    }
    try {
      return rexBuilder.makeLiteral(
          inner(value, type), factory.createTypeWithNullability(type, false), false);
    } catch (IllegalArgumentException e) {
      if (!SqlTypeUtil.isDatetime(type)) {
        throw e;
      }
      // Calcite's message would show the value, which may be personal.
      throw new HelpCrunchException(
          ErrorCode.TIME_OUT_OF_RANGE,
          "parameter %s lies outside the years 0001 to 9999".formatted(parameter.getIndex() + 1));
    }
  }

  /** Returns a value in the form of Calcite's literals, where it differs from the form in rows. */
  private static Object inner(Object value, RelDataType type) {
    if (value instanceof byte[] bytes) {
      return new ByteString(bytes);
    }
    return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())
            && value instanceof Number number
        ? BigDecimal.valueOf(number.longValue())
        : value;
  }
}
