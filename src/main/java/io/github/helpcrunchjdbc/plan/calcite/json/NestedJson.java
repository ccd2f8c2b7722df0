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
 * Keeps JSON within JSON_OBJECT, JSON_ARRAY, JSON_OBJECTAGG, JSON_ARRAYAGG and the functions that
 * change JSON. A value counts as JSON if FORMAT JSON says so, or if it comes from these functions
 * or JSON_QUERY, through CASE, COALESCE and sub-queries too. CALCITE-4989 keeps the results of
 * JSON_OBJECT and JSON_ARRAY within each other, but not in a sub-query; Calcite 1.42.0 makes text
 * of the results of the others. It accepts no key of JSON_OBJECT and no path of JSON_SET that may
 * be NULL, which {@link #KEY} hides. No issue of the two was known on 2026-11-27.
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

  /** The operator that parses a text as JSON; its class is not public. */
  private static final SqlOperator PARSED = SqlStdOperatorTable.JSON_TYPE_OPERATOR;

  /** Returns its operand, with a type that is not nullable. */
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

  /** The functions in which every second operand, from the second on, is a path. */
  private static final Set<String> OF_PATHS = Set.of("JSON_SET", "JSON_INSERT", "JSON_REPLACE");

  private NestedJson() {}

  /** Returns the call with its JSON marked; any call that makes no JSON unchanged. */
  public static SqlCall rewrite(SqlCall call) {
    boolean hasKeys =
        call.getOperator().equals(SqlStdOperatorTable.JSON_OBJECT) || OF_PATHS.contains(name(call));
    // The values stand after the NULL clause or the changed text; each key stands before its value.
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
   * Returns whether a value is JSON. A CASE or UNION is JSON if all its values but NULL are; a
   * query is if its one item is.
   */
  private static boolean isJson(SqlNode value) {
    return switch (value.getKind()) {
      case JSON_VALUE_EXPRESSION, JSON_ARRAYAGG, JSON_OBJECTAGG -> true;
      // Before validation, an order stands around its query, and a scalar query around all.
      case WITHIN_GROUP, ORDER_BY, SCALAR_QUERY -> isJson(((SqlCall) value).operand(0));
      case WITH -> isJson(((SqlWith) value).body);
      case UNION, INTERSECT, EXCEPT -> areJson(((SqlCall) value).getOperandList());
      // EmptyJson casts an aggregate.
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
              // COALESCE has no kind of its own before validation.
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
