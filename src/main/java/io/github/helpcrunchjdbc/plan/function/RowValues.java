package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** Returns whether a row is NULL, or all its fields are; if not {@code isNull}, the negation. */
  public static boolean isNullRow(@Nullable Object row, boolean isNull) {
    boolean isOfNulls =
        row == null
            || (row instanceof @Nullable Object[] fields
                && Arrays.stream(fields).allMatch(Objects::isNull));
    return isOfNulls == isNull;
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
