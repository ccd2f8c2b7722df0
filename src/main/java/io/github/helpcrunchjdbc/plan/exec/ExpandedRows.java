package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.read.RowSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** One execution of an {@link ExpansionProgram}. Not thread-safe. */
final class ExpandedRows implements RowSource {
  private final ExpansionProgram program;
  private final ExpansionShape shape;
  private final Enumerator<@Nullable Object[]> customers;
  private final RowContext context;
  private final Deque<@Nullable Object[]> output = new ArrayDeque<>();

  ExpandedRows(
      ExpansionProgram program, Enumerator<@Nullable Object[]> customers, DataContext context) {
    this.program = program;
    this.shape = program.shape();
    this.customers = customers;
    this.context = new RowContext(context);
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
    List<@Nullable Object[]> elements = shape.of(customer);
    boolean met = false;
    for (@Nullable Object[] element : elements) {
      @Nullable Object[] tried = with(customer, element);
      if (program.counts(context, tried)) {
        met = true;
        if (shape.mode() == ExpansionShape.Mode.MARK) {
          break;
        }
        output.add(shape.mode() == ExpansionShape.Mode.LEFT ? marked(tried, true) : tried);
      }
    }
    if (shape.mode() == ExpansionShape.Mode.MARK || (shape.mode() == ExpansionShape.Mode.LEFT && !met)) {
      output.add(marked(customer, met));
    }
  }

  private static @Nullable Object[] with(@Nullable Object[] customer, @Nullable Object[] element) {
    @Nullable Object[] row = Arrays.copyOf(customer, customer.length + element.length);
    System.arraycopy(element, 0, row, customer.length, element.length);
    return row;
  }

  private @Nullable Object[] marked(@Nullable Object[] row, boolean met) {
    @Nullable Object[] marked = Arrays.copyOf(row, program.fields());
    marked[marked.length - 1] = met;
    return marked;
  }

  @Override
  public void close() {
    customers.close();
  }
}
