package io.github.helpcrunchjdbc.plan.exec.totals;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the least and greatest values of the groups of a text. Not thread-safe.
 *
 * @param base finds the rows of all groups
 * @param total how many rows there are
 */
record ExtremesOfGroups(
    GroupsProgram program, Search base, long total, FoundGroups groups, DataContext context) {
  /**
   * Asks for the extremes of the groups whose rows were not read.
   *
   * @param asked the values of these groups
   * @param unread how many rows without a value were not read
   * @param isSpent whether more requests are too many
   * @return whether all extremes were found
   */
  boolean see(Set<String> asked, long unread, BooleanSupplier isSpent) {
    if (program.extremes().isEmpty()) {
      return true;
    }
    // The group without a value comes first: its extremes may not be found.
    if (unread > 0 && program.isNullShown() && !seeNull(unread)) {
      return false;
    }
    for (String value : asked) {
      if (groups.counts().containsKey(value) && (isSpent.getAsBoolean() || !seeValue(value))) {
        return false;
      }
    }
    return true;
  }

  /** Whether the extremes of a value's group were found: at least those of the id exist. */
  private boolean seeValue(String value) {
    Execution execution = QueryContext.execution(context);
    ReadRequest of = program.request(program.with(base, value), null, ReadRequest.NO_LIMIT);
    List<@Nullable Long> values =
        program.scans().aggregates().read(of, program.extremes(), execution);
    program.scan().noteTimes(execution);
    for (int i = 0; i < values.size(); i++) {
      ColumnDef column = Objects.requireNonNull(program.extremes().get(i).column());
      Long best = values.get(i);
      if (best == null && column.isId()) {
        return false;
      }
      if (best != null) {
        groups.add(value, i, best);
      }
    }
    return true;
  }

  /**
   * Whether the extremes of the group without a value were found. No search finds just these rows,
   * so they are looked for among all rows, in the order of each extreme.
   */
  private boolean seeNull(long unread) {
    int pageSize = program.scans().rows().pageSize();
    if (unread * AggregateProgram.MOST_PAGES * pageSize < total) {
      return false;
    }
    List<@Nullable Long> values =
        AggregateProgram.firstPassing(
            program.scan(), base, program.extremes(), row -> row[0] == null, pageSize, context);
    for (int i = 0; i < values.size(); i++) {
      groups.add(null, i, values.get(i));
    }
    return !values.isEmpty();
  }
}
