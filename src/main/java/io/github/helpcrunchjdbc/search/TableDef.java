package io.github.helpcrunchjdbc.search;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table over the customers of an account: what it is called and its columns. Made for a
 * connection, since an account's own attributes are its own. Several tables may read the same
 * search. Immutable.
 *
 * @param name SQL name
 * @param columns in the order of {@code SELECT *}, no two of the same name in whatever case
 * @param primaryKey the columns that tell its rows apart, in the order of the key; may be empty
 * @param reference the column that holds the id of a row of {@link #CUSTOMERS}, null for none
 * @param rows what a row of it is
 * @param remark one sentence for people
 */
public record TableDef(
    String name,
    List<ColumnDef> columns,
    List<ColumnDef> primaryKey,
    @Nullable ColumnDef reference,
    Rows rows,
    String remark) {

  /** What a row of a table is. Below all of them is one row a customer. */
  public enum Rows {
    CUSTOMERS,
    /** One of a customer's tags; see {@link TagColumns}. */
    TAGS,
    /** One of a customer's own attributes; see {@link AttributeColumns}. */
    ATTRIBUTES
  }

  /** The schema of all tables. */
  public static final String SCHEMA = "helpcrunch";

  /** The customers with the columns that every account has. */
  public static final TableDef CUSTOMERS =
      new TableDef("customers", CustomerColumns.all(), "The customers of the HelpCrunch account");

  public TableDef {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    Set<String> names = new HashSet<>();
    for (ColumnDef column : columns) {
      if (!names.add(folded(column.name()))) {
        throw new IllegalArgumentException(name + " has two columns " + column.name());
      }
    }
  }

  /** A table of one row a customer, told apart by the id if it has one. */
  public TableDef(String name, List<ColumnDef> columns, String remark) {
    this(
        name,
        columns,
        columns.stream().filter(ColumnDef::isId).toList(),
        null,
        Rows.CUSTOMERS,
        remark);
  }

  /** What is the same for two names that differ by case alone, as SQL compares them here. */
  static String folded(String columnName) {
    StringBuilder folded = new StringBuilder();
    columnName
        .codePoints()
        .map(Character::toUpperCase)
        .map(Character::toLowerCase)
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  public TableDef withColumns(List<ColumnDef> newColumns) {
    return new TableDef(name, newColumns, primaryKey, reference, rows, remark);
  }

  /** The columns that {@code SELECT *} and lists of columns show. */
  public List<ColumnDef> visible() {
    return columns.stream().filter(column -> !column.hidden()).toList();
  }

  /** The columns that only statements which name them see. */
  public List<ColumnDef> hidden() {
    return columns.stream().filter(ColumnDef::hidden).toList();
  }

  /** The column of a name in whatever case. */
  public Optional<ColumnDef> column(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }
}
