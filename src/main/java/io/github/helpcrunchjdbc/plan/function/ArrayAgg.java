package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG. It is NULL for no rows, and over a window each row gets a list of its own; in Calcite
 * all rows share one list. Public for the code that Calcite generates.
 */
public class ArrayAgg extends Accumulator {
  final List<@Nullable Object> values = new ArrayList<>();

  @Override
  public final void add(@Nullable Object value) {
    values.add(value);
  }

  @Override
  public @Nullable Object result() {
    return values.isEmpty() ? null : new ArrayList<>(values);
  }
}
