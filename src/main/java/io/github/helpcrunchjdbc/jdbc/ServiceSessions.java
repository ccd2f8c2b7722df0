package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Opens the driver's sessions: makes the client and the engine from a connection's settings. */
public final class ServiceSessions implements SessionFactory {
  /** Holds the one demo account of a JVM, made when a caller first connects to it. */
  private static final class Demo {
    private static final DemoNetwork NETWORK = DemoNetwork.ofDemoAccount(Clock.systemUTC());
  }

  private final AccountRegistry accounts;
  private final WarmUp warmUp = new WarmUp();

  /**
   * Creates a factory of sessions.
   *
   * @param accounts the registry that all sessions with the same keys share
   */
  public ServiceSessions(AccountRegistry accounts) {
    this.accounts = accounts;
  }

  @Override
  public Session open(ConnectionSettings settings, int loginTimeout) {
    ServiceSession session = session(settings, settings.demo() ? Demo.NETWORK : null);
    if (settings.checkKey()) {
      session.checkKey(loginTimeout);
    }
    return session;
  }

  /**
   * Returns what scans of an account need, for engines other than the driver's own. Such an engine
   * never tells when it is done, so nothing is closed.
   */
  public ScanContext scans(ConnectionSettings settings) {
    return session(settings, settings.demo() ? Demo.NETWORK : null).scans();
  }

  /**
   * Opens a session.
   *
   * @param standIn answers in the network's place; null for the real network
   */
  ServiceSession session(ConnectionSettings settings, @Nullable DemoNetwork standIn) {
    return new ServiceSession(settings, standIn, accounts, warmUp);
  }
}
