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
 * The result set that callers get. It calls the result set's own methods, turns getters by label
 * into getters by index, and refuses all methods that change rows or move in a way that the result
 * set does not support.
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

  /** The methods that change a row and don't begin with update. */
  private static final Set<String> CHANGES =
      Set.of("cancelRowUpdates", "deleteRow", "insertRow", "moveToCurrentRow", "moveToInsertRow");

  static ResultSet of(OpenResultSet rows) {
    return (ResultSet)
        Proxy.newProxyInstance(
            ResultSetProxy.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            new ResultSetProxy(rows, rows instanceof ScrollableResultSet ? SCROLLING : FORWARD));
  }

  /**
   * Maps each method of ResultSet to the method of a class that implements it; a getter by label is
   * mapped to the getter by index.
   */
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
        // This method is refused, or has a default implementation.
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
      // A method of a later JDBC has a default implementation, or older drivers would break.
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
