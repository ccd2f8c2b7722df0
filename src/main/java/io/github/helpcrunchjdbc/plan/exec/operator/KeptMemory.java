package io.github.helpcrunchjdbc.plan.exec.operator;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.RowSize;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that one operator of a plan keeps against the statement's memory. Belongs to one
 * execution. Not thread-safe.
 */
public final class KeptMemory {
  /** The size of an entry in a list, set or map, without its row. */
  private static final int BYTES_OF_AN_ENTRY = 48;

  private static final int BYTES_OF_A_REFERENCE = 8;

  private final MemoryShare share;
  private @Nullable Class<?> rowClass;
  private Field[] fields = {};

  KeptMemory(MemoryBudget budget) {
    this.share = new MemoryShare(budget);
  }

  /** Returns a new object for an operator that itself gives the memory back. */
  public static KeptMemory of(DataContext context) {
    return new KeptMemory(QueryContext.execution(context).memory());
  }

  /** Returns the object of an operator: the same one each time the operator starts. */
  static KeptMemory of(DataContext context, int operator) {
    return QueryContext.keptBy(context, operator);
  }

  /** Gives back all memory of the operator, because it starts anew or has ended. */
  public void clear() {
    share.clear();
  }

  /** Returns whether no row is kept. */
  boolean isEmpty() {
    return share.isEmpty();
  }

  /**
   * Counts a row that is kept from now on.
   *
   * @return the row's size in bytes
   * @throws HelpCrunchException OUT_OF_MEMORY if there is no room for the row
   */
  public long keep(@Nullable Object row) {
    long bytes = BYTES_OF_AN_ENTRY + RowSize.of(values(row));
    share.keep(bytes);
    return bytes;
  }

  /** Counts a row with lists; the elements of these lists are counted elsewhere. */
  void keepLists(@Nullable Object row) {
    long bytes = BYTES_OF_AN_ENTRY;
    for (Object value : values(row)) {
      bytes +=
          value instanceof Collection<?> list
              ? (long) BYTES_OF_A_REFERENCE * list.size()
              : RowSize.of(new @Nullable Object[] {value});
    }
    share.keep(bytes);
  }

  /** Gives back the memory of one row. */
  public void drop(long bytes) {
    share.drop(bytes);
  }

  /**
   * Returns a hash of some columns of a row. It tells rows apart when memory is counted, where a
   * rare collision does no harm. Values are never compared by it.
   */
  long hash(@Nullable Object row, int[] columns) {
    @Nullable Object[] values = values(row);
    long hash = 1;
    for (int column : columns) {
      // A pair of a map is one value, but has two columns.
      Object value = column < values.length ? values[column] : row;
      hash = hash * 0x9E3779B97F4A7C15L + Objects.hashCode(value);
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** Returns the values of an array, an only column's value, or a generated class's object. */
  private @Nullable Object[] values(@Nullable Object row) {
    if (row instanceof Object[] array) {
      return array;
    }
    if (row == null || row.getClass().getName().startsWith("java.")) {
      return new @Nullable Object[] {row};
    }
    if (row.getClass() != rowClass) {
      rowClass = row.getClass();
      fields =
          Arrays.stream(rowClass.getFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .toArray(Field[]::new);
    }
    @Nullable Object[] values = new @Nullable Object[fields.length];
    for (int i = 0; i < fields.length; i++) {
      try {
        values[i] = fields[i].get(row);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a row's column is not public", e);
      }
    }
    return values.length == 0 ? new @Nullable Object[] {row} : values;
  }
}
