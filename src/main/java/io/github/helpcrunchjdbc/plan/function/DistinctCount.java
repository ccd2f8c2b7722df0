package io.github.helpcrunchjdbc.plan.function;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * COUNT(DISTINCT x) over windows; Calcite 1.42.0 drops the DISTINCT (CALCITE-4635). Public for the
 * code that Calcite generates.
 */
public final class DistinctCount extends Accumulator {
  private final Set<@Nullable Object> values = new HashSet<>();

  @Override
  public void add(@Nullable Object value) {
    if (value != null) {
      values.add(RowValues.comparableRow(value));
    }
  }

  @Override
  public Object result() {
    return (long) values.size();
  }
}
