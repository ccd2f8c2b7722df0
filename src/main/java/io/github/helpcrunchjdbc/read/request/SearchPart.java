package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of the searches that make up an answer.
 *
 * @param residual what its rows must also satisfy, null for nothing
 * @param ranges of one time, outside of which no row satisfies the residual; null if a row may do
 *     so anywhere
 * @param trusted columns of text whose filters are not evaluated again on the rows
 */
public record SearchPart(
    Search search,
    @Nullable Predicate<@Nullable Object[]> residual,
    @Nullable TimeRanges ranges,
    Set<ColumnDef> trusted) {
  public SearchPart(Search search, @Nullable Predicate<@Nullable Object[]> residual) {
    this(search, residual, null, Set.of());
  }
}
