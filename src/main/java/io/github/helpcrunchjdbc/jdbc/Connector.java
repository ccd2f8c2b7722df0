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
 * What the driver does with a URL: check it, and open a connection. Thread-safe.
 *
 * @param environment from the name of an environment variable to its value or null
 */
public record Connector(SessionFactory sessions, UnaryOperator<@Nullable String> environment) {
  /** Opens a connection within the DriverManager's login timeout. */
  public @Nullable Connection connect(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return connect(url, info, DriverManager.getLoginTimeout());
  }

  /**
   * Opens a connection; with {@code checkKey} it may send a request.
   *
   * @param loginTimeout for how many seconds it may wait, 0 for no bound but those of a request
   * @return null if the URL is another driver's
   */
  public @Nullable Connection connect(
      @Nullable String url, @Nullable Properties info, int loginTimeout) throws SQLException {
    if (!accepts(url)) {
      return null;
    }
    ConnectionSettings settings = SettingsReader.read(String.valueOf(url), info, environment);
    try {
      return new HelpCrunchConnection(sessions.open(settings, loginTimeout), settings);
    } catch (Throwable thrown) {
      throw SqlExceptions.of(thrown);
    }
  }

  /** Whether the URL is this driver's; a null is an error, as JDBC has it. */
  public boolean accepts(@Nullable String url) throws SQLException {
    if (url == null) {
      throw SqlExceptions.of(ErrorCode.INVALID_PROPERTY, "the URL is null");
    }
    return JdbcUrl.isOurs(url);
  }

  /** The properties that a connection takes; none for another driver's URL. */
  public DriverPropertyInfo[] propertyInfo(@Nullable String url, @Nullable Properties info)
      throws SQLException {
    return accepts(url) ? PropertyInfos.of(String.valueOf(url), info) : new DriverPropertyInfo[0];
  }
}
