package io.github.helpcrunchjdbc.plan.calcite.value;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Mends {@code CAST(x AS VARCHAR(5))}, which cuts x. If x has no greatest length, Calcite 1.42.0
 * takes the cast for one that loses nothing, and drops it as soon as another type stands around it;
 * no issue known on 2026-11-26.
 */
public final class ShorteningCast {
  private ShorteningCast() {}

  /** Returns a cast of the text that is already cut. */
  public static SqlCall rewrite(SqlCall call) {
    boolean casts = call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
    if (!casts
        || call.operand(0) instanceof SqlLiteral
        || !(call.operand(1) instanceof SqlDataTypeSpec type)
        || !(type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name)) {
      return call;
    }
    int length = length(name);
    if (length < 0) {
      return call;
    }
    SqlParserPos position = call.getParserPosition();
    SqlDataTypeSpec text =
        new SqlDataTypeSpec(new SqlBasicTypeNameSpec(SqlTypeName.VARCHAR, position), position);
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    // A FORMAT may follow.
    operands.set(1, text);
    SqlNode cut =
        SqlStdOperatorTable.SUBSTRING.createCall(
            position,
            call.getOperator().createCall(position, operands),
            number(1, position),
            number(length, position));
    return call.getOperator().createCall(position, cut, type);
  }

  /**
   * Returns how many characters a type holds; negative for any number, and for a type that is not
   * text.
   */
  private static int length(SqlBasicTypeNameSpec type) {
    boolean fixed = type.getTypeName().getSimple().equals(SqlTypeName.CHAR.getName());
    boolean varying = type.getTypeName().getSimple().equals(SqlTypeName.VARCHAR.getName());
    if (fixed && type.getPrecision() == RelDataType.PRECISION_NOT_SPECIFIED) {
      return 1;
    }
    return fixed || varying ? type.getPrecision() : -1;
  }

  private static SqlNumericLiteral number(int number, SqlParserPos position) {
    return SqlLiteral.createExactNumeric(Integer.toString(number), position);
  }
}
