package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows as values that are equal where their fields are: Calcite keeps them in arrays, and takes two
 * arrays for different. Public for the code that Calcite generates.
 */
public final class RowValues {
  /** A row's fields, of which two with the same are equal. */
  private record Fields(List<@Nullable Object> values) {}

  private RowValues() {}

  /** A row that is equal to others with the same fields. */
  public static @Nullable Object comparableRow(@Nullable Object value) {
    if (value instanceof @Nullable Object[] fields) {
      return new Fields(each(Arrays.asList(fields), RowValues::comparableRow));
    }
    return value instanceof List<?> list ? each(list, RowValues::comparableRow) : value;
  }

  /** The row that {@link #comparableRow} was made of. */
  public static @Nullable Object plainRow(@Nullable Object value) {
    if (value instanceof Fields fields) {
      return each(fields.values(), RowValues::plainRow).toArray();
    }
    return value instanceof List<?> list ? each(list, RowValues::plainRow) : value;
  }

  static List<@Nullable Object> each(
      List<? extends @Nullable Object> list, UnaryOperator<@Nullable Object> change) {
    List<@Nullable Object> changed = new ArrayList<>(list.size());
    list.forEach(element -> changed.add(change.apply(element)));
    return changed;
  }
}
