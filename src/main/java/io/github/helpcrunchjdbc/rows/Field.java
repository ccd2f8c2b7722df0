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
   * @param isAsked whether the statement uses the column; what only reading looks at may be null
   */
  record Leaf(Column column, int slot, boolean isId, boolean isAsked) implements Field {
    @Override
    public List<Leaf> leaves() {
      return List.of(this);
    }

    /** Slot of the id where it is read only to name the customer in errors. */
    static final int NOT_SHOWN = -1;
  }

  /**
   * A key that holds an object with further keys.
   *
   * @param sample a column below it, to be named if the value is no object
   */
  record Branch(Column sample, Map<String, Field> children) implements Field {
    @Override
    public List<Leaf> leaves() {
      return children.values().stream().flatMap(child -> child.leaves().stream()).toList();
    }
  }

  /** The columns at this key and below it. */
  List<Leaf> leaves();

  /**
   * The keys that {@code columns} need. The id is always among them: errors name it.
   *
   * @param asked how many of the columns, from the first on, the statement uses
   */
  static Branch tree(List<Column> columns, int asked) {
    Branch root = new Branch(CustomerColumns.ID, new HashMap<>());
    for (int slot = 0; slot < columns.size(); slot++) {
      Column column = columns.get(slot);
      if (!column.isSearchOnly()) {
        add(root, column, slot, slot < asked);
      }
    }
    root.children()
        .computeIfAbsent(
            "id", unasked -> new Leaf(CustomerColumns.ID, Leaf.NOT_SHOWN, true, false));
    return root;
  }

  private static void add(Branch root, Column column, int slot, boolean isAsked) {
    Branch branch = root;
    List<String> path = column.path();
    for (String key : path.subList(0, path.size() - 1)) {
      Field next = branch.children().computeIfAbsent(key, k -> new Branch(column, new HashMap<>()));
      if (!(next instanceof Branch inner)) {
        throw new IllegalArgumentException(column.name() + " lies below another column");
      }
      branch = inner;
    }
    Leaf leaf = new Leaf(column, slot, column.equals(CustomerColumns.ID), isAsked);
    if (branch.children().put(path.get(path.size() - 1), leaf) != null) {
      throw new IllegalArgumentException(column.name() + " is asked for twice");
    }
  }
}
