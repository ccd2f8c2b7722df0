package io.github.helpcrunchjdbc.plan.rex;

import java.util.Map;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/**
 * The context in which an expression is evaluated on a row. It gives the row and the objects that
 * compiled code refers to. Not thread-safe.
 */
public final class ExpressionContext implements DataContext {
  /** The name by which Calcite's compiled expressions ask for their row. */
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
   * @param objects the objects that code refers to, by name
   */
  public ExpressionContext(DataContext context, Map<String, Object> objects) {
    this.context = context;
    this.objects = objects;
  }

  /** Returns the execution's context, around which several contexts of this class may be nested. */
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
