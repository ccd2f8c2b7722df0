package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.JsonValueFunction;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * How JSON_VALUE makes a value of a type (CALCITE-7801), for {@link JsonConvertlets}.
 *
 * @param operator the function that makes it
 * @param details its operands behind those that all have: texts, numbers
 */
record JsonReturning(RelDataType type, SqlFunction operator, List<Object> details) {
  static final SqlFunction EXISTS = function("exists");
  static final SqlFunction PATH = function("path");

  private static SqlFunction function(String method) {
    return JavaFunction.of(JsonValueFunction.class, method);
  }

  /** How a type is made; null if JSON_VALUE can't. */
  static @Nullable JsonReturning of(RelDataType type, RelDataTypeFactory types, ZoneId zone) {
    String rounding = types.getTypeSystem().roundingMode().name();
    return switch (type.getSqlTypeName()) {
      case CHAR, VARCHAR -> new JsonReturning(type, function("text"), List.of());
      case TINYINT -> whole(type, Byte.MIN_VALUE, Byte.MAX_VALUE, rounding);
      case SMALLINT -> whole(type, Short.MIN_VALUE, Short.MAX_VALUE, rounding);
      case INTEGER -> whole(type, Integer.MIN_VALUE, Integer.MAX_VALUE, rounding);
      case BIGINT -> whole(type, Long.MIN_VALUE, Long.MAX_VALUE, rounding);
      case FLOAT, REAL, DOUBLE -> new JsonReturning(type, function("floating"), List.of());
      case DECIMAL ->
          new JsonReturning(
              type, function("decimal"), List.of(type.getPrecision(), type.getScale(), rounding));
      case BOOLEAN -> new JsonReturning(type, function("truth"), List.of());
      case DATE -> new JsonReturning(type, function("date"), List.of(zone.getId()));
      case TIME -> new JsonReturning(type, function("time"), List.of());
      case TIMESTAMP -> new JsonReturning(type, function("timestamp"), List.of(zone.getId()));
      default -> null;
    };
  }

  private static JsonReturning whole(RelDataType type, long min, long max, String rounding) {
    return new JsonReturning(type, function("whole"), List.of(min, max, rounding));
  }

  /** The type in which the function gives it, which is cast to the one wanted without loss. */
  RelDataType held(RelDataTypeFactory types) {
    SqlTypeName name =
        switch (type.getSqlTypeName()) {
          case CHAR, VARCHAR -> SqlTypeName.VARCHAR;
          case TINYINT, SMALLINT, INTEGER, BIGINT -> SqlTypeName.BIGINT;
          case FLOAT, REAL, DOUBLE -> SqlTypeName.DOUBLE;
          default -> null;
        };
    return types.createTypeWithNullability(name == null ? type : types.createSqlType(name), true);
  }

  List<RexNode> details(RexBuilder rexBuilder) {
    List<RexNode> nodes = new ArrayList<>();
    for (Object detail : details) {
      nodes.add(
          detail instanceof Long number
              ? rexBuilder.makeBigintLiteral(BigDecimal.valueOf(number))
              : detail instanceof Integer number
                  ? rexBuilder.makeExactLiteral(BigDecimal.valueOf(number))
                  : rexBuilder.makeLiteral(detail.toString()));
    }
    return nodes;
  }
}
