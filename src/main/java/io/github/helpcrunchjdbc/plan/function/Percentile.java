package io.github.helpcrunchjdbc.plan.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PERCENTILE_CONT and PERCENTILE_DISC, which Calcite 1.42.0 validates but does not compute
 * (CALCITE-6767). Public for the code that Calcite generates.
 */
public final class Percentile extends Accumulator {
  private final List<Comparable<Object>> values = new ArrayList<>();
  private final boolean continuous;
  private final boolean descending;
  private double fraction;

  public Percentile(boolean continuous, boolean descending) {
    this.continuous = continuous;
    this.descending = descending;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void add(@Nullable Object wanted, @Nullable Object value) {
    if (wanted instanceof Number number && value instanceof Comparable<?> comparable) {
      fraction = number.doubleValue();
      values.add((Comparable<Object>) comparable);
    }
  }

  @Override
  public @Nullable Object result() {
    if (values.isEmpty()) {
      return null;
    }
    Comparator<Comparable<Object>> order = Comparable::compareTo;
    Collections.sort(values, descending ? order.reversed() : order);
    if (!continuous) {
      int at = (int) Math.ceil(fraction * values.size()) - 1;
      return values.get(Math.max(0, at));
    }
    double at = fraction * (values.size() - 1);
    double below = number((int) Math.floor(at));
    double above = number((int) Math.ceil(at));
    return below + (above - below) * (at - Math.floor(at));
  }

  private double number(int index) {
    return ((Number) (Object) values.get(index)).doubleValue();
  }
}
