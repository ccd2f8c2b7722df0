package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;

/** The sessions of the driver: from a connection's settings to its client and its engine. */
public final class ServiceSessions implements SessionFactory {
  @Override
  public Session open(ConnectionSettings settings) {
    throw new HelpCrunchException(
        ErrorCode.NOT_SUPPORTED, "this build has no engine for " + settings.displayUrl());
  }
}
