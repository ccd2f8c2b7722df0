package io.github.helpcrunchjdbc.rows;

import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A key of a customer object that a decoder looks at. Immutable once a decoder is built. */
sealed interface Field {

  /**
   * A key that holds a column's value.
   *
   * @param slot place in the row, or {@link #NOT_SHOWN}
   * @param isId whether it is the customer's id, which every customer must have
   */
  record Leaf(Column column, int slot, boolean isId) implements Field {
    /** Slot of the id where it is read only to name the customer in errors. */
    static final int NOT_SHOWN = -1;
  }

  /**
   * A key that holds an object with further keys.
   *
   * @param sample a column below it, to be named if the value is no object
   */
  record Branch(Column sample, Map<String, Field> children) implements Field {}

  /** The keys that {@code columns} need. The id is always among them: errors name it. */
  static Branch tree(List<Column> columns) {
    Branch root = new Branch(CustomerColumns.ID, new HashMap<>());
    for (int slot = 0; slot < columns.size(); slot++) {
      Column column = columns.get(slot);
      if (!column.isSearchOnly()) {
        add(root, column, slot);
      }
    }
    root.children()
        .computeIfAbsent("id", unasked -> new Leaf(CustomerColumns.ID, Leaf.NOT_SHOWN, true));
    return root;
  }

  private static void add(Branch root, Column column, int slot) {
    Branch branch = root;
    List<String> path = column.path();
    for (String key : path.subList(0, path.size() - 1)) {
      Field next = branch.children().computeIfAbsent(key, k -> new Branch(column, new HashMap<>()));
      if (!(next instanceof Branch inner)) {
        throw new IllegalArgumentException(column.name() + " lies below another column");
      }
      branch = inner;
    }
    Leaf leaf = new Leaf(column, slot, column.equals(CustomerColumns.ID));
    if (branch.children().put(path.get(path.size() - 1), leaf) != null) {
      throw new IllegalArgumentException(column.name() + " is asked for twice");
    }
  }
}
