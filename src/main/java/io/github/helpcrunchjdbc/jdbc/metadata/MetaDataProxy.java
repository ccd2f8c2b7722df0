package io.github.helpcrunchjdbc.jdbc.metadata;

import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.filler.Delegation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The methods of DatabaseMetaData, of which there are 177: those that take more than a constant are
 * the methods of the same name of {@link HelpCrunchDatabaseMetaData}. Tools call them some hundred
 * times a connection, so that reflection costs nothing.
 */
record MetaDataProxy(HelpCrunchDatabaseMetaData metaData) implements InvocationHandler {
  static DatabaseMetaData of(HelpCrunchDatabaseMetaData metaData) {
    return (DatabaseMetaData)
        Proxy.newProxyInstance(
            MetaDataProxy.class.getClassLoader(),
            new Class<?>[] {DatabaseMetaData.class},
            new MetaDataProxy(metaData));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    Object answer = DriverFacts.answer(method.getName());
    if (answer != null) {
      return answer;
    }
    return switch (method.getName()) {
      case "unwrap" -> SelfWrapper.unwrap(proxy, type(arguments));
      case "isWrapperFor" -> SelfWrapper.isWrapperFor(proxy, type(arguments));
      default -> called(proxy, method, arguments);
    };
  }

  private static @Nullable Class<?> type(@Nullable Object @Nullable [] arguments) {
    return arguments == null ? null : (Class<?>) arguments[0];
  }

  private @Nullable Object called(
      Object proxy, Method asked, @Nullable Object @Nullable [] arguments) throws Throwable {
    MetadataLayout empty = HelpCrunchDatabaseMetaData.ALWAYS_EMPTY.get(asked.getName());
    if (empty != null) {
      return metaData.none(empty);
    }
    return Delegation.call(metaData, proxy, asked, arguments);
  }
}
