package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;

/** Opens sessions. Thread-safe. */
@FunctionalInterface
public interface SessionFactory {
  /**
   * Opens a session; with {@code checkKey} it may send a request.
   *
   * @param loginTimeout for how many seconds it may wait, 0 for no bound but those of a request
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if the service can't be reached or
   *     refuses the key
   */
  Session open(ConnectionSettings settings, int loginTimeout);
}
