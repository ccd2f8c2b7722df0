package io.github.helpcrunchjdbc.plan.calcite.json;

import io.github.helpcrunchjdbc.plan.function.JavaFunction;
import io.github.helpcrunchjdbc.plan.function.JsonQueryFunction;
import io.github.helpcrunchjdbc.plan.function.JsonValueFunction;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Converts the value of JSON_VALUE to a type (CALCITE-7801), for {@link JsonConvertlets}.
 *
 * @param stored the type in which the function returns the value; a cast to the wanted type loses
 *     nothing
 * @param details the last operands of the call, which describe the conversion
 */
record JsonReturning(RelDataType stored, List<RexNode> details) {
  static final SqlFunction VALUE =
      JavaFunction.of(JsonValueFunction.class, "value", JsonCallText::value);
  static final SqlFunction EXISTS =
      JavaFunction.of(JsonValueFunction.class, "exists", JsonCallText::exists);
  static final SqlFunction QUERY =
      JavaFunction.of(JsonQueryFunction.class, "query", JsonCallText::query);
  static final SqlFunction LIST =
      JavaFunction.of(JsonQueryFunction.class, "list", JsonCallText::query);

  /** Returns the conversion to a type; null if JSON_VALUE can't return it. */
  static @Nullable JsonReturning of(RelDataType type, RexBuilder rexBuilder, ZoneId zone) {
    RelDataTypeFactory types = rexBuilder.getTypeFactory();
    RelDataType held =
        switch (type.getSqlTypeName()) {
          case CHAR, VARCHAR -> types.createSqlType(SqlTypeName.VARCHAR);
          case FLOAT, REAL, DOUBLE -> types.createSqlType(SqlTypeName.DOUBLE);
          case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, BOOLEAN, DATE, TIME, TIMESTAMP -> type;
          default -> null;
        };
    if (held == null) {
      return null;
    }
    // ON ERROR, not the cast, must see a number that REAL can't hold.
    boolean isReal = type.getSqlTypeName() == SqlTypeName.REAL;
    return new JsonReturning(
        types.createTypeWithNullability(held, true),
        List.of(
            rexBuilder.makeLiteral((isReal ? type : held).getSqlTypeName().name()),
            rexBuilder.makeExactLiteral(BigDecimal.valueOf(type.getPrecision())),
            rexBuilder.makeExactLiteral(BigDecimal.valueOf(type.getScale())),
            rexBuilder.makeLiteral(types.getTypeSystem().roundingMode().name()),
            rexBuilder.makeLiteral(zone.getId())));
  }
}
