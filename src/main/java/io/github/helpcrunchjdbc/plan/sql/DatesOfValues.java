package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;

/** DATEs of VALUES beside TIMESTAMPs, of which Calcite makes midnights in a UNION only. */
final class DatesOfValues {
  private DatesOfValues() {}

  /** Casts the DATEs in each column that has TIMESTAMPs too. */
  static void cast(SqlCall values, Function<SqlNode, RelDataType> types) {
    // Calcite refuses rows of unlike length, once it has seen them.
    int width =
        values.getOperandList().stream()
            .mapToInt(row -> ((SqlCall) row).operandCount())
            .min()
            .orElse(0);
    for (int i = 0; i < width; i++) {
      Map<SqlTypeName, List<SqlCall>> rows = new EnumMap<>(SqlTypeName.class);
      for (SqlNode row : values.getOperandList()) {
        SqlTypeName type = types.apply(((SqlCall) row).operand(i)).getSqlTypeName();
        rows.computeIfAbsent(type, name -> new ArrayList<>()).add((SqlCall) row);
      }
      if (rows.containsKey(SqlTypeName.TIMESTAMP)) {
        for (SqlCall row : rows.getOrDefault(SqlTypeName.DATE, List.of())) {
          SqlNode day = row.operand(i);
          row.setOperand(i, SqlNodes.cast(day, SqlTypeName.TIMESTAMP, day.getParserPosition()));
        }
      }
    }
  }
}
