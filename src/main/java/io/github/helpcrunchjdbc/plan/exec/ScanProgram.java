package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.BranchBinder;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.plan.pushdown.SortedRanges;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.read.CachedAnswer;
import io.github.helpcrunchjdbc.read.FirstPageObserver;
import io.github.helpcrunchjdbc.read.ReadRequest;
import io.github.helpcrunchjdbc.read.RowOrder;
import io.github.helpcrunchjdbc.read.RowSource;
import io.github.helpcrunchjdbc.read.SearchPart;
import io.github.helpcrunchjdbc.read.TimeRange;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A scan as it is executed: the operands' values are taken once an execution, and make the
 * searches. Public for the code that Calcite generates. Thread-safe.
 */
public final class ScanProgram {
  private record Part(Branch branch, int firstOperand, @Nullable Residual residual) {}

  private final ScanContext scans;
  private final List<ColumnDef> columns;
  private final boolean reliesOnWholeSeconds;
  private final List<Part> parts;
  private final @Nullable SortedRanges ranges;
  private final int firstOfRanges;
  private final Operands operands;
  private final @Nullable RowOrder order;
  private final int offsetOperand;
  private final int fetchOperand;
  private final List<Integer> enoughOperands;
  private final LearningWish wish;
  private final @Nullable CachedScan kept;
  private final @Nullable SharedScan shared;

  private ScanProgram(
      ScanContext scans,
      List<ColumnDef> columns,
      List<Part> parts,
      @Nullable SortedRanges ranges,
      int firstOfRanges,
      Operands operands,
      @Nullable RowOrder order,
      int offsetOperand,
      int fetchOperand,
      List<Integer> enoughOperands,
      LearningWish wish,
      @Nullable CachedScan kept,
      @Nullable SharedScan shared) {
    this.scans = scans;
    this.reliesOnWholeSeconds =
        !scans.knowledge().showsFractions()
            && parts.stream()
                .flatMap(part -> part.branch().leaves().stream())
                .anyMatch(leaf -> leaf.column().isInstant());
    this.columns = columns;
    this.parts = parts;
    this.ranges = ranges;
    this.firstOfRanges = firstOfRanges;
    this.operands = operands;
    this.order = order;
    this.offsetOperand = offsetOperand;
    this.fetchOperand = fetchOperand;
    this.enoughOperands = enoughOperands;
    this.wish = wish;
    this.kept = kept;
    this.shared = shared;
  }

  public static ScanProgram compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<ColumnDef> table,
      List<ColumnDef> read,
      RexShuttle toRead,
      ScanContext scans) {
    return compile(
        rexBuilder,
        spec,
        table,
        read,
        toRead,
        scans,
        CachedScan.compile(rexBuilder, spec, table, read, scans));
  }

  /**
   * Compiles a scan.
   *
   * @param kept the same scan of customers in memory, null if it can't be answered from there
   */
  static ScanProgram compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<ColumnDef> table,
      List<ColumnDef> read,
      RexShuttle toRead,
      ScanContext scans,
      @Nullable CachedScan kept) {
    List<RexNode> operands = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (Branch branch : spec.cover().branches()) {
      int first = operands.size();
      branch.leaves().stream().map(Leaf::operand).forEach(operands::add);
      List<RexNode> checks =
          spec.cover().residual(branch).stream().map(node -> node.accept(toRead)).toList();
      parts.add(
          new Part(
              branch,
              first,
              Residual.compile(
                  rexBuilder, checks, CustomerTypes.rowType(rexBuilder.getTypeFactory(), read))));
    }
    SortedRanges ranges =
        spec.predicate() == null
            ? null
            : SortedRanges.of(rexBuilder, spec.predicate(), table, scans.knowledge());
    int firstOfRanges = operands.size();
    if (ranges != null) {
      operands.addAll(ranges.operands());
    }
    int offset = add(operands, spec.offset());
    int fetch = add(operands, spec.fetch());
    List<Integer> enough = spec.enough().stream().map(one -> add(operands, one)).toList();
    return new ScanProgram(
        scans,
        read,
        parts,
        ranges,
        firstOfRanges,
        Operands.compile(rexBuilder, operands),
        order(spec.order(), table),
        offset,
        fetch,
        enough,
        spec.wish(),
        kept,
        null);
  }

  private static int add(List<RexNode> operands, @Nullable RexNode operand) {
    if (operand == null) {
      return -1;
    }
    operands.add(operand);
    return operands.size() - 1;
  }

  private static @Nullable RowOrder order(@Nullable RelFieldCollation key, List<ColumnDef> table) {
    return key == null
        ? null
        : new RowOrder(
            table.get(key.getFieldIndex()),
            key.getDirection().isDescending(),
            key.nullDirection == RelFieldCollation.NullDirection.FIRST);
  }

  /** The same rows, read once together with other places of the plan. */
  public ScanProgram sharing(SharedScan source) {
    return new ScanProgram(
        scans,
        columns,
        parts,
        ranges,
        firstOfRanges,
        operands,
        order,
        offsetOperand,
        fetchOperand,
        enoughOperands,
        wish,
        kept,
        source);
  }

  /** Starts an execution; sends nothing before the first row is asked for. */
  public Enumerable<Object> run(DataContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return new RowEnumerator(open(context), columns.size() == 1);
      }
    };
  }

  /**
   * The same rows, as {@link RowsWithInstants}: for answers that show times as they came.
   *
   * @see io.github.helpcrunchjdbc.plan.rel.InstantColumns
   */
  public Enumerable<Object> runWithInstants(DataContext context) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return new RowEnumerator(new RowsWithInstants(read(context), columns, clock()), false);
      }
    };
  }

  /** All rows of the scan. */
  RowSource open(DataContext context) {
    return shared == null || everybody() != null
        ? shown(read(context))
        : shared.open(context, columns);
  }

  private RowSource read(DataContext context) {
    CachedAnswer everybody = everybody();
    return everybody == null || kept == null
        ? read(observed(request(context), context), context)
        : noted(kept.open(everybody, context), context);
  }

  /** All rows of the scan, of which somebody looks at the first page. */
  RowSource open(DataContext context, FirstPageObserver observer) {
    return shown(read(request(context).observedBy(observer), context));
  }

  private ReadRequest observed(ReadRequest request, DataContext context) {
    return wish.isNone()
        ? request
        : request.observedBy(
            new LearnIfItPays(
                wish,
                request,
                scans.knowledge(),
                scans.rows().pageSize(),
                QueryContext.execution(context)));
  }

  /** All customers in memory, if the scan can be answered from them; null if not. */
  @Nullable CachedAnswer everybody() {
    return kept == null ? null : scans.rows().everybody();
  }

  /** All rows of the scan, had from memory. */
  RowSource open(CachedAnswer everybody, DataContext context) {
    return kept == null ? open(context) : shown(noted(kept.open(everybody, context), context));
  }

  /** The rows of another request for the same columns. */
  RowSource open(ReadRequest request, DataContext context) {
    return shown(read(request, context));
  }

  private RowSource read(ReadRequest request, DataContext context) {
    return noted(scans.rows().open(request, QueryContext.execution(context)), context);
  }

  /** Has it noted if what was read shows fractions of seconds. */
  void noteTimes(Execution execution) {
    if (scans.rows().showsFractions()) {
      scans.knowledge().noteFractions(reliesOnWholeSeconds, execution);
    }
  }

  private RowSource noted(RowSource rows, DataContext context) {
    Execution execution = QueryContext.execution(context);
    RowSource noted = new FractionObserver(rows, () -> noteTimes(execution));
    if (scans.knowledge().wantsSamples(columns)) {
      noted = new SampleObserver(noted, columns, scans.knowledge());
    }
    return noted;
  }

  private RowSource shown(RowSource rows) {
    WallClock clock = clock();
    return ShownRows.differ(columns, clock) ? new ShownRows(rows, columns, clock) : rows;
  }

  /** What is to be read, now that the operands have values. */
  ReadRequest request(DataContext context) {
    @Nullable Object[] values = operands.values(context);
    List<TimeRange> bounds = ranges(values);
    List<SearchPart> searches = new ArrayList<>();
    for (Part part : bounds == null || !bounds.isEmpty() ? parts : List.<Part>of()) {
      List<@Nullable Object> own = new ArrayList<>();
      for (int i = 0; i < part.branch().leaves().size(); i++) {
        own.add(values[part.firstOperand() + i]);
      }
      if (BranchBinder.isDoubtful(part.branch(), own, clock())) {
        scans.knowledge().noteRepeatedHour(QueryContext.execution(context));
      }
      Search search = BranchBinder.bind(part.branch(), own, clock());
      if (search != null) {
        int most = scans.knowledge().mostFilters();
        BranchBinder.split(search, most)
            .forEach(
                one ->
                    searches.add(
                        new SearchPart(
                            one, check(part, context), bounds == null ? List.of() : bounds)));
      }
    }
    long skipped = QueryContext.skippedRows(context);
    long limit =
        Math.min(
            number(values, fetchOperand, ReadRequest.NO_LIMIT), QueryContext.mostRows(context));
    return new ReadRequest(
        searches,
        columns,
        order,
        number(values, offsetOperand, 0) + skipped,
        limit == ReadRequest.NO_LIMIT ? limit : Math.max(0, limit - skipped),
        enough(values),
        null);
  }

  /**
   * How many rows will do, that behind them included which shows that no other is equal. At least a
   * page, since some may be, and a page costs what a row does.
   */
  private long enough(@Nullable Object[] values) {
    long sum = enoughOperands.isEmpty() ? -1 : 1;
    for (int operand : enoughOperands) {
      sum += number(values, operand, 0);
    }
    return sum < 0 ? ReadRequest.NO_LIMIT : Math.max(sum, scans.rows().pageSize());
  }

  /** Where a time must lie that can't be searched, null for anywhere. */
  private @Nullable List<TimeRange> ranges(@Nullable Object[] values) {
    return ranges == null
        ? null
        : ranges.bind(
            Arrays.asList(values).subList(firstOfRanges, firstOfRanges + ranges.operands().size()),
            clock());
  }

  private static long number(@Nullable Object[] values, int operand, long without) {
    return operand < 0 || !(values[operand] instanceof Number number)
        ? without
        : number.longValue();
  }

  /** The columns of its rows. */
  List<ColumnDef> columns() {
    return columns;
  }

  AccountKnowledge knowledge() {
    return scans.knowledge();
  }

  /** The clock on whose face rows show times. */
  WallClock clock() {
    return scans.knowledge().clock();
  }

  private @Nullable Predicate<@Nullable Object[]> check(Part part, DataContext context) {
    Residual residual = part.residual();
    if (residual == null) {
      return null;
    }
    return shown(residual.in(context), columns);
  }

  /** A check of rows as they are shown, to be made of rows as they are read. */
  Predicate<@Nullable Object[]> shown(
      Predicate<@Nullable Object[]> check, List<ColumnDef> rowColumns) {
    return ShownRows.differ(rowColumns, clock())
        ? row -> check.test(ShownRows.show(row, rowColumns, clock()))
        : check;
  }
}
