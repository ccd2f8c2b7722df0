package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.Observatory;

/**
 * Where the accounts of a JVM begin: drivers and schemas that are made without sessions of their
 * own use these, for the service counts a key's requests whichever object sends them.
 */
final class SharedSessions {
  static final ServiceSessions ALL =
      new ServiceSessions(new AccountRegistry(Observatory.ofUsers()));

  private SharedSessions() {}
}
