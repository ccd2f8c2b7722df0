package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of the searches that together make an answer.
 *
 * @param residual a predicate that the driver checks on each row; null for none
 * @param ranges of one time: a row outside them does not satisfy the residual; null if there are
 *     none
 * @param trusted text columns whose filters the driver does not check again on the rows
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
