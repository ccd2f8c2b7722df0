package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * ARRAY_AGG: of no rows NULL, and over a window for each row a list of its own, where Calcite's has
 * all rows share one. Public for the code that Calcite generates.
 */
public class Gathered extends Accumulator {
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
