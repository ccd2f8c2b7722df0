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
 * Finds out how the service compares the text of a field. It takes at most three requests: one for
 * samples of all fields, if there are none yet; one for altered copies of a sample (more than one
 * if a search may carry fewer filters than there are copies); and a control, which shows whether
 * the sample itself is found at all. If it is not found, up to three more requests tell which
 * operator does not find it, and whether its customer is still there. Thread-safe.
 */
record MatchingProbe(PageSource pages, FilterBound filterBound) {
  private static final PageDecoder SAMPLES = decoder(ProbeSamples.columns());

  /** Returns how many requests a question about a field takes at the least, given a sample. */
  int fewestRequests() {
    return 1 + (ProbeVariants.MOST + filterBound.most() - 1) / filterBound.most();
  }

  /** Reads the customers seen last: they are the likeliest to stay unchanged during the probe. */
  List<@Nullable Object[]> newest(Execution execution) {
    Search all = Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, true));
    return pages.search(new PageRequest(all, 0, PageRequest.MAX_LIMIT), SAMPLES, execution).rows();
  }

  /**
   * Returns what the service's answers about {@code sample} prove; any doubt is no proof. The
   * control is sent last: if it finds the customer, the customer had the value before and after the
   * copies were searched for.
   *
   * @param companion a sample whose piece is searched for in the other case too; only a {@code ~}
   *     that ignores case finds it
   * @param apart whether one more request may tell the two operators apart
   * @return null if the customer has gone or has another value by now, or if the statement may not
   *     send the requests that are needed
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
      // Both filters are sent with a filter for the id, which makes three.
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
        // The requests sent so far prove nothing, and the statement can do without the answer.
        return null;
      }
      if (filterBound.halveIfProven(e, execution)) {
        return probe(sample, companion, apart, execution);
      }
      if (e.code() == ErrorCode.BAD_REQUEST || e.code() == ErrorCode.SEARCH_REFUSED) {
        // A refusal of such a search proves nothing about how the service compares text.
        return StringMatching.DOUBTFUL;
      }
      throw e;
    }
  }

  /** Whether the sample, with the value that was seen, is found by its id and these filters. */
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

  /** Returns a decoder that reads broken values as NULL; statements on the column report them. */
  private static PageDecoder decoder(List<ColumnDef> columns) {
    return new PageDecoder(columns, columns.size(), Undecodable.NULL);
  }
}
