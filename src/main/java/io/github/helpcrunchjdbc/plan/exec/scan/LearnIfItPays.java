package io.github.helpcrunchjdbc.plan.exec.scan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.Verdict;
import io.github.helpcrunchjdbc.read.request.FirstPageObserver;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks the service how it compares text, once the first page has shown that the knowledge saves
 * more requests than the question costs. What earlier statements could have saved counts too, so
 * that many small statements do not cost more than one question. If a search for a text finds no
 * customer, asks whether the service finds at all what is there. Belongs to one reading. Not
 * thread-safe.
 */
final class LearnIfItPays implements FirstPageObserver {
  /** A question takes two requests for each field, as the first page serves as sample. */
  private static final int REQUESTS = 2;

  /** A number of requests that no statement is worth. */
  private static final long TOO_MANY = 1_000_000;

  private final LearningGain wish;
  private final ReadRequest request;
  private final AccountKnowledge knowledge;
  private final int pageSize;
  private final Execution execution;
  private final long fromMemory;
  private boolean decided;

  LearnIfItPays(
      LearningGain wish,
      ReadRequest request,
      AccountKnowledge knowledge,
      int pageSize,
      Execution execution) {
    this.wish = wish;
    this.request = request;
    this.knowledge = knowledge;
    this.pageSize = pageSize;
    this.execution = execution;
    this.fromMemory = execution.statistics().of(Counter.CACHED_PAGES);
  }

  @Override
  public void firstPage(List<ColumnDef> columns, List<@Nullable Object[]> rows, long total) {
    if (decided || execution.isAnswering()) {
      return;
    }
    decided = true;
    if (isAll(rows.size(), total) && rows.stream().noneMatch(this::isWanted)) {
      List<ColumnDef> inVain = searchedInVain(columns, rows);
      if (!inVain.isEmpty()) {
        knowledge.learn(inVain, execution);
        if (findsTooLittle()) {
          throw knowledge.planAgain();
        }
      }
      return;
    }
    double found = found(rows.size(), total);
    long left = pages(wish.skips() ? Math.min(found, wanted()) : found) - 1;
    long ifExact = ifExact(found);
    long ifFolded = wish.foldedShare() < 1 ? pages(wish.foldedShare() * found) : TOO_MANY;
    long saved = left - Math.min(ifExact, ifFolded);
    if (saved <= 0) {
      return;
    }
    if (knowledge.savings(wish.columns(), saved) <= (long) REQUESTS * wish.columns().size()) {
      return;
    }
    // Customers on a page from memory may have changed, so they are no samples.
    if (execution.statistics().of(Counter.CACHED_PAGES) == fromMemory) {
      knowledge.takeSamples(columns, rows);
    }
    knowledge.learn(wish.columns(), execution);
    if ((isExact() && ifExact < left) || (foldsCase() && ifFolded < left)) {
      throw knowledge.planAgain();
    }
  }

  private boolean isAll(int rows, long total) {
    return total == Page.UNKNOWN_TOTAL ? rows < pageSize : total <= rows;
  }

  /**
   * Returns how many rows all searches find. Without a total, a full page may be followed by any
   * number of rows.
   */
  private double found(int rows, long total) {
    double first =
        total != Page.UNKNOWN_TOTAL
            ? (double) total
            : rows < pageSize ? rows : (double) TOO_MANY * pageSize;
    return first * request.parts().size();
  }

  /** Returns how many rows would be read if the driver dropped none. */
  private double wanted() {
    return request.limit() == ReadRequest.NO_LIMIT
        ? Double.MAX_VALUE
        : (double) request.offset() + (double) request.limit();
  }

  private long ifExact(double found) {
    if (wish.totals() > 0) {
      return wish.totals();
    }
    double rows = wish.exactShare() * found;
    if (wish.skips()) {
      return pages(Math.min(rows - (double) request.offset(), (double) request.limit()));
    }
    return wish.exactShare() < 1 ? pages(rows) : TOO_MANY;
  }

  private long pages(double rows) {
    return (long) Math.max(1, Math.ceil(rows / pageSize));
  }

  private boolean isWanted(@Nullable Object[] row) {
    return request.parts().stream()
        .map(SearchPart::residual)
        .anyMatch(residual -> residual == null || residual.test(row));
  }

  /** Returns the fields that are searched for a text, but for those where {@code =} finds a row. */
  private List<ColumnDef> searchedInVain(List<ColumnDef> columns, List<@Nullable Object[]> rows) {
    return request.parts().stream()
        .flatMap(part -> part.search().filters().stream())
        .filter(filter -> wish.columns().contains(filter.column()))
        .filter(filter -> !isFound(filter, columns.indexOf(filter.column()), rows))
        .map(SearchFilter::column)
        .distinct()
        .toList();
  }

  private static boolean isFound(SearchFilter filter, int index, List<@Nullable Object[]> rows) {
    return filter.operator() == Operator.EQ
        && index >= 0
        && rows.stream().anyMatch(row -> filter.value().equals(row[index]));
  }

  private boolean findsTooLittle() {
    return wish.columns().stream()
        .map(knowledge::matching)
        .anyMatch(one -> one.equality() == Verdict.NONE || one.containment() == Verdict.NONE);
  }

  private boolean isExact() {
    return wish.columns().stream()
        .map(knowledge::matching)
        .map(StringMatching::equality)
        .allMatch(verdict -> verdict == Verdict.EXACT);
  }

  private boolean foldsCase() {
    return wish.columns().stream().map(knowledge::matching).anyMatch(StringMatching::foldsCase);
  }
}
