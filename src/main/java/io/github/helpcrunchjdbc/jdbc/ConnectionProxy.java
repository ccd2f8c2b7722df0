package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.BytesLob;
import io.github.helpcrunchjdbc.jdbc.value.ListArray;
import io.github.helpcrunchjdbc.jdbc.value.TextLob;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection that callers get. Nothing is written, so that what concerns transactions and
 * values to write is answered here.
 */
final class ConnectionProxy extends JdbcProxy {
  private static final Map<Method, Method> METHODS =
      methods(HelpCrunchConnection.class, Connection.class, ReportsProgress.class);

  /** The methods that a closed connection has too. */
  private static final Set<String> ALWAYS =
      Set.of("abort", "close", "isClosed", "isValid", "setClientInfo", "setProgressListener");

  private final HelpCrunchConnection connection;

  private ConnectionProxy(HelpCrunchConnection connection) {
    super(connection, METHODS);
    this.connection = connection;
  }

  static Connection of(HelpCrunchConnection connection) {
    return (Connection) new ConnectionProxy(connection).as(Connection.class, ReportsProgress.class);
  }

  @Override
  void check(String method, @Nullable Object[] arguments) throws SQLException {
    if (!ALWAYS.contains(method)) {
      connection.checkOpen();
    }
  }

  @Override
  @Nullable Object answer(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    String name = method.getName();
    if (method.isDefault() && !name.startsWith("setShardingKey")) {
      // A method of a later JDBC has a default implementation, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    connection.checkOpen();
    return switch (name) {
      case "createArrayOf" ->
          ListArray.of(
              ArgumentChecks.notNull("the type", (String) arguments[0]),
              Arrays.asList(ArgumentChecks.notNull("the array", (Object[]) arguments[1])));
      case "createBlob" -> new BytesLob(new byte[0]);
      case "createClob", "createNClob" -> new TextLob("");
      case "createSQLXML" ->
          throw SqlExceptions.notSupported("there are no XML values; use a String");
      case "createStruct" ->
          throw SqlExceptions.notSupported("there are no structured types to create values of");
      // Escapes are part of the SQL that the driver understands.
      case "nativeSQL" -> ArgumentChecks.notNull("the SQL", arguments[0]);
      case "prepareCall" ->
          throw SqlExceptions.notSupported(
              "there are no stored procedures; use prepareStatement with a SELECT");
      case "releaseSavepoint" -> ArgumentChecks.notNull("the savepoint", arguments[0]);
      case "rollback" ->
          arguments.length == 0 ? null : ArgumentChecks.notNull("the savepoint", arguments[0]);
      case "setShardingKey", "setShardingKeyIfValid" ->
          throw SqlExceptions.notSupported("there are no shards");
      // JDBC says that a driver without catalogs ignores setCatalog.
      case "commit", "getCatalog", "setCatalog" -> null;
      default -> throw SqlExceptions.notSupported("there is no " + name);
    };
  }
}
