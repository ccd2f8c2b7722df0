package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a request that end only at a service which finds what is there: if nobody has come who
 * has a text that was searched for, the service is asked how it compares the text's field. Not
 * thread-safe.
 */
final class SearchedInVain {
  private final ReadRequest request;
  private final AccountKnowledge knowledge;
  private final Execution execution;
  private List<SearchFilter> unseen;
  private long left;

  SearchedInVain(ReadRequest request, AccountKnowledge knowledge, Execution execution) {
    this.request = request;
    this.knowledge = knowledge;
    this.execution = execution;
    this.left = request.limit();
    this.unseen =
        request.parts().stream()
            .flatMap(part -> part.search().filters().stream())
            .filter(filter -> knowledge.isUndecided(filter.column()))
            .toList();
  }

  /** The request, of whose rows those are looked at too that are dropped. */
  ReadRequest request() {
    return unseen.isEmpty() ? request : request.with(this::watching);
  }

  private SearchPart watching(SearchPart part) {
    Predicate<@Nullable Object[]> residual = part.residual();
    return residual == null
        ? part
        : new SearchPart(
            part.search(),
            row -> {
              look(row);
              return residual.test(row);
            },
            part.ranges(),
            part.trusted());
  }

  /** Its rows, as they are read. */
  RowSource rows(RowSource read) {
    return unseen.isEmpty() ? read : RowSource.of(() -> next(read), read::close);
  }

  private @Nullable Object @Nullable [] next(RowSource read) {
    @Nullable Object[] row = read.next();
    if (row != null) {
      left--;
      look(row);
    } else if (left > 0 && execution.statistics().of(Counter.FETCHED_PAGES) > 0) {
      Set<ColumnDef> fields = fields(filter -> true);
      unseen = List.of();
      knowledge.learn(fields, execution);
      if (fields.stream().map(knowledge::matching).anyMatch(SearchedInVain::findsTooLittle)) {
        AccountKnowledge.replan("the service does not find what is there", execution);
      }
    }
    return row;
  }

  private void look(@Nullable Object[] row) {
    Set<ColumnDef> seen = fields(filter -> isIn(row, filter));
    if (!seen.isEmpty()) {
      unseen = unseen.stream().filter(filter -> !seen.contains(filter.column())).toList();
    }
  }

  private Set<ColumnDef> fields(Predicate<SearchFilter> which) {
    return unseen.stream().filter(which).map(SearchFilter::column).collect(Collectors.toSet());
  }

  private boolean isIn(@Nullable Object[] row, SearchFilter filter) {
    int index = request.columns().indexOf(filter.column());
    return index >= 0
        && row[index] instanceof String text
        && (filter.operator() == Operator.CONTAINS
            ? text.contains((String) filter.value())
            : text.equals(filter.value()));
  }

  private static boolean findsTooLittle(StringMatching learned) {
    return learned.equality() == Verdict.NONE || learned.containment() == Verdict.NONE;
  }
}
