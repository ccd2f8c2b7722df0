package io.github.helpcrunchjdbc.plan.calcite.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * JSON within JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG and JSON_ARRAYAGG: what FORMAT JSON says is
 * some, and what JSON_QUERY and the functions that change JSON give. CALCITE-4989 keeps what these
 * four give within each other; of what other functions give Calcite 1.42.0 makes text, and no issue
 * of that was known on 2026-11-26.
 */
public final class NestedJson {
  private static final Set<String> FUNCTIONS =
      Set.of("JSON_QUERY", "JSON_SET", "JSON_INSERT", "JSON_REPLACE", "JSON_REMOVE");

  /** The operator's class is not public. */
  private static final SqlOperator PARSED = SqlStdOperatorTable.JSON_TYPE_OPERATOR;

  private NestedJson() {}

  /** The same call, itself if it makes no JSON. */
  public static SqlCall rewrite(SqlCall call) {
    // Behind what is done with NULLs; keys stand before their values.
    int first =
        switch (call.getKind()) {
          case JSON_ARRAYAGG -> 0;
          case JSON_OBJECTAGG -> 1;
          default ->
              call.getOperator().equals(SqlStdOperatorTable.JSON_ARRAY)
                  ? 1
                  : call.getOperator().equals(SqlStdOperatorTable.JSON_OBJECT) ? 2 : -1;
        };
    if (first < 0) {
      return call;
    }
    int step = call.getOperator().equals(SqlStdOperatorTable.JSON_OBJECT) ? 2 : 1;
    List<SqlNode> operands = new ArrayList<>(call.getOperandList());
    for (int i = first; i < operands.size(); i += step) {
      operands.set(i, nested(operands.get(i)));
    }
    return call.getOperator()
        .createCall(
            call.getFunctionQuantifier(),
            call.getParserPosition(),
            operands.toArray(SqlNode[]::new));
  }

  private static SqlNode nested(SqlNode value) {
    if (value instanceof SqlCall call) {
      if (call.getKind() == SqlKind.JSON_VALUE_EXPRESSION) {
        return json(call.operand(0));
      } else if (FUNCTIONS.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
          && !isArray(call)) {
        return json(call);
      }
    }
    return value;
  }

  /** Whether an array is what JSON_QUERY returns. */
  private static boolean isArray(SqlCall query) {
    return query.getOperandList().stream()
        .anyMatch(
            operand ->
                operand instanceof SqlDataTypeSpec type
                    && type.getTypeNameSpec() instanceof SqlCollectionTypeNameSpec);
  }

  private static SqlNode json(SqlNode text) {
    return PARSED.createCall(text.getParserPosition(), text);
  }
}
