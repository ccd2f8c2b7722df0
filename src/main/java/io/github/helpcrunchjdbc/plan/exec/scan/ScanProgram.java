package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.FirstPageObserver;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * A scan as it is executed: from the service, from all customers in memory, or together with other
 * places of its plan. Public for the code that Calcite generates. Thread-safe.
 */
public final class ScanProgram implements RowsProgram {
  private final ScanContext scans;
  private final RequestTemplate template;
  private final boolean reliesOnWholeSeconds;
  private final LearningWish wish;
  private final @Nullable CachedScan kept;
  private final @Nullable SharedScan shared;
  private final boolean asRead;
  private final Demand demand;

  private ScanProgram(
      ScanContext scans,
      RequestTemplate template,
      LearningWish wish,
      @Nullable CachedScan kept,
      @Nullable SharedScan shared,
      boolean asRead,
      Demand demand) {
    this.scans = scans;
    this.template = template;
    this.reliesOnWholeSeconds = !scans.knowledge().showsFractions() && template.comparesTimes();
    this.wish = wish;
    this.kept = kept;
    this.shared = shared;
    this.asRead = asRead;
    this.demand = demand;
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
    return new ScanProgram(
        scans,
        RequestTemplate.compile(rexBuilder, spec, table, read, toRead, scans),
        spec.wish(),
        kept,
        null,
        false,
        Demand.ALL);
  }

  /** The same rows, read once together with other places of the plan; null for read alone. */
  public ScanProgram sharing(@Nullable SharedScan source) {
    return new ScanProgram(scans, template, wish, kept, source, asRead, demand);
  }

  /** The same rows with instants for times, in place of what the clock shows. */
  public ScanProgram asRead() {
    return new ScanProgram(scans, template, wish, kept, shared, true, demand);
  }

  /** The same rows, of which so many are wanted. */
  public ScanProgram wanted(Demand rows) {
    return new ScanProgram(scans, template, wish, kept, shared, asRead, rows);
  }

  /** Sends nothing before the first row is asked for. */
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return new RowEnumerator(open(context), columns().size() == 1);
  }

  @Override
  public Enumerable<Object> run(DataContext context) {
    Enumerable<Object> rows = RowsProgram.super.run(context);
    // The driver's own plans say where a loop remembers its inner side; others' do not.
    return scans.knowledge().isPlannedElsewhere() ? new RepeatableRows<>(rows) : rows;
  }

  /**
   * The same rows, as {@link ShownRows#withInstants} has them: for answers that show times as they
   * came.
   *
   * @see io.github.helpcrunchjdbc.plan.rel.finish.InstantColumns
   */
  public RowsProgram withInstants() {
    return context ->
        new RowEnumerator(ShownRows.withInstants(read(context), columns(), clock()), false);
  }

  /** All rows of the scan. */
  public RowSource open(DataContext context) {
    return shown(
        shared == null || allCustomers() != null ? read(context) : shared.open(context, columns()));
  }

  /** Whether another place of the plan has gone over all rows already. */
  public boolean isReadWhole(DataContext context) {
    return shared != null && shared.isReadWhole(context);
  }

  private RowSource read(DataContext context) {
    CachedAnswer allCustomers = allCustomers();
    return allCustomers == null || kept == null
        ? read(observed(request(context), context), context)
        : noted(kept.open(allCustomers, context), context);
  }

  /** All rows of the scan, whose first page an observer looks at. */
  public RowSource open(DataContext context, FirstPageObserver observer) {
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
  public @Nullable CachedAnswer allCustomers() {
    return kept == null ? null : scans.rows().allCustomers();
  }

  /** All rows of the scan, had from memory. */
  public RowSource open(CachedAnswer allCustomers, DataContext context) {
    return kept == null ? open(context) : shown(noted(kept.open(allCustomers, context), context));
  }

  /** The rows of another request for the same columns. */
  public RowSource open(ReadRequest request, DataContext context) {
    return shown(read(request, context));
  }

  /** The same, with the first page on its way at once. */
  public RowSource openAhead(ReadRequest request, DataContext context) {
    return shown(noted(scans.rows().openAhead(request, QueryContext.execution(context)), context));
  }

  /** How many requests for its columns may be set out for before it is their turn. */
  public int mostAhead() {
    return scans.rows().mostAhead();
  }

  private RowSource read(ReadRequest request, DataContext context) {
    return noted(scans.rows().open(request, QueryContext.execution(context)), context);
  }

  /** Has it noted if what was read shows fractions of seconds. */
  public void noteTimes(Execution execution) {
    if (scans.rows().showsFractions()) {
      scans.knowledge().noteFractions(reliesOnWholeSeconds, execution);
    }
  }

  private RowSource noted(RowSource rows, DataContext context) {
    Execution execution = QueryContext.execution(context);
    RowSource noted =
        RowSource.of(
            () -> {
              @Nullable Object[] row = rows.next();
              noteTimes(execution);
              return row;
            },
            rows::close);
    if (scans.knowledge().wantsSamples(columns())) {
      noted = new SampleObserver(noted, columns(), scans.knowledge(), execution.statistics());
    }
    return noted;
  }

  private RowSource shown(RowSource rows) {
    return asRead ? rows : ShownRows.of(rows, columns(), clock());
  }

  /** A check of its rows, to be made of one of rows as the clock shows them. */
  public Predicate<@Nullable Object[]> check(Predicate<@Nullable Object[]> ofShown) {
    return asRead ? ShownRows.check(ofShown, columns(), clock()) : ofShown;
  }

  /** What is to be read, now that the operands have values. */
  public ReadRequest request(DataContext context) {
    return template.bind(context, demand);
  }

  /** The columns of its rows. */
  public List<ColumnDef> columns() {
    return template.columns();
  }

  public AccountKnowledge knowledge() {
    return scans.knowledge();
  }

  /** The clock on whose face rows show times. */
  public WallClock clock() {
    return scans.knowledge().clock();
  }
}
