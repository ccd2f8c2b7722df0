package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Is shown the first page of an answer, before any other is asked for and before it is decided
 * whether the statement may spend so many requests. What it throws ends the reading.
 */
public interface FirstPageObserver {
  /**
   * Looks at the first page.
   *
   * @param columns of its rows, the id among them
   * @param rows as they came, unchecked
   * @param total how many customers the search finds, {@link Page#UNKNOWN_TOTAL} if the service did
   *     not say
   */
  void firstPage(List<ColumnDef> columns, List<@Nullable Object[]> rows, long total);
}
