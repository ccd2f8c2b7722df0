package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableSet;
import io.github.helpcrunchjdbc.plan.rex.ExpressionWriter;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites {@code IN (SELECT ..)} with EXISTS, if it may be unknown and Calcite 1.42.0 gets it
 * wrong. Calcite takes {@code (a, b) IN (SELECT ..)} for unknown as soon as one field is NULL,
 * although the other fields may differ from all rows of the sub-query, and returns a row twice if
 * two rows of the sub-query match it but for NULLs. It takes {@code NULL IN (SELECT ..)} that asks
 * for outer values for unknown even if there are no rows. It simplifies {@code (a IN (SELECT ..))
 * IS NOT TRUE} and similar tests to NOT IN if only the sub-query has NULLs, in a RexSimplify before
 * sub-queries are removed. No issue known on 2026-11-26. An IN stays if unknown means the same as
 * false. Conditions of joins hold none: see {@link JoinConditions}, which comes first.
 */
public final class RowMembership extends ExpressionWriter {
  private static final Set<SqlKind> TESTS =
      Set.of(
          SqlKind.IS_TRUE,
          SqlKind.IS_NOT_TRUE,
          SqlKind.IS_FALSE,
          SqlKind.IS_NOT_FALSE,
          SqlKind.IS_NULL,
          SqlKind.IS_NOT_NULL);

  private final RelNode input;
  private final CorrelationId outer;
  private final RexShuttle withUnknown =
      new RexShuttle() {
        @Override
        public RexNode visitCall(RexCall call) {
          RexSubQuery in = tested(call);
          if (in == null) {
            return super.visitCall(call);
          }
          RexNode operand = call.getOperands().get(0);
          RexNode value = withUnknown(in);
          return call(
              call.getOperator(),
              operand.isA(SqlKind.NOT) ? call(SqlStdOperatorTable.NOT, value) : value);
        }

        @Override
        public RexNode visitSubQuery(RexSubQuery subQuery) {
          return isOfRowOrNull(subQuery) ? withUnknown(subQuery) : subQuery;
        }
      };

  private RowMembership(RelNode rel) {
    super(rel.getCluster().getRexBuilder());
    this.input = rel.getInput(0);
    this.outer =
        rel.getVariablesSet().stream().findFirst().orElseGet(() -> rel.getCluster().createCorrel());
  }

  /**
   * Returns the rewritten plan. Its filters and projections must already name the outer values that
   * are asked for.
   */
  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(root, RowMembership::rewritten);
  }

  private static RelNode rewritten(RelNode rel) {
    if (rel instanceof Filter filter) {
      RowMembership rows = new RowMembership(rel);
      RexNode condition = rows.whereUnknownIsFalse(filter.getCondition());
      return condition.equals(filter.getCondition())
          ? rel
          : LogicalFilter.create(filter.getInput(), condition, rows.variables(rel));
    }
    if (rel instanceof Project project) {
      RowMembership rows = new RowMembership(rel);
      List<RexNode> items = rows.withUnknown.visitList(project.getProjects());
      return items.equals(project.getProjects())
          ? rel
          : LogicalProject.create(
              project.getInput(),
              project.getHints(),
              items,
              project.getRowType().getFieldNames(),
              rows.variables(rel));
    }
    return rel;
  }

  private ImmutableSet<CorrelationId> variables(RelNode rel) {
    return ImmutableSet.<CorrelationId>builder().addAll(rel.getVariablesSet()).add(outer).build();
  }

  /** Rewrites a condition in which unknown means false. */
  private RexNode whereUnknownIsFalse(RexNode condition) {
    if (condition instanceof RexCall call && (call.isA(SqlKind.AND) || call.isA(SqlKind.OR))) {
      List<RexNode> operands = new ArrayList<>();
      call.getOperands().forEach(operand -> operands.add(whereUnknownIsFalse(operand)));
      return call.clone(call.getType(), operands);
    }
    if (condition.isA(SqlKind.NOT)
        && ((RexCall) condition).getOperands().get(0) instanceof RexSubQuery excluded
        && isOfRowOrNull(excluded)) {
      return call(SqlStdOperatorTable.NOT, exists(excluded, true));
    }
    return condition instanceof RexSubQuery ? condition : condition.accept(withUnknown);
  }

  /** Returns whether a sub-query is an IN of a row or of NULL that may be unknown. */
  static boolean isOfRowOrNull(RexSubQuery subQuery) {
    return mayBeUnknown(subQuery) && (subQuery.getOperands().size() > 1 || isOfNull(subQuery));
  }

  private static boolean isOfNull(RexSubQuery in) {
    return in.getOperands().size() == 1 && RexUtil.isNullLiteral(in.getOperands().get(0), true);
  }

  /**
   * Returns the sub-query that a call tests for true, false or unknown; null if it can't be
   * unknown.
   */
  static @Nullable RexSubQuery tested(RexCall call) {
    if (!TESTS.contains(call.getKind())) {
      return null;
    }
    RexNode operand = call.getOperands().get(0);
    RexNode tested = operand.isA(SqlKind.NOT) ? ((RexCall) operand).getOperands().get(0) : operand;
    return tested instanceof RexSubQuery in && mayBeUnknown(in) ? in : null;
  }

  private static boolean mayBeUnknown(RexSubQuery subQuery) {
    return subQuery.getKind() == SqlKind.IN && subQuery.getType().isNullable();
  }

  private RexNode withUnknown(RexSubQuery in) {
    RexNode unknown = rexBuilder.makeNullLiteral(in.getType());
    RexNode no = rexBuilder.makeLiteral(false);
    return call(
        in.getType(),
        SqlStdOperatorTable.CASE,
        exists(in, false),
        rexBuilder.makeLiteral(true),
        exists(in, true),
        unknown,
        no);
  }

  /**
   * Returns whether there is an equal row, or with {@code orUnknown} one that is not certain to
   * differ.
   */
  private RexNode exists(RexSubQuery in, boolean orUnknown) {
    RexNode row = rexBuilder.makeCorrel(input.getRowType(), outer);
    RexShuttle ofOuter = new ReplacedFields(column -> rexBuilder.makeFieldAccess(row, column));
    List<RexNode> terms = new ArrayList<>();
    for (int i = 0; i < in.getOperands().size(); i++) {
      RexNode field = in.getOperands().get(i).accept(ofOuter);
      RexNode column = rexBuilder.makeInputRef(in.rel, i);
      List<RexNode> either = new ArrayList<>();
      either.add(call(SqlStdOperatorTable.EQUALS, field, column));
      for (RexNode value : orUnknown ? List.of(field, column) : List.<RexNode>of()) {
        if (value.getType().isNullable()) {
          either.add(call(SqlStdOperatorTable.IS_NULL, value));
        }
      }
      terms.add(RexUtil.composeDisjunction(rexBuilder, either));
    }
    return RexSubQuery.exists(
        LogicalFilter.create(in.rel, RexUtil.composeConjunction(rexBuilder, terms)));
  }
}
