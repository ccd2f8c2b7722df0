package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.util.ImmutableBitSet;

/** The rules by which a scan takes in what stands directly above it. */
public final class ScanRules {
  private ScanRules() {}

  /** The scan that all others take into. */
  public static final class StartScan extends ScanRule {
    public static final StartScan INSTANCE = new StartScan();

    private StartScan() {
      super("HelpCrunchStartScan", top -> top.operand(LogicalTableScan.class).noInputs());
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      LogicalTableScan scan = call.rel(0);
      CustomersTable table = scan.getTable().unwrap(CustomersTable.class);
      if (table != null && table.rows() == TableDef.Rows.CUSTOMERS) {
        call.transformTo(CustomerScan.of(scan.getCluster(), scan.getTable(), table));
      }
    }
  }

  /** Filter above scan: the predicate goes into the scan, residual and all. */
  public static final class TakeFilter extends ScanRule {
    public static final TakeFilter INSTANCE = new TakeFilter();

    private TakeFilter() {
      super("HelpCrunchTakeFilter", Filter.class);
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
      Filter filter = call.rel(0);
      CustomerScan scan = call.rel(1);
      return !scan.spec().isLimited()
          && filter.getVariablesSet().isEmpty()
          && !RexUtil.containsCorrelation(filter.getCondition())
          && !RexUtil.SubQueryFinder.containsSubQuery(filter)
          && RexUtil.isDeterministic(filter.getCondition());
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Filter filter = call.rel(0);
      CustomerScan scan = call.rel(1);
      call.transformTo(scan.filteredBy(filter.getCondition()));
    }
  }

  /** Project above scan: the scan gives the columns that are used, and no others. */
  public static final class TakeProject extends ScanRule {
    public static final TakeProject INSTANCE = new TakeProject();

    private TakeProject() {
      super("HelpCrunchTakeProject", Project.class);
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Project project = call.rel(0);
      CustomerScan scan = call.rel(1);
      List<Integer> used = usedFields(project);
      boolean narrows = used.size() < scan.getRowType().getFieldCount();
      if (!narrows && !isPlain(project)) {
        return;
      }
      CustomerScan narrow =
          scan.with(
              scan.spec()
                  .withProjection(used.stream().map(scan.spec().projection()::get).toList()));
      List<RexNode> moved = new ArrayList<>();
      for (RexNode node : project.getProjects()) {
        moved.add(node.accept(new MovedFields(used::indexOf)));
      }
      boolean same =
          RexUtil.isIdentity(moved, narrow.getRowType())
              && narrow.getRowType().getFieldNames().equals(project.getRowType().getFieldNames());
      call.transformTo(
          same
              ? narrow
              : LogicalProject.create(
                  narrow,
                  project.getHints(),
                  moved,
                  project.getRowType().getFieldNames(),
                  project.getVariablesSet()));
    }

    /** The fields that a projection uses, in the order of their first use. */
    private static List<Integer> usedFields(Project project) {
      Set<Integer> used = new LinkedHashSet<>();
      for (RexNode node : project.getProjects()) {
        if (node instanceof RexInputRef ref) {
          used.add(ref.getIndex());
        } else {
          ImmutableBitSet bits = RelOptUtil.InputFinder.bits(node);
          bits.forEach(used::add);
        }
      }
      // Rows are counted by something, if only by their first column.
      return used.isEmpty() ? List.of(0) : List.copyOf(used);
    }

    private static boolean isPlain(Project project) {
      return project.getProjects().stream().allMatch(RexInputRef.class::isInstance)
          && new LinkedHashSet<>(project.getProjects()).size() == project.getProjects().size()
          && !RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType());
    }
  }

  /** Sort or limit above scan: the service sorts by its two columns, and limits. */
  public static final class TakeSort extends ScanRule {
    public static final TakeSort INSTANCE = new TakeSort();

    private TakeSort() {
      super("HelpCrunchTakeSort", Sort.class);
    }

    @Override
    public boolean matches(RelOptRuleCall call) {
      Sort sort = call.rel(0);
      CustomerScan scan = call.rel(1);
      List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
      if (scan.spec().isLimited()) {
        return keys.isEmpty()
            && LimitOfLimit.canMerge(scan.spec().offset(), scan.spec().fetch())
            && LimitOfLimit.canMerge(sort.offset, sort.fetch);
      }
      return keys.isEmpty() || isSortedBy(scan.column(keys.get(0).getFieldIndex()), sort);
    }

    /**
     * Whether the reader gives the order of the first key; by id, and by several keys, it does
     * where that may save pages.
     */
    private static boolean isSortedBy(ColumnDef column, Sort sort) {
      boolean isAlone = sort.getCollation().getFieldCollations().size() == 1;
      return column.isSortable()
          ? isAlone || sort.fetch != null
          : column.isId() && sort.fetch != null;
    }

    @Override
    public void onMatch(RelOptRuleCall call) {
      Sort sort = call.rel(0);
      CustomerScan scan = call.rel(1);
      ScanSpec spec = scan.spec();
      List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
      if (!keys.isEmpty()) {
        RelFieldCollation key = keys.get(0);
        spec = spec.withOrder(key.withFieldIndex(spec.projection().get(key.getFieldIndex())));
      }
      // No two customers have the same id, so that a second key orders nothing.
      if (keys.size() > 1 && !scan.column(keys.get(0).getFieldIndex()).isId()) {
        call.transformTo(
            LogicalSort.create(
                new SortWithinGroups(
                    scan.with(spec.withEnough(sort.offset, sort.fetch)), sort.getCollation()),
                RelCollations.EMPTY,
                sort.offset,
                sort.fetch));
        return;
      }
      call.transformTo(
          scan.with(
              spec.isLimited()
                  ? new LimitOfLimit(call.builder().getRexBuilder(), spec)
                      .merge(sort.offset, sort.fetch)
                  : spec.withLimit(sort.offset, sort.fetch)));
    }
  }
}
