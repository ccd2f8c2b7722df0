package io.github.helpcrunchjdbc.plan.calcite.query;

import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.tools.RelBuilder;

/**
 * Computes in the outer query the values with which a sub-query compares its columns, so that a
 * join can use them as keys, for {@link Decorrelation}: the value of {@code c.id = t.number + 1},
 * or a cast. Mends nothing itself.
 */
final class OuterKeys {
  private OuterKeys() {}

  /**
   * Returns the correlate with these values as columns, so that columns are compared with columns.
   */
  static RelNode computed(Correlate correlate, RelBuilder builder) {
    List<RexNode> keys = new ArrayList<>(keys(correlate));
    if (keys.isEmpty()) {
      return correlate;
    }
    CorrelationId id = correlate.getCorrelationId();
    RelNode left = correlate.getLeft();
    RexBuilder rexBuilder = builder.getRexBuilder();
    int width = left.getRowType().getFieldCount();
    builder.push(left);
    RelNode wider =
        builder
            .projectPlus(
                new RexShuttle() {
                  @Override
                  public RexNode visitFieldAccess(RexFieldAccess access) {
                    return rexBuilder.makeInputRef(left, access.getField().getIndex());
                  }
                }.visitList(keys))
            .build();
    RexNode row = rexBuilder.makeCorrel(wider.getRowType(), id);
    RelNode right =
        everywhere(
            correlate.getRight(),
            new RexShuttle() {
              @Override
              public RexNode visitCall(RexCall call) {
                int key = keys.indexOf(call);
                return key < 0
                    ? super.visitCall(call)
                    : rexBuilder.makeFieldAccess(row, width + key);
              }
            });
    builder.push(
        LogicalCorrelate.create(
            wider,
            right,
            correlate.getHints(),
            id,
            RelOptUtil.correlationColumns(id, right),
            correlate.getJoinType()));
    List<RexNode> fields = new ArrayList<>(builder.fields());
    fields.subList(width, width + keys.size()).clear();
    return builder.project(fields, correlate.getRowType().getFieldNames()).build();
  }

  private static Set<RexNode> keys(Correlate correlate) {
    Set<RexNode> keys = new LinkedHashSet<>();
    everywhere(
        correlate.getRight(),
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            if (call.isA(SqlKind.EQUALS)) {
              RexNode one = call.getOperands().get(0);
              RexNode other = call.getOperands().get(1);
              RexNode computed = one instanceof RexInputRef ? other : one;
              if ((one instanceof RexInputRef || other instanceof RexInputRef)
                  && isOfRow(computed, correlate.getCorrelationId())) {
                keys.add(computed);
              }
            }
            return call.isA(SqlKind.AND) ? super.visitCall(call) : call;
          }
        });
    return keys;
  }

  /** Returns whether a call depends on values of the outer row, and on no other rows. */
  private static boolean isOfRow(RexNode node, CorrelationId id) {
    if (!(node instanceof RexCall)) {
      return false;
    }
    boolean[] found = {false, true};
    node.accept(
        new RexVisitorImpl<Void>(true) {
          @Override
          public Void visitInputRef(RexInputRef input) {
            found[1] = false;
            return null;
          }

          @Override
          public Void visitCorrelVariable(RexCorrelVariable variable) {
            found[variable.id.equals(id) ? 0 : 1] = variable.id.equals(id);
            return null;
          }
        });
    return found[0] && found[1];
  }

  private static RelNode everywhere(RelNode rel, RexShuttle shuttle) {
    return Expressions.replace(rel, each -> each instanceof Filter ? each.accept(shuttle) : each);
  }
}
