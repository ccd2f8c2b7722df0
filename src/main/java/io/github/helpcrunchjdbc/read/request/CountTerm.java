package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import java.util.List;
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
}
