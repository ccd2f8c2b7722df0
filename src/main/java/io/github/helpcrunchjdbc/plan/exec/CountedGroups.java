package io.github.helpcrunchjdbc.plan.exec;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.calcite.linq4j.AbstractEnumerable;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Groups with the number of their rows, as rows of generated code. */
final class CountedGroups {
  private CountedGroups() {}

  /**
   * A row of two columns for each group: its key, then its number.
   *
   * @param groups counts them when the enumerator is asked for
   */
  static <K extends @Nullable Object> Enumerable<Object> rows(Supplier<Map<K, Long>> groups) {
    return new AbstractEnumerable<>() {
      @Override
      public Enumerator<Object> enumerator() {
        return Linq4j.enumerator(
            groups.get().entrySet().stream()
                .map(group -> SingleValues.of(Arrays.asList(group.getKey(), group.getValue())))
                .toList());
      }
    };
  }
}
