package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.jdbc.filler.Delegation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import org.jspecify.annotations.Nullable;

/**
 * What callers have of a prepared statement: its setters are {@link ParameterSetters}, all else are
 * its own methods. A request takes so long that reflection costs nothing beside it.
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
    if (isSetter && arguments != null) {
      ParameterSetters.call(statement, method.getName(), arguments);
      return null;
    }
    return Delegation.call(statement, proxy, method, arguments);
  }
}
