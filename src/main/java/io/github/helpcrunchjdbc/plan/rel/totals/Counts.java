package io.github.helpcrunchjdbc.plan.rel.totals;

import io.github.helpcrunchjdbc.plan.exec.scan.LearningGain;
import io.github.helpcrunchjdbc.plan.exec.scan.SharedScan;
import io.github.helpcrunchjdbc.plan.exec.totals.ConditionCount;
import io.github.helpcrunchjdbc.plan.exec.totals.CountsProgram;
import io.github.helpcrunchjdbc.plan.pushdown.AssumedKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.CountFormula;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.rel.scan.CustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.EnumerableCustomerScan;
import io.github.helpcrunchjdbc.plan.rel.scan.ScanConverter;
import io.github.helpcrunchjdbc.plan.rex.MovedFields;
import io.github.helpcrunchjdbc.read.CountReader;
import io.github.helpcrunchjdbc.read.request.ServiceAggregate;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil.InputFinder;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * Counts of the rows of a scan that satisfy conditions, then least and greatest times and ids, in
 * one row.
 *
 * @param conditions over the whole row of the table
 */
public record Counts(List<RexNode> conditions, List<ServiceAggregate> extremes)
    implements TotalsShape {
  /** Whether totals could answer this if the service compared text exactly. */
  public boolean isPossible(CustomerScan scan) {
    Knowledge exact = ifExact(scan);
    return areEvaluable(conditions, scan)
        && (extremes.isEmpty() || scan.spec().cover().isOnePlainSearch())
        && conditions.stream().allMatch(condition -> formula(scan, condition, exact, true) != null);
  }

  /** Returns the knowledge that there would be if the service compared exactly what is unknown. */
  static Knowledge ifExact(CustomerScan scan) {
    return AssumedKnowledge.ofMatching(scan.context().knowledge(), StringMatching.EXACT);
  }

  /** Whether the scan's rows show all columns of the conditions. */
  static boolean areEvaluable(List<RexNode> conditions, CustomerScan scan) {
    return conditions.stream()
        .flatMap(condition -> InputFinder.bits(condition).asList().stream())
        .noneMatch(index -> scan.columns().get(index).isSearchOnly());
  }

  /**
   * Returns the formula of the number of rows that satisfy a condition, null if only rows tell it.
   *
   * @param mayBeUnion whether a total may be that of a search with OR
   */
  static @Nullable CountFormula formula(
      CustomerScan scan, RexNode condition, Knowledge knowledge, boolean mayBeUnion) {
    RexBuilder rexBuilder = scan.getCluster().getRexBuilder();
    List<RexNode> both = new ArrayList<>();
    if (scan.spec().predicate() != null) {
      both.add(scan.spec().predicate());
    }
    both.add(condition);
    CountFormula formula =
        CountFormula.of(
            rexBuilder,
            RexUtil.flatten(rexBuilder, RexUtil.composeConjunction(rexBuilder, both)),
            scan.columns(),
            knowledge,
            mayBeUnion);
    return formula == null || formula.widestSearch() > knowledge.mostFilters() ? null : formula;
  }

  @Override
  public CountsProgram compile(CustomerScan scan, @Nullable SharedScan shared) {
    Knowledge known = scan.context().knowledge();
    boolean isKnown = conditions.stream().allMatch(one -> formula(scan, one, known, true) != null);
    LearningGain wish =
        LearningGain.ofTotals(isKnown ? Set.of() : undecided(scan), requestsIfExact(scan));
    EnumerableCustomerScan rows = ScanConverter.rows(scan.with(scan.spec().withWish(wish)));
    List<ConditionCount> conditionCounts = conditionCounts(conditions, scan, rows, known, true);
    return new CountsProgram(rows.program(), scan.context(), conditionCounts, extremes);
  }

  /** Returns the counts of conditions, made of totals as far as the knowledge allows. */
  static List<ConditionCount> conditionCounts(
      List<RexNode> conditions,
      CustomerScan scan,
      EnumerableCustomerScan rows,
      Knowledge known,
      boolean mayBeUnion) {
    MovedFields toRead = new MovedFields(index -> rows.read().indexOf(scan.columns().get(index)));
    return conditions.stream()
        .map(
            one ->
                ConditionCount.compile(
                    scan.getCluster().getRexBuilder(),
                    formula(scan, one, known, mayBeUnion),
                    one.accept(toRead),
                    rows.getRowType()))
        .toList();
  }

  /** Estimates how many requests totals take if the service compares text exactly. */
  private int requestsIfExact(CustomerScan scan) {
    CountReader reader = new CountReader(scan.context().rows());
    Knowledge exact = ifExact(scan);
    return extremes.stream().mapToInt(ServiceAggregate::usualRequests).sum()
        + conditions.stream()
            .map(condition -> formula(scan, condition, exact, true))
            .filter(Objects::nonNull)
            .mapToInt(formula -> formula.requests(reader::presenceCost))
            .sum();
  }

  private Set<ColumnDef> undecided(CustomerScan scan) {
    Set<ColumnDef> columns = new LinkedHashSet<>();
    for (RexNode condition : conditions) {
      columns.addAll(ColumnsWorthProbing.undecided(scan, condition));
    }
    RexNode predicate = scan.spec().predicate();
    if (predicate != null) {
      columns.addAll(ColumnsWorthProbing.undecided(scan, predicate));
    }
    return columns;
  }

  /** Returns the type of the row: the counts, then the extremes. */
  public RelDataType rowType(RelDataTypeFactory types) {
    return TotalsRule.numbers(types.builder(), conditions.size(), extremes).build();
  }

  /** Returns the scan with the columns that the counts need. */
  public CustomerScan reading(CustomerScan scan) {
    Set<Integer> columns = new LinkedHashSet<>();
    columns.add(scan.columns().indexOf(CustomerColumns.ID));
    conditions.forEach(condition -> InputFinder.bits(condition).forEach(columns::add));
    if (scan.spec().predicate() != null) {
      InputFinder.bits(scan.spec().predicate()).asList().stream()
          .filter(index -> scan.columns().get(index).isTags())
          .forEach(columns::add);
    }
    Set<ColumnDef> samples = undecided(scan);
    IntStream.range(0, scan.columns().size())
        .filter(index -> samples.contains(scan.columns().get(index)))
        .forEach(columns::add);
    return TotalsShape.reading(scan, columns.stream(), extremes);
  }

  @Override
  public String explain() {
    return "totals, or rows where they are fewer pages than totals";
  }
}
