package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.jdbc.observe.Observatory;
import io.github.helpcrunchjdbc.jdbc.observe.Pace;
import io.github.helpcrunchjdbc.plan.QueryEngine;
import io.github.helpcrunchjdbc.search.TableDef;
import java.util.List;

/** What a connection needs of the layers below it. Thread-safe. */
public interface Session extends AutoCloseable {
  QueryEngine engine();

  /** The tables of the account; the same whenever they are asked for. */
  List<TableDef> tables();

  /**
   * Asks whether the service answers and takes the key: one cheap request, or none where recent
   * traffic proves it.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if it does not
   */
  void ping(Execution execution);

  /**
   * Bounds the wait for the answer to any one request from now on.
   *
   * @param millis 0 leaves only the settings' time limits
   */
  void setNetworkTimeout(int millis);

  /** What is seen of the statements of all sessions that share a registry of accounts. */
  Observatory observatory();

  /** What tells the session's account from others. */
  Object account();

  /** How fast requests may be sent. */
  Pace pace();

  /** Gives back what the session holds. Harmless if called twice. */
  @Override
  void close();
}
