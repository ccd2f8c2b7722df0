package io.github.helpcrunchjdbc.plan.rex;

import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.type.SqlTypeName;

/** What all classes that write expressions share. */
public abstract class ExpressionWriter {
  protected final RexBuilder rexBuilder;
  protected final RelDataTypeFactory types;

  protected ExpressionWriter(RexBuilder rexBuilder) {
    this.rexBuilder = rexBuilder;
    this.types = rexBuilder.getTypeFactory();
  }

  /** Returns a type that is nullable if {@code like} is. */
  protected final RelDataType type(SqlTypeName name, RelDataType like) {
    return CustomerTypes.of(types, name, like.isNullable());
  }

  protected final RelDataType nullableLike(RelDataType type, RelDataType like) {
    return types.createTypeWithNullability(type, like.isNullable());
  }

  /** Returns an expression cast to a type, or the expression itself if it has that type already. */
  protected final RexNode cast(SqlTypeName name, RexNode node) {
    return node.getType().getSqlTypeName() == name
        ? node
        : rexBuilder.makeCast(type(name, node.getType()), node);
  }

  protected final RexNode bigint(long value) {
    return rexBuilder.makeExactLiteral(
        BigDecimal.valueOf(value), types.createSqlType(SqlTypeName.BIGINT));
  }

  protected final RexNode call(SqlOperator operator, RexNode... operands) {
    return rexBuilder.makeCall(operator, operands);
  }

  /** Returns a call with an explicit type, which a call of a Java method needs. */
  protected final RexNode call(RelDataType type, SqlOperator operator, RexNode... operands) {
    return rexBuilder.makeCall(type, operator, List.of(operands));
  }

  /** Returns an INTEGER literal, such as a number of digits. */
  protected final RexNode integer(int value) {
    return rexBuilder.makeExactLiteral(
        BigDecimal.valueOf(value), types.createSqlType(SqlTypeName.INTEGER));
  }
}
