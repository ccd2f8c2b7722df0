package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts DATEs beside TIMESTAMPs to TIMESTAMPs at midnight. Calcite does so in a UNION, a CASE and
 * COALESCE. In the rows of VALUES it would show other days, and it refuses the functions.
 */
final class DatesBesideTimes {
  private DatesBesideTimes() {}

  /** An operand of a call. */
  private record Operand(SqlCall call, int index) {
    SqlNode node() {
      return call.operand(index);
    }

    void cast() {
      call.setOperand(
          index, SqlNodes.cast(node(), SqlTypeName.TIMESTAMP, node().getParserPosition()));
    }
  }

  /** Casts the DATEs in each column that has TIMESTAMPs too. */
  static void castColumns(SqlCall values, Function<SqlNode, RelDataType> types) {
    List<SqlNode> rows = values.getOperandList();
    // Calcite refuses rows of different lengths, but only later.
    int width = rows.stream().mapToInt(row -> ((SqlCall) row).operandCount()).min().orElse(0);
    for (int i = 0; i < width; i++) {
      int column = i;
      cast(rows.stream().map(row -> new Operand((SqlCall) row, column)).toList(), types);
    }
  }

  /**
   * Casts the DATEs that a function compares with TIMESTAMPs, or that it may return in their place.
   */
  static void castOperands(SqlCall call, Function<SqlNode, RelDataType> types) {
    switch (call.getKind()) {
      case GREATEST, LEAST, GREATEST_PG, LEAST_PG ->
          cast(
              IntStream.range(0, call.operandCount()).mapToObj(i -> new Operand(call, i)).toList(),
              types);
      case LAG, LEAD -> {
        if (call.operandCount() == 3) {
          cast(List.of(new Operand(call, 0), new Operand(call, 2)), types);
        }
      }
      default -> {}
    }
  }

  private static void cast(List<Operand> alike, Function<SqlNode, RelDataType> types) {
    List<SqlTypeName> names =
        alike.stream().map(operand -> types.apply(operand.node()).getSqlTypeName()).toList();
    if (names.contains(SqlTypeName.TIMESTAMP)) {
      IntStream.range(0, names.size())
          .filter(i -> names.get(i) == SqlTypeName.DATE)
          .forEach(i -> alike.get(i).cast());
    }
  }
}
