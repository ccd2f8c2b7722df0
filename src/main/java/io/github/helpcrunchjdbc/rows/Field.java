package io.github.helpcrunchjdbc.rows;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key of a customer object whose value a decoder reads. The value belongs to columns, or is an
 * object with further keys, or both. Immutable once a decoder is built.
 *
 * @param sample a column at this key or below it; an error names it if the value can't be used
 * @param columns the columns that show the value of this key, most often one
 * @param children the keys that are read in the object at this key; empty if no column needs them
 */
record Field(ColumnDef sample, List<Slot> columns, Map<String, Field> children) {

  /**
   * Where the value of a column goes.
   *
   * @param index the column's place in the row, or {@link #NOT_SHOWN}
   * @param isId whether the column is the customer's id, which every customer must have
   * @param isAsked whether the statement itself uses the column. A column that only the reading
   *     needs may be null
   */
  record Slot(ColumnDef column, int index, boolean isId, boolean isAsked) {
    /** The index of the id if it is not in the row and only names the customer in errors. */
    static final int NOT_SHOWN = -1;
  }

  private Field(ColumnDef sample) {
    this(sample, new ArrayList<>(), new HashMap<>());
  }

  /**
   * Returns the keys that {@code columns} need. The id is always among them, because errors name
   * it.
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

  /** Returns the slots of the columns at this key and below it. */
  List<Slot> slots() {
    List<Slot> slots = new ArrayList<>(columns);
    children.values().forEach(child -> slots.addAll(child.slots()));
    return slots;
  }

  /** Returns the key {@code key} of the object at this key, null if no column needs it. */
  @Nullable Field child(String key) {
    return children.get(key);
  }
}
