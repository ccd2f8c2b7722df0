package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.operator.RowsProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.ConditionCount;
import io.github.helpcrunchjdbc.plan.exec.totals.GroupsProgram;
import io.github.helpcrunchjdbc.plan.exec.totals.HistogramProgram;
import io.github.helpcrunchjdbc.plan.exec.totals.Learning;
import io.github.helpcrunchjdbc.plan.exec.totals.TimeUnits;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.CountFormula;
import io.github.helpcrunchjdbc.plan.pushdown.Cover;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the rows of a scan by the values of a column, or by stretches of its time.
 *
 * @param field the column's index in the table
 * @param unit the unit of the stretches; null for a text
 * @param counted whether the counts matter, not only which values there are
 * @param conditions over the whole row of the table; their rows are counted in each group
 * @param extremes least and greatest values of each group; none with stretches of time
 * @param isNullShown whether the group without a value is part of the answer
 * @param within the groups of another column within those of a text, null for none
 */
record Groups(
    int field,
    @Nullable TimeUnits unit,
    boolean counted,
    List<RexNode> conditions,
    List<ServiceAggregate> extremes,
    boolean isNullShown,
    @Nullable Groups within)
    implements TotalsShape {
  private static final double USUAL_GROUPS = 20;

  /** Whether totals could answer this if the service compared text exactly. */
  boolean isPossible(CustomerScan scan) {
    ColumnDef column = scan.columns().get(field);
    boolean isText = column.isSearchableText() && !column.isSearchOnly();
    boolean isTime = unit != null && column.isInstant() && column.isSortable();
    StringMatching matching = isText ? scan.context().knowledge().matching(column) : null;
    boolean exact =
        matching == null
            || matching.meaning() == StringMatching.Meaning.SQL_UNDECIDED
            || matching.isEqualityOfSql();
    Knowledge known = Counts.ifExact(scan);
    boolean isDivided = within != null && isText && within.isPossible(scan);
    return (within == null || (isDivided && scan.columns().get(within.field).isSearchable()))
        && (isText || isTime)
        && exact
        && (isPlain(coverIfExact(scan)) || range(scan) != null)
        && Counts.areEvaluable(conditions, scan)
        && conditions.stream().allMatch(one -> Counts.formula(scan, one, known, false) != null);
  }

  /**
   * Returns the count of the scan's rows if they are those of a range of a time that can't be
   * searched, else null.
   */
  private @Nullable CountFormula range(CustomerScan scan) {
    RexNode predicate = scan.spec().predicate();
    CountFormula formula =
        predicate == null || unit == null || scan.columns().get(field).isSearchable()
            ? null
            : CountFormula.of(
                scan.getCluster().getRexBuilder(),
                predicate,
                scan.columns(),
                scan.context().knowledge());
    return formula != null && formula.isOneTerm() ? formula : null;
  }

  private static Cover coverIfExact(CustomerScan scan) {
    RexNode predicate = scan.spec().predicate();
    return predicate == null
        ? Cover.EVERYTHING
        : ColumnsWorthProbing.translate(scan, predicate, StringMatching.EXACT);
  }

  /** Whether a filter can be added to the only search. */
  private static boolean isPlain(Cover cover) {
    return cover.isOnePlainSearch() && cover.isNarrowable();
  }

  @Override
  public RowsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    EnumerableCustomerScan reading = ScanConverter.rows(scan).sharing(shared);
    ScanProgram rows = reading.program();
    ScanContext scans = scan.context();
    AccountKnowledge knowledge = scans.knowledge();
    ColumnDef column = scan.columns().get(field);
    Set<ColumnDef> undecided = new LinkedHashSet<>();
    if (scan.spec().predicate() != null) {
      undecided.addAll(ColumnsWorthProbing.undecided(scan, scan.spec().predicate()));
    }
    for (Groups one : within == null ? List.of(this) : List.of(this, within)) {
      ColumnDef text = scan.columns().get(one.field);
      if (one.unit == null
          && knowledge.matching(text).meaning() == StringMatching.Meaning.SQL_UNDECIDED) {
        undecided.add(text);
      }
    }
    RowsProgram inner = within == null ? null : within.compile(within.reading(scan), null);
    for (RexNode condition : conditions) {
      undecided.addAll(ColumnsWorthProbing.undecided(scan, condition));
    }
    Cover now = scan.spec().cover();
    Cover exact = undecided.isEmpty() ? now : coverIfExact(scan);
    boolean plain = isPlain(exact);
    Learning learning = new Learning(knowledge, undecided, now.sendsAs(exact));
    // While it is unknown how a text is compared, the formulas assume that the service compares
    // exactly.
    List<ConditionCount> conditionCounts =
        Counts.conditionCounts(conditions, scan, reading, Counts.ifExact(scan), false);
    if (unit == null) {
      return new GroupsProgram(
          rows,
          scans,
          column,
          counted,
          extremes,
          conditionCounts,
          isNullShown,
          learning,
          plain,
          inner);
    }
    CountFormula range = plain ? null : range(scan);
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    ConditionCount conditionCount =
        range == null
            ? null
            : ConditionCount.compile(
                rexBuilder, range, rexBuilder.makeLiteral(true), scan.getRowType());
    return new HistogramProgram(
        rows, scans, column, unit, conditionCounts, learning, plain, conditionCount);
  }

  @Override
  public boolean readsFromFirst() {
    return unit == null;
  }

  /** Returns the scan with the columns that the groups need; their own column comes first. */
  CustomerScan reading(CustomerScan scan) {
    int id = scan.columns().indexOf(CustomerColumns.ID);
    Stream<Integer> first = Stream.of(field, within == null ? id : within.field, id);
    Stream<Integer> compared = InputFinder.bits(conditions, null).asList().stream();
    return TotalsShape.reading(scan, Stream.concat(first, compared), extremes);
  }

  @Override
  public double rows() {
    return USUAL_GROUPS;
  }

  @Override
  public String explain() {
    return unit == null
        ? "a total for each value that the first page shows often, then the rest; rows if values"
            + " are many"
        : "a total for each stretch of time; rows if they are fewer pages";
  }
}
