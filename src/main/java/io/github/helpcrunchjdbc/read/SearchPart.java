package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One of the searches that make up an answer.
 *
 * @param residual what its rows must also satisfy, null for nothing
 * @param ranges of one time, from the oldest on, outside of which no row satisfies the residual;
 *     none if a row may do so anywhere. A row without that time never does
 */
public record SearchPart(
    Search search, @Nullable Predicate<@Nullable Object[]> residual, List<TimeRange> ranges) {
  public SearchPart(Search search, @Nullable Predicate<@Nullable Object[]> residual) {
    this(search, residual, List.of());
  }
}
