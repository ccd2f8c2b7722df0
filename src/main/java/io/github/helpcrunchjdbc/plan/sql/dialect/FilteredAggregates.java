package io.github.helpcrunchjdbc.plan.sql.dialect;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.SqlNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Rewrites FILTER where Calcite does not know it: for aggregates over windows, and for percentiles.
 * These aggregates skip NULLs, so a CASE that is NULL where the condition does not hold means the
 * same.
 */
final class FilteredAggregates {
  /** The aggregates that take NULLs for values. */
  private static final Set<String> TAKING_NULLS =
      Set.of("ARRAY_AGG", "COLLECT", "FIRST_VALUE", "LAST_VALUE", "NTH_VALUE", "LAG", "LEAD");

  private FilteredAggregates() {}

  /**
   * Rewrites a call; returns any other call unchanged.
   *
   * @throws HelpCrunchException NOT_SUPPORTED for a call over a window that takes NULLs for values
   */
  static SqlCall rewrite(SqlCall call) {
    if (call.getKind() == SqlKind.OVER
        && call.operand(0) instanceof SqlCall filter
        && filter.getKind() == SqlKind.FILTER
        && filter.operand(0) instanceof SqlCall aggregate) {
      if (TAKING_NULLS.contains(name(aggregate))) {
        throw HelpCrunchException.notSupported(
            "FILTER of "
                + name(aggregate)
                + " over a window is not supported; filter the rows in a sub-query");
      }
      SqlNode window = call.operand(1);
      return call.getOperator()
          .createCall(call.getParserPosition(), filtered(aggregate, filter.operand(1)), window);
    }
    return call.getKind() == SqlKind.FILTER
            && call.operand(0) instanceof SqlCall sorted
            && sorted.getKind() == SqlKind.WITHIN_GROUP
            && sorted.operand(0) instanceof SqlCall percentile
            && name(percentile).startsWith("PERCENTILE_")
        ? ofSorted(sorted, call.operand(1))
        : call;
  }

  private static SqlCall filtered(SqlCall aggregate, SqlNode condition) {
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    SqlParserPos pos = aggregate.getParserPosition();
    boolean all =
        operands.isEmpty() || (operands.get(0) instanceof SqlIdentifier star && star.isStar());
    SqlNode value = all ? SqlLiteral.createExactNumeric("1", pos) : operands.remove(0);
    List<SqlNode> changed = new ArrayList<>();
    changed.add(where(condition, value));
    changed.addAll(all ? List.of() : operands);
    return aggregate
        .getOperator()
        .createCall(aggregate.getFunctionQuantifier(), pos, changed.toArray(SqlNode[]::new));
  }

  private static SqlCall ofSorted(SqlCall sorted, SqlNode condition) {
    List<SqlNode> order = new ArrayList<>();
    for (SqlNode key : (SqlNodeList) sorted.operand(1)) {
      order.add(SqlNodes.withSortKey(key, value -> where(condition, value)));
    }
    SqlNode percentile = sorted.operand(0);
    return sorted
        .getOperator()
        .createCall(
            sorted.getParserPosition(),
            percentile,
            new SqlNodeList(order, sorted.getParserPosition()));
  }

  private static SqlNode where(SqlNode condition, SqlNode value) {
    return SqlNodes.when(condition, value, value.getParserPosition());
  }

  private static String name(SqlCall call) {
    return call.getOperator().getName().toUpperCase(Locale.ROOT);
  }
}
