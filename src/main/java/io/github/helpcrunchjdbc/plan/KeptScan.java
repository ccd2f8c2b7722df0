package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.KeptAnswer;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.ColumnType;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.calcite.DataContext;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A scan as it is answered from memory, where all customers are kept: nothing is left to the
 * service, the whole predicate is evaluated here. Thread-safe.
 */
final class KeptScan {
  private final ScanProgram program;
  private final ScanContext scans;
  private final int width;

  private KeptScan(ScanProgram program, ScanContext scans, int width) {
    this.program = program;
    this.scans = scans;
    this.width = width;
  }

  /**
   * Compiles a scan.
   *
   * @param read the columns of its rows
   * @return null if nothing is kept, or if only the service can evaluate the predicate
   */
  static @Nullable KeptScan compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<Column> table,
      List<Column> read,
      ScanContext scans) {
    if (!scans.rows().isKeeping()) {
      return null;
    }
    RexNode predicate = spec.predicate();
    Set<Column> columns = new LinkedHashSet<>(read);
    if (predicate != null) {
      for (int index : RelOptUtil.InputFinder.bits(predicate)) {
        if (!canEvaluate(table.get(index), scans)) {
          return null;
        }
        columns.add(table.get(index));
      }
    }
    List<Column> all = List.copyOf(columns);
    RexShuttle toAll =
        new RexShuttle() {
          @Override
          public RexNode visitInputRef(RexInputRef ref) {
            return new RexInputRef(all.indexOf(table.get(ref.getIndex())), ref.getType());
          }
        };
    Cover everybody =
        new Cover(List.of(Branch.EVERYTHING), predicate == null ? List.of() : List.of(predicate));
    ScanProgram program =
        ScanProgram.compile(
            rexBuilder,
            new ScanSpec(
                predicate, everybody, spec.projection(), spec.order(), spec.offset(), spec.fetch()),
            table,
            all,
            toAll,
            scans,
            null);
    return new KeptScan(program, scans, read.size());
  }

  private static boolean canEvaluate(Column column, ScanContext scans) {
    return !column.isSearchOnly()
        && (column.type() != ColumnType.STRING
            || scans.knowledge().matching(column).meaning() != StringMatching.Meaning.SERVICE);
  }

  /** The rows of an execution, with times as instants. */
  RowSource open(KeptAnswer everybody, DataContext context) {
    return new Narrowed(
        scans.rows().open(everybody, program.request(context), QueryContext.execution(context)),
        width);
  }

  /** Rows without the columns that only the predicate looked at. */
  private record Narrowed(RowSource rows, int width) implements RowSource {
    @Override
    public @Nullable Object @Nullable [] next() {
      @Nullable Object[] row = rows.next();
      return row == null || row.length == width ? row : Arrays.copyOf(row, width);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
