package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.ReportsProgress;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.plan.sql.SqlFrontEnd;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The statement that callers get, plain or prepared. The driver only reads, so that generated keys,
 * batches, cursor names and the like are answered here.
 */
final class StatementProxy extends JdbcProxy {
  private static final Map<Method, Method> PLAIN =
      methods(HelpCrunchStatement.class, Statement.class, ReportsProgress.class);

  private static final Map<Method, Method> PREPARED =
      methods(HelpCrunchPreparedStatement.class, PreparedStatement.class, ReportsProgress.class);

  /** The methods that a closed statement has too. */
  private static final Set<String> ALWAYS =
      Set.of("close", "isClosed", "isWrapperFor", "setProgressListener", "unwrap");

  private final HelpCrunchStatement statement;

  private StatementProxy(HelpCrunchStatement statement, Map<Method, Method> methods) {
    super(statement, methods);
    this.statement = statement;
  }

  HelpCrunchStatement statement() {
    return statement;
  }

  static Statement of(HelpCrunchStatement statement) {
    boolean isPrepared = statement instanceof HelpCrunchPreparedStatement;
    return (Statement)
        new StatementProxy(statement, isPrepared ? PREPARED : PLAIN)
            .as(isPrepared ? PreparedStatement.class : Statement.class, ReportsProgress.class);
  }

  @Override
  void check(String method, @Nullable Object[] arguments) throws SQLException {
    if (!ALWAYS.contains(method)) {
      statement.checkOpen();
    }
  }

  @Override
  @Nullable Object answer(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    String name = method.getName();
    if (statement instanceof HelpCrunchPreparedStatement prepared
        && name.startsWith("set")
        && ParameterSetters.call(prepared, name, arguments)) {
      return null;
    }
    if (name.startsWith("enquote") || name.equals("isSimpleIdentifier")) {
      return quoted(proxy, method, arguments);
    }
    if (method.isDefault() && !name.equals("executeLargeBatch")) {
      // A method of a later JDBC has a default implementation, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    statement.checkOpen();
    return switch (name) {
      case "addBatch" -> throw SqlExceptions.readsOnly("a batch of updates");
      case "executeBatch" -> new int[0];
      case "executeLargeBatch" -> new long[0];
      case "getFetchDirection" -> ResultSet.FETCH_FORWARD;
      case "getResultSetConcurrency" -> ResultSet.CONCUR_READ_ONLY;
      case "getResultSetHoldability" -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
      case "setFetchDirection" ->
          ArgumentChecks.oneOf(
              "the fetch direction",
              (Integer) arguments[0],
              ResultSet.FETCH_FORWARD,
              ResultSet.FETCH_REVERSE,
              ResultSet.FETCH_UNKNOWN);
      // There are no batches and no positioned updates. Escapes are part of the SQL that the
      // driver understands and can't be turned off.
      case "clearBatch", "setCursorName", "setEscapeProcessing" -> null;
      default -> throw SqlExceptions.notSupported("there is no " + name);
    };
  }

  /** Quotes as JDBC says. A name that SQL reserves is not simple. */
  private static @Nullable Object quoted(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    String name = method.getName();
    String text =
        ArgumentChecks.notNull(
            name.endsWith("Literal") ? "the literal" : "the identifier", (String) arguments[0]);
    if (name.equals("enquoteIdentifier") && !((Statement) proxy).isSimpleIdentifier(text)) {
      arguments[1] = true;
    }
    Object answer = InvocationHandler.invokeDefault(proxy, method, arguments);
    return name.equals("isSimpleIdentifier") && SqlFrontEnd.isReserved(text) ? false : answer;
  }
}
