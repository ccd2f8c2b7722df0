package io.github.helpcrunchjdbc.plan.exec.operator;

import java.util.List;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** Makes rows in the form of generated code. */
public final class GeneratedRows {
  private GeneratedRows() {}

  /** Returns rows that are opened only when they are iterated, and anew each time. */
  public static <T> Enumerable<T> lazy(Supplier<Enumerator<T>> open) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return open.get();
      }
    };
  }

  /** Returns an array for a row of several values, and the value itself for a row of one. */
  @SuppressWarnings("NullAway") // linq4j's annotations do not say that a single value may be null
  public static Object row(List<? extends @Nullable Object> row) {
    return row.size() == 1 ? row.get(0) : row.toArray();
  }
}
