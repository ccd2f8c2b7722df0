package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.calcite.SoundExecutor;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.ReplacedFields;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Counts the customers for each text of a list, such as some tags: {@code SELECT t.tag, COUNT(*)
 * FROM (VALUES ('Lead'), ('Paid')) t (tag) JOIN customers ON HAS_TAG(tags, t.tag) GROUP BY t.tag}.
 * For each value, the rows of the join's condition with the value put in are counted.
 */
public final class ListedCountsRule extends ConstructedRule {
  public static final ListedCountsRule INSTANCE = new ListedCountsRule();

  private ListedCountsRule() {
    super(
        "HelpCrunchTakeListedCounts",
        top -> top.operand(Aggregate.class).oneInput(in -> in.operand(Join.class).anyInputs()));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Join join = call.rel(1);
    boolean isListFirst = join.getRight().stripped() instanceof CustomerScan;
    boolean isOuter = join.getJoinType() == (isListFirst ? JoinRelType.LEFT : JoinRelType.RIGHT);
    RelNode list = isListFirst ? join.getLeft() : join.getRight();
    if (!((isListFirst ? join.getRight() : join.getLeft()).stripped() instanceof CustomerScan scan)
        || !(isOuter || join.getJoinType() == JoinRelType.INNER)
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || aggregate.getGroupCount() != 1
        || !join.getVariablesSet().isEmpty()
        || scan.spec().isLimited()
        || scan.spec().order() != null) {
      return;
    }
    List<RexNode> ofScan = new ArrayList<>();
    for (RelDataTypeField field : scan.getRowType().getFieldList()) {
      ofScan.add(new RexInputRef(scan.spec().projection().get(field.getIndex()), field.getType()));
    }
    List<RexLiteral> values = new ArrayList<>();
    List<RexNode> conditions = new ArrayList<>();
    for (List<RexNode> row : rows(list)) {
      List<RexNode> joined = new ArrayList<>(isListFirst ? row : ofScan);
      joined.addAll(isListFirst ? ofScan : row);
      if (!(joined.get(aggregate.getGroupSet().nth(0)) instanceof RexLiteral value)) {
        return;
      }
      values.add(value);
      conditions.add(join.getCondition().accept(new ReplacedFields(joined::get)));
    }
    int firstOfScan = isListFirst ? join.getLeft().getRowType().getFieldCount() : 0;
    Counts counts = new Counts(conditions, List.of());
    if (values.size() >= 2
        && values.size() <= ListedCounts.MOST_VALUES
        && areDifferentTexts(values)
        && Set.copyOf(conditions).size() == values.size()
        && conditions.stream().allMatch(RexUtil::isDeterministic)
        && aggregate.getAggCallList().stream()
            .allMatch(one -> countsRows(one, isOuter, scan, firstOfScan))
        && counts.isPossible(scan)) {
      call.transformTo(new ListedCounts(counts, isOuter).shown(aggregate, scan, values));
    }
  }

  /** Whether a call counts the customers whom a value meets. */
  private static boolean countsRows(
      AggregateCall call, boolean isOuter, CustomerScan scan, int firstOfScan) {
    if (call.getAggregation().getKind() != SqlKind.COUNT || call.hasFilter()) {
      return false;
    }
    // In an outer join, a value without a customer has a row too, which COUNT(*) would count.
    int field = call.getArgList().isEmpty() ? -1 : call.getArgList().get(0) - firstOfScan;
    return call.getArgList().isEmpty()
        ? !isOuter
        : call.getArgList().size() == 1
            && field >= 0
            && field < scan.getRowType().getFieldCount()
            && scan.column(field).isId();
  }

  /** Returns the rows of a list that a plan makes of literals; none for any other plan. */
  private static List<List<RexNode>> rows(RelNode node) {
    RelNode rel = node.stripped();
    List<List<RexNode>> rows = new ArrayList<>();
    if (rel instanceof Values values) {
      values.getTuples().forEach(row -> rows.add(List.copyOf(row)));
    } else if (rel instanceof Project project && !project.containsOver()) {
      RexSimplify simplify =
          new RexSimplify(
              rel.getCluster().getRexBuilder(), RelOptPredicateList.EMPTY, new SoundExecutor());
      for (List<RexNode> row : rows(project.getInput())) {
        rows.add(
            new ReplacedFields(row::get)
                .visitList(project.getProjects()).stream()
                    .map(simplify::simplifyPreservingType)
                    .toList());
      }
    } else if (rel instanceof Uncollect list
        && !list.withOrdinality
        && list.getRowType().getFieldCount() == 1) {
      for (List<RexNode> row : rows(list.getInput())) {
        if (row.get(0).getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
          return List.of();
        }
        ((RexCall) row.get(0)).operands.forEach(one -> rows.add(List.of(one)));
      }
    }
    return rows;
  }

  private static boolean areDifferentTexts(List<RexLiteral> values) {
    Set<String> texts = new HashSet<>();
    for (RexLiteral one : values) {
      String text = SqlTypeUtil.inCharFamily(one.getType()) ? one.getValueAs(String.class) : null;
      if (text == null || !texts.add(text)) {
        return false;
      }
    }
    return true;
  }
}
