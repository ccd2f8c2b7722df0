package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.Expressions;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Aggregates that only the number of rows decides become {@code COUNT(*)}: {@code SUM(1)}, which
 * tools write, and {@code COUNT(DISTINCT id)} of customers.
 */
public final class RowCountsRule extends ConstructedRule {
  public static final RowCountsRule INSTANCE = new RowCountsRule();

  private RowCountsRule() {
    super(
        "HelpCrunchRowCounts",
        top -> top.operand(Aggregate.class).oneInput(in -> in.operand(RelNode.class).anyInputs()));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Aggregate aggregate = call.rel(0);
    RelNode input = call.rel(1);
    RexBuilder rexBuilder = aggregate.getCluster().getRexBuilder();
    ConditionalCounts counts =
        new ConditionalCounts(
            rexBuilder,
            input instanceof Project project
                ? project.getProjects()
                : rexBuilder.identityProjects(input.getRowType()));
    int keys = aggregate.getGroupCount();
    List<AggregateCall> calls = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (AggregateCall one : aggregate.getAggCallList()) {
      boolean countsRows = counts.isOfConstant(one) || countsIds(one, input);
      AggregateCall asked = countsRows ? ofRows(one, aggregate) : one;
      if (!calls.contains(asked)) {
        calls.add(asked);
      }
      places.add(keys + calls.indexOf(asked));
    }
    if (calls.equals(aggregate.getAggCallList())) {
      return;
    }
    RelNode rows =
        aggregate.copy(
            aggregate.getTraitSet(),
            aggregate.getInput(),
            aggregate.getGroupSet(),
            aggregate.getGroupSets(),
            calls);
    List<RexNode> shown = new ArrayList<>();
    for (RelDataTypeField field : aggregate.getRowType().getFieldList()) {
      int place = field.getIndex() - keys;
      AggregateCall one = place < 0 ? null : aggregate.getAggCallList().get(place);
      RexNode value =
          rexBuilder.makeInputRef(rows, place < 0 ? field.getIndex() : places.get(place));
      shown.add(
          one != null && counts.isOfConstant(one)
              ? counts.ofConstant(one, field.getType(), value)
              : value);
    }
    call.transformTo(Expressions.project(rows, shown, aggregate.getRowType().getFieldNames()));
  }

  private static AggregateCall ofRows(AggregateCall one, Aggregate aggregate) {
    return AggregateCall.create(
        one.getParserPosition(),
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        List.of(),
        List.of(),
        one.filterArg,
        null,
        one.collation,
        aggregate.getCluster().getTypeFactory().createSqlType(SqlTypeName.BIGINT),
        one.getName());
  }

  /** Whether a call counts different ids, of which each customer has one. */
  private static boolean countsIds(AggregateCall call, RelNode input) {
    return call.getAggregation().getKind() == SqlKind.COUNT
        && call.isDistinct()
        && call.getArgList().size() == 1
        && isId(input, call.getArgList().get(0));
  }

  private static boolean isId(RelNode input, int field) {
    RelNode rel = input instanceof HepRelVertex vertex ? vertex.getCurrentRel() : input;
    if (rel instanceof Project project) {
      return project.getProjects().get(field) instanceof RexInputRef ref
          && isId(project.getInput(), ref.getIndex());
    }
    return rel instanceof CustomerScan scan && scan.column(field).isId();
  }
}
