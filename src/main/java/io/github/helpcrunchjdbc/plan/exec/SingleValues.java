package io.github.helpcrunchjdbc.plan.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the form that generated code has them. */
final class SingleValues {
  private SingleValues() {}

  /** A row of several values as an array, of one value as that value. */
  @SuppressWarnings("NullAway") // linq4j's annotations do not say that a single value may be null
  static Object of(List<? extends @Nullable Object> row) {
    return row.size() == 1 ? row.get(0) : row.toArray();
  }
}
