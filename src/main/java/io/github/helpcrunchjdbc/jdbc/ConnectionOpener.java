package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionSettings;
import io.github.helpcrunchjdbc.jdbc.settings.JdbcUrl;
import io.github.helpcrunchjdbc.jdbc.settings.PropertyInfos;
import io.github.helpcrunchjdbc.jdbc.settings.SettingsReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Checks URLs and opens connections for the driver. Thread-safe.
 *
 * @param environment gives the value of an environment variable by its name, or null
 */
public record ConnectionOpener(
    SessionFactory sessions, UnaryOperator<@Nullable String> environment) {
  /** Opens a connection within the DriverManager's login timeout. */
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return connect(url, info, DriverManager.getLoginTimeout());
  }

  /**
   * Opens a connection; with {@code checkKey} this may send a request.
   *
   * @param loginTimeout for how many seconds connecting may wait; 0 for no limit but that of each
   *     request
   * @return null if the URL is another driver's
   */
  public @Nullable Connection connect(
      @Nullable String url, @Nullable Properties info, int loginTimeout) throws SQLException {
    if (!accepts(url)) {
      return null;
    }
    ConnectionSettings settings = SettingsReader.read(String.valueOf(url), info, environment);
    try {
      return new HelpCrunchConnection(sessions.open(settings, loginTimeout), settings).proxy();
    } catch (Throwable thrown) {
      throw SqlExceptions.of(thrown);
    }
  }

  /** Returns whether the URL is this driver's; a null URL is an error, as JDBC says. */
  public boolean accepts(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlExceptions.of(ErrorCode.INVALID_PROPERTY, "the URL is null");
    }
    return JdbcUrl.isOurs(url);
  }

  /** Returns the properties that a connection takes; none for another driver's URL. */
  public DriverPropertyInfo[] propertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return accepts(url) ? PropertyInfos.of(String.valueOf(url), info) : new DriverPropertyInfo[0];
  }
}
