package io.github.helpcrunchjdbc.plan.rel.join;

import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.join.JoinShape;
import io.github.helpcrunchjdbc.plan.exec.join.KeyedReader;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanSpec;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/** Makes the readers of joins that send keys, from the scans of these joins. */
public final class KeyedReaders {
  private KeyedReaders() {}

  /**
   * Returns the scan with two kinds of further columns: the id, to recognize a customer, and those
   * of its own predicate that the service shows.
   */
  public static CustomerScan wide(CustomerScan scan) {
    ScanSpec spec = scan.spec();
    Set<Integer> wanted = new LinkedHashSet<>(spec.projection());
    RexNode condition = spec.predicate();
    if (condition != null) {
      RelOptUtil.InputFinder.bits(condition).forEach(wanted::add);
    }
    wanted.add(scan.columns().indexOf(CustomerColumns.ID));
    wanted.removeIf(index -> index < 0 || scan.columns().get(index).isSearchOnly());
    return scan.with(spec.withProjection(List.copyOf(wanted)));
  }

  /**
   * Returns a reader.
   *
   * @param shared reads all customers together with other places of the plan; null to read alone
   */
  static KeyedReader of(CustomerScan scan, JoinShape shape, @Nullable SharedScan shared) {
    ScanSpec spec = scan.spec();
    RexNode condition = spec.predicate();
    EnumerableCustomerScan searches = ScanConverter.rows(wide(scan)).sharing(shared);
    List<ColumnDef> read = searches.read();
    int[] output =
        spec.projection().stream().map(scan.columns()::get).mapToInt(read::indexOf).toArray();
    return new KeyedReader(
        searches.program(),
        read,
        condition == null ? null : compile(scan, condition, read),
        shape.leaf(),
        output);
  }

  private static @Nullable Residual compile(
      CustomerScan scan, RexNode condition, List<ColumnDef> read) {
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    RexNode onRead =
        condition.accept(new MovedFields(index -> read.indexOf(scan.columns().get(index))));
    return Residual.compile(
        rexBuilder, List.of(onRead), CustomerTypes.rowType(rexBuilder.getTypeFactory(), read));
  }
}
