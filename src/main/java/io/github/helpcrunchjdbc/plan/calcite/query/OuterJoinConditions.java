package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableSet;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Makes an outer join whose condition holds a sub-query that asks for values of both sides a query
 * of the one side for each row of the other, as in {@code a LEFT JOIN LATERAL (SELECT * FROM b
 * WHERE ..) ON TRUE}; of FULL JOIN there is no such form. Calcite 1.42.0 leaves such a sub-query
 * where it is, and can't run it then. No issue known on 2026-11-26.
 */
public final class OuterJoinConditions {
  private OuterJoinConditions() {}

  /**
   * The same plan without such joins.
   *
   * @throws HelpCrunchException NOT_SUPPORTED for a FULL JOIN
   */
  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(root, rel -> rel instanceof Join join ? rewritten(join) : rel);
  }

  private static RelNode rewritten(Join join) {
    if (!join.getJoinType().isOuterJoin()) {
      return join;
    }
    boolean keepsLeft = join.getJoinType() != JoinRelType.RIGHT;
    Sides sides = new Sides(join, keepsLeft);
    RexNode condition = join.getCondition().accept(sides);
    if (!sides.areBothAsked) {
      return join;
    } else if (join.getJoinType() == JoinRelType.FULL) {
      throw new HelpCrunchException(
          ErrorCode.NOT_SUPPORTED,
          "a FULL JOIN whose condition has a sub-query that asks for values of both sides is not"
              + " supported; write a LEFT JOIN, and UNION ALL with the rows of the right side for"
              + " which NOT EXISTS");
    }
    RelNode row =
        LogicalCorrelate.create(
            sides.kept,
            LogicalFilter.create(sides.other, condition, ImmutableSet.of(sides.ofOther)),
            List.of(),
            sides.ofKept,
            sides.asked.build(),
            JoinRelType.LEFT);
    if (keepsLeft) {
      return row;
    }
    int kept = sides.kept.getRowType().getFieldCount();
    int count = join.getRowType().getFieldCount();
    List<RexNode> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(sides.rexBuilder.makeInputRef(row, (i + kept) % count));
    }
    return Expressions.project(row, fields, join.getRowType().getFieldNames());
  }

  /** Writes a condition on joined rows as one on rows of one side, within a row of the other. */
  private static final class Sides extends RexShuttle {
    private final Join join;
    private final RelNode kept;
    private final RelNode other;
    private final int keptFrom;
    private final int otherFrom;
    private final CorrelationId ofKept;
    private final CorrelationId ofOther;
    private final RexBuilder rexBuilder;
    private final ImmutableBitSet.Builder asked = ImmutableBitSet.builder();
    private boolean isWithin;
    private boolean asksKept;
    private boolean asksOther;
    private boolean areBothAsked;

    Sides(Join join, boolean keepsLeft) {
      RelOptCluster cluster = join.getCluster();
      int left = join.getLeft().getRowType().getFieldCount();
      this.join = join;
      this.kept = keepsLeft ? join.getLeft() : join.getRight();
      this.other = keepsLeft ? join.getRight() : join.getLeft();
      this.keptFrom = keepsLeft ? 0 : left;
      this.otherFrom = keepsLeft ? left : 0;
      this.ofKept = cluster.createCorrel();
      this.ofOther = cluster.createCorrel();
      this.rexBuilder = cluster.getRexBuilder();
    }

    @Override
    public RexNode visitInputRef(RexInputRef field) {
      return field(field.getIndex());
    }

    @Override
    public RexNode visitFieldAccess(RexFieldAccess access) {
      return access.getReferenceExpr() instanceof RexCorrelVariable row
              && join.getVariablesSet().contains(row.id)
          ? field(access.getField().getIndex())
          : super.visitFieldAccess(access);
    }

    private RexNode field(int index) {
      int ofRow = index - keptFrom;
      boolean isKept = ofRow >= 0 && ofRow < kept.getRowType().getFieldCount();
      asksKept |= isKept;
      asksOther |= !isKept;
      if (isKept) {
        asked.set(ofRow);
        return rexBuilder.makeFieldAccess(rexBuilder.makeCorrel(kept.getRowType(), ofKept), ofRow);
      }
      return isWithin
          ? rexBuilder.makeFieldAccess(
              rexBuilder.makeCorrel(other.getRowType(), ofOther), index - otherFrom)
          : rexBuilder.makeInputRef(other, index - otherFrom);
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subQuery) {
      asksKept = false;
      asksOther = false;
      RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
      isWithin = true;
      RelNode within = Expressions.replace(operands.rel, rel -> rel.accept(ofJoinedRow));
      isWithin = false;
      areBothAsked |= asksKept && asksOther;
      return operands.clone(within);
    }

    /** Within a sub-query its own columns stay. */
    private final RexShuttle ofJoinedRow =
        new RexShuttle() {
          @Override
          public RexNode visitFieldAccess(RexFieldAccess access) {
            return access.getReferenceExpr() instanceof RexCorrelVariable row
                    && join.getVariablesSet().contains(row.id)
                ? field(access.getField().getIndex())
                : super.visitFieldAccess(access);
          }
        };
  }
}
