package io.github.helpcrunchjdbc.plan.calcite.size;

import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * The part of a larger expression that has code of its own, for {@link Outliner}. Public for the
 * code that Calcite generates. Thread-safe.
 */
public interface Outlined {
  /**
   * The value of the part.
   *
   * @param operands the values that it looks at
   */
  @Nullable Object value(DataContext context, @Nullable Object[] operands);
}
