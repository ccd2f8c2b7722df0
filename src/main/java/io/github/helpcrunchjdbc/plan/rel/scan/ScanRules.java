package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.pushdown.SortedRanges;
import io.github.helpcrunchjdbc.plan.rex.ConstructedRule;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.SortOrder;
import io.github.helpcrunchjdbc.search.TableDef;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelOptRuleCall;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalSort;
import org.apache.calcite.rel.logical.LogicalTableScan;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** The rules by which a scan takes in what stands directly above it. */
public final class ScanRules {
  /** Starts a scan, which takes in the other nodes. */
  public static final RelOptRule START_SCAN =
      new ConstructedRule(
          "HelpCrunchStartScan", top -> top.operand(LogicalTableScan.class).noInputs()) {
        @Override
        public void onMatch(RelOptRuleCall call) {
          LogicalTableScan scan = call.rel(0);
          CustomersTable table = scan.getTable().unwrap(CustomersTable.class);
          if (table != null && table.rows() == TableDef.Rows.CUSTOMERS) {
            call.transformTo(CustomerScan.of(scan.getCluster(), scan.getTable(), table));
          }
        }
      };

  /** Takes in a filter: the whole predicate goes into the scan, also what the driver must check. */
  public static final RelOptRule TAKE_FILTER =
      ScanRule.of("HelpCrunchTakeFilter", Filter.class, ScanRules::filtered);

  /** Takes in a projection: the scan returns only the columns that are used. */
  public static final RelOptRule TAKE_PROJECT =
      ScanRule.of("HelpCrunchTakeProject", Project.class, ScanRules::projected);

  /** Takes in a sort or limit: the service sorts by two columns, and limits. */
  public static final RelOptRule TAKE_SORT =
      ScanRule.of("HelpCrunchTakeSort", Sort.class, ScanRules::sorted);

  /** Takes in the bound of a numbering: up to {@code ROW_NUMBER() .. <= 100} the first suffice. */
  public static final RelOptRule TAKE_NUMBERS =
      new ConstructedRule(
          "HelpCrunchTakeNumbers",
          top ->
              top.operand(Filter.class)
                  .oneInput(
                      in ->
                          in.operand(Project.class)
                              .oneInput(below -> below.operand(CustomerScan.class).noInputs()))) {
        @Override
        public void onMatch(RelOptRuleCall call) {
          Filter filter = call.rel(0);
          Project project = call.rel(1);
          RelNode first = numbered(filter, project, call.rel(2));
          if (first != null) {
            RelNode shown = project.copy(project.getTraitSet(), List.of(first));
            call.transformTo(filter.copy(filter.getTraitSet(), List.of(shown)));
          }
        }
      };

  private static final BigDecimal MOST_ROWS = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Set<SqlKind> UP_TO =
      Set.of(SqlKind.LESS_THAN, SqlKind.LESS_THAN_OR_EQUAL, SqlKind.EQUALS);

  private ScanRules() {}

  private static @Nullable RelNode filtered(Filter filter, CustomerScan scan) {
    boolean possible =
        !scan.spec().isLimited()
            && filter.getVariablesSet().isEmpty()
            && !RexUtil.containsCorrelation(filter.getCondition())
            && !RexUtil.SubQueryFinder.containsSubQuery(filter)
            && RexUtil.isDeterministic(filter.getCondition());
    return possible ? scan.filteredBy(filter.getCondition()) : null;
  }

  /** Returns the first rows, up to the greatest number, if the only window numbers all rows. */
  private static @Nullable RelNode numbered(Filter filter, Project project, CustomerScan scan) {
    List<RexNode> windows = project.getProjects().stream().filter(RexOver::containsOver).toList();
    if (scan.spec().isLimited()
        || windows.size() != 1
        || !(windows.get(0) instanceof RexOver only)
        || only.getAggOperator().getKind() != SqlKind.ROW_NUMBER
        || !only.getWindow().partitionKeys.isEmpty()) {
      return null;
    }
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    int field = project.getProjects().indexOf(only);
    BigDecimal most =
        RelOptUtil.conjunctions(RexUtil.expandSearch(rexBuilder, null, filter.getCondition()))
            .stream()
            .map(part -> most(part, field))
            .reduce(MOST_ROWS, BigDecimal::min);
    List<RelFieldCollation> order = new ArrayList<>();
    for (RexFieldCollation key : only.getWindow().orderKeys) {
      if (!(key.left instanceof RexInputRef ref)) {
        return null;
      }
      order.add(new RelFieldCollation(ref.getIndex(), key.getDirection(), key.getNullDirection()));
    }
    RexNode predicate = scan.spec().predicate();
    SortedRanges ranges =
        predicate == null
            ? null
            : SortedRanges.of(rexBuilder, predicate, scan.columns(), scan.context().knowledge());
    return order.isEmpty()
            || most.compareTo(MOST_ROWS) == 0
            // Ranges of a time are read by that time. In another order all rows would be read.
            || (ranges != null && !ranges.isOf(scan.column(order.get(0).getFieldIndex())))
        ? null
        : LogicalSort.create(
            scan, RelCollations.of(order), null, rexBuilder.makeExactLiteral(most));
  }

  /** Returns a number that a field does not exceed under a condition. */
  private static BigDecimal most(RexNode condition, int field) {
    return condition instanceof RexCall compared
            && compared.isA(UP_TO)
            && compared.operands.get(0) instanceof RexInputRef ref
            && ref.getIndex() == field
            && compared.operands.get(1) instanceof RexLiteral
        ? number(compared.operands.get(1)).max(BigDecimal.ZERO)
        : MOST_ROWS;
  }

  private static @Nullable RelNode projected(Project project, CustomerScan scan) {
    List<Integer> used = usedFields(project);
    boolean narrows = used.size() < scan.getRowType().getFieldCount();
    if (!narrows && !isPlain(project)) {
      return null;
    }
    CustomerScan narrow =
        scan.with(
            scan.spec().withProjection(used.stream().map(scan.spec().projection()::get).toList()));
    List<RexNode> moved = new MovedFields(used::indexOf).visitList(project.getProjects());
    boolean same =
        RexUtil.isIdentity(moved, narrow.getRowType())
            && narrow.getRowType().getFieldNames().equals(project.getRowType().getFieldNames());
    return same
        ? narrow
        : LogicalProject.create(
            narrow,
            project.getHints(),
            moved,
            project.getRowType().getFieldNames(),
            project.getVariablesSet());
  }

  /** Returns the fields that a projection uses, in the order of their first use. */
  private static List<Integer> usedFields(Project project) {
    Set<Integer> used = new LinkedHashSet<>();
    for (RexNode node : project.getProjects()) {
      if (node instanceof RexInputRef ref) {
        used.add(ref.getIndex());
      } else {
        RelOptUtil.InputFinder.bits(node).forEach(used::add);
      }
    }
    // A row needs at least one column.
    return used.isEmpty() ? List.of(0) : List.copyOf(used);
  }

  private static boolean isPlain(Project project) {
    return project.getProjects().stream().allMatch(RexInputRef.class::isInstance)
        && new LinkedHashSet<>(project.getProjects()).size() == project.getProjects().size()
        && !RexUtil.isIdentity(project.getProjects(), project.getInput().getRowType());
  }

  private static @Nullable RelNode sorted(Sort sort, CustomerScan scan) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    ScanSpec spec = scan.spec();
    if (spec.isLimited()) {
      return keys.isEmpty()
              && isKnown(spec.offset(), spec.fetch())
              && isKnown(sort.offset, sort.fetch)
          ? scan.with(merged(spec, sort))
          : null;
    }
    if (keys.isEmpty()) {
      return scan.with(spec.withLimit(sort.offset, sort.fetch));
    }
    RelFieldCollation key = keys.get(0);
    ColumnDef column = scan.column(key.getFieldIndex());
    if (!isSortedBy(column, sort)) {
      return null;
    }
    ScanSpec ordered =
        spec.withOrder(key.withFieldIndex(spec.projection().get(key.getFieldIndex())));
    // The id is unique, so further keys do not change the order.
    if (keys.size() == 1 || column.isId()) {
      return scan.with(ordered.withLimit(sort.offset, sort.fetch));
    }
    RelNode groups =
        new SortWithinGroups(
            scan.with(ordered.withEnough(sort.offset, sort.fetch)), sort.getCollation());
    return sort.offset == null && sort.fetch == null
        ? groups
        : LogicalSort.create(groups, RelCollations.EMPTY, sort.offset, sort.fetch);
  }

  /** Whether both numbers of a limit are literals. */
  private static boolean isKnown(@Nullable RexNode offset, @Nullable RexNode fetch) {
    return (offset == null || offset instanceof RexLiteral)
        && (fetch == null || fetch instanceof RexLiteral);
  }

  /**
   * Merges a limit with the one of the scan, as tools have it that wrap a query to show a part of
   * it. Calcite's own rule (LIMIT_MERGE) forgets the outer offset.
   */
  private static ScanSpec merged(ScanSpec inner, Sort outer) {
    RexBuilder rexBuilder = outer.getCluster().getRexBuilder();
    BigDecimal skipped = number(outer.offset);
    BigDecimal all = number(inner.offset()).add(skipped).min(MOST_ROWS);
    RexNode fetch = outer.fetch;
    if (inner.fetch() != null) {
      BigDecimal rest = number(inner.fetch()).subtract(skipped).max(BigDecimal.ZERO);
      fetch =
          fetch != null && number(fetch).compareTo(rest) < 0
              ? fetch
              : rexBuilder.makeExactLiteral(rest);
    }
    return inner.withLimit(all.signum() == 0 ? null : rexBuilder.makeExactLiteral(all), fetch);
  }

  private static BigDecimal number(@Nullable RexNode node) {
    BigDecimal number =
        node instanceof RexLiteral literal ? literal.getValueAs(BigDecimal.class) : null;
    return number == null ? BigDecimal.ZERO : number;
  }

  /**
   * Whether the reader can give the order of the first key. With an order by id, or with several
   * keys, the reader does so only if that may save pages, or if it reads in that order anyway.
   */
  private static boolean isSortedBy(ColumnDef column, Sort sort) {
    List<RelFieldCollation> keys = sort.getCollation().getFieldCollations();
    return column.isSortable()
        ? keys.size() == 1 || sort.fetch != null || isStable(column, keys.get(0))
        : column.isId() && sort.fetch != null;
  }

  private static boolean isStable(ColumnDef column, RelFieldCollation key) {
    return column.equals(SortOrder.STABLE.column())
        && key.getDirection().isDescending() == SortOrder.STABLE.descending()
        && key.nullDirection == RelFieldCollation.NullDirection.LAST;
  }
}
