package io.github.helpcrunchjdbc.search;

/**
 * The order asked of the service. Where it puts customers without a value is not documented.
 *
 * @param column a sortable column
 */
public record SortOrder(ColumnDef column, boolean descending) {
  public SortOrder {
    if (!column.isSortable()) {
      throw new IllegalArgumentException("the service can't sort by " + column.name());
    }
  }
}
