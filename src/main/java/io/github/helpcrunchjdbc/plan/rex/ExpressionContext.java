package io.github.helpcrunchjdbc.plan.rex;

import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * A context in which an expression finds the row it is evaluated on, and objects that its code
 * refers to. Not thread-safe.
 */
public final class ExpressionContext implements DataContext {
  /** Where Calcite's compiled expressions look for their row. */
  private static final String ROW = "inputRecord";

  private final DataContext context;
  private final Map<String, Object> objects;
  private @Nullable Object @Nullable [] row;

  public ExpressionContext(DataContext context) {
    this(context, Map.of());
  }

  /**
   * Creates a context.
   *
   * @param objects by the names under which code asks for them
   */
  public ExpressionContext(DataContext context, Map<String, Object> objects) {
    this.context = context;
    this.objects = objects;
  }

  /** The context of the execution, which this kind of contexts may stand around. */
  public static DataContext outermost(DataContext context) {
    return context instanceof ExpressionContext inner ? outermost(inner.context) : context;
  }

  public ExpressionContext at(@Nullable Object[] newRow) {
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
    if (row != null && name.equals(ROW)) {
      return row;
    }
    Object object = objects.get(name);
    return object == null ? context.get(name) : object;
  }
}
