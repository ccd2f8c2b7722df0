package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.join.JoinShape;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.plan.pushdown.PredicateTranslator;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinInfo;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;
import org.jspecify.annotations.Nullable;

/**
 * Makes a join with a scan ask for the customers with the other side's keys instead of all
 * customers. Whether that saves requests is decided once the keys are known, so the rule takes
 * every join it can.
 */
public final class KeyedJoinRule extends ConstructedRule {
  public static final KeyedJoinRule RIGHT = new KeyedJoinRule(true);
  public static final KeyedJoinRule LEFT = new KeyedJoinRule(false);

  private final boolean right;

  private KeyedJoinRule(boolean right) {
    super(
        right ? "HelpCrunchKeyedJoinRight" : "HelpCrunchKeyedJoinLeft",
        top ->
            right
                ? top.operand(Join.class)
                    .inputs(
                        other -> other.operand(RelNode.class).anyInputs(),
                        scan -> scan.operand(CustomerScan.class).noInputs())
                : top.operand(Join.class)
                    .inputs(
                        scan -> scan.operand(CustomerScan.class).noInputs(),
                        other -> other.operand(RelNode.class).anyInputs()));
    this.right = right;
  }

  @Override
  public boolean matches(RelOptRuleCall call) {
    Join join = call.rel(0);
    CustomerScan scan = call.rel(right ? 2 : 1);
    RelNode other = call.rel(right ? 1 : 2);
    return isPossible(join.getJoinType())
        && join.getVariablesSet().isEmpty()
        && !RexUtil.containsCorrelation(join.getCondition())
        && RexUtil.isDeterministic(join.getCondition())
        && other.getRowType().getFieldCount() > 0
        && !scan.spec().isLimited()
        && scan.spec().order() == null
        && isCheckable(scan)
        && !isFewRows(scan)
        && !(other instanceof CustomerScan driving && isBetterAsked(driving, scan, join));
  }

  private boolean isPossible(JoinRelType type) {
    return switch (type) {
      case INNER, SEMI -> true;
      case LEFT, ANTI -> right;
      case RIGHT -> !right;
      default -> false;
    };
  }

  /** Whether the scan's predicate can be evaluated on rows that were found by their key. */
  private static boolean isCheckable(CustomerScan scan) {
    RexNode predicate = scan.spec().predicate();
    if (predicate == null) {
      return true;
    }
    for (int index : RelOptUtil.InputFinder.bits(predicate)) {
      ColumnDef column = scan.columns().get(index);
      if (column.isSearchOnly() || scan.context().knowledge().isServiceMeant(column)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the scan is estimated to find too few rows for keys to save a request. */
  private static boolean isFewRows(CustomerScan scan) {
    return scan.context().knowledge().estimator().of(scan.spec().cover()).rows() < 100;
  }

  /** Whether the other one of two scans is better asked by keys. */
  private boolean isBetterAsked(CustomerScan driving, CustomerScan scan, Join join) {
    if (driving.spec().isLimited()) {
      // Which rows a limited scan returns is known only after they are read.
      return false;
    }
    double drivingRows = driving.estimateRowCount(driving.getCluster().getMetadataQuery());
    double rows = scan.estimateRowCount(scan.getCluster().getMetadataQuery());
    boolean larger = right ? drivingRows > rows : drivingRows >= rows;
    boolean either =
        join.getJoinType() == JoinRelType.INNER || join.getJoinType() == JoinRelType.SEMI;
    return either && larger;
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Join join = call.rel(0);
    CustomerScan scan = call.rel(right ? 2 : 1);
    RelNode other = call.rel(right ? 1 : 2);
    JoinInfo info = join.analyzeCondition();
    RequestEstimator estimator = scan.context().knowledge().estimator();
    JoinShape best = null;
    for (int i = 0; i < info.leftKeys.size(); i++) {
      int otherKey = right ? info.leftKeys.get(i) : info.rightKeys.get(i);
      int scanKey = right ? info.rightKeys.get(i) : info.leftKeys.get(i);
      Leaf leaf = keyLeaf(scan, scanKey, other.getRowType().getFieldList().get(otherKey).getType());
      boolean nullsMatch = leaf != null && !info.nullExclusionFlags.get(i) && !leaf.column().isId();
      int compared =
          leaf == null || best == null
              ? -1
              : Double.compare(estimator.share(leaf), estimator.share(best.leaf()));
      // Of two equally good keys, the one that matches no NULLs is better: a NULL that matches
      // makes the join read all customers.
      if (leaf != null
          && (compared < 0
              || (compared == 0 && best != null && best.nullsMatch() && !nullsMatch))) {
        boolean keyAlone = info.isEqui() && info.leftKeys.size() == 1;
        best =
            new JoinShape(
                join.getJoinType(),
                right,
                otherKey,
                scanKey,
                nullsMatch,
                leaf,
                keyAlone ? null : join.getCondition(),
                joined(join),
                join.getRowType());
      }
    }
    if (best != null) {
      call.transformTo(new KeyedJoin(other, scan, best));
    }
  }

  private static RelDataType joined(Join join) {
    return SqlValidatorUtil.deriveJoinRowType(
        join.getLeft().getRowType(),
        join.getRight().getRowType(),
        JoinRelType.INNER,
        join.getCluster().getTypeFactory(),
        null,
        List.of());
  }

  /** Returns the filter that is made of a key, null if keys of this column can't be sent. */
  private static @Nullable Leaf keyLeaf(CustomerScan scan, int field, RelDataType keyType) {
    ColumnDef column = scan.column(field);
    if (!column.isKey()) {
      return null;
    }
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    RexNode equality =
        rexBuilder.makeCall(
            SqlStdOperatorTable.EQUALS,
            new RexInputRef(
                scan.spec().projection().get(field),
                scan.getRowType().getFieldList().get(field).getType()),
            new RexDynamicParam(keyType, 0));
    List<Branch> branches =
        new PredicateTranslator(rexBuilder, scan.columns(), scan.context().knowledge())
            .translate(equality)
            .branches();
    boolean one = branches.size() == 1 && branches.get(0).leaves().size() == 1;
    return one ? branches.get(0).leaves().get(0) : null;
  }
}
