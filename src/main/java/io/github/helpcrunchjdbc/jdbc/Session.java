package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.observe.SendRate;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;

/** What a connection needs of the layers below it. Thread-safe. */
public interface Session extends AutoCloseable {
  QueryEngine engine();

  /** Returns the tables of the account; every call returns the same tables. */
  List<TableDef> tables();

  /**
   * Asks whether the service answers and takes the key. Sends one cheap request, or none if recent
   * traffic proves it.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the service does not answer or
   *     refuses the key
   */
  void ping(Execution execution);

  /**
   * Limits how long each request waits for its answer, from now on.
   *
   * @param millis the limit; 0 leaves only the time limits of the settings
   */
  void setNetworkTimeout(int millis);

  /** Returns the record of the statements of all sessions that share a registry of accounts. */
  StatementRegistry statementRegistry();

  /** Returns an object that equals that of another session only if both use the same account. */
  Object account();

  /** Returns how fast requests may be sent. */
  SendRate sendRate();

  /** Releases what the session holds. A second call does nothing. */
  @Override
  void close();
}
