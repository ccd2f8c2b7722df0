package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;

/** Opens sessions. Thread-safe. */
@FunctionalInterface
public interface SessionFactory {
  /** Sends no request. */
  Session open(ConnectionSettings settings);
}
