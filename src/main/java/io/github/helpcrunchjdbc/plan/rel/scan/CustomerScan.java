package io.github.helpcrunchjdbc.plan.rel.scan;

import com.google.common.collect.Iterables;
import io.github.helpcrunchjdbc.plan.calcite.size.LongConditions;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.PredicateTranslator;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.Convention;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.AbstractRelNode;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/**
 * A scan of customers with all that it has taken in from above: a leaf whose whole state is its
 * digest. It is not a TableScan, because Calcite would then expect the table's fields. It has no
 * convention; {@link ScanConverter} makes it executable.
 */
public final class CustomerScan extends AbstractRelNode {
  private final RelOptTable scanned;
  private final ScanSpec spec;
  private final List<ColumnDef> columns;
  private final ScanContext context;

  private CustomerScan(
      RelOptCluster cluster,
      RelOptTable table,
      List<ColumnDef> columns,
      ScanContext context,
      ScanSpec spec) {
    super(cluster, cluster.traitSetOf(Convention.NONE));
    this.scanned = table;
    this.spec = spec;
    this.columns = columns;
    this.context = context;
  }

  /** Returns a scan of the whole table. */
  static CustomerScan of(RelOptCluster cluster, RelOptTable table, CustomersTable customers) {
    return ofCustomers(cluster, table, customers)
        .with(ScanSpec.wholeTable(customers.columns().size()));
  }

  /** Returns a scan of the customers from whose lists a table's rows are made. */
  public static CustomerScan ofCustomers(
      RelOptCluster cluster, RelOptTable table, CustomersTable rows) {
    return new CustomerScan(
        cluster,
        table,
        rows.customers(),
        rows.context(),
        ScanSpec.wholeTable(rows.customers().size()));
  }

  public CustomerScan with(ScanSpec newSpec) {
    return new CustomerScan(getCluster(), scanned, columns, context, newSpec);
  }

  /** Returns this scan with a filter taken in. */
  public CustomerScan filteredBy(RexNode condition) {
    RexNode onTable = onTable(LongConditions.unhideAll(getCluster().getRexBuilder(), condition));
    RexNode predicate =
        spec.predicate() == null
            ? onTable
            : RexUtil.composeConjunction(
                getCluster().getRexBuilder(), List.of(spec.predicate(), onTable));
    return selecting(predicate);
  }

  /** Returns this scan with another predicate, over the whole row of the table. */
  public CustomerScan selecting(RexNode predicate) {
    Cover cover =
        new PredicateTranslator(getCluster().getRexBuilder(), columns, context.knowledge())
            .translate(predicate);
    return with(spec.withPredicate(predicate, cover));
  }

  /**
   * Returns the parts of the predicate that use only this column and that no filter expresses. They
   * can also be checked on the values of the column.
   */
  public List<RexNode> unsentOf(int column) {
    return RelOptUtil.conjunctions(spec.predicate()).stream()
        .filter(part -> InputFinder.bits(part).equals(ImmutableBitSet.of(column)))
        .filter(
            part ->
                isNotNull(part)
                    || (!columns.get(column).isInstant()
                        && RexUtil.isDeterministic(part)
                        && selecting(part).spec.cover().isUnsent()))
        .toList();
  }

  /** Returns this scan without some parts of its predicate. */
  public CustomerScan without(List<RexNode> parts) {
    List<RexNode> others = new ArrayList<>(RelOptUtil.conjunctions(spec.predicate()));
    others.removeAll(parts);
    return others.isEmpty()
        ? with(spec.withPredicate(null, Cover.EVERYTHING))
        : selecting(RexUtil.composeConjunction(getCluster().getRexBuilder(), others));
  }

  private static boolean isNotNull(RexNode node) {
    return node.getKind() == SqlKind.IS_NOT_NULL
        && ((RexCall) node).operands.get(0) instanceof RexInputRef;
  }

  /** Rewrites an expression over the scan's output for the whole row of the table. */
  private RexNode onTable(RexNode node) {
    return node.accept(new MovedFields(spec.projection()::get));
  }

  /** Returns the table as Calcite knows it. */
  RelOptTable scanned() {
    return scanned;
  }

  public ScanSpec spec() {
    return spec;
  }

  /** Returns how many filters its longest search has. */
  public int widestSearch() {
    return spec.cover().branches().stream().mapToInt(b -> b.leaves().size()).max().orElse(0);
  }

  /** Returns the columns of the whole table. */
  public List<ColumnDef> columns() {
    return columns;
  }

  /** Returns the index of the column to read if none is used: the id tells rows apart. */
  public int anyColumn() {
    int id = Iterables.indexOf(columns, ColumnDef::isId);
    return id >= 0 ? id : Iterables.indexOf(columns, column -> !column.isSearchOnly());
  }

  public ScanContext context() {
    return context;
  }

  /** Returns the column of a field of the scan's output. */
  public ColumnDef column(int field) {
    return columns.get(spec.projection().get(field));
  }

  @Override
  protected RelDataType deriveRowType() {
    List<ColumnDef> shown = spec.projection().stream().map(columns::get).toList();
    return CustomerTypes.rowType(getCluster().getTypeFactory(), shown);
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    super.explainTerms(writer)
        .item("table", scanned.getQualifiedName())
        .itemIf("predicate", spec.predicate(), spec.predicate() != null)
        .item("columns", deriveRowType().getFieldNames())
        .itemIf("order", spec.order(), spec.order() != null)
        .itemIf("offset", spec.offset(), spec.offset() != null)
        .itemIf("fetch", spec.fetch(), spec.fetch() != null)
        .itemIf("enough", spec.enoughRows(), !spec.enoughRows().isEmpty())
        .itemIf("wish", spec.wish(), !spec.wish().isNone());
    return writer;
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return context.knowledge().estimator().answerRows(spec.cover());
  }

  @Override
  public RelNode copy(org.apache.calcite.plan.RelTraitSet traitSet, List<RelNode> inputs) {
    return this;
  }
}
