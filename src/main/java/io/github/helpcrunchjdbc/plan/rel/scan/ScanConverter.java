package io.github.helpcrunchjdbc.plan.rel.scan;

import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.Encoding;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.adapter.enumerable.EnumerableProject;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;

/**
 * Makes a scan executable: a node for its searches, residuals and limits, and a projection above it
 * if columns are shown that the service does not return.
 */
public final class ScanConverter {
  private ScanConverter() {}

  /** Returns the executable plan of a scan. */
  public static RelNode convert(CustomerScan scan) {
    ScanSpec spec = scan.spec();
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    Map<Integer, RexNode> pins = PinnedValues.of(spec.cover(), scan.columns());
    List<Integer> read = readColumns(scan);
    RexShuttle toRead = new ToReadColumns(scan, rexBuilder, read, pins);

    RelNode result = EnumerableCustomerScan.create(scan, read, toRead);
    List<RexNode> outputs = new ArrayList<>();
    for (int field = 0; field < spec.projection().size(); field++) {
      RexNode ref =
          new RexInputRef(
              spec.projection().get(field), scan.getRowType().getFieldList().get(field).getType());
      outputs.add(ref.accept(toRead));
    }
    return RexUtil.isIdentity(outputs, result.getRowType())
        ? result
        : EnumerableProject.create(result, outputs, scan.getRowType());
  }

  /** Returns the searches alone, for aggregates that need no column. */
  public static EnumerableCustomerScan searches(CustomerScan scan) {
    List<Integer> read = List.of(scan.anyColumn());
    RexShuttle toRead = new ToReadColumns(scan, scan.getCluster().getRexBuilder(), read, Map.of());
    return EnumerableCustomerScan.create(scan, read, toRead);
  }

  /** Returns the searches with all columns that they show or check, without a projection above. */
  public static EnumerableCustomerScan rows(CustomerScan scan) {
    List<Integer> read = readColumns(scan);
    RexShuttle toRead = new ToReadColumns(scan, scan.getCluster().getRexBuilder(), read, Map.of());
    return EnumerableCustomerScan.create(scan, read, toRead);
  }

  /** Returns the indexes of the columns to read: those shown and those that the residual uses. */
  public static List<Integer> readColumns(CustomerScan scan) {
    Set<Integer> read = new LinkedHashSet<>(scan.spec().projection());
    for (Branch branch : scan.spec().cover().branches()) {
      for (RexNode node : scan.spec().cover().residual(branch)) {
        RelOptUtil.InputFinder.bits(node).forEach(read::add);
      }
    }
    timesAskedFor(scan).forEach(column -> read.add(scan.columns().indexOf(column)));
    read.removeIf(index -> scan.columns().get(index).isSearchOnly());
    if (read.isEmpty()) {
      read.add(scan.anyColumn());
    }
    return List.copyOf(read);
  }

  /** Returns the times that a search compares; they are read to see whether they show fractions. */
  private static Stream<ColumnDef> timesAskedFor(CustomerScan scan) {
    return scan.spec().cover().branches().stream()
        .flatMap(branch -> branch.leaves().stream())
        .filter(leaf -> leaf.encoding() == Encoding.DATE)
        .map(Leaf::column);
  }

  /** Rewrites expressions over the whole row for the row that is read. */
  private static final class ToReadColumns extends RexShuttle {
    private final List<ColumnDef> columns;
    private final RexBuilder rexBuilder;
    private final List<Integer> read;
    private final Map<Integer, RexNode> pins;

    ToReadColumns(
        CustomerScan scan, RexBuilder rexBuilder, List<Integer> read, Map<Integer, RexNode> pins) {
      this.columns = scan.columns();
      this.rexBuilder = rexBuilder;
      this.read = read;
      this.pins = pins;
    }

    @Override
    public RexNode visitInputRef(RexInputRef ref) {
      if (!columns.get(ref.getIndex()).isSearchOnly()) {
        return new RexInputRef(read.indexOf(ref.getIndex()), ref.getType());
      }
      RexNode pin = pins.get(ref.getIndex());
      return pin == null
          ? rexBuilder.makeNullLiteral(ref.getType())
          : rexBuilder.makeAbstractCast(ref.getType(), pin, false);
    }
  }
}
