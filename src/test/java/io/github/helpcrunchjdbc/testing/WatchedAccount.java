package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.jdbc.ConnectionOpener;
import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.IntStream;

/**
 * An account behind a real socket, and connections of a registry of their own, by a test's time.
 */
public final class WatchedAccount implements AutoCloseable {
  private final ManualTime heartbeat = new ManualTime();
  private final AccountRegistry registry = new AccountRegistry(heartbeat);
  private final SimulatedAccount account;

  private WatchedAccount(SimulatedAccount account) {
    this.account = account;
  }

  /** An account of so many customers, every seventh with the same notes. */
  public static WatchedAccount of(int customers) {
    return of(SimulatedAccount.of(customers(customers)));
  }

  public static WatchedAccount of(SimulatedAccount account) {
    return new WatchedAccount(account);
  }

  /** Customers with names {@code n1} and so on, and notes {@code note 0} to {@code note 6}. */
  public static List<DemoCustomer> customers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            id ->
                DemoCustomer.of(id)
                    .with(CustomerField.NAME, "n" + id)
                    .with(CustomerField.NOTES, "note " + id % 7))
        .toList();
  }

  public ManualTime heartbeat() {
    return heartbeat;
  }

  public SimulatedAccount account() {
    return account;
  }

  /**
   * A connection without a quota.
   *
   * @param properties more of them, each {@code name=value}
   */
  public Connection connect(String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("apiKey", account.apiKey());
    for (String usual :
        List.of(
            "requestsPerMinute=0",
            "timeZone=UTC",
            "checkKey=false",
            "customFields=off",
            "stringMatching=strict",
            "warmUp=false")) {
      put(all, usual);
    }
    for (String property : properties) {
      put(all, property);
    }
    return Objects.requireNonNull(
        new ConnectionOpener(new ServiceSessions(registry), name -> null)
            .connect("jdbc:helpcrunch:baseUrl=" + account.baseUrl(), all));
  }

  private static void put(Properties all, String property) {
    String[] nameAndValue = property.split("=", 2);
    all.setProperty(nameAndValue[0], nameAndValue[1]);
  }

  @Override
  public void close() {
    account.close();
  }
}
