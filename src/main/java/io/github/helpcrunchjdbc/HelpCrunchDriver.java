package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.jdbc.ConnectionOpener;
import io.github.helpcrunchjdbc.jdbc.SessionFactory;
import io.github.helpcrunchjdbc.jdbc.metadata.DriverVersion;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The JDBC driver of {@code jdbc:helpcrunch:} URLs: {@code jdbc:helpcrunch:apiKey=...} for an
 * account, {@code jdbc:helpcrunch:demo} for one in memory. Registers itself with the DriverManager.
 * Thread-safe.
 */
public final class HelpCrunchDriver implements Driver {
  static {
    try {
      DriverManager.registerDriver(new HelpCrunchDriver());
    } catch (SQLException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ConnectionOpener connector;

  public HelpCrunchDriver() {
    this(SharedSessions.ALL, System::getenv);
  }

  HelpCrunchDriver(SessionFactory sessions, UnaryOperator<@Nullable String> environment) {
    this.connector = new ConnectionOpener(sessions, environment);
  }

  /**
   * Opens a connection. What the URL says wins over the Properties. With {@code checkKey}, one
   * search is sent unless the service has answered the same key within the last minute.
   *
   * @return null if the URL is another driver's
   * @throws SQLException 22023 if a property is unknown or its value not allowed, 28000 if there is
   *     no API key or the service refuses it, class 08 if the service can't be reached
   */
  @Override
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return connector.connect(url, info);
  }

  /**
   * Like {@link #connect(String, Properties)}, but with the caller's own login timeout in seconds;
   * 0 for no timeout.
   */
  @Nullable Connection connect(String url, Properties info, int loginTimeout) throws SQLException {
    return connector.connect(url, info, loginTimeout);
  }

  @Override
  public boolean acceptsURL(@Nullable String url) throws SQLException {
    return connector.accepts(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return connector.propertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return DriverVersion.major();
  }

  @Override
  public int getMinorVersion() {
    return DriverVersion.minor();
  }

  /** Returns false: a driver that only reads can't be compliant. */
  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getLogger(HelpCrunchDriver.class.getPackageName());
  }
}
