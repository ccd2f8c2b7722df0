package io.github.helpcrunchjdbc.plan.exec;

import java.util.Arrays;
import java.util.Map;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.linq4j.Linq4j;
import org.jspecify.annotations.Nullable;

/** Groups with the number of their rows, as rows of generated code. */
final class CountedGroups {
  private CountedGroups() {}

  /** A row of two columns for each group: its key, then its number. */
  static <K extends @Nullable Object> Enumerator<Object> rows(Map<K, Long> groups) {
    return Linq4j.enumerator(
        groups.entrySet().stream()
            .map(group -> SingleValues.of(Arrays.asList(group.getKey(), group.getValue())))
            .toList());
  }
}
