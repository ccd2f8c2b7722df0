package io.github.helpcrunchjdbc.search;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: all that the driver knows of it.
 *
 * @param name SQL name; for a field of the service, the API's name for it
 * @param type what the column holds
 * @param path the keys that lead to the value in a customer object, outermost first; empty for a
 *     column that can only be searched
 * @param searchField the {@code field} of a search filter, or null if the column can't be searched
 * @param sortField the {@code sort} of a search, or null if the service can't sort by the column
 * @param hidden whether {@code SELECT *} and lists of columns leave the column out; a statement
 *     that names it can still use it
 * @param custom the account's own attribute that the column shows, null for the service's own
 *     fields
 * @param remark one sentence for people
 */
public record ColumnDef(
    String name,
    ColumnType type,
    List<String> path,
    @Nullable String searchField,
    @Nullable String sortField,
    boolean hidden,
    @Nullable CustomField custom,
    String remark) {

  public ColumnDef {
    path = List.copyOf(path);
  }

  /** Returns a column that is shown but can neither be searched nor be sorted by the service. */
  public static ColumnDef shown(String name, ColumnType type, List<String> path, String remark) {
    return new ColumnDef(name, type, path, null, null, false, null, remark);
  }

  /** Returns a copy of this column with another name and remark. */
  public ColumnDef named(String newName, String newRemark) {
    return new ColumnDef(newName, type, path, searchField, sortField, hidden, custom, newRemark);
  }

  /** Whether the service finds customers by this column but never shows it. */
  public boolean isSearchOnly() {
    return path.isEmpty();
  }

  public boolean isSearchable() {
    return searchField != null;
  }

  public boolean isSortable() {
    return sortField != null;
  }

  /** Whether the column is the customer's id. Every customer has one, and no two have the same. */
  public boolean isId() {
    return path.equals(CustomerColumns.ID.path());
  }

  /** Whether every row has a value in this column. */
  public boolean isRequired() {
    return isId()
        || path.equals(TagColumns.NAME.path())
        || path.equals(AttributeColumns.NAME.path());
  }

  /** Whether the column is plain text. */
  public boolean isText() {
    return type == ColumnType.STRING || type == ColumnType.ANY_TEXT;
  }

  /** Whether the column is text that the service compares, by the service's own rules. */
  public boolean isSearchableText() {
    return type == ColumnType.STRING && isSearchable();
  }

  /** Whether the column is a list of tags. */
  public boolean isTags() {
    return type == ColumnType.TAGS;
  }

  /** Whether the column is a list of tags that can be searched for one of the tags. */
  public boolean isSearchableTags() {
    return isTags() && isSearchable();
  }

  /** Whether its values are instants, which are shown as local time in the connection's zone. */
  public boolean isInstant() {
    return type == ColumnType.DATE;
  }

  /** Whether the column's values are whole numbers, as ids are. */
  public boolean isWholeNumber() {
    return type == ColumnType.INTEGER;
  }

  /** Whether a join can send values of this column: a search finds customers by one value. */
  public boolean isKey() {
    return isSearchable() && !isSearchOnly() && (isWholeNumber() || isSearchableText());
  }

  /** Whether the column is one of the account's own attributes, or all of them. */
  public boolean isInCustomData() {
    return !path.isEmpty() && path.get(0).equals(CustomerColumns.CUSTOM_DATA.path().get(0));
  }

  /** Returns why no predicate on this column can be sent. Only for unsearchable columns. */
  public String whyUnsearchable() {
    return isInCustomData()
        ? "the service can't search custom data"
        : "the service can't search " + name;
  }

  /**
   * Returns the zone in which UNIX seconds in a {@link ColumnType#TIME} column are shown as local
   * time, or null if they are not shown.
   */
  public @Nullable ZoneId zone() {
    return custom == null ? null : custom.zone();
  }

  /** Returns the operators of the column's search filters; none if it can't be searched. */
  public Set<Operator> operators() {
    return searchField == null ? Set.of() : type.operators();
  }
}
