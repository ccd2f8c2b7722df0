package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import java.util.Map;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.jspecify.annotations.Nullable;

/**
 * What a plan was made for.
 *
 * @param values the values that the plan depends on, by the parameter's index
 * @param bound the caller's bound on rows if it becomes the statement's LIMIT, else 0
 * @param knowledge the version of what was known of the service
 */
record PlanKey(Map<Integer, @Nullable Object> values, long bound, int knowledge) {
  /**
   * Returns the key for a statement. If the statement has an ORDER BY or an OFFSET and no LIMIT,
   * the caller's bound becomes its LIMIT: a scan reads in the order of ids only under a LIMIT. A
   * bound of more rows than the account has customers does not, because that costs requests. For
   * other statements the execution alone heeds the bound.
   */
  static PlanKey of(
      SqlNode statement,
      Map<Integer, @Nullable Object> values,
      Execution execution,
      AccountKnowledge knowledge) {
    boolean isOpen = statement instanceof SqlOrderBy sorted && sorted.fetch == null;
    long most = execution.maxRows();
    boolean isBound = isOpen && most < knowledge.estimator().customers();
    return new PlanKey(values, isBound ? most : 0, knowledge.version());
  }

  /** Returns the statement with the bound as its LIMIT. */
  SqlNode bounded(SqlNode statement) {
    return bound > 0 && statement instanceof SqlOrderBy sorted
        ? new SqlOrderBy(
            sorted.getParserPosition(),
            sorted.query,
            sorted.orderList,
            sorted.offset,
            SqlLiteral.createExactNumeric(String.valueOf(bound), SqlParserPos.ZERO))
        : statement;
  }
}
