package io.github.helpcrunchjdbc.shell;

import io.github.helpcrunchjdbc.ProgressListener;
import io.github.helpcrunchjdbc.ReportsProgress;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the driver, so that each new connection reports its progress to a listener. sqlline makes
 * its connections itself, so the listener has to come with the driver.
 */
record ProgressDriver(Driver driver, ProgressListener listener) implements Driver {
  /**
   * Registers this wrapper in place of the driver that accepts a URL.
   *
   * @return undoes the registration when closed
   * @throws SQLException if there is no driver for the URL
   */
  static Registration register(String url, ProgressListener listener) throws SQLException {
    Driver driver = DriverManager.getDriver(url);
    ProgressDriver own = new ProgressDriver(driver, listener);
    DriverManager.deregisterDriver(driver);
    DriverManager.registerDriver(own);
    return () -> {
      DriverManager.deregisterDriver(own);
      DriverManager.registerDriver(driver);
    };
  }

  /** A driver that stays registered until this object is closed. */
  interface Registration extends AutoCloseable {
    @Override
    void close() throws SQLException;
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    Connection connection = driver.connect(url, info);
    if (connection != null && connection.isWrapperFor(ReportsProgress.class)) {
      connection.unwrap(ReportsProgress.class).setProgressListener(listener);
    }
    return connection;
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return driver.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return driver.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return driver.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return driver.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return driver.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }
}
