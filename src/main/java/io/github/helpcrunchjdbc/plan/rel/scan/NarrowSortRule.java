package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import java.util.List;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * Gives a sort that the scan does not take in only the columns that are used above it or sorted by,
 * because the sort keeps its rows.
 */
public final class NarrowSortRule extends ConstructedRule {
  public static final NarrowSortRule INSTANCE = new NarrowSortRule();

  private NarrowSortRule() {
    super(
        "HelpCrunchNarrowSort",
        top ->
            top.operand(Project.class)
                .oneInput(
                    in ->
                        in.operand(Sort.class)
                            .oneInput(below -> below.operand(CustomerScan.class).noInputs())));
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Project project = call.rel(0);
    Sort sort = call.rel(1);
    CustomerScan scan = call.rel(2);
    ImmutableBitSet used =
        RelOptUtil.InputFinder.bits(project.getProjects(), null)
            .union(ImmutableBitSet.of(sort.getCollation().getKeys()));
    List<Integer> columns = used.isEmpty() ? List.of(0) : used.asList();
    if (columns.size() == scan.getRowType().getFieldCount()) {
      return;
    }
    RelNode narrow = RelOptUtil.createProject(scan, columns);
    RelCollation order =
        RelCollations.of(
            sort.getCollation().getFieldCollations().stream()
                .map(key -> key.withFieldIndex(columns.indexOf(key.getFieldIndex())))
                .toList());
    RelNode sorted =
        sort.copy(sort.getTraitSet().replace(order), narrow, order, sort.offset, sort.fetch);
    List<RexNode> projects =
        project.getProjects().stream()
            .map(node -> node.accept(new MovedFields(columns::indexOf)))
            .toList();
    call.transformTo(
        LogicalProject.create(
            sorted,
            project.getHints(),
            projects,
            project.getRowType().getFieldNames(),
            project.getVariablesSet()));
  }
}
