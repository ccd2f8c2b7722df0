package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.hep.HepRelVertex;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;

/**
 * Moves a sort by a column that the service sorts by below an expansion. Customers then come in
 * that order, and a LIMIT ends their reading.
 */
public final class SortUnderExpansionRule extends ConstructedRule {
  public static final SortUnderExpansionRule DIRECT = new SortUnderExpansionRule(false);
  public static final SortUnderExpansionRule OVER_FILTER = new SortUnderExpansionRule(true);

  private final boolean filtered;

  private SortUnderExpansionRule(boolean filtered) {
    super(
        filtered ? "HelpCrunchSortUnderFilteredExpansion" : "HelpCrunchSortUnderExpansion",
        top ->
            top.operand(Sort.class)
                .oneInput(
                    in ->
                        filtered
                            ? in.operand(Filter.class)
                                .oneInput(under -> under.operand(Expansion.class).anyInputs())
                            : in.operand(Expansion.class).anyInputs()));
    this.filtered = filtered;
  }

  @Override
  public boolean matches(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    Expansion expansion = call.rel(filtered ? 2 : 1);
    if (sort.getCollation().getFieldCollations().size() != 1) {
      return false;
    }
    RelFieldCollation key = sort.getCollation().getFieldCollations().get(0);
    return key.getFieldIndex() < expansion.getInput().getRowType().getFieldCount()
        && isSortable(expansion.getInput(), key.getFieldIndex());
  }

  private static boolean isSortable(RelNode input, int field) {
    RelNode rel = input instanceof HepRelVertex vertex ? vertex.getCurrentRel() : input;
    if (rel instanceof Project project) {
      RexNode node = project.getProjects().get(field);
      return node instanceof RexInputRef ref && isSortable(project.getInput(), ref.getIndex());
    }
    if (rel instanceof Expansion expansion) {
      return field < expansion.getInput().getRowType().getFieldCount()
          && isSortable(expansion.getInput(), field);
    }
    return rel instanceof CustomerScan scan
        && !scan.spec().isLimited()
        && scan.spec().order() == null
        && scan.column(field).isSortable();
  }

  @Override
  public void onMatch(RelOptRuleCall call) {
    Sort sort = call.rel(0);
    Expansion expansion = call.rel(filtered ? 2 : 1);
    RelNode sorted = LogicalSort.create(expansion.getInput(), sort.getCollation(), null, null);
    RelNode expanded = new Expansion(sorted, expansion.shape());
    if (filtered) {
      Filter filter = call.rel(1);
      expanded = filter.copy(filter.getTraitSet(), expanded, filter.getCondition());
    }
    call.transformTo(
        sort.fetch == null && sort.offset == null
            ? expanded
            : LogicalSort.create(expanded, RelCollations.EMPTY, sort.offset, sort.fetch));
  }
}
