package io.github.helpcrunchjdbc.plan.exec.operator;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Rows in the form that generated code has them. */
public final class GeneratedRows {
  private GeneratedRows() {}

  /** Rows that are opened each time that they are gone over, and not before. */
  public static <T> Enumerable<T> lazy(Supplier<Enumerator<T>> open) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return open.get();
      }
    };
  }

  /** A row of several values as an array, of one value as that value. */
  @SuppressWarnings("NullAway") // linq4j's annotations do not say that a single value may be null
  public static Object row(List<? extends @Nullable Object> row) {
    return row.size() == 1 ? row.get(0) : row.toArray();
  }
}
