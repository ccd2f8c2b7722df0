package io.github.helpcrunchjdbc.search;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One column of a table: all that the driver knows of it.
 *
 * @param name SQL name, for the service's own fields the API's word
 * @param type what it holds
 * @param path the keys under which the value stands in a customer object, from the outermost in;
 *     empty for a column that is only searched
 * @param searchField the field of a search filter, or null if it can't be searched
 * @param sortField the field of a search's {@code sort}, or null if the service can't sort by it
 * @param hidden whether {@code SELECT *} and the lists of columns leave it out, so that it is there
 *     only for statements that name it
 * @param custom the attribute of the account that it shows, null for the service's own fields
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

  /** A column that only the driver can evaluate, wherever in a customer object its value stands. */
  public static ColumnDef shown(String name, ColumnType type, List<String> path, String remark) {
    return new ColumnDef(name, type, path, null, null, false, null, remark);
  }

  /** The same column under another name. */
  public ColumnDef named(String newName, String newRemark) {
    return new ColumnDef(newName, type, path, searchField, sortField, hidden, custom, newRemark);
  }

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

  /** Whether it is the id, which every customer has and no other has. */
  public boolean isId() {
    return path.equals(CustomerColumns.ID.path());
  }

  /** Whether every row has a value of it. */
  public boolean isRequired() {
    return isId()
        || path.equals(TagColumns.NAME.path())
        || path.equals(AttributeColumns.NAME.path());
  }

  /** Whether it is plain text. */
  public boolean isText() {
    return type == ColumnType.STRING || type == ColumnType.ANY_TEXT;
  }

  /** Whether it is text that the service compares, by rules of its own. */
  public boolean isSearchableText() {
    return type == ColumnType.STRING && isSearchable();
  }

  /** Whether it is a list of tags. */
  public boolean isTags() {
    return type == ColumnType.TAGS;
  }

  /** Whether it is a list of tags that can be searched for one of them. */
  public boolean isSearchableTags() {
    return isTags() && isSearchable();
  }

  /** Whether its values are instants, which are shown on the clock of the connection. */
  public boolean isInstant() {
    return type == ColumnType.DATE;
  }

  /** Whether its values are whole numbers, as ids are. */
  public boolean isWholeNumber() {
    return type == ColumnType.INTEGER;
  }

  /** Whether a search finds customers by one of its values, so that a join can send them. */
  public boolean isKey() {
    return isSearchable() && !isSearchOnly() && (isWholeNumber() || isSearchableText());
  }

  /** Whether it is one of the account's own attributes, or all of them. */
  public boolean isInCustomData() {
    return !path.isEmpty() && path.get(0).equals(CustomerColumns.CUSTOM_DATA.path().get(0));
  }

  /** Why no predicate on it can be sent, if it can't be searched. */
  public String whyUnsearchable() {
    return isInCustomData()
        ? "the service can't search custom data"
        : "the service can't search " + name;
  }

  /** The zone on whose clock UNIX seconds of a {@link ColumnType#TIME} are shown, else null. */
  public @Nullable ZoneId zone() {
    return custom == null ? null : custom.zone();
  }

  /** The operators of its search filters, none if it can't be searched. */
  public Set<Operator> operators() {
    return searchField == null ? Set.of() : type.operators();
  }
}
