package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;

/** Opens sessions. Thread-safe. */
@FunctionalInterface
public interface SessionFactory {
  /**
   * Opens a session; with {@code checkKey} this may send a request.
   *
   * @param loginTimeout for how many seconds this may wait; 0 for no limit but that of each request
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the service can't be reached or
   *     refuses the key
   */
  Session open(ConnectionSettings settings, int loginTimeout);
}
