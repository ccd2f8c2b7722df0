package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Metadata that answers the methods of its interface by their names. Tools call these methods a few
 * hundred times per connection, so that the cost of a proxy does not matter.
 */
interface MethodsByName extends InvocationHandler {
  /** Returns the answer of a method, null for an unknown method. */
  @Nullable Object answer(String method, @Nullable Object[] arguments) throws SQLException;

  /** Returns the object that callers get. */
  default <T> T as(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(MethodsByName.class.getClassLoader(), new Class<?>[] {type}, this));
  }

  @Override
  default @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] given)
      throws Throwable {
    @Nullable Object[] arguments = given == null ? new @Nullable Object[0] : given;
    return switch (method.getName()) {
      case "unwrap" -> SelfWrapper.unwrap(proxy, (Class<?>) arguments[0]);
      case "isWrapperFor" -> SelfWrapper.isWrapperFor(proxy, (Class<?>) arguments[0]);
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> hashCode();
      case "toString" -> toString();
      default -> {
        Object answer = answer(method.getName(), arguments);
        // A method of a later JDBC has a default implementation, or older drivers would break.
        yield answer == null ? InvocationHandler.invokeDefault(proxy, method, given) : answer;
      }
    };
  }
}
