package io.github.helpcrunchjdbc.plan.calcite.size;

import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * A part of a larger expression with code of its own, for {@link Outliner}. Public for the code
 * that Calcite generates. Thread-safe.
 */
public interface Outlined {
  /**
   * Returns the value of the part.
   *
   * @param operands the values of the fields that the part reads
   */
  @Nullable Object value(DataContext context, @Nullable Object[] operands);
}
