package io.github.helpcrunchjdbc.search;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a customer table.
 *
 * @param name SQL name, the API's own word
 * @param type what it holds
 * @param path where the value stands in a customer object; empty for a column that is only searched
 * @param searchField the field of a search filter, or null if it can't be searched
 * @param sortField the field of a search's {@code sort}, or null if the service can't sort by it
 * @param remark one sentence for people
 */
public record Column(
    String name,
    ColumnType type,
    List<String> path,
    @Nullable String searchField,
    @Nullable String sortField,
    String remark) {

  /** Whether the service finds customers by it but never shows it. */
  public boolean isSearchOnly() {
    return path.isEmpty();
  }

  public boolean isSearchable() {
    return searchField != null;
  }

  public boolean isSortable() {
    return sortField != null;
  }

  /** The operators of its search filters, none if it can't be searched. */
  public Set<Operator> operators() {
    return searchField == null ? Set.of() : type.operators();
  }
}
