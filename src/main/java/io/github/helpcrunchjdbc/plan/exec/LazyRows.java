package io.github.helpcrunchjdbc.plan.exec;

import java.util.function.Supplier;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;

/** Rows that are opened each time that they are gone over, and not before. */
final class LazyRows {
  private LazyRows() {}

  static <T> Enumerable<T> of(Supplier<Enumerator<T>> open) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<T> enumerator() {
        return open.get();
      }
    };
  }
}
