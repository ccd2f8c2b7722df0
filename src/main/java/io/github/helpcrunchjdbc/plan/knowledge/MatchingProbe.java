package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.PageSource;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how the service compares the text of a field, by at most three requests: one for
 * specimens of all fields, one for altered copies of the field's specimen, and one control.
 * Thread-safe.
 */
final class MatchingProbe {
  private static final PageDecoder SPECIMENS = new PageDecoder(Specimens.columns());

  private final PageSource pages;

  MatchingProbe(PageSource pages) {
    this.pages = pages;
  }

  /** Customers seen last are the likeliest to stay as they are while the probe runs. */
  Specimens takeSpecimens(Execution execution) {
    Search all = Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, true));
    return Specimens.of(
        pages.search(new PageRequest(all, 0, PageRequest.MAX_LIMIT), SPECIMENS, execution));
  }

  /** What the service's answers about {@code specimen} show; any doubt is no proof. */
  StringMatching probe(Specimen specimen, Execution execution) {
    try {
      if (findsOnlyWhatIsThere(specimen, execution)) {
        return finds(specimen, specimen.value(), specimen.piece(), execution)
            ? StringMatching.EXACT
            : StringMatching.UNUSABLE;
      }
      return finds(
              specimen,
              Specimen.swapCase(specimen.value()),
              Specimen.swapCase(specimen.piece()),
              execution)
          ? StringMatching.FOLDS_CASE
          : StringMatching.DOUBTFUL;
    } catch (HelpCrunchException e) {
      if (e.code() == ErrorCode.BAD_REQUEST || e.code() == ErrorCode.SEARCH_REFUSED) {
        // A service that does not take such a search proves nothing.
        return StringMatching.DOUBTFUL;
      }
      throw e;
    }
  }

  /** Whether a search for altered copies gives no customer but those that have just such a text. */
  private boolean findsOnlyWhatIsThere(Specimen specimen, Execution execution) {
    Column column = specimen.column();
    List<String> values = specimen.alteredValues();
    List<String> pieces = specimen.alteredPieces();
    List<SearchFilter> filters = new ArrayList<>();
    values.forEach(value -> filters.add(new SearchFilter(column, Operator.EQ, value)));
    pieces.forEach(piece -> filters.add(new SearchFilter(column, Operator.CONTAINS, piece)));
    Page page = page(column, filters, Comparison.OR, execution);
    return page.rows().size() < PageRequest.MAX_LIMIT
        && page.total() <= page.rows().size()
        && page.rows().stream()
            .map(row -> (String) row[1])
            .allMatch(
                found ->
                    found != null
                        && (values.contains(found) || pieces.stream().anyMatch(found::contains)));
  }

  /** Whether the specimen is found by a value and by a piece. */
  private boolean finds(Specimen specimen, String value, String piece, Execution execution) {
    Column column = specimen.column();
    List<SearchFilter> filters =
        List.of(
            new SearchFilter(CustomerColumns.ID, Operator.EQ, specimen.id()),
            new SearchFilter(column, Operator.EQ, value),
            new SearchFilter(column, Operator.CONTAINS, piece));
    for (@Nullable Object[] row : page(column, filters, Comparison.AND, execution).rows()) {
      if (row[0] instanceof Long id && id == specimen.id()) {
        return true;
      }
    }
    return false;
  }

  private Page page(
      Column column, List<SearchFilter> filters, Comparison comparison, Execution execution) {
    Search search = Search.ALL.withFilters(filters, comparison);
    return pages.search(
        new PageRequest(search, 0, PageRequest.MAX_LIMIT),
        new PageDecoder(List.of(CustomerColumns.ID, column)),
        execution);
  }
}
