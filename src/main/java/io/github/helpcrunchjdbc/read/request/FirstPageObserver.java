package io.github.helpcrunchjdbc.read.request;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the first page of an answer before the next page is requested, and before the driver
 * decides whether the statement may spend its requests. An exception that it throws ends the
 * reading.
 */
public interface FirstPageObserver {
  /**
   * Looks at the first page.
   *
   * @param columns the columns of the rows; the id is among them
   * @param rows the rows as they came, before predicates are checked
   * @param total how many customers the search finds, {@link Page#UNKNOWN_TOTAL} if the service did
   *     not say
   */
  void firstPage(List<ColumnDef> columns, List<@Nullable Object[]> rows, long total);
}
