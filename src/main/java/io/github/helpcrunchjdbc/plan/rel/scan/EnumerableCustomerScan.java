package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.apache.calcite.plan.RelOptCost;
import org.apache.calcite.plan.RelOptPlanner;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.metadata.RelMetadataQuery;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** The executable node of a scan's searches. */
public final class EnumerableCustomerScan extends EnumerableRows implements SendsRequests {
  private final CustomerScan origin;
  private final List<ColumnDef> read;
  private final RexShuttle toRead;
  private final double rows;
  private final boolean withInstants;
  private final @Nullable SharedScan shared;
  private final Demand demand;

  private EnumerableCustomerScan(
      CustomerScan origin,
      List<ColumnDef> read,
      RexShuttle toRead,
      double rows,
      boolean withInstants,
      @Nullable SharedScan shared,
      Demand demand) {
    super(origin.getCluster());
    this.origin = origin;
    this.read = read;
    this.toRead = toRead;
    this.rows = rows;
    this.withInstants = withInstants;
    this.shared = shared;
    this.demand = demand;
  }

  /**
   * Creates the node.
   *
   * @param read the indexes of the table's columns to read
   * @param toRead rewrites expressions over the table's row for a row that is read
   */
  static EnumerableCustomerScan create(CustomerScan scan, List<Integer> read, RexShuttle toRead) {
    return new EnumerableCustomerScan(
        scan,
        read.stream().map(scan.columns()::get).toList(),
        toRead,
        scan.estimateRowCount(scan.getCluster().getMetadataQuery()),
        false,
        null,
        Demand.ALL);
  }

  /**
   * Returns this scan with the instants of its times behind the columns; null if the clock repeats
   * no hour, or the scan is shared or shows no times.
   */
  public @Nullable EnumerableCustomerScan withInstants() {
    boolean shows = read.stream().anyMatch(ColumnDef::isInstant);
    return shows && shared == null && origin.context().knowledge().clock().repeatsHours()
        ? new EnumerableCustomerScan(origin, read, toRead, rows, true, null, demand)
        : null;
  }

  /** Returns this scan, reading together with other places of the plan; null to read alone. */
  public EnumerableCustomerScan sharing(@Nullable SharedScan source) {
    return new EnumerableCustomerScan(origin, read, toRead, rows, withInstants, source, demand);
  }

  public Demand demand() {
    return demand;
  }

  /** Returns this scan with a demand: how many of its rows are wanted. */
  public EnumerableCustomerScan wanted(Demand wanted) {
    return new EnumerableCustomerScan(origin, read, toRead, rows, withInstants, shared, wanted);
  }

  /** Returns what reads the rows of all places of the plan, null if this scan reads alone. */
  public @Nullable SharedScan shared() {
    return shared;
  }

  /** Returns the scan that this node executes. */
  public CustomerScan origin() {
    return origin;
  }

  /** Returns all that the scan has taken in. */
  public ScanSpec spec() {
    return origin.spec();
  }

  /** Returns the columns of the whole table, which predicates are over. */
  public List<ColumnDef> table() {
    return origin.columns();
  }

  /** Returns the columns of a row that is read. */
  public List<ColumnDef> read() {
    return read;
  }

  @Override
  protected RelDataType deriveRowType() {
    RelDataTypeFactory types = getCluster().getTypeFactory();
    RelDataType columns = CustomerTypes.rowType(types, read);
    if (!withInstants) {
      return columns;
    }
    RelDataTypeFactory.Builder all = types.builder().addAll(columns.getFieldList());
    for (ColumnDef column : read) {
      if (column.isInstant()) {
        all.add(column.name() + "$instant", SqlTypeName.BIGINT).nullable(true);
      }
    }
    return all.build();
  }

  @Override
  public RelWriter explainTerms(RelWriter writer) {
    return explainSearches(
        super.explainTerms(writer)
            .item("table", origin.scanned().getQualifiedName())
            .item("columns", getRowType().getFieldNames())
            .itemIf("shared", true, shared != null));
  }

  /** Writes what is sent, each predicate's verdict and reason, and what the driver checks. */
  public RelWriter explainSearches(RelWriter writer) {
    ScanSpec spec = spec();
    int number = 0;
    for (Branch branch : spec.cover().branches()) {
      writer.item("search" + (++number == 1 ? "" : number), branch.toString());
    }
    return writer
        .itemIf(
            "residual", String.valueOf(spec.cover().residual()), !spec.cover().residual().isEmpty())
        .itemIf("unsent", String.valueOf(spec.cover().unsent()), !spec.cover().unsent().isEmpty())
        .itemIf("order", String.valueOf(spec.order()), spec.order() != null)
        .itemIf("offset", String.valueOf(spec.offset()), spec.offset() != null)
        .itemIf("limit", String.valueOf(spec.fetch()), spec.fetch() != null);
  }

  @Override
  public double estimateRowCount(RelMetadataQuery mq) {
    return rows;
  }

  @Override
  public RelOptCost computeSelfCost(RelOptPlanner planner, RelMetadataQuery mq) {
    return SendsRequests.cost(
        planner, rows, (double) origin.context().knowledge().estimator().pages(rows));
  }

  @Override
  protected RowsProgram rowsProgram() {
    ScanProgram program = program();
    return withInstants ? program.withInstants() : program;
  }

  public ScanProgram program() {
    return ScanProgram.compile(
            getCluster().getRexBuilder(), spec(), table(), read, toRead, origin.context())
        .wanted(demand)
        .sharing(shared);
  }
}
