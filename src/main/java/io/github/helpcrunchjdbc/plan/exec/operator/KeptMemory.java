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
 * What one operator of a plan keeps, counted against its statement's memory. One execution's, so
 * not thread-safe.
 */
public final class KeptMemory {
  /** What an entry of a list, a set or a map takes beside its row. */
  private static final int BYTES_OF_AN_ENTRY = 48;

  private static final int BYTES_OF_A_REFERENCE = 8;

  private final MemoryShare share;
  private @Nullable Class<?> rowClass;
  private Field[] fields = {};

  KeptMemory(MemoryBudget budget) {
    this.share = new MemoryShare(budget);
  }

  /** An operator's memory that is given back when the operator says so. */
  public static KeptMemory of(DataContext context) {
    return new KeptMemory(QueryContext.execution(context).memory());
  }

  /** An operator's memory: the same one each time the operator starts in an execution. */
  static KeptMemory of(DataContext context, int operator) {
    return QueryContext.keptBy(context, operator);
  }

  /** Gives back what was kept, for the operator starts anew or has ended. */
  public void clear() {
    share.clear();
  }

  /**
   * Counts a row that is kept from now on.
   *
   * @return its size
   * @throws HelpCrunchException OUT_OF_MEMORY if there is no room for it
   */
  public long keep(@Nullable Object row) {
    long bytes = BYTES_OF_AN_ENTRY + RowSize.of(values(row));
    share.keep(bytes);
    return bytes;
  }

  /** Counts a row whose lists hold what is counted elsewhere. */
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

  /** Gives back one row. */
  public void drop(long bytes) {
    share.drop(bytes);
  }

  /**
   * A hash of some columns of a row. Different rows hardly ever share it. Memory is counted by it;
   * values are not compared by it.
   */
  long hash(@Nullable Object row, int[] columns) {
    @Nullable Object[] values = values(row);
    long hash = 1;
    for (int column : columns) {
      // A pair of a map is one value, and has two columns.
      Object value = column < values.length ? values[column] : row;
      hash = hash * 0x9E3779B97F4A7C15L + Objects.hashCode(value);
      hash ^= hash >>> 29;
    }
    return hash;
  }

  /** A row is an array, the value of its only column, or an object of a generated class. */
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
