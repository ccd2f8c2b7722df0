package io.github.helpcrunchjdbc.plan.rel.totals;

import com.google.common.collect.ImmutableList;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * How many customers there are of each text of a list, as of some tags: {@code SELECT t.tag,
 * COUNT(*) FROM (VALUES ('Lead'), ('Paid')) t (tag) JOIN customers ON HAS_TAG(tags, t.tag) GROUP BY
 * t.tag}. The join's condition with a value put in is what is counted for that value.
 */
public final class ListedCountsRule extends ConstructedRule {
  public static final ListedCountsRule INSTANCE = new ListedCountsRule();

  private ListedCountsRule() {
    super(
        "HelpCrunchTakeListedCounts",
        top ->
            top.operand(Aggregate.class)
                .oneInput(
                    in ->
                        in.operand(Join.class)
                            .inputs(
                                list -> list.operand(RelNode.class).anyInputs(),
                                scan -> scan.operand(CustomerScan.class).noInputs())));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    Join join = call.rel(1);
    CustomerScan scan = call.rel(3);
    boolean isLeft = join.getJoinType() == JoinRelType.LEFT;
    List<RexLiteral> values = values(call.rel(2));
    if (values == null
        || values.size() < 2
        || values.size() > ListedCounts.MOST_VALUES
        || !(isLeft || join.getJoinType() == JoinRelType.INNER)
        || aggregate.getGroupType() != Aggregate.Group.SIMPLE
        || !aggregate.getGroupSet().asList().equals(List.of(0))
        || !aggregate.getAggCallList().stream().allMatch(one -> countsRows(one, isLeft, scan))
        || !join.getVariablesSet().isEmpty()
        || scan.spec().isLimited()
        || scan.spec().order() != null
        || !RexUtil.isDeterministic(join.getCondition())) {
      return;
    }
    List<RexNode> conditions = values.stream().map(value -> condition(join, scan, value)).toList();
    Counts counts = new Counts(conditions, List.of());
    if (Set.copyOf(conditions).size() < values.size() || !counts.isPossible(scan)) {
      return;
    }
    call.transformTo(new ListedCounts(counts, isLeft).shown(aggregate, scan, values));
  }

  /** Whether a COUNT is the number of the customers that a value meets. */
  private static boolean countsRows(AggregateCall call, boolean isLeft, CustomerScan scan) {
    if (call.getAggregation().getKind() != SqlKind.COUNT || call.hasFilter()) {
      return false;
    }
    // A value without a customer has a row too.
    return call.getArgList().isEmpty()
        ? !isLeft
        : call.getArgList().size() == 1
            && call.getArgList().get(0) > 0
            && scan.column(call.getArgList().get(0) - 1).isId();
  }

  /** The different texts of a list of one column; null if it is no such list. */
  private static @Nullable List<RexLiteral> values(RelNode node) {
    RelNode rel = node.stripped();
    List<RexNode> all = new ArrayList<>();
    if (rel instanceof Values values && values.getRowType().getFieldCount() == 1) {
      for (ImmutableList<RexLiteral> row : values.getTuples()) {
        all.add(row.get(0));
      }
    } else if (rel instanceof Uncollect list && !list.withOrdinality) {
      if (!(list.getInput().stripped() instanceof Project project)
          || project.getProjects().size() != 1
          || project.getProjects().get(0).getKind() != SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
        return null;
      }
      all.addAll(((RexCall) project.getProjects().get(0)).operands);
    }
    Set<String> texts = new LinkedHashSet<>();
    List<RexLiteral> literals = new ArrayList<>();
    for (RexNode one : all) {
      boolean isText = SqlTypeUtil.inCharFamily(one.getType());
      String text =
          isText && one instanceof RexLiteral literal ? literal.getValueAs(String.class) : null;
      if (text == null || !texts.add(text)) {
        return null;
      }
      literals.add((RexLiteral) one);
    }
    return literals;
  }

  /** What the customers of a value satisfy, over the whole row of the table. */
  private static RexNode condition(Join join, CustomerScan scan, RexLiteral value) {
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    RexNode onScan =
        join.getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitInputRef(RexInputRef ref) {
                    return ref.getIndex() == 0
                        ? rexBuilder.makeLiteral(
                            String.valueOf(value.getValueAs(String.class)), ref.getType(), true)
                        : new RexInputRef(ref.getIndex() - 1, ref.getType());
                  }
                });
    return onScan.accept(new MovedFields(scan.spec().projection()::get));
  }
}
