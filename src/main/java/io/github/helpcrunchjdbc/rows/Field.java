package io.github.helpcrunchjdbc.rows;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of a customer object that a decoder looks at: it holds columns' values, or an object with
 * further keys, or both. Immutable once a decoder is built.
 *
 * @param sample a column in it or below it, to be named if the value is of no use
 * @param columns the columns whose value it holds, most often one
 * @param children the keys of the object it holds, empty if no column is among them
 */
record Field(ColumnDef sample, List<Slot> columns, Map<String, Field> children) {

  /**
   * Where a column's value goes.
   *
   * @param index place in the row, or {@link #NOT_SHOWN}
   * @param isId whether it is the customer's id, which every customer must have
   * @param isAsked whether the statement uses the column; what only reading looks at may be null
   */
  record Slot(ColumnDef column, int index, boolean isId, boolean isAsked) {
    /** Of the id where it is read only to name the customer in errors. */
    static final int NOT_SHOWN = -1;
  }

  private Field(ColumnDef sample) {
    this(sample, new ArrayList<>(), new HashMap<>());
  }

  /**
   * The keys that {@code columns} need. The id is always among them: errors name it.
   *
   * @param asked how many of the columns, from the first on, the statement uses
   */
  static Field tree(List<ColumnDef> columns, int asked) {
    Field root = new Field(CustomerColumns.ID);
    for (int index = 0; index < columns.size(); index++) {
      ColumnDef column = columns.get(index);
      if (!column.isSearchOnly()) {
        at(root, column).columns().add(new Slot(column, index, column.isId(), index < asked));
      }
    }
    Field id = at(root, CustomerColumns.ID);
    if (id.columns().isEmpty()) {
      id.columns().add(new Slot(CustomerColumns.ID, Slot.NOT_SHOWN, true, false));
    }
    return root;
  }

  private static Field at(Field root, ColumnDef column) {
    Field field = root;
    for (String key : column.path()) {
      field = field.children().computeIfAbsent(key, missing -> new Field(column));
    }
    return field;
  }

  /** The columns at this key and below it. */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(columns);
    children.values().forEach(child -> slots.addAll(child.slots()));
    return slots;
  }

  /** What a key holds, null if no column needs it. */
  @Nullable Field child(String key) {
    return children.get(key);
  }
}
