package io.github.helpcrunchjdbc.jdbc.account;

import io.github.helpcrunchjdbc.execution.Time;
import io.github.helpcrunchjdbc.http.ServiceAccess;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.read.cache.AnswerStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The accounts that connections use. Connections to one account get the same object, so that they
 * share its quota, its answers and what was learned of it. The registry forgets an account one hour
 * after its last connection was closed, or later if its answers are to be kept for longer.
 * Thread-safe.
 */
public final class AccountRegistry {
  /** How long an account without connections is remembered, in case it is opened again. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  private static final class Entry {
    private final Account account;
    private int connections;
    private long unusedSince;

    Entry(Account account) {
      this.account = account;
    }
  }

  private final StatementRegistry statementRegistry;
  private final AnswerStore answers = new AnswerStore();
  // Guarded by this.
  private final Map<AccountId, Entry> entries = new HashMap<>();

  /**
   * Creates a registry that knows no account yet.
   *
   * @param statementRegistry watches the statements of its accounts
   */
  public AccountRegistry(StatementRegistry statementRegistry) {
    this.statementRegistry = statementRegistry;
  }

  /**
   * Creates a registry with a clock of its own.
   *
   * @param heartbeat the clock for forgetting accounts and watching statements
   */
  public AccountRegistry(Time heartbeat) {
    this(StatementRegistry.ofUsers(heartbeat));
  }

  /** Returns the record of the statements of all its accounts. */
  public StatementRegistry statementRegistry() {
    return statementRegistry;
  }

  /**
   * Returns the account for one more connection. Each call must be followed by one call of {@link
   * #close}.
   */
  public synchronized Account open(AccountId id) {
    forgetUnused();
    Entry entry = entries.computeIfAbsent(id, unknown -> new Entry(create(unknown)));
    entry.connections++;
    return entry.account;
  }

  /** Notes that a connection to the account was closed. */
  public synchronized void close(AccountId id) {
    Entry entry = entries.get(id);
    if (entry == null || entry.connections == 0) {
      throw new IllegalStateException("no connection to the account is open");
    }
    entry.connections--;
    if (entry.connections == 0) {
      entry.account.access().leave();
    }
    entry.unusedSince = statementRegistry.heartbeat().nanoTime();
    forgetUnused();
  }

  /** Returns how many accounts are remembered. */
  synchronized int size() {
    return entries.size();
  }

  private Account create(AccountId id) {
    ServiceAccess access =
        entries.entrySet().stream()
            .filter(other -> other.getKey().hasQuotaOf(id))
            .findAny()
            .map(other -> other.getValue().account.access().withSameKey())
            .orElseGet(
                () ->
                    id.demo()
                        ? ServiceAccess.create()
                        : ServiceAccess.create(id.baseUrl(), id.keyFingerprint()));
    return new Account(access, answers, statementRegistry.heartbeat()::now);
  }

  private void forgetUnused() {
    long now = statementRegistry.heartbeat().nanoTime();
    entries
        .values()
        .removeIf(
            entry ->
                entry.connections == 0
                    && now - entry.unusedSince
                        > Math.max(REMEMBERED.toNanos(), entry.account.cache().longestNanos()));
  }
}
