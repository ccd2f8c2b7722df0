package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Casts DATEs beside TIMESTAMPs to TIMESTAMPs at midnight. Calcite does so in a UNION, a CASE and
 * COALESCE. In the rows of VALUES it would show other days, and it refuses the functions.
 */
final class DatesBesideTimes {
  private static final Set<SqlKind> QUANTIFIED = EnumSet.of(SqlKind.SOME, SqlKind.ALL);

  private DatesBesideTimes() {}

  /** An operand of a call, or an element of a list. */
  private record Operand(SqlNode holder, int index) {
    SqlNode node() {
      return holder instanceof SqlNodeList list
          ? list.get(index)
          : ((SqlCall) holder).operand(index);
    }

    void cast() {
      SqlNode cast = SqlNodes.cast(node(), SqlTypeName.TIMESTAMP, node().getParserPosition());
      if (holder instanceof SqlNodeList list) {
        list.set(index, cast);
      } else {
        ((SqlCall) holder).setOperand(index, cast);
      }
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
      case OVERLAPS, CONTAINS, PRECEDES, SUCCEEDS, PERIOD_EQUALS -> cast(parts(call), types);
      case IMMEDIATELY_PRECEDES, IMMEDIATELY_SUCCEEDS, SOME, ALL -> cast(parts(call), types);
      default -> {}
    }
  }

  /** Returns the operands; of a period the two parts, of a list the elements. */
  private static List<Operand> parts(SqlCall call) {
    List<Operand> parts = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      if (operand.getKind() == SqlKind.ROW && !call.isA(QUANTIFIED)) {
        // The validator knows the type of the row as it was before.
        SqlCall row = (SqlCall) operand.clone(operand.getParserPosition());
        call.setOperand(i, row);
        IntStream.range(0, row.operandCount()).forEach(j -> parts.add(new Operand(row, j)));
      } else if (operand instanceof SqlNodeList list) {
        IntStream.range(0, list.size()).forEach(j -> parts.add(new Operand(list, j)));
      } else {
        parts.add(new Operand(call, i));
      }
    }
    return parts;
  }

  private static void cast(List<Operand> alike, Function<SqlNode, RelDataType> types) {
    List<SqlTypeName> names =
        alike.stream().map(operand -> name(types.apply(operand.node()))).toList();
    if (names.contains(SqlTypeName.TIMESTAMP)) {
      IntStream.range(0, names.size())
          .filter(i -> names.get(i) == SqlTypeName.DATE && !alike.get(i).node().isA(SqlKind.QUERY))
          .forEach(i -> alike.get(i).cast());
    }
  }

  /** Returns the name of a type; of a query, that of its only column. */
  private static SqlTypeName name(RelDataType type) {
    boolean isColumn = type.isStruct() && type.getFieldCount() == 1;
    return (isColumn ? type.getFieldList().get(0).getType() : type).getSqlTypeName();
  }
}
