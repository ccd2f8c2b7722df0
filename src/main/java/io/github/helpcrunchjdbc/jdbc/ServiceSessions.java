package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.http.ApiKey;
import io.github.helpcrunchjdbc.http.ClientSettings;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.exec.ScanContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The sessions of the driver: from a connection's settings to its client and its engine. */
public final class ServiceSessions implements SessionFactory {
  /** The demo account takes any key. */
  private static final String DEMO_KEY = "demo";

  /** One demo account a JVM, made when somebody first connects to it. */
  private static final class Demo {
    private static final DemoNetwork NETWORK = DemoNetwork.ofDemoAccount(Clock.systemUTC());
  }

  @Override
  public Session open(ConnectionSettings settings) {
    return session(settings);
  }

  /** How the account of these settings is read, for engines other than the driver's own. */
  public ScanContext scans(ConnectionSettings settings) {
    return session(settings).scans();
  }

  private static ServiceSession session(ConnectionSettings settings) {
    return session(settings, settings.demo() ? Demo.NETWORK : null);
  }

  /**
   * A session.
   *
   * @param standIn answers in the network's place, or null
   */
  static ServiceSession session(ConnectionSettings settings, @Nullable DemoNetwork standIn) {
    String key = settings.demo() && settings.apiKey().isEmpty() ? DEMO_KEY : settings.apiKey();
    ClientSettings client =
        new ClientSettings(
            settings.baseUrl(),
            new ApiKey(key),
            settings.requestsPerMinute(),
            settings.maxConcurrentRequests(),
            settings.connectTimeout(),
            settings.readTimeout(),
            settings.maxRetries());
    return new ServiceSession(client, standIn, settings);
  }
}
