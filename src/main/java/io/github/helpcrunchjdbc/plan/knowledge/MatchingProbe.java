package io.github.helpcrunchjdbc.plan.knowledge;

import com.google.common.collect.Lists;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the service compares the text of a field, by at most three requests: one for
 * samples of all fields, if none was seen; one for altered copies of a sample, or several if they
 * are more than a search may carry filters; and one that controls whether it is found at all. Where
 * it is not, up to three more tell which operator does not find it, and that its customer is still
 * there. Thread-safe.
 */
record MatchingProbe(PageSource pages, FilterBound filterBound) {
  private static final PageDecoder SAMPLES = decoder(ProbeSamples.columns());

  /** How many requests asking how a field is compared takes at the least, with a sample at hand. */
  int fewestRequests() {
    return 1 + (ProbeVariants.MOST + filterBound.most() - 1) / filterBound.most();
  }

  /** Customers seen last are the likeliest to stay as they are while the probe runs. */
  List<@Nullable Object[]> newest(Execution execution) {
    Search all = Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, true));
    return pages.search(new PageRequest(all, 0, PageRequest.MAX_LIMIT), SAMPLES, execution).rows();
  }

  /**
   * What the service's answers about {@code sample} show; any doubt is no proof. The control comes
   * last: whom it finds had the value before and after the copies were sought.
   *
   * @param companion one whose piece in another case is sought too: it comes only where {@code ~}
   *     ignores case
   * @param apart whether the operators may be told apart by one more request
   * @return null if the customer has gone or has another value by now, or if the statement may not
   *     send what it takes
   */
  @Nullable StringMatching probe(
      ProbeSample sample, @Nullable ProbeSample companion, boolean apart, Execution execution) {
    try {
      ProbeVariants altered = new ProbeVariants(sample, companion);
      List<@Nullable Object[]> rows = new ArrayList<>();
      boolean whole = true;
      for (List<SearchFilter> some : Lists.partition(altered.filters(), filterBound.most())) {
        Page page = page(sample.column(), some, Comparison.OR, execution);
        rows.addAll(page.rows());
        whole &= page.rows().size() < PageRequest.MAX_LIMIT && page.total() <= page.rows().size();
      }
      SearchFilter byValue = new SearchFilter(sample.column(), Operator.EQ, sample.value());
      SearchFilter byPiece = new SearchFilter(sample.column(), Operator.CONTAINS, sample.piece());
      // The id besides, they may be one filter too many.
      boolean together = filterBound.most() > 2;
      if (!together || !isFound(sample, execution, byValue, byPiece)) {
        boolean equals = isFound(sample, execution, byValue);
        boolean contains = (equals ? !together : apart) && isFound(sample, execution, byPiece);
        if (!equals && !contains) {
          return isFound(sample, execution) ? StringMatching.UNUSABLE : null;
        }
        if (!equals || !contains) {
          return equals ? StringMatching.EQUALITY_ALONE : StringMatching.CONTAINMENT_ALONE;
        }
      }
      if (whole && rows.stream().allMatch(altered::isLiterallyIn)) {
        return StringMatching.EXACT;
      }
      return rows.stream().anyMatch(altered::isCompanionInOtherCase)
          ? StringMatching.FOLDS_CASE
          : StringMatching.DOUBTFUL;
    } catch (HelpCrunchException e) {
      if (e.code() == ErrorCode.OVER_BUDGET) {
        // What it took so far proves nothing, and the statement may do without.
        return null;
      }
      if (filterBound.halveIfProven(e, execution)) {
        return probe(sample, companion, apart, execution);
      }
      if (e.code() == ErrorCode.BAD_REQUEST || e.code() == ErrorCode.SEARCH_REFUSED) {
        // A service that does not take such a search proves nothing.
        return StringMatching.DOUBTFUL;
      }
      throw e;
    }
  }

  /** Whether the sample, as it was seen, is found by its id and by what it holds. */
  private boolean isFound(ProbeSample sample, Execution execution, SearchFilter... held) {
    List<SearchFilter> filters = new ArrayList<>(List.of(held));
    filters.add(0, new SearchFilter(CustomerColumns.ID, Operator.EQ, sample.id()));
    return page(sample.column(), filters, Comparison.AND, execution).rows().stream()
        .anyMatch(row -> Objects.equals(row[0], sample.id()) && sample.value().equals(row[1]));
  }

  private Page page(
      ColumnDef column, List<SearchFilter> filters, Comparison comparison, Execution execution) {
    execution.budget().checkRequest();
    Search search = Search.ALL.withFilters(filters, comparison);
    return pages.search(
        new PageRequest(search, 0, PageRequest.MAX_LIMIT),
        decoder(List.of(CustomerColumns.ID, column)),
        execution);
  }

  /** A value that can't be decoded is no sample; the statement that asks for it will say so. */
  private static PageDecoder decoder(List<ColumnDef> columns) {
    return new PageDecoder(columns, columns.size(), Undecodable.NULL);
  }
}
