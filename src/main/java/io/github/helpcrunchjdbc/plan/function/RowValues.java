package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows comparable by their fields. Calcite keeps rows in arrays, and two arrays are never
 * equal. Public for the code that Calcite generates.
 */
public final class RowValues {
  /** The fields of a row; two rows with equal fields are equal. */
  private record Fields(List<@Nullable Object> values) {}

  private RowValues() {}

  /** Returns a row that is equal to other rows with the same fields. */
  public static @Nullable Object comparableRow(@Nullable Object value) {
    if (value instanceof @Nullable Object[] fields) {
      return new Fields(each(Arrays.asList(fields), RowValues::comparableRow));
    }
    return within(value, RowValues::comparableRow);
  }

  /** Returns a comparable row, or each of a list, as the one field of a row. */
  public static Object wrappedRow(@Nullable Object comparable) {
    return comparable instanceof List<?> rows
        ? each(rows, RowValues::wrappedRow)
        : new Fields(Collections.singletonList(comparable));
  }

  /** Returns the row from which {@link #comparableRow} was made. */
  public static @Nullable Object plainRow(@Nullable Object value) {
    if (value instanceof Fields fields) {
      return each(fields.values(), RowValues::plainRow).toArray();
    }
    return within(value, RowValues::plainRow);
  }

  /** Returns a row, of which Calcite makes NULL if all its fields are NULL. */
  public static Object madeRow(@Nullable Object row, int fields) {
    return row == null ? new @Nullable Object[fields] : row;
  }

  /** Returns whether a row is NULL or all its fields are; or, the other way, whether none is. */
  public static boolean isNullRow(@Nullable Object row, boolean isNull) {
    return row instanceof @Nullable Object[] fields
        ? Arrays.stream(fields).allMatch(field -> (field == null) == isNull)
        : (row == null) == isNull;
  }

  private static @Nullable Object within(
      @Nullable Object value, UnaryOperator<@Nullable Object> change) {
    return value instanceof Map<?, ?> map
        ? NullLists.eachEntry(map, change::apply, change::apply)
        : value instanceof List<?> list ? each(list, change) : value;
  }

  static List<@Nullable Object> each(
      List<? extends @Nullable Object> list, UnaryOperator<@Nullable Object> change) {
    List<@Nullable Object> changed = new ArrayList<>(list.size());
    list.forEach(element -> changed.add(change.apply(element)));
    return changed;
  }
}
