package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.exec.expression.Operands;
import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.operator.Demand;
import io.github.helpcrunchjdbc.plan.exec.operator.LazyLimit;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.BranchBinder;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.plan.pushdown.SortedRanges;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.plan.rex.CustomerTypes;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.RowOrder;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.request.TimeRanges;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.calcite.DataContext;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.jspecify.annotations.Nullable;

/**
 * The request of a scan. Its operands get their values once in an execution. Thread-safe.
 *
 * @param columns the columns of a row that is read
 * @param ranges in which a time must lie without any filter for it, null if there are none
 * @param firstOfRanges the index of the ranges' first operand
 * @param offsetOperand the operand's index, negative for none; likewise {@code fetchOperand}
 * @param enoughOperands the indexes of an offset, if there is one, and of a fetch; none if all rows
 *     are needed
 */
record RequestTemplate(
    ScanContext scans,
    List<ColumnDef> columns,
    List<Part> parts,
    @Nullable SortedRanges ranges,
    int firstOfRanges,
    Operands operands,
    @Nullable RowOrder order,
    int offsetOperand,
    int fetchOperand,
    List<Integer> enoughOperands) {
  record Part(Branch branch, int firstOperand, @Nullable Residual residual) {
    /** Returns the text columns whose filters are not evaluated again on the rows. */
    Set<ColumnDef> trusted() {
      return branch.leaves().stream()
          .filter(leaf -> leaf.recheck() == null && leaf.column().isSearchableText())
          .map(Leaf::column)
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  /**
   * Compiles the request of a scan.
   *
   * @param read the columns of a row that is read
   * @param toRead rewrites expressions over the table's row for a row that is read
   */
  static RequestTemplate compile(
      RexBuilder rexBuilder,
      ScanSpec spec,
      List<ColumnDef> table,
      List<ColumnDef> read,
      RexShuttle toRead,
      ScanContext scans) {
    List<RexNode> operands = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (Branch branch : spec.cover().branches()) {
      int first = operands.size();
      branch.leaves().stream().map(Leaf::operand).forEach(operands::add);
      List<RexNode> checks = toRead.visitList(spec.cover().residual(branch));
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
    List<Integer> enough = spec.enoughRows().stream().map(one -> add(operands, one)).toList();
    return new RequestTemplate(
        scans,
        read,
        parts,
        ranges,
        firstOfRanges,
        Operands.compile(rexBuilder, operands),
        order(spec.order(), table),
        offset,
        fetch,
        enough);
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

  /** Whether a filter bounds a time. The service compares times in whole seconds. */
  boolean comparesTimes() {
    return parts.stream()
        .flatMap(part -> part.branch().leaves().stream())
        .anyMatch(leaf -> leaf.column().isInstant());
  }

  /**
   * Returns what is to be read, with values for the operands.
   *
   * @param demand how many rows of the scan are wanted
   */
  ReadRequest bind(DataContext context, Demand demand) {
    AccountKnowledge knowledge = scans.knowledge();
    WallClock clock = knowledge.clock();
    @Nullable Object[] values = operands.values(context);
    TimeRanges bounds = ranges(values);
    List<SearchPart> searches = new ArrayList<>();
    for (Part part : bounds == null || !bounds.isEmpty() ? parts : List.<Part>of()) {
      List<@Nullable Object> own = new ArrayList<>();
      for (int i = 0; i < part.branch().leaves().size(); i++) {
        own.add(values[part.firstOperand() + i]);
      }
      if (BranchBinder.isDoubtful(part.branch(), own, clock)) {
        knowledge.noteRepeatedHour(QueryContext.execution(context));
      }
      Search search = BranchBinder.bind(part.branch(), own, clock);
      if (search != null) {
        int most = knowledge.mostFilters();
        Set<ColumnDef> trusted = part.trusted();
        BranchBinder.split(search, most)
            .forEach(
                one -> searches.add(new SearchPart(one, check(part, context), bounds, trusted)));
      }
    }
    if (order == null) {
      searches.sort(Comparator.comparingInt(part -> -suspected(part.search(), knowledge)));
    }
    long skipped = QueryContext.skippedRows(context);
    long limit =
        Math.min(
            number(values, fetchOperand, ReadRequest.NO_LIMIT), QueryContext.mostRows(context));
    return new ReadRequest(
        searches,
        columns,
        order == null && bounds != null ? orderOf(bounds) : order,
        // No account has this many customers.
        Math.min(number(values, offsetOperand, 0), Integer.MAX_VALUE) + skipped,
        limit == ReadRequest.NO_LIMIT ? limit : Math.max(0, limit - skipped),
        enough(values),
        !demand.isAll(QueryContext.execution(context).maxRows()),
        null);
  }

  /**
   * Returns the number of a search's filters if the search may be refused because of it, else 0.
   * Such searches are sent first: once a row was returned, no other plan can be made.
   */
  private static int suspected(Search search, AccountKnowledge knowledge) {
    int filters = search.filters().size();
    return knowledge.filterBound().mayBeExceeded(filters) ? filters : 0;
  }

  /** Returns the order for reading in ranges, or null if the default order is fit for it. */
  private static @Nullable RowOrder orderOf(TimeRanges bounds) {
    return bounds.column().isSearchable() ? new RowOrder(bounds.column(), false, false) : null;
  }

  private @Nullable Predicate<@Nullable Object[]> check(Part part, DataContext context) {
    Residual residual = part.residual();
    if (residual == null) {
      return null;
    }
    Statistics statistics = QueryContext.execution(context).statistics();
    Predicate<@Nullable Object[]> check =
        ShownRows.check(residual.in(context), columns, scans.knowledge().clock());
    return row -> {
      boolean met = check.test(row);
      if (!met) {
        statistics.count(Counter.ROWS_DROPPED);
      }
      return met;
    };
  }

  /**
   * Returns how many rows will do: with one more, which shows that no further row is equal in the
   * order. It is at least a page, since further rows may be equal, and a page costs as much as a
   * row.
   */
  private long enough(@Nullable Object[] values) {
    long sum = enoughOperands.isEmpty() ? -1 : 1;
    for (int i = 0; i < enoughOperands.size(); i++) {
      // The last operand is a LIMIT. LIMIT NULL is no limit.
      long without = i == enoughOperands.size() - 1 ? ReadRequest.NO_LIMIT : 0;
      sum += number(values, enoughOperands.get(i), without);
    }
    return sum < 0 ? ReadRequest.NO_LIMIT : Math.max(sum, scans.rows().pageSize());
  }

  /** Returns the ranges in which a time must lie without a filter for it, null if there is none. */
  private @Nullable TimeRanges ranges(@Nullable Object[] values) {
    return ranges == null
        ? null
        : ranges.bind(
            Arrays.asList(values).subList(firstOfRanges, firstOfRanges + ranges.operands().size()),
            scans.knowledge().clock());
  }

  private static long number(@Nullable Object[] values, int operand, long without) {
    return operand < 0 || !(values[operand] instanceof Number number)
        ? without
        : LazyLimit.rows(number);
  }
}
