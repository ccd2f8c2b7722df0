package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The result set that callers get. It turns getters by label into getters by index, and refuses all
 * methods that change rows or move in a way that the result set does not support.
 */
final class ResultSetProxy extends JdbcProxy {
  private static final Map<Method, Method> FORWARD =
      methods(HelpCrunchResultSet.class, ResultSet.class);
  private static final Map<Method, Method> SCROLLING =
      methods(ScrollableResultSet.class, ResultSet.class);

  /** The methods that change a row and don't begin with update. */
  private static final Set<String> CHANGES =
      Set.of("cancelRowUpdates", "deleteRow", "insertRow", "moveToCurrentRow", "moveToInsertRow");

  private final OpenResultSet rows;

  private ResultSetProxy(OpenResultSet rows) {
    super(rows, rows instanceof ScrollableResultSet ? SCROLLING : FORWARD);
    this.rows = rows;
  }

  static ResultSet of(OpenResultSet rows) {
    return (ResultSet) new ResultSetProxy(rows).as(ResultSet.class);
  }

  @Override
  void check(String method, @Nullable Object[] arguments) throws SQLException {
    // Each method checks for itself whether the result set is open. Getters of a row need not.
    if (arguments.length > 0 && !(arguments[0] instanceof Integer) && method.startsWith("get")) {
      arguments[0] = rows.findColumn((String) arguments[0]);
    }
  }

  @Override
  @Nullable Object answer(Object proxy, Method method, @Nullable Object[] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.startsWith("update") || CHANGES.contains(name)) {
      throw SqlExceptions.readsOnly("updating through a ResultSet");
    }
    if (method.isDefault()) {
      // A method of a later JDBC has a default implementation, or older drivers would break.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (name) {
      case "getConcurrency" -> ResultSet.CONCUR_READ_ONLY;
      case "getHoldability" -> ResultSet.HOLD_CURSORS_OVER_COMMIT;
      case "rowDeleted", "rowInserted", "rowUpdated" -> false;
      case "getCursorName" ->
          throw SqlExceptions.notSupported("there are no named cursors, as nothing can be updated");
      default -> throw forwardOnly();
    };
  }

  static SQLException forwardOnly() {
    return SqlExceptions.notSupported(
        "the ResultSet moves forward only; ask for TYPE_SCROLL_INSENSITIVE to move back");
  }
}
