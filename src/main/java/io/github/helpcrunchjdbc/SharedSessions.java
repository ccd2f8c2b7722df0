package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;

/**
 * Holds the sessions that all drivers and schemas of a JVM share unless they are made with sessions
 * of their own. They must share them, because the service counts a key's requests, whichever object
 * sends them.
 */
final class SharedSessions {
  static final ServiceSessions ALL =
      new ServiceSessions(new AccountRegistry(StatementRegistry.ofUsers()));

  private SharedSessions() {}
}
