package io.github.helpcrunchjdbc.plan.exec.join;

import com.google.common.collect.ObjectArrays;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** One execution of an {@link ExpansionProgram}. Not thread-safe. */
final class ExpandedRows implements RowSource {
  private final ExpansionProgram program;
  private final ExpansionShape shape;
  private final Enumerator<@Nullable Object[]> customers;
  private final Predicate<@Nullable Object[]> counts;
  private final Deque<@Nullable Object[]> output = new ArrayDeque<>();

  ExpandedRows(
      ExpansionProgram program, Enumerator<@Nullable Object[]> customers, DataContext context) {
    this.program = program;
    this.shape = program.shape();
    this.customers = customers;
    this.counts = program.counts(context);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (output.isEmpty()) {
      if (!customers.moveNext()) {
        return null;
      }
      expand(customers.current());
    }
    return output.remove();
  }

  private void expand(@Nullable Object[] customer) {
    List<@Nullable Object[]> counted = new ArrayList<>();
    for (@Nullable Object[] element : shape.of(customer)) {
      @Nullable Object[] tried = ObjectArrays.concat(customer, element, Object.class);
      if (counts.test(tried)) {
        counted.add(tried);
      }
    }
    switch (shape.mode()) {
      case INNER -> output.addAll(counted);
      case COUNT -> output.add(withCount(customer, counted.size()));
      case LEFT -> {
        counted.forEach(row -> output.add(withCount(row, counted.size())));
        if (counted.isEmpty()) {
          output.add(withCount(customer, 0));
        }
      }
    }
  }

  private @Nullable Object[] withCount(@Nullable Object[] row, long count) {
    @Nullable Object[] counted = Arrays.copyOf(row, program.fields());
    counted[counted.length - 1] = count;
    return counted;
  }

  @Override
  public void close() {
    customers.close();
  }
}
