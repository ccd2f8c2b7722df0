package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A number of customers that the service can tell.
 *
 * @param search what they match
 * @param range where a time of theirs must lie that can't be searched, null for anywhere
 * @param present what they must have a value of
 */
public record CountTerm(Search search, @Nullable TimeRange range, List<ColumnDef> present) {
  public CountTerm {
    present = List.copyOf(present);
  }

  public static CountTerm of(Search search) {
    return new CountTerm(search, null, List.of());
  }

  /** The same where all customers are known to have a list of tags. */
  public CountTerm withTagsShown() {
    return new CountTerm(
        search, range, present.stream().filter(column -> !column.isTags()).toList());
  }

  /** Terms are equal whose filters are, in whichever order: they are one number. */
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
