package io.github.helpcrunchjdbc.jdbc.filler;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Calls of a proxy that go to the object behind it. */
public final class Delegation {
  private Delegation() {}

  /** Calls the object's method of the same name and parameters. */
  public static @Nullable Object call(
      Object target, Object proxy, Method asked, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    if (asked.getName().equals("equals")) {
      return arguments != null && proxy == arguments[0];
    }
    try {
      Method own = target.getClass().getMethod(asked.getName(), asked.getParameterTypes());
      // The class is its package's own.
      own.setAccessible(true);
      return own.invoke(target, arguments);
    } catch (NoSuchMethodException e) {
      // What a later JDBC adds has an answer of its own, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, asked, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
