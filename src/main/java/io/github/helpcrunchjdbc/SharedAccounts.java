package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;

/**
 * Where the accounts of a JVM begin: drivers and schemas that are made without a registry of their
 * own use this one, for the service counts a key's requests whichever object sends them.
 */
final class SharedAccounts {
  static final AccountRegistry REGISTRY = new AccountRegistry();

  private SharedAccounts() {}
}
