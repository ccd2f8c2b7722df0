package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlNameMatchers;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites predicates of rows as the standard defines them. In Calcite 1.42.0 a row that holds a
 * NULL is neither equal nor unequal to another, and IS NOT NULL is true of a row without any. No
 * issue known on 2026-11-26 (CALCITE-3627 made rows of NULLs nullable, and no more). Lists of
 * several UNNESTs in one, of which it makes all combinations, are refused.
 */
public final class RowPredicates {
  private static final Set<SqlKind> ORDERS =
      EnumSet.of(
          SqlKind.LESS_THAN,
          SqlKind.LESS_THAN_OR_EQUAL,
          SqlKind.GREATER_THAN,
          SqlKind.GREATER_THAN_OR_EQUAL);

  private RowPredicates() {}

  /** Rewrites a predicate of rows; returns any other call unchanged. */
  public static SqlCall rewrite(SqlCall call) {
    SqlParserPos pos = call.getParserPosition();
    if (call.getKind() == SqlKind.UNNEST && call.operandCount() > 1) {
      throw HelpCrunchException.notSupported(
          "UNNEST of several lists at once is not supported; join an UNNEST(..) WITH ORDINALITY of"
              + " each by their numbers");
    }
    if (call.getKind() == SqlKind.UNNEST && call.operand(0) instanceof SqlDynamicParam) {
      throw HelpCrunchException.notSupported(
          "UNNEST(?) is not supported, since a parameter is one value; write UNNEST(ARRAY[?, ?])");
    }
    if (call.getKind() == SqlKind.EXISTS && !call.operand(0).isA(SqlKind.QUERY)) {
      throw new HelpCrunchException(
          ErrorCode.SYNTAX, "EXISTS takes a query in parentheses: EXISTS (SELECT ..)", null);
    }
    if (call.getKind() == SqlKind.EQUALS || call.getKind() == SqlKind.NOT_EQUALS) {
      SqlCall fields = ofSubQuery(call);
      if (fields != null) {
        return fields;
      }
    }
    if (call.getOperator() instanceof SqlQuantifyOperator quantified && !isMembership(quantified)) {
      return quantified(call, quantified);
    }
    if (call instanceof SqlJoin join
        && join.getCondition() instanceof SqlCall query
        && query.isA(SqlKind.QUERY)) {
      // Calcite takes no query alone for a condition.
      join.setOperand(
          5, SqlStdOperatorTable.SCALAR_QUERY.createCall(query.getParserPosition(), query));
    }
    if (RowOrders.of(call) instanceof SqlCall compared) {
      return compared;
    }
    if (ORDERS.contains(call.getKind())) {
      SqlCall compared = inSubQuery(call);
      if (compared != null) {
        return compared;
      }
    }
    if (call.getKind() == SqlKind.NOT_EQUALS
        && (isRow(call.operand(0)) || isRow(call.operand(1)))) {
      SqlNode left = call.operand(0);
      SqlNode right = call.operand(1);
      SqlNode equal = SqlStdOperatorTable.EQUALS.createCall(pos, left, right);
      return SqlStdOperatorTable.NOT.createCall(pos, equal);
    }
    if (call.getKind() == SqlKind.IS_NOT_NULL && isRow(call.operand(0))) {
      SqlCall row = call.operand(0);
      return and(
          row.getOperandList().stream()
              .map(field -> SqlStdOperatorTable.IS_NOT_NULL.createCall(pos, field))
              .toList(),
          pos);
    }
    return call;
  }

  /**
   * Compares a row with the row of a sub-query, for which Calcite 1.42.0 has no form. Each field
   * gets a sub-query of its own, so that each can be searched for; two rows are the same error as
   * before.
   *
   * @return null if the call is no such comparison
   */
  private static @Nullable SqlCall ofSubQuery(SqlCall call) {
    SqlNode row = isRow(call.operand(0)) ? call.operand(0) : call.operand(1);
    SqlNode query = isRow(call.operand(0)) ? call.operand(1) : call.operand(0);
    if (!isRow(row) || !query.isA(SqlKind.QUERY)) {
      return null;
    }
    SqlParserPos pos = call.getParserPosition();
    List<SqlNode> fields = ((SqlCall) row).getOperandList();
    List<SqlCall> equal = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      equal.add(
          SqlStdOperatorTable.EQUALS.createCall(
              pos, fields.get(i), field(query, i, fields.size())));
    }
    SqlCall all = and(equal, pos);
    return call.getKind() == SqlKind.EQUALS ? all : SqlStdOperatorTable.NOT.createCall(pos, all);
  }

  /**
   * Compares a row in an order with the row of a sub-query, within the sub-query: {@code (SELECT
   * (a, b) < ($field0, $field1) FROM (SELECT ..) AS row($field0, $field1))}.
   *
   * @return null if the call is no such comparison
   */
  private static @Nullable SqlCall inSubQuery(SqlCall call) {
    boolean isLeft = isRow(call.operand(0));
    SqlNode row = call.operand(isLeft ? 0 : 1);
    SqlNode query = call.operand(isLeft ? 1 : 0);
    if (!isRow(row) || !query.isA(SqlKind.QUERY)) {
      return null;
    }
    // A query alone would be no value in the condition of a join, so it is cast.
    return SqlNodes.cast(
        inSubQuery(call.getOperator(), row, query, isLeft),
        SqlTypeName.BOOLEAN,
        call.getParserPosition());
  }

  /**
   * Rewrites {@code (a, b) > ANY (SELECT ..)}, where Calcite 1.42.0 compares the whole rows
   * wrongly, as the question whether one of the comparisons is true, or none is false.
   */
  private static SqlCall quantified(SqlCall call, SqlQuantifyOperator operator) {
    SqlNode row = call.operand(0);
    SqlNode query = call.operand(1);
    boolean all = operator.kind == SqlKind.ALL;
    SqlParserPos pos = call.getParserPosition();
    SqlOperator comparison = RelOptUtil.op(operator.comparisonKind, SqlStdOperatorTable.EQUALS);
    if (isRow(row) && query instanceof SqlNodeList list) {
      return list.stream()
          .map(other -> rewrite(comparison.createCall(pos, row, other)))
          .reduce(
              (one, other) ->
                  (all ? SqlStdOperatorTable.AND : SqlStdOperatorTable.OR)
                      .createCall(pos, one, other))
          .orElse(call);
    }
    if (!isRow(row) || !query.isA(SqlKind.QUERY)) {
      return call;
    }
    if (isOfManyRows(row)) {
      throw HelpCrunchException.notSupported(
          "a row with an aggregate or a window function is not supported beside ANY, SOME or ALL;"
              + " compute it in a sub-query of FROM");
    }
    SqlCall in =
        SqlStdOperatorTable.IN.createCall(
            pos, SqlLiteral.createBoolean(!all, pos), inSubQuery(comparison, row, query, true));
    return all ? SqlStdOperatorTable.NOT.createCall(pos, in) : in;
  }

  /** Returns whether the operator means IN or NOT IN, as = ANY and <> ALL do. */
  private static boolean isMembership(SqlQuantifyOperator operator) {
    SqlKind kind = operator.kind == SqlKind.ALL ? SqlKind.NOT_EQUALS : SqlKind.EQUALS;
    return operator.comparisonKind == kind;
  }

  /**
   * Returns whether a row has an aggregate, which in a sub-query would be computed over the rows of
   * the sub-query.
   */
  private static boolean isOfManyRows(SqlNode row) {
    try {
      row.accept(
          new SqlBasicVisitor<@Nullable Void>() {
            @Override
            public @Nullable Void visit(SqlCall call) {
              if (call.getKind() == SqlKind.OVER || isAggregate(call.getOperator())) {
                throw Util.FoundOne.NULL;
              }
              return call.isA(SqlKind.QUERY) ? null : super.visit(call);
            }
          });
      return false;
    } catch (Util.FoundOne found) {
      return true;
    }
  }

  private static boolean isAggregate(SqlOperator operator) {
    List<SqlOperator> named = new ArrayList<>();
    if (operator instanceof SqlFunction function) {
      SqlStdOperatorTable.instance()
          .lookupOperatorOverloads(
              function.getNameAsId(),
              null,
              SqlSyntax.FUNCTION,
              named,
              SqlNameMatchers.withCaseSensitive(false));
    }
    return named.stream().anyMatch(SqlOperator::isAggregator);
  }

  private static SqlSelect inSubQuery(
      SqlOperator operator, SqlNode row, SqlNode query, boolean isLeft) {
    SqlParserPos pos = row.getParserPosition();
    int count = ((SqlCall) row).operandCount();
    List<SqlNode> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new SqlIdentifier(name(i), pos));
    }
    SqlNode other = SqlStdOperatorTable.ROW.createCall(pos, fields);
    SqlNode compared =
        rewrite(operator.createCall(pos, isLeft ? row : other, isLeft ? other : row));
    return select(compared, query, count);
  }

  /** Combines all calls with AND; a row has at least one field. */
  private static SqlCall and(List<SqlCall> calls, SqlParserPos pos) {
    return calls.stream()
        .reduce((left, right) -> SqlStdOperatorTable.AND.createCall(pos, left, right))
        .orElseThrow();
  }

  private static SqlNode field(SqlNode query, int index, int count) {
    return select(new SqlIdentifier(name(index), query.getParserPosition()), query, count);
  }

  private static SqlSelect select(SqlNode item, SqlNode query, int count) {
    SqlParserPos pos = query.getParserPosition();
    List<SqlNode> named = new ArrayList<>();
    named.add(query);
    named.add(new SqlIdentifier("row", pos));
    for (int i = 0; i < count; i++) {
      named.add(new SqlIdentifier(name(i), pos));
    }
    return SqlNodes.select(item, SqlStdOperatorTable.AS.createCall(pos, named), pos);
  }

  /** Returns a name that nobody writes, because it would hide that name of the outer query. */
  private static String name(int field) {
    return "$field" + field;
  }

  private static boolean isRow(SqlNode node) {
    return node.getKind() == SqlKind.ROW;
  }
}
