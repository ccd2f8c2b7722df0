package io.github.helpcrunchjdbc.plan.sql;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.util.SqlShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Turns a chain of ANDs, or of ORs, into a balanced tree. The parser makes a chain as deep as it is
 * long, and Calcite looks at each level through all levels below it.
 */
final class BalancedConditions extends SqlShuttle {
  /** A chain with fewer terms stays as it is. */
  private static final int LONG = 16;

  private BalancedConditions() {}

  static SqlNode of(SqlNode statement) {
    SqlNode balanced = statement.accept(new BalancedConditions());
    return balanced == null ? statement : balanced;
  }

  @Override
  public @Nullable SqlNode visit(SqlCall call) {
    if (call.getKind() != SqlKind.AND && call.getKind() != SqlKind.OR) {
      return super.visit(call);
    }
    List<SqlNode> terms = terms(call);
    if (terms.size() < LONG) {
      return super.visit(call);
    }
    List<SqlNode> balanced = new ArrayList<>();
    for (SqlNode term : terms) {
      SqlNode visited = term.accept(this);
      balanced.add(visited == null ? term : visited);
    }
    return tree(call.getOperator(), balanced);
  }

  /** The terms of a chain, from left to right. */
  private static List<SqlNode> terms(SqlCall chain) {
    List<SqlNode> terms = new ArrayList<>();
    Deque<SqlNode> open = new ArrayDeque<>(List.of(chain));
    while (!open.isEmpty()) {
      SqlNode node = open.pop();
      if (node instanceof SqlCall call && call.getKind() == chain.getKind()) {
        List<SqlNode> operands = call.getOperandList();
        for (int i = operands.size() - 1; i >= 0; i--) {
          open.push(operands.get(i));
        }
      } else {
        terms.add(node);
      }
    }
    return terms;
  }

  private static SqlNode tree(SqlOperator operator, List<SqlNode> terms) {
    if (terms.size() == 1) {
      return terms.get(0);
    }
    int half = terms.size() / 2;
    SqlNode left = tree(operator, terms.subList(0, half));
    SqlNode right = tree(operator, terms.subList(half, terms.size()));
    return operator.createCall(
        left.getParserPosition().plus(right.getParserPosition()), left, right);
  }
}
