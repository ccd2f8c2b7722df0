package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A scan that is answered from memory, where all customers are kept. Nothing is left to the
 * service: the driver evaluates the whole predicate. Thread-safe.
 */
record CachedScan(ScanProgram program, ScanContext scans, int width) {
  /**
   * Compiles a scan.
   *
   * @param read the columns of its rows
   * @return null if nothing is kept, or if only the service can evaluate the predicate
   */
  static @Nullable CachedScan compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<ColumnDef> table,
      List<ColumnDef> read,
      ScanContext scans) {
    if (!scans.rows().isKeeping()) {
      return null;
    }
    RexNode predicate = spec.predicate();
    Set<ColumnDef> columns = new LinkedHashSet<>(read);
    if (predicate != null) {
      for (int index : RelOptUtil.InputFinder.bits(predicate)) {
        if (!canEvaluate(table.get(index), scans)) {
          return null;
        }
        columns.add(table.get(index));
      }
    }
    List<ColumnDef> all = List.copyOf(columns);
    Cover allCustomers =
        new Cover(List.of(Branch.EVERYTHING), predicate == null ? List.of() : List.of(predicate));
    ScanProgram program =
        ScanProgram.compile(
            rexBuilder,
            new ScanSpec(
                predicate,
                allCustomers,
                spec.projection(),
                spec.order(),
                spec.offset(),
                spec.fetch(),
                List.of(),
                LearningGain.NONE),
            table,
            all,
            new MovedFields(index -> all.indexOf(table.get(index))),
            scans,
            null);
    return new CachedScan(program, scans, read.size());
  }

  private static boolean canEvaluate(ColumnDef column, ScanContext scans) {
    return !column.isSearchOnly() && !scans.knowledge().isServiceMeant(column);
  }

  /** Returns the rows of an execution, with times as instants. */
  RowSource open(CachedAnswer allCustomers, DataContext context) {
    return scans
        .rows()
        .open(allCustomers, program.request(context), QueryContext.execution(context))
        .trimmed(width);
  }
}
