package io.github.helpcrunchjdbc.plan.calcite.query;

import com.google.common.collect.ImmutableSet;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalCorrelate;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalUnion;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Takes sub-queries out of the condition of a join in three cases: if one asks for values of both
 * sides, if there are several, also nested ones, or if one of rows may be unknown, as in {@code ON
 * (x, 1) NOT IN (..)}. An inner join is filtered instead. An outer join becomes a query of one side
 * for each row of the other, as in {@code a LEFT JOIN LATERAL (SELECT * FROM b WHERE ..) ON TRUE}.
 * A FULL JOIN becomes such a LEFT JOIN and the rows of the right side that have no partner. Calcite
 * 1.42.0 leaves such a sub-query in the join and then can't run it (CALCITE-7278), or returns a row
 * twice that matches NULLs.
 */
public final class JoinConditions {
  private JoinConditions() {}

  /** Returns the plan without such joins. */
  public static RelNode rewrite(RelNode root) {
    return Expressions.replace(root, rel -> rel instanceof Join join ? rewritten(join) : rel);
  }

  private static RelNode rewritten(Join join) {
    if (join.getJoinType() == JoinRelType.INNER) {
      return isHard(join.getCondition()) ? filtered(join) : join;
    }
    if (!join.getJoinType().isOuterJoin()) {
      return join;
    }
    boolean keepsLeft = join.getJoinType() != JoinRelType.RIGHT;
    OneSide sides = new OneSide(join, keepsLeft);
    RexNode condition = join.getCondition().accept(sides);
    if (!sides.areBothAsked && !isHard(join.getCondition())) {
      return join;
    }
    RelNode row = sides.joined(sides.partners(condition));
    if (join.getJoinType() == JoinRelType.FULL) {
      return LogicalUnion.create(
          List.of(RelOptUtil.createCastRel(row, join.getRowType(), true), withoutPartner(join)),
          true);
    }
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

  /**
   * Returns whether a condition holds several sub-queries, or one of rows or in a test that may be
   * unknown.
   */
  private static boolean isHard(RexNode condition) {
    int[] found = {0};
    condition.accept(
        new RexShuttle() {
          @Override
          public RexNode visitCall(RexCall call) {
            found[0] += RowMembership.tested(call) == null ? 0 : 2;
            return super.visitCall(call);
          }

          @Override
          public RexNode visitSubQuery(RexSubQuery subQuery) {
            if (found[0] > 1) {
              // Two are enough; further counting would visit each level twice.
              return subQuery;
            }
            found[0] += RowMembership.isOfRowOrNull(subQuery) ? 2 : 1;
            Expressions.replace(subQuery.rel, rel -> rel.accept(this));
            return super.visitSubQuery(subQuery);
          }
        });
    return found[0] > 1;
  }

  private static RelNode filtered(Join join) {
    List<RexNode> below = new ArrayList<>();
    List<RexNode> above = new ArrayList<>();
    for (RexNode term : RelOptUtil.conjunctions(join.getCondition())) {
      (RexUtil.SubQueryFinder.find(term) == null ? below : above).add(term);
    }
    RexBuilder rexBuilder = join.getCluster().getRexBuilder();
    RelNode joined =
        LogicalJoin.create(
            join.getLeft(),
            join.getRight(),
            join.getHints(),
            RexUtil.composeConjunction(rexBuilder, below),
            Set.of(),
            JoinRelType.INNER);
    return LogicalFilter.create(
        joined,
        RexUtil.composeConjunction(rexBuilder, above),
        ImmutableSet.copyOf(join.getVariablesSet()));
  }

  /** Returns the rows of the right side without a partner, with NULLs for the left side. */
  private static RelNode withoutPartner(Join join) {
    OneSide sides = new OneSide(join, false);
    RexBuilder rexBuilder = sides.rexBuilder;
    RelNode partners = sides.partners(join.getCondition().accept(sides));
    RelNode row =
        sides.joined(
            Expressions.project(
                partners, List.of(rexBuilder.makeLiteral(true)), List.of("isPartner")));
    RelNode alone =
        LogicalFilter.create(
            row,
            rexBuilder.makeCall(
                SqlStdOperatorTable.IS_NULL,
                rexBuilder.makeInputRef(row, row.getRowType().getFieldCount() - 1)));
    List<RexNode> fields = new ArrayList<>();
    for (RelDataTypeField field : join.getRowType().getFieldList()) {
      int ofRight = field.getIndex() - sides.otherCount();
      fields.add(
          ofRight < 0
              ? rexBuilder.makeNullLiteral(field.getType())
              : rexBuilder.makeCast(
                  field.getType(), rexBuilder.makeInputRef(alone, ofRight), true, false));
    }
    return Expressions.project(alone, fields, join.getRowType().getFieldNames());
  }

  /**
   * Rewrites a condition on joined rows as a condition on the rows of one side, for a given row of
   * the other side.
   */
  private static final class OneSide extends RexShuttle {
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

    OneSide(Join join, boolean keepsLeft) {
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

    /**
     * Returns the rows of the other side that fulfil a condition, written by this class, for a kept
     * row.
     */
    RelNode partners(RexNode condition) {
      return LogicalFilter.create(other, condition, ImmutableSet.of(ofOther));
    }

    /** Returns each kept row with its partners. */
    RelNode joined(RelNode partners) {
      return LogicalCorrelate.create(
          kept, partners, List.of(), ofKept, asked.build(), JoinRelType.LEFT);
    }

    int otherCount() {
      return other.getRowType().getFieldCount();
    }

    @Override
    public RexNode visitInputRef(RexInputRef field) {
      // The sub-query's own columns stay.
      return isWithin ? field : field(field.getIndex());
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
      if (isWithin) {
        return super.visitSubQuery(subQuery);
      }
      asksKept = false;
      asksOther = false;
      RexSubQuery operands = (RexSubQuery) super.visitSubQuery(subQuery);
      isWithin = true;
      RelNode within = Expressions.replace(operands.rel, rel -> rel.accept(this));
      isWithin = false;
      areBothAsked |= asksKept && asksOther;
      return operands.clone(within);
    }
  }
}
