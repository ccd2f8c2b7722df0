package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.demo.DemoNetwork;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanContext;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The sessions of the driver: from a connection's settings to its client and its engine. */
public final class ServiceSessions implements SessionFactory {
  /** One demo account a JVM, made when somebody first connects to it. */
  private static final class Demo {
    private static final DemoNetwork NETWORK = DemoNetwork.ofDemoAccount(Clock.systemUTC());
  }

  private final AccountRegistry accounts;
  private final WarmUp warmUp = new WarmUp();

  /**
   * Sessions.
   *
   * @param accounts shared by all that use the same keys
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
   * How the account of these settings is read, for engines other than the driver's own. They never
   * say that they are done with it.
   */
  public ScanContext scans(ConnectionSettings settings) {
    return session(settings, settings.demo() ? Demo.NETWORK : null).scans();
  }

  /**
   * A session.
   *
   * @param standIn answers in the network's place, or null
   */
  ServiceSession session(ConnectionSettings settings, @Nullable DemoNetwork standIn) {
    return new ServiceSession(settings, standIn, accounts, warmUp);
  }
}
