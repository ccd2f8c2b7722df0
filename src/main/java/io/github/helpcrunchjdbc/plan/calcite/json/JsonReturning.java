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
 * How JSON_VALUE makes a value of a type (CALCITE-7801), for {@link JsonConvertlets}.
 *
 * @param held the type in which the function gives it, which is cast to the one wanted without loss
 * @param details the operands behind those that all have: of the conversion
 */
record JsonReturning(RelDataType held, List<RexNode> details) {
  static final SqlFunction VALUE =
      JavaFunction.of(
          JsonValueFunction.class,
          "value",
          o -> {
            String type = o.get(6).replace("'", "") + digits(o);
            String returning = type.equals("VARCHAR") ? "" : " RETURNING " + type;
            String clauses = clause(o, 2, "ON EMPTY") + clause(o, 4, "ON ERROR");
            return "JSON_VALUE(%s, %s%s%s)".formatted(o.get(0), o.get(1), returning, clauses);
          });
  static final SqlFunction EXISTS =
      JavaFunction.of(
          JsonValueFunction.class,
          "exists",
          o -> "JSON_EXISTS(%s, %s%s)".formatted(o.get(0), o.get(1), clause(o, 2, "ON ERROR")));
  static final SqlFunction QUERY =
      JavaFunction.of(JsonQueryFunction.class, "query", JsonReturning::query);
  static final SqlFunction LIST =
      JavaFunction.of(JsonQueryFunction.class, "list", JsonReturning::query);

  private static String digits(List<String> operands) {
    String precision = operands.get(7);
    return switch (operands.get(6)) {
      case "'DECIMAL'" -> "(" + precision + ", " + operands.get(8) + ")";
      case "'TIME'" -> "(" + precision + ")";
      case "'VARCHAR'" -> precision.startsWith("-") ? "" : "(" + precision + ")";
      default -> "";
    };
  }

  private static String query(List<String> o) {
    String list = o.size() > 5 ? " RETURNING " + o.get(5).replace("'", "") + " ARRAY" : "";
    String clauses = clause(o, 2, "WRAPPER") + clause(o, 3, "ON EMPTY") + clause(o, 4, "ON ERROR");
    return "JSON_QUERY(%s, %s%s%s)".formatted(o.get(0), o.get(1), list, clauses);
  }

  /** A clause of an operand, which is its first word; none if that goes without saying. */
  private static String clause(List<String> operands, int index, String what) {
    String word = operands.get(index).replace("'", "").replace('_', ' ');
    if (List.of("NULL", "FALSE", "WITHOUT ARRAY").contains(word)) {
      return "";
    }
    String value = word.equals("DEFAULT") ? " " + operands.get(index + 1) : "";
    return " " + word + value + " " + what;
  }

  /** How a type is made; null if JSON_VALUE can't. */
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
    // A number that REAL does not have is one for ON ERROR, not for the cast.
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
