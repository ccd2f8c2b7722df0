package io.github.helpcrunchjdbc.plan.exec.join;

import com.google.common.collect.ObjectArrays;
import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.operator.GeneratedRows;
import io.github.helpcrunchjdbc.plan.exec.operator.RowEnumerator;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/**
 * Executes an expansion: takes the list of each customer apart. Public for the code that Calcite
 * generates. Thread-safe.
 *
 * @param fields how many fields a returned row has
 * @param condition which elements count, null for all
 */
public record ExpansionProgram(ExpansionShape shape, int fields, @Nullable Residual condition) {
  /** Returns the rows. Reads no customer before a row of the customer is asked for. */
  public Enumerable<Object> run(DataContext context, Enumerable<@Nullable Object[]> customers) {
    return GeneratedRows.lazy(
        () -> new RowEnumerator(new Rows(customers.enumerator(), context), fields == 1));
  }

  /** The rows of one execution. Not thread-safe. */
  private final class Rows implements RowSource {
    private final Enumerator<@Nullable Object[]> customers;
    private final Predicate<@Nullable Object[]> counts;
    private final Deque<@Nullable Object[]> output = new ArrayDeque<>();

    Rows(Enumerator<@Nullable Object[]> customers, DataContext context) {
      this.customers = customers;
      this.counts = condition == null ? tried -> true : condition.in(context);
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
      @Nullable Object[] counted = Arrays.copyOf(row, fields);
      counted[fields - 1] = count;
      return counted;
    }

    @Override
    public void close() {
      customers.close();
    }
  }
}
