package io.github.helpcrunchjdbc.plan.sql;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.util.List;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/**
 * Counts how many groupings a GROUP BY makes. CUBE doubles them with each column, so a short
 * statement can ask for more than any planner can hold. PostgreSQL has the same bound.
 */
final class GroupingSets extends SqlBasicVisitor<Void> {
  private static final int MOST = 4096;

  /**
   * Checks every GROUP BY of a statement.
   *
   * @throws HelpCrunchException TOO_COMPLEX if one makes more than 4,096 groupings
   */
  static void check(SqlNode statement) {
    statement.accept(new GroupingSets());
  }

  @Override
  public Void visit(SqlCall call) {
    if (call instanceof SqlSelect select && select.getGroup() != null) {
      double groupings = product(select.getGroup());
      if (groupings > MOST) {
        throw new HelpCrunchException(
            ErrorCode.TOO_COMPLEX,
            "a GROUP BY makes %s groupings; at most %s are possible"
                .formatted((long) groupings, MOST));
      }
    }
    return super.visit(call);
  }

  private static double product(List<SqlNode> items) {
    return items.stream().mapToDouble(GroupingSets::groupings).reduce(1, (a, b) -> a * b);
  }

  private static double groupings(SqlNode item) {
    if (!(item instanceof SqlCall call)) {
      return 1;
    }
    return switch (call.getKind()) {
      case ROLLUP -> call.operandCount() + 1.0;
      case CUBE -> Math.pow(2, call.operandCount());
      case GROUPING_SETS ->
          call.getOperandList().stream().mapToDouble(GroupingSets::groupings).sum();
      case GROUP_BY_DISTINCT -> product(call.getOperandList());
      default -> 1;
    };
  }
}
