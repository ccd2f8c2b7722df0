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
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * Executes a scan: with requests, from all customers in memory, or together with other places of
 * the plan. Public for the code that Calcite generates. Thread-safe.
 */
public final class ScanProgram implements RowsProgram {
  private final ScanContext scans;
  private final RequestTemplate template;
  private final boolean reliesOnWholeSeconds;
  private final LearningGain wish;
  private final @Nullable CachedScan kept;
  private final @Nullable SharedScan shared;
  private final boolean inInstants;
  private final Demand demand;

  private ScanProgram(
      ScanContext scans,
      RequestTemplate template,
      LearningGain wish,
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
    this.inInstants = asRead;
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
   * @param kept this scan over customers in memory, null if it can't be answered from there
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

  /** Returns this scan, reading together with other places of the plan; null to read alone. */
  public ScanProgram sharing(@Nullable SharedScan source) {
    return new ScanProgram(scans, template, wish, kept, source, inInstants, demand);
  }

  /** Returns this scan with times as instants, not as the clock shows them. */
  public ScanProgram inInstants() {
    return new ScanProgram(scans, template, wish, kept, shared, true, demand);
  }

  /** Returns this scan with a demand: how many of its rows are wanted. */
  public ScanProgram wanted(Demand rows) {
    return new ScanProgram(scans, template, wish, kept, shared, inInstants, rows);
  }

  /** Opens the rows. Sends nothing before the first row is asked for. */
  @Override
  public Enumerator<Object> enumerator(DataContext context) {
    return new RowEnumerator(open(context), columns().size() == 1);
  }

  @Override
  public Enumerable<Object> run(DataContext context) {
    Enumerable<Object> rows = RowsProgram.super.run(context);
    // The driver's own plans say where a loop remembers its inner side; another Calcite's do not.
    return scans.knowledge().isPlannedElsewhere() ? new RepeatableRows<>(rows) : rows;
  }

  /**
   * Returns this scan's rows in the form of {@link ShownRows#withInstants}, for answers that return
   * times unchanged.
   *
   * @see io.github.helpcrunchjdbc.plan.rel.finish.InstantColumns
   */
  public RowsProgram withInstants() {
    return context ->
        new RowEnumerator(ShownRows.withInstants(read(context), columns(), clock()), false);
  }

  /** Opens all rows of the scan. */
  public RowSource open(DataContext context) {
    return shown(
        shared == null || allCustomers() != null ? read(context) : shared.open(context, columns()));
  }

  /** Whether another place of the plan has read all rows already. */
  public boolean isReadWhole(DataContext context) {
    return shared != null && shared.isReadWhole(context);
  }

  private RowSource read(DataContext context) {
    CachedAnswer allCustomers = allCustomers();
    return allCustomers == null || kept == null
        ? read(observed(request(context), context), context)
        : noted(kept.open(allCustomers, context), context);
  }

  /** Opens all rows of the scan, and shows their first page to an observer. */
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

  /** Returns all customers from memory, or null if the scan can't be answered from there. */
  public @Nullable CachedAnswer allCustomers() {
    return kept == null ? null : scans.rows().allCustomers();
  }

  /** Opens all rows of the scan from memory. */
  public RowSource open(CachedAnswer allCustomers, DataContext context) {
    return kept == null ? open(context) : shown(noted(kept.open(allCustomers, context), context));
  }

  /** Opens the rows of another request with the same columns. */
  public RowSource open(ReadRequest request, DataContext context) {
    return shown(read(request, context));
  }

  /** Like {@link #open(ReadRequest, DataContext)}, but sends the first request at once. */
  public RowSource openAhead(ReadRequest request, DataContext context) {
    return shown(noted(scans.rows().openAhead(request, QueryContext.execution(context)), context));
  }

  /** Returns how many requests for these columns may be on their way before their turn. */
  public int mostAhead() {
    return scans.rows().mostAhead();
  }

  private RowSource read(ReadRequest request, DataContext context) {
    return noted(scans.rows().open(request, QueryContext.execution(context)), context);
  }

  /** Notes it if a row has shown fractions of seconds. */
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
    return inInstants ? rows : ShownRows.of(rows, columns(), clock());
  }

  /** Returns a check of this scan's rows, made of a check of rows as the clock shows them. */
  public Predicate<@Nullable Object[]> check(Predicate<@Nullable Object[]> ofShown) {
    return inInstants ? ShownRows.check(ofShown, columns(), clock()) : ofShown;
  }

  /** Returns what is to be read, with values for the operands. */
  public ReadRequest request(DataContext context) {
    return template.bind(context, demand);
  }

  /** Returns how many customers a search last found, negative if that is not known. */
  public long knownTotal(Search search) {
    return scans.rows().knownTotal(search);
  }

  /** Returns how many customers one request asks for at most. */
  public int pageSize() {
    return scans.rows().pageSize();
  }

  /** Returns the columns of the scan's rows. */
  public List<ColumnDef> columns() {
    return template.columns();
  }

  public AccountKnowledge knowledge() {
    return scans.knowledge();
  }

  /** Returns the clock in whose time zone rows show times. */
  public WallClock clock() {
    return scans.knowledge().clock();
  }
}
