package io.github.helpcrunchjdbc.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Methods that are taken without complaint and change nothing, and why nothing is right. */
final class NoOps {
  private static final String NO_TRANSACTIONS = "nothing is written, so nothing is to be undone";
  private static final String NO_BATCHES = "a batch is always empty, as nothing is written";

  private static final Map<String, String> REASONS =
      Map.ofEntries(
          Map.entry("Connection.commit", NO_TRANSACTIONS),
          Map.entry("Connection.rollback", NO_TRANSACTIONS),
          Map.entry("Connection.setSavepoint", NO_TRANSACTIONS),
          Map.entry("Connection.releaseSavepoint", NO_TRANSACTIONS),
          Map.entry("Connection.setAutoCommit", "kept and told; " + NO_TRANSACTIONS),
          Map.entry("Connection.setTransactionIsolation", "kept and told; " + NO_TRANSACTIONS),
          Map.entry(
              "Connection.setReadOnly", "kept and told; the connection reads only in any case"),
          Map.entry("Connection.setHoldability", "kept and told; results outlast commits anyway"),
          Map.entry("Connection.setTypeMap", "kept and told; there are no structured types"),
          Map.entry("Connection.setCatalog", "there are no catalogs"),
          Map.entry("Connection.beginRequest", "a connection keeps nothing between requests"),
          Map.entry("Connection.endRequest", "a connection keeps nothing between requests"),
          Map.entry("Statement.clearBatch", NO_BATCHES),
          Map.entry("Statement.executeBatch", NO_BATCHES),
          Map.entry("Statement.executeLargeBatch", NO_BATCHES),
          Map.entry("Statement.setCursorName", "named cursors are for updates"),
          Map.entry("Statement.setEscapeProcessing", "escapes are always understood"),
          Map.entry("Statement.setFetchDirection", "a hint; rows come in the query's order"),
          Map.entry("Statement.setMaxFieldSize", "kept and told; no value is cut in silence"),
          Map.entry("Statement.setPoolable", "kept and told; pools read it"),
          Map.entry("ResultSet.setFetchDirection", "forward is the only one"));

  private NoOps() {}

  /** Why the method does nothing, null if it does something. */
  static @Nullable String reason(Class<?> type, String method) {
    return REASONS.get(type.getSimpleName() + "." + method);
  }

  static Map<String, String> all() {
    return REASONS;
  }
}
