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
 * The values of one execution: those of the statement's parameters, and those of the sub-queries
 * that are executed first. Not thread-safe.
 */
final class StatementValues {
  private final List<@Nullable Object> parameters;
  private final Map<Integer, @Nullable Object> subQueries = new HashMap<>();
  private final Set<ColumnDef> learned = new HashSet<>();
  private final Execution execution;

  /** The one present time that all parts of the execution see. */
  private final Clock clock;

  StatementValues(List<? extends @Nullable Object> parameters, Execution execution, Clock clock) {
    this.parameters = new ArrayList<>(parameters);
    this.execution = execution;
    this.clock = Clock.fixed(clock.instant(), clock.getZone());
  }

  Clock clock() {
    return clock;
  }

  /** Returns the values of sub-queries, by the index of the parameter that stands for each. */
  Map<Integer, @Nullable Object> ofSubQueries() {
    return subQueries;
  }

  /** Returns all values by index; NULL where no value is known or needed. */
  List<@Nullable Object> all() {
    int most = subQueries.keySet().stream().mapToInt(index -> index + 1).max().orElse(0);
    List<@Nullable Object> all = new ArrayList<>(parameters);
    all.addAll(Collections.nCopies(Math.max(0, most - all.size()), null));
    subQueries.forEach(all::set);
    return all;
  }

  /** Returns the first parameter whose sub-query was not executed yet, null if there is none. */
  @Nullable Integer unknown(Set<Integer> indexes) {
    return indexes.stream()
        .filter(index -> !subQueries.containsKey(index))
        .findFirst()
        .orElse(null);
  }

  /** Whether there are columns in {@code wishes} that this execution has not learned about yet. */
  boolean isNew(Set<ColumnDef> wishes) {
    return learned.addAll(wishes);
  }

  /** Executes a sub-query and keeps its value by the index of its parameter. */
  void add(int index, ExecutablePlan plan) {
    subQueries.put(index, plan.value(all(), execution, clock));
  }
}
