package io.github.helpcrunchjdbc.plan.exec.operator;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.calcite.DataContext;
import org.apache.calcite.adapter.java.JavaTypeFactory;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.QueryProvider;
import org.apache.calcite.schema.SchemaPlus;
import org.jspecify.annotations.Nullable;

/** What generated code sees of one execution: parameters, time and bounds. */
public final class QueryContext implements DataContext {
  private static final String EXECUTION = "helpCrunchExecution";
  private static final String MOST_ROWS = "helpCrunchMostRows";
  private static final String SKIPPED_ROWS = "helpCrunchSkippedRows";

  private final JavaTypeFactory typeFactory;
  private final List<Runnable> ends = new ArrayList<>();
  private final IdentityHashMap<Object, Object> own = new IdentityHashMap<>();
  private final Map<String, @Nullable Object> values = new HashMap<>();
  private final Map<Integer, KeptMemory> kept = new HashMap<>();

  /**
   * Creates a context.
   *
   * @param stashed objects that the generated code refers to
   * @param parameters the values of the {@code ?} in Calcite's internal form
   */
  public QueryContext(
      JavaTypeFactory typeFactory,
      Map<String, Object> stashed,
      List<? extends @Nullable Object> parameters,
      Execution execution,
      Clock clock) {
    this.typeFactory = typeFactory;
    values.putAll(stashed);
    for (int i = 0; i < parameters.size(); i++) {
      Object value = parameters.get(i);
      values.put("?" + i, value instanceof byte[] bytes ? new ByteString(bytes) : value);
    }
    values.put(EXECUTION, execution);
    long now = clock.millis();
    execution.startAt(now);
    long shown = new WallClock(clock.getZone()).show(now);
    values.put(Variable.UTC_TIMESTAMP.camelName, now);
    values.put(Variable.CURRENT_TIMESTAMP.camelName, shown);
    values.put(Variable.LOCAL_TIMESTAMP.camelName, shown);
    values.put(Variable.TIME_ZONE.camelName, TimeZone.getTimeZone(clock.getZone()));
    // For DAYNAME and MONTHNAME: in the root locale, names have only three letters.
    values.put(Variable.LOCALE.camelName, Locale.ENGLISH);
    values.put(Variable.USER.camelName, "helpcrunch");
    values.put(Variable.SYSTEM_USER.camelName, "helpcrunch");
    AtomicBoolean cancelled = new AtomicBoolean();
    values.put(Variable.CANCEL_FLAG.camelName, cancelled);
    execution.onAbort(() -> cancelled.set(true));
  }

  /** Returns a context's execution; that of another Calcite has no bounds a scan could know. */
  public static Execution execution(DataContext context) {
    Object execution = context.get(EXECUTION);
    return execution == null ? Execution.unbounded() : (Execution) execution;
  }

  /** Returns the memory of an operator of the plan. */
  static KeptMemory keptBy(DataContext context, int operator) {
    return context instanceof QueryContext query
        ? query.kept.computeIfAbsent(operator, any -> KeptMemory.of(context))
        : KeptMemory.of(context);
  }

  /** Registers an action for when the rows of a statement are closed. */
  public static void atEnd(DataContext context, Runnable action) {
    if (context instanceof QueryContext query) {
      query.ends.add(action);
    }
  }

  /**
   * Returns the one object that an execution has for a key. Makes a new object each time if the
   * context belongs to another Calcite.
   */
  @SuppressWarnings("unchecked")
  public static <T> T ofExecution(DataContext context, Object key, Supplier<T> make) {
    if (!(context instanceof QueryContext query)) {
      return make.get();
    }
    Object known = query.own.get(key);
    if (known == null) {
      known = make.get();
      query.own.put(key, known);
    }
    return (T) known;
  }

  /**
   * Runs the actions for the end, and gives back the memory of operators.
   *
   * @throws RuntimeException the first failure, with the others suppressed
   */
  public void end() {
    RuntimeException first = null;
    for (Runnable action : ends) {
      try {
        action.run();
      } catch (RuntimeException e) {
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    ends.clear();
    kept.values().forEach(KeptMemory::clear);
    if (first != null) {
      throw first;
    }
  }

  /** Bounds the rows that scans return, rows that are left out included. */
  public void limitScan(long rows) {
    values.put(MOST_ROWS, rows);
  }

  /** Makes scans leave out their first rows. These count among the rows that scans may return. */
  public void skipInScan(long rows) {
    values.put(SKIPPED_ROWS, rows);
  }

  /** Returns how many rows a scan leaves out, besides those that the query's OFFSET skips. */
  public static long skippedRows(DataContext context) {
    return context.get(SKIPPED_ROWS) instanceof Long rows ? rows : 0;
  }

  /** Returns how many rows a scan may return at the most. */
  public static long mostRows(DataContext context) {
    return context.get(MOST_ROWS) instanceof Long rows ? rows : Long.MAX_VALUE;
  }

  @Override
  public @Nullable SchemaPlus getRootSchema() {
    return null;
  }

  @Override
  public JavaTypeFactory getTypeFactory() {
    return typeFactory;
  }

  @Override
  public QueryProvider getQueryProvider() {
    throw new UnsupportedOperationException("queries are planned before they are executed");
  }

  @Override
  public @Nullable Object get(String name) {
    return values.get(name);
  }
}
