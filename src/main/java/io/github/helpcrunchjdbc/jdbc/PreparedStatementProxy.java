package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ReportsProgress;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statement that callers get. It sends setters to {@link ParameterSetters} and all
 * other calls to the statement's own methods. Reflection costs nothing beside the time of a
 * request.
 */
record PreparedStatementProxy(HelpCrunchPreparedStatement statement) implements InvocationHandler {
  static PreparedStatement of(HelpCrunchPreparedStatement statement) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            PreparedStatementProxy.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class, ReportsProgress.class},
            new PreparedStatementProxy(statement));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    boolean isSetter =
        method.getDeclaringClass() == PreparedStatement.class && method.getName().startsWith("set");
    if (isSetter
        && arguments != null
        && ParameterSetters.call(statement, method.getName(), arguments)) {
      return null;
    }
    if (method.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    try {
      return HelpCrunchPreparedStatement.class
          .getMethod(method.getName(), method.getParameterTypes())
          .invoke(statement, arguments);
    } catch (NoSuchMethodException e) {
      // A method of a later JDBC has a default implementation, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
