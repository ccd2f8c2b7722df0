package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.ExecutablePlan;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The values of one execution: of the statement's parameters, and of the sub-queries that are
 * executed before the rest. Not thread-safe.
 */
final class StatementValues {
  private final List<@Nullable Object> parameters;
  private final Map<Integer, @Nullable Object> subQueries = new HashMap<>();
  private final Set<ColumnDef> learned = new HashSet<>();
  private final Execution execution;

  /** What all parts of the execution take for the present time. */
  private final Clock clock;

  StatementValues(List<? extends @Nullable Object> parameters, Execution execution, Clock clock) {
    this.parameters = new ArrayList<>(parameters);
    this.execution = execution;
    this.clock = Clock.fixed(clock.instant(), clock.getZone());
  }

  Clock clock() {
    return clock;
  }

  /** Those of sub-queries, by the index of the parameter in the place of each. */
  Map<Integer, @Nullable Object> ofSubQueries() {
    return subQueries;
  }

  /** All, by index; NULL for what is not needed. */
  List<@Nullable Object> all() {
    int most = subQueries.keySet().stream().mapToInt(index -> index + 1).max().orElse(0);
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.addAll(Collections.nCopies(Math.max(0, most - all.size()), null));
    subQueries.forEach(all::set);
    return all;
  }

  /** The first of these parameters whose sub-query was not executed yet, null if there is none. */
  @Nullable Integer unknown(Set<Integer> indexes) {
    return indexes.stream()
        .filter(index -> !subQueries.containsKey(index))
        .findFirst()
        .orElse(null);
  }

  /** Whether there are columns among these that the execution has not learned of yet. */
  boolean isNew(Set<ColumnDef> wishes) {
    return learned.addAll(wishes);
  }

  /** Executes a sub-query. */
  void add(int index, ExecutablePlan plan) {
    subQueries.put(index, plan.value(all(), execution, clock));
  }
}
