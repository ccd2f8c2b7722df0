package io.github.helpcrunchjdbc.search;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table over the customers of an account: its name and its columns. Each connection has its own
 * tables, because each account has its own attributes. Several tables may read the same search.
 * Immutable.
 *
 * @param name SQL name
 * @param columns the columns in the order of {@code SELECT *}; no two names are equal without
 *     regard to case
 * @param primaryKey the columns that identify a row, in the order of the key; may be empty
 * @param reference the column that holds the id of a row of {@link #CUSTOMERS}, null for none
 * @param rows what one row of the table stands for
 * @param remark one sentence for people
 */
public record TableDef(
    String name,
    List<ColumnDef> columns,
    List<ColumnDef> primaryKey,
    @Nullable ColumnDef reference,
    Rows rows,
    String remark) {

  /** What one row of a table stands for. All tables are made from rows of one customer each. */
  public enum Rows {
    CUSTOMERS,
    /** One of a customer's tags; see {@link TagColumns}. */
    TAGS,
    /** One of a customer's own attributes; see {@link AttributeColumns}. */
    ATTRIBUTES
  }

  /** The schema of all tables. */
  public static final String SCHEMA = "helpcrunch";

  /** The table of customers with the columns that every account has. */
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

  /** Creates a table with one row for each customer. Its primary key is the id, if it has one. */
  public TableDef(String name, List<ColumnDef> columns, String remark) {
    this(
        name,
        columns,
        columns.stream().filter(ColumnDef::isId).toList(),
        null,
        Rows.CUSTOMERS,
        remark);
  }

  /** Folds the case of a name. Two names give the same text if they differ by case alone. */
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

  /** Returns the columns that {@code SELECT *} and lists of columns show. */
  public List<ColumnDef> visible() {
    return columns.stream().filter(column -> !column.hidden()).toList();
  }

  /** Returns the columns that only statements which name them see. */
  public List<ColumnDef> hidden() {
    return columns.stream().filter(ColumnDef::hidden).toList();
  }

  /** Returns the column with a name, without regard to case. */
  public Optional<ColumnDef> column(String columnName) {
    return columns.stream().filter(c -> c.name().equalsIgnoreCase(columnName)).findFirst();
  }
}
