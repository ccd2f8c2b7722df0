package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.http.quota.CacheFolder;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.LedgerFile;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What all connections to one account share when they send requests: the quota of its key, the
 * requests that are under way, and what was seen of the service. Thread-safe.
 */
public final class ServiceAccess {
  private final Quota quota;
  private final RequestCoalescer coalescer = new RequestCoalescer();
  private final ServiceFacts service = new ServiceFacts();

  ServiceAccess(Quota quota) {
    this.quota = quota;
  }

  /** Creates the access to an account whose key no other program uses. */
  public static ServiceAccess create() {
    return create(HostQuota.NONE);
  }

  /**
   * Creates the access to an account that other programs of this user may use too.
   *
   * @param keyFingerprint stands for the key, which can't be computed from it
   */
  public static ServiceAccess create(URI baseUrl, String keyFingerprint) {
    Path folder = CacheFolder.locate(System::getenv, System::getProperty);
    return create(
        folder == null
            ? HostQuota.NONE
            : new LedgerFile(
                folder.resolve(LedgerFile.name(baseUrl, keyFingerprint)),
                new SecureRandom().nextLong(),
                System::currentTimeMillis));
  }

  private static ServiceAccess create(HostQuota host) {
    return new ServiceAccess(
        new Quota(SharedHttp.TIME, () -> ThreadLocalRandom.current().nextDouble(), host));
  }

  /**
   * Creates the access to another URL with the same key. It shares only the quota, because the
   * service counts a key's requests whichever URL they use.
   */
  public ServiceAccess withSameKey() {
    return new ServiceAccess(quota);
  }

  /** Notes that the last connection to the account was closed. */
  public void leave() {
    quota.leave();
  }

  /** Sets where people are shown what is learned of how the service takes searches. */
  public void noteIn(LearnedFacts learned) {
    service.noteIn(learned);
  }

  /** Forgets what was learned of how the service takes searches. */
  public void forgetService() {
    service.forget();
  }

  Quota quota() {
    return quota;
  }

  RequestCoalescer coalescer() {
    return coalescer;
  }

  ServiceFacts service() {
    return service;
  }
}
