package io.github.helpcrunchjdbc.http;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * What the JVM shares and knows of one account: the quota of its key and the facts learned of how
 * its service behaves. Lives as long as the JVM. Thread-safe.
 */
public final class Account {
  private record Id(URI baseUrl, String fingerprint) {}

  private static final Map<Id, Account> ACCOUNTS = new ConcurrentHashMap<>();

  // By key alone: the service counts a key's requests, by whatever URL they come.
  private static final Map<String, Quota> QUOTAS = new ConcurrentHashMap<>();

  private final Quota quota;
  private final Flights flights = new Flights();
  private final ServiceFacts service = new ServiceFacts();
  private final Map<Class<?>, Object> facts = new ConcurrentHashMap<>();

  Account(Quota quota) {
    this.quota = quota;
  }

  static Account of(ClientSettings settings) {
    String fingerprint = settings.apiKey().fingerprint();
    return ACCOUNTS.computeIfAbsent(
        new Id(settings.baseUrl(), fingerprint),
        unknown ->
            new Account(
                QUOTAS.computeIfAbsent(
                    fingerprint,
                    unused ->
                        new Quota(
                            SystemTime.INSTANCE, () -> ThreadLocalRandom.current().nextDouble()))));
  }

  /**
   * The account's one object of a kind of facts, so that upper layers keep theirs here.
   *
   * @param none makes the facts of an account of which nothing is known; they must be thread-safe
   */
  public <T> T facts(Class<T> kind, Supplier<T> none) {
    return kind.cast(facts.computeIfAbsent(kind, unknown -> none.get()));
  }

  Quota quota() {
    return quota;
  }

  Flights flights() {
    return flights;
  }

  ServiceFacts service() {
    return service;
  }
}
