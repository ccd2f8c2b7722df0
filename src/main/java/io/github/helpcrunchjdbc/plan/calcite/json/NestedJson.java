package io.github.helpcrunchjdbc.plan.calcite.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlInternalOperator;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeTransforms;

/**
 * JSON within JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG, JSON_ARRAYAGG and the functions that change
 * JSON: what FORMAT JSON says is some, and what these four, JSON_QUERY and the functions that
 * change JSON give, through CASE, COALESCE and sub-queries too. CALCITE-4989 keeps what JSON_OBJECT
 * and JSON_ARRAY give within each other, but not in a sub-query; of what others give Calcite 1.42.0
 * makes text. It takes no key of JSON_OBJECT and no path of JSON_SET that may be NULL, which {@link
 * #KEY} hides. No issue of the two was known on 2026-11-27.
 */
public final class NestedJson {
  private static final Set<String> FUNCTIONS =
      Set.of(
          "JSON_ARRAY",
          "JSON_OBJECT",
          "JSON_QUERY",
          "JSON_SET",
          "JSON_INSERT",
          "JSON_REPLACE",
          "JSON_REMOVE");

  /** The operator's class is not public. */
  private static final SqlOperator PARSED = SqlStdOperatorTable.JSON_TYPE_OPERATOR;

  /** Its operand, of a type that is not nullable. */
  static final SqlOperator KEY =
      new SqlInternalOperator(
          "KEY",
          SqlKind.OTHER,
          0,
          true,
          ReturnTypes.ARG0.andThen(SqlTypeTransforms.TO_NOT_NULLABLE),
          null,
          OperandTypes.ANY) {
        @Override
        public void unparse(SqlWriter writer, SqlCall call, int left, int right) {
          call.operand(0).unparse(writer, left, right);
        }
      };

  /** Those whose every second operand from the second on is a path. */
  private static final Set<String> OF_PATHS = Set.of("JSON_SET", "JSON_INSERT", "JSON_REPLACE");

  private NestedJson() {}

  /** The same call, itself if it makes no JSON. */
  public static SqlCall rewrite(SqlCall call) {
    boolean hasKeys =
        call.getOperator().equals(SqlStdOperatorTable.JSON_OBJECT) || OF_PATHS.contains(name(call));
    // Behind what is done with NULLs, or what is changed; keys stand before their values.
    int first =
        switch (call.getKind()) {
          case JSON_ARRAYAGG -> 0;
          case JSON_OBJECTAGG -> 1;
          default ->
              call.getOperator().equals(SqlStdOperatorTable.JSON_ARRAY) ? 1 : hasKeys ? 2 : -1;
        };
    if (first < 0) {
      return call;
    }
    int step = hasKeys ? 2 : 1;
    List<SqlNode> operands = new ArrayList<>((hasKeys ? ofKeys(call) : call).getOperandList());
    for (int i = first; i < operands.size(); i += step) {
      operands.set(i, nested(operands.get(i)));
    }
    return call.getOperator()
        .createCall(
            call.getFunctionQuantifier(),
            call.getParserPosition(),
            operands.toArray(SqlNode[]::new));
  }

  private static SqlCall ofKeys(SqlCall call) {
    SqlNode[] operands = call.getOperandList().toArray(SqlNode[]::new);
    for (int i = 1; i < operands.length; i += 2) {
      SqlNode key = operands[i];
      operands[i] = key instanceof SqlLiteral ? key : KEY.createCall(key.getParserPosition(), key);
    }
    return call.getOperator()
        .createCall(call.getFunctionQuantifier(), call.getParserPosition(), operands);
  }

  private static SqlNode nested(SqlNode value) {
    SqlNode text =
        value.getKind() == SqlKind.JSON_VALUE_EXPRESSION ? ((SqlCall) value).operand(0) : value;
    return isJson(value) ? PARSED.createCall(value.getParserPosition(), text) : value;
  }

  /**
   * Whether it is some: of a CASE or UNION all that it may come to but NULL, of a query its one
   * item.
   */
  private static boolean isJson(SqlNode value) {
    return switch (value.getKind()) {
      case JSON_VALUE_EXPRESSION, JSON_ARRAYAGG, JSON_OBJECTAGG -> true;
      // Before it is validated an order stands around its query, then a scalar query around all.
      case WITHIN_GROUP, ORDER_BY, SCALAR_QUERY -> isJson(((SqlCall) value).operand(0));
      case WITH -> isJson(((SqlWith) value).body);
      case UNION, INTERSECT, EXCEPT -> areJson(((SqlCall) value).getOperandList());
      // As EmptyJson casts an aggregate.
      case CAST -> isAggregate(((SqlCall) value).operand(0));
      case CASE -> {
        List<SqlNode> results = new ArrayList<>(((SqlCase) value).getThenOperands());
        results.add(((SqlCase) value).getElseOperand());
        yield areJson(results);
      }
      case SELECT -> {
        SqlNodeList items = ((SqlSelect) value).getSelectList();
        yield items.size() == 1 && isJson(SqlUtil.stripAs(items.get(0)));
      }
      default ->
          value instanceof SqlCall call
              // It is of no known kind as it is written.
              && (name(call).equals("COALESCE")
                  ? areJson(call.getOperandList())
                  : FUNCTIONS.contains(name(call)) && !isArray(call));
    };
  }

  private static boolean areJson(List<SqlNode> values) {
    List<SqlNode> known =
        values.stream().filter(value -> !SqlUtil.isNullLiteral(value, false)).toList();
    return !known.isEmpty() && known.stream().allMatch(NestedJson::isJson);
  }

  private static boolean isAggregate(SqlNode value) {
    return switch (value.getKind()) {
      case JSON_ARRAYAGG, JSON_OBJECTAGG, WITHIN_GROUP -> isJson(value);
      default -> false;
    };
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }

  private static boolean isArray(SqlCall query) {
    return query.getOperandList().stream()
        .anyMatch(
            operand ->
                operand instanceof SqlDataTypeSpec type
                    && type.getTypeNameSpec() instanceof SqlCollectionTypeNameSpec);
  }
}
