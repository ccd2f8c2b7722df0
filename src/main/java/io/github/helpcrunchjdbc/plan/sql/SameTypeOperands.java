package io.github.helpcrunchjdbc.plan.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlInternalOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Knows the calls whose operands all have one type. In such a call the type of one operand gives
 * the types of the others, and of the parameters among them.
 */
final class SameTypeOperands {
  private SameTypeOperands() {}

  /** Returns whether the operands of a call all have one type. */
  static boolean areOf(SqlCall call) {
    return call.isA(SqlKind.COMPARISON)
        || switch (call.getKind()) {
          case IN, NOT_IN, BETWEEN, SOME, ALL, COALESCE, NULLIF, GREATEST, LEAST -> true;
          case GREATEST_PG, LEAST_PG, ARRAY_VALUE_CONSTRUCTOR -> true;
          case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> true;
          case OVERLAPS, CONTAINS, PRECEDES, SUCCEEDS, PERIOD_EQUALS -> true;
          case IMMEDIATELY_PRECEDES, IMMEDIATELY_SUCCEEDS -> true;
          default -> false;
        };
  }

  /** Returns the type of a call's operands if no operand has a known type. */
  static SqlTypeName otherwise(SqlCall call) {
    return switch (call.getKind()) {
      case OVERLAPS, CONTAINS, PRECEDES, SUCCEEDS, PERIOD_EQUALS -> SqlTypeName.TIMESTAMP;
      case IMMEDIATELY_PRECEDES, IMMEDIATELY_SUCCEEDS -> SqlTypeName.TIMESTAMP;
      default -> SqlTypeName.VARCHAR;
    };
  }

  /** Returns the expressions whose values a CASE may have. */
  static List<SqlNode> results(SqlCase call) {
    List<SqlNode> results = new ArrayList<>();
    flatten(call.getThenOperands(), results);
    flatten(call.getElseOperand(), results);
    return results;
  }

  /**
   * Returns whether a node is a parameter, or a call whose value is the value of one of its
   * parameters.
   */
  static boolean isParameterValue(SqlNode node) {
    return node instanceof SqlDynamicParam
        || (!possibleValues(node).isEmpty()
            && possibleValues(node).stream().allMatch(SameTypeOperands::isParameterValue));
  }

  /**
   * Returns the node itself if it is a parameter, else the parameters whose values the node may
   * have.
   */
  static Stream<SqlDynamicParam> parameters(SqlNode node) {
    return node instanceof SqlDynamicParam parameter
        ? Stream.of(parameter)
        : possibleValues(node).stream().flatMap(SameTypeOperands::parameters);
  }

  /**
   * Returns two lists: the operands that a DECODE compares, and the operands whose values it may
   * have. A DECODE has a value, then pairs of a value to compare with and a result, and maybe a
   * last result for all other values.
   */
  static List<List<SqlNode>> ofDecode(List<SqlNode> operands) {
    List<SqlNode> compared = new ArrayList<>();
    List<SqlNode> results = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      boolean last = i == operands.size() - 1;
      (i == 0 || (i % 2 == 1 && !last) ? compared : results).add(operands.get(i));
    }
    return List.of(compared, results);
  }

  /**
   * Returns which values the parameters among some operands may have. An operand computed from
   * parameters alone has no type until they have values: a difference may be one of dates.
   *
   * @param known the type of the first operand that has one
   */
  static ParameterFreedom freedomBeside(RelDataType known, List<SqlNode> operands) {
    if (operands.stream().allMatch(SameTypeOperands::isOfParameters)) {
      return ParameterFreedom.ANY;
    }
    return SqlTypeUtil.isNumeric(known) || known.getSqlTypeName() == SqlTypeName.DATE
        ? ParameterFreedom.TOO_LARGE
        : ParameterFreedom.NONE;
  }

  /** Returns whether a node is a parameter, or is computed from parameters alone. */
  static boolean isOfParameters(SqlNode node) {
    List<SqlNode> operands =
        node instanceof SqlCall call && node.isA(SqlKind.BINARY_ARITHMETIC)
            ? call.getOperandList()
            : possibleValues(node);
    return node instanceof SqlDynamicParam
        || node instanceof SqlIntervalLiteral
        || (!operands.isEmpty() && operands.stream().allMatch(SameTypeOperands::isOfParameters));
  }

  /** Returns the first operand of a sum, at any depth. */
  static SqlNode leftmost(SqlNode node) {
    return switch (node.getKind()) {
      case PLUS, MINUS -> leftmost(((SqlCall) node).operand(0));
      default -> node;
    };
  }

  /**
   * Groups the fields of the rows among some nodes by column. Of a query only the parameters among
   * its items count.
   */
  static List<List<SqlNode>> fields(List<SqlNode> nodes) {
    List<List<SqlNode>> fields = new ArrayList<>();
    for (SqlNode node : nodes) {
      List<List<SqlNode>> row =
          node.getKind() == SqlKind.ROW
              ? ((SqlCall) node).getOperandList().stream().map(List::of).toList()
              : QueryColumns.ofParameters(node);
      for (int i = 0; i < row.size(); i++) {
        if (i == fields.size()) {
          fields.add(new ArrayList<>());
        }
        fields.get(i).addAll(row.get(i));
      }
    }
    return fields;
  }

  /** Returns whether a call is a sign, or may have the value of a sign. */
  static boolean isSigned(SqlNode node) {
    return isSign(node) || possibleValues(node).stream().anyMatch(SameTypeOperands::isSigned);
  }

  /** Returns whether a node is {@code -x}, {@code +x} or {@code ABS(x)}, here called a sign. */
  private static boolean isSign(SqlNode node) {
    return switch (node.getKind()) {
      case MINUS_PREFIX, PLUS_PREFIX -> true;
      default -> node instanceof SqlCall call && call.getOperator().equals(SqlStdOperatorTable.ABS);
    };
  }

  /**
   * Returns the operands whose values a call may have, perhaps with another sign. A NULL is left
   * out, because it may have any type.
   */
  private static List<SqlNode> possibleValues(SqlNode node) {
    if (!(node instanceof SqlCall call)) {
      return List.of();
    }
    List<SqlNode> operands =
        switch (call.getKind()) {
          case CASE -> results((SqlCase) call);
          case COALESCE, NULLIF, GREATEST, LEAST, GREATEST_PG, LEAST_PG -> call.getOperandList();
          default -> isSign(call) ? call.getOperandList() : List.<SqlNode>of();
        };
    return operands.stream().filter(operand -> !SqlUtil.isNullLiteral(operand, false)).toList();
  }

  /** Adds a node to a list; a list of nodes is added node by node, at any depth. */
  static void flatten(@Nullable SqlNode node, List<SqlNode> into) {
    if (node instanceof SqlNodeList list) {
      list.forEach(inner -> flatten(inner, into));
    } else if (node instanceof SqlCall call
        && call.getOperator().equals(SqlInternalOperators.CAST_NOT_NULL)) {
      // Calcite writes COALESCE as a CASE with such results.
      into.add(call.operand(0));
    } else if (node != null) {
      into.add(node);
    }
  }
}
