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

/** Calls whose operands have one type, so that each tells those of the others, and its own. */
final class AlikeOperands {
  private AlikeOperands() {}

  /** Whether a call is one. */
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

  /** The type of its operands where nothing tells it. */
  static SqlTypeName otherwise(SqlCall call) {
    return switch (call.getKind()) {
      case OVERLAPS, CONTAINS, PRECEDES, SUCCEEDS, PERIOD_EQUALS -> SqlTypeName.TIMESTAMP;
      case IMMEDIATELY_PRECEDES, IMMEDIATELY_SUCCEEDS -> SqlTypeName.TIMESTAMP;
      default -> SqlTypeName.VARCHAR;
    };
  }

  /** What a CASE may come to. */
  static List<SqlNode> results(SqlCase call) {
    List<SqlNode> results = new ArrayList<>();
    flatten(call.getThenOperands(), results);
    flatten(call.getElseOperand(), results);
    return results;
  }

  /** Whether a node is a parameter, or a call whose value is that of one of its parameters. */
  static boolean handsOnParameters(SqlNode node) {
    return node instanceof SqlDynamicParam
        || (!handedOn(node).isEmpty()
            && handedOn(node).stream().allMatch(AlikeOperands::handsOnParameters));
  }

  /** The parameters whose values a node hands on, or itself. */
  static Stream<SqlDynamicParam> parameters(SqlNode node) {
    return node instanceof SqlDynamicParam parameter
        ? Stream.of(parameter)
        : handedOn(node).stream().flatMap(AlikeOperands::parameters);
  }

  /**
   * What is compared in a DECODE, and what it may come to: it has a value, pairs of what that may
   * be and of what comes then, and perhaps what comes else.
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
   * Which values the parameters among some operands may have. What is computed of parameters alone
   * has a type only until they have values: a difference may be one of dates.
   *
   * @param known the type of the first operand that has one
   */
  static ParameterFreedom freedomBeside(RelDataType known, List<SqlNode> operands) {
    if (operands.stream().allMatch(AlikeOperands::isOfParameters)) {
      return ParameterFreedom.ANY;
    }
    return SqlTypeUtil.isNumeric(known) ? ParameterFreedom.NUMBERS : ParameterFreedom.NONE;
  }

  /** Whether a node is a parameter, or computed of nothing but parameters. */
  static boolean isOfParameters(SqlNode node) {
    List<SqlNode> operands =
        node instanceof SqlCall call && node.isA(SqlKind.BINARY_ARITHMETIC)
            ? call.getOperandList()
            : handedOn(node);
    return node instanceof SqlDynamicParam
        || node instanceof SqlIntervalLiteral
        || (!operands.isEmpty() && operands.stream().allMatch(AlikeOperands::isOfParameters));
  }

  /** What a sum of sums begins with. */
  static SqlNode leftmost(SqlNode node) {
    return switch (node.getKind()) {
      case PLUS, MINUS -> leftmost(((SqlCall) node).operand(0));
      default -> node;
    };
  }

  /**
   * The fields of the rows among some nodes, column by column. Of a query only the parameters among
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

  /** Whether a call changes a number's sign, or may come to one whose sign was changed. */
  static boolean isSigned(SqlNode node) {
    return isSign(node) || handedOn(node).stream().anyMatch(AlikeOperands::isSigned);
  }

  /** Whether a node is {@code -x}, {@code +x} or {@code ABS(x)}. */
  private static boolean isSign(SqlNode node) {
    return switch (node.getKind()) {
      case MINUS_PREFIX, PLUS_PREFIX -> true;
      default -> node instanceof SqlCall call && call.getOperator().equals(SqlStdOperatorTable.ABS);
    };
  }

  /** The operands that a call may come to, perhaps with another sign; NULL is of any type. */
  private static List<SqlNode> handedOn(SqlNode node) {
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

  /** Adds operands to a list, those of lists one by one. */
  static void flatten(@Nullable SqlNode node, List<SqlNode> into) {
    if (node instanceof SqlNodeList list) {
      list.forEach(inner -> flatten(inner, into));
    } else if (node instanceof SqlCall call
        && call.getOperator().equals(SqlInternalOperators.CAST_NOT_NULL)) {
      // Calcite's COALESCE is a CASE with such results.
      into.add(call.operand(0));
    } else if (node != null) {
      into.add(node);
    }
  }
}
