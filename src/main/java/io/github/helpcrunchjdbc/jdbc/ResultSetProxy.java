package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What callers have of a result set: its own methods, the getters by label, which ask by index, and
 * refusals of all that changes a row or moves otherwise than the result set does.
 */
record ResultSetProxy(OpenResultSet rows, Map<Method, Method> own) implements InvocationHandler {
  private static final Set<Method> BY_LABEL =
      Arrays.stream(ResultSet.class.getMethods())
          .filter(
              method ->
                  method.getName().startsWith("get")
                      && method.getParameterCount() > 0
                      && method.getParameterTypes()[0] == String.class)
          .collect(Collectors.toUnmodifiableSet());

  private static final Map<Method, Method> FORWARD = methods(HelpCrunchResultSet.class);
  private static final Map<Method, Method> SCROLLING = methods(ScrollableResultSet.class);

  /** What changes a row, beside the methods whose names begin with update. */
  private static final Set<String> CHANGES =
      Set.of("cancelRowUpdates", "deleteRow", "insertRow", "moveToCurrentRow", "moveToInsertRow");

  static ResultSet of(OpenResultSet rows) {
    return (ResultSet)
        Proxy.newProxyInstance(
            ResultSetProxy.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            new ResultSetProxy(rows, rows instanceof ScrollableResultSet ? SCROLLING : FORWARD));
  }

  /** From the methods of ResultSet to those of a class; from a getter by label to that by index. */
  private static Map<Method, Method> methods(Class<? extends OpenResultSet> type) {
    Map<Method, Method> methods = new HashMap<>();
    for (Method method : ResultSet.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      if (BY_LABEL.contains(method)) {
        parameters[0] = int.class;
      }
      try {
        methods.put(method, type.getMethod(method.getName(), parameters));
      } catch (NoSuchMethodException e) {
        // It is refused, or has an answer of its own.
      }
    }
    return Map.copyOf(methods);
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Method found = own.get(method);
    if (found != null) {
      return call(found, BY_LABEL.contains(method) ? byIndex(arguments) : arguments);
    }
    String name = method.getName();
    if (method.getDeclaringClass() == Object.class) {
      return name.equals("equals")
          ? arguments != null && proxy == arguments[0]
          : call(method, arguments);
    }
    if (name.startsWith("update") || CHANGES.contains(name)) {
      throw SqlExceptions.readsOnly("updating through a ResultSet");
    }
    if (method.isDefault()) {
      // What a later JDBC adds has an answer of its own, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    throw forwardOnly();
  }

  static SQLException forwardOnly() {
    return SqlExceptions.notSupported(
        "the ResultSet moves forward only; ask for TYPE_SCROLL_INSENSITIVE to move back");
  }

  private @Nullable Object[] byIndex(@Nullable Object @Nullable [] arguments) throws SQLException {
    @Nullable Object[] moved = Objects.requireNonNull(arguments).clone();
    moved[0] = rows.findColumn((String) moved[0]);
    return moved;
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(rows, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
