package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
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
import org.jspecify.annotations.Nullable;

/**
 * The JDBC object that callers get in place of one of the driver's objects. A call goes to the
 * public method of the driver's object with the same name and parameters. The subclass answers the
 * methods that the object lacks, most of them by a constant or a refusal.
 */
abstract class JdbcProxy implements InvocationHandler {
  private static final @Nullable Object[] NONE = {};

  private final Object target;
  private final Map<Method, Method> methods;

  /**
   * Makes the handler of one object.
   *
   * @param methods the object's methods by those of JDBC, as {@link #methods} returns them
   */
  JdbcProxy(Object target, Map<Method, Method> methods) {
    this.target = target;
    this.methods = methods;
  }

  /** Returns the object that callers get. */
  final Object as(Class<?>... types) {
    return Proxy.newProxyInstance(JdbcProxy.class.getClassLoader(), types, this);
  }

  /** Maps methods of interfaces to those methods of a class that answer them. */
  static Map<Method, Method> methods(Class<?> own, Class<?>... types) {
    Map<Method, Method> methods = new HashMap<>();
    for (Class<?> type : types) {
      for (Method method : type.getMethods()) {
        try {
          methods.put(method, own.getMethod(method.getName(), parameters(method)));
        } catch (NoSuchMethodException e) {
          // The subclass answers this method, or it has a default implementation.
        }
      }
    }
    return Map.copyOf(methods);
  }

  /**
   * Returns the parameters that the driver's own method has. It gets an index for a label, and is
   * not told which keys to return, because none are generated.
   */
  private static Class<?>[] parameters(Method method) {
    Class<?>[] all = method.getParameterTypes();
    String name = method.getName();
    if (method.getDeclaringClass() == ResultSet.class
        && name.startsWith("get")
        && all.length > 0
        && all[0] == String.class) {
      all[0] = int.class;
    }
    boolean takesKeys = name.startsWith("execute") || name.equals("prepareStatement");
    return takesKeys && all.length == 2 ? Arrays.copyOf(all, 1) : all;
  }

  /** Throws if the object's own method can't be called now. May change the arguments. */
  abstract void check(String method, @Nullable Object[] arguments) throws SQLException;

  /** Answers a method that the object lacks. */
  abstract @Nullable Object answer(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable;

  @Override
  public final @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] given) throws Throwable {
    @Nullable Object[] arguments = given == null ? NONE : given;
    Method own = methods.get(method);
    if (own != null) {
      @Nullable Object[] taken = Arrays.copyOf(arguments, own.getParameterCount());
      check(own.getName(), taken);
      return call(own, taken);
    }
    if (method.getDeclaringClass() == Object.class) {
      return method.getName().equals("equals") ? proxy == arguments[0] : call(method, arguments);
    }
    return switch (method.getName()) {
      case "unwrap" -> SelfWrapper.unwrap(proxy, (Class<?>) arguments[0]);
      case "isWrapperFor" -> SelfWrapper.isWrapperFor(proxy, (Class<?>) arguments[0]);
      default -> answer(proxy, method, arguments);
    };
  }

  private @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNullElse(e.getCause(), e);
    }
  }
}
