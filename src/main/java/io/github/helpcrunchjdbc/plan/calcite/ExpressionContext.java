package io.github.helpcrunchjdbc.plan.exec;

import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** A context in which an expression finds the row it is evaluated on. Not thread-safe. */
final class RowContext implements DataContext {
  /** Where Calcite's compiled expressions look for their row. */
  private static final String ROW = "inputRecord";

  private final DataContext context;
  private @Nullable Object @Nullable [] row;

  RowContext(DataContext context) {
    this.context = context;
  }

  RowContext at(@Nullable Object[] newRow) {
    row = newRow;
    return this;
  }

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return context.getRootSchema();
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return context.getTypeFactory();
  }

  @Override
  public QueryProvider getQueryProvider() {
    return context.getQueryProvider();
  }

  @Override
  public @Nullable Object get(String name) {
    return name.equals(ROW) ? row : context.get(name);
  }
}
