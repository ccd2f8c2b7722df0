package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Search;
import org.jspecify.annotations.Nullable;

/**
 * A number of customers that the service can tell.
 *
 * @param search what they match
 * @param range where a time of theirs must lie that can't be searched, null for anywhere
 * @param present a text that they must have, null if they need not
 */
public record CountTerm(Search search, @Nullable TimeRange range, @Nullable ColumnDef present) {
  public static CountTerm of(Search search) {
    return new CountTerm(search, null, null);
  }
}
