package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of customers that the service can count.
 *
 * @param search the search that finds the customers
 * @param range the range that one of their times must be in although no filter can say so; null if
 *     there is none
 * @param present the columns in which the customers must have a value
 */
public record CountTerm(Search search, @Nullable TimeRange range, List<ColumnDef> present) {
  public CountTerm {
    present = List.copyOf(present);
  }

  public static CountTerm of(Search search) {
    return new CountTerm(search, null, List.of());
  }

  /** Returns this term without conditions on tags, for services that always show a list. */
  public CountTerm withTagsShown() {
    return new CountTerm(
        search, range, present.stream().filter(column -> !column.isTags()).toList());
  }

  /** Whether the terms count the same customers: their filters are equal, in whichever order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CountTerm term && parts().equals(term.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  private List<@Nullable Object> parts() {
    return Arrays.asList(
        Set.copyOf(search.filters()),
        search.isConjunction() ? Comparison.AND : search.comparison(),
        range,
        Set.copyOf(present));
  }
}
