package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionProperty;
import io.github.helpcrunchjdbc.jdbc.settings.JdbcUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource for pools, containers and JNDI: a bean with a setter for each connection property of
 * {@code docs/connection-properties.md}, and no getters, so that no dump of the bean shows a key. A
 * property that is not set has its default. Values are checked when a connection is opened, with
 * the same SQLExceptions as the driver's. Not a pool: each call opens a connection. Thread-safe
 * once its properties are set.
 */
public final class HelpCrunchDataSource implements DataSource, SelfWrapper {
  private final HelpCrunchDriver driver = new HelpCrunchDriver();
  private final Properties properties = new Properties();
  private String url = JdbcUrl.PREFIX;
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  /** The URL; {@code jdbc:helpcrunch:} if not set. What it says wins over the other properties. */
  public String getUrl() {
    return url;
  }

  /** Sets the URL, {@code jdbc:helpcrunch:demo} for the account in memory. */
  public void setUrl(String newUrl) {
    url = newUrl;
  }

  /** Another name of {@link #setApiKey}, for pools that know only user and password. */
  public void setPassword(@Nullable String password) {
    setApiKey(password);
  }

  /** Taken and ignored. */
  public void setUser(@Nullable String user) {
    // Tools send what is in their box.
  }

  /** Sets the key. */
  public void setApiKey(@Nullable String apiKey) {
    set(ConnectionProperty.API_KEY, apiKey);
  }

  public void setBaseUrl(@Nullable String baseUrl) {
    set(ConnectionProperty.BASE_URL, baseUrl);
  }

  public void setPageSize(int pageSize) {
    set(ConnectionProperty.PAGE_SIZE, String.valueOf(pageSize));
  }

  public void setRequestsPerMinute(int requestsPerMinute) {
    set(ConnectionProperty.REQUESTS_PER_MINUTE, String.valueOf(requestsPerMinute));
  }

  public void setMaxConcurrentRequests(int maxConcurrentRequests) {
    set(ConnectionProperty.MAX_CONCURRENT_REQUESTS, String.valueOf(maxConcurrentRequests));
  }

  public void setConnectTimeout(int seconds) {
    set(ConnectionProperty.CONNECT_TIMEOUT, String.valueOf(seconds));
  }

  public void setReadTimeout(int seconds) {
    set(ConnectionProperty.READ_TIMEOUT, String.valueOf(seconds));
  }

  public void setMaxRetries(int maxRetries) {
    set(ConnectionProperty.MAX_RETRIES, String.valueOf(maxRetries));
  }

  public void setStringMatching(@Nullable String stringMatching) {
    set(ConnectionProperty.STRING_MATCHING, stringMatching);
  }

  public void setNullsSorted(@Nullable String nullsSorted) {
    set(ConnectionProperty.NULLS_SORTED, nullsSorted);
  }

  public void setMaxFilters(int maxFilters) {
    set(ConnectionProperty.MAX_FILTERS, Integer.toString(maxFilters));
  }

  public void setConsistency(@Nullable String consistency) {
    set(ConnectionProperty.CONSISTENCY, consistency);
  }

  public void setApiKeyFile(@Nullable String apiKeyFile) {
    set(ConnectionProperty.API_KEY_FILE, apiKeyFile);
  }

  public void setCustomFields(@Nullable String customFields) {
    set(ConnectionProperty.CUSTOM_FIELDS, customFields);
  }

  public void setUndecodable(@Nullable String undecodable) {
    set(ConnectionProperty.UNDECODABLE, undecodable);
  }

  public void setCacheTtl(int seconds) {
    set(ConnectionProperty.CACHE_TTL, String.valueOf(seconds));
  }

  public void setWarmUp(boolean warmUp) {
    set(ConnectionProperty.WARM_UP, String.valueOf(warmUp));
  }

  public void setRequestTimeout(int seconds) {
    set(ConnectionProperty.REQUEST_TIMEOUT, String.valueOf(seconds));
  }

  public void setSharedQuota(boolean sharedQuota) {
    set(ConnectionProperty.SHARED_QUOTA, String.valueOf(sharedQuota));
  }

  public void setProxyHost(@Nullable String proxyHost) {
    set(ConnectionProperty.PROXY_HOST, proxyHost);
  }

  public void setProxyPort(int proxyPort) {
    set(ConnectionProperty.PROXY_PORT, String.valueOf(proxyPort));
  }

  public void setProxyUser(@Nullable String proxyUser) {
    set(ConnectionProperty.PROXY_USER, proxyUser);
  }

  public void setTrustStore(@Nullable String trustStore) {
    set(ConnectionProperty.TRUST_STORE, trustStore);
  }

  public void setProxyPassword(@Nullable String proxyPassword) {
    set(ConnectionProperty.PROXY_PASSWORD, proxyPassword);
  }

  public void setTrustStorePassword(@Nullable String trustStorePassword) {
    set(ConnectionProperty.TRUST_STORE_PASSWORD, trustStorePassword);
  }

  public void setRetryFor(int seconds) {
    set(ConnectionProperty.RETRY_FOR, String.valueOf(seconds));
  }

  /** Megabytes as text; empty for a quarter of the heap. */
  public void setMaxMemory(@Nullable String maxMemory) {
    set(ConnectionProperty.MAX_MEMORY, maxMemory);
  }

  /** A number as text, for it is empty where none is set. */
  public void setMaxRequests(@Nullable String maxRequests) {
    set(ConnectionProperty.MAX_REQUESTS, maxRequests);
  }

  public void setMaxRequestsAction(@Nullable String maxRequestsAction) {
    set(ConnectionProperty.MAX_REQUESTS_ACTION, maxRequestsAction);
  }

  public void setStatementLiterals(@Nullable String statementLiterals) {
    set(ConnectionProperty.STATEMENT_LITERALS, statementLiterals);
  }

  public void setSlowStatement(int seconds) {
    set(ConnectionProperty.SLOW_STATEMENT, Integer.toString(seconds));
  }

  public void setJmx(boolean jmx) {
    set(ConnectionProperty.JMX, Boolean.toString(jmx));
  }

  public void setCheckKey(boolean checkKey) {
    set(ConnectionProperty.CHECK_KEY, String.valueOf(checkKey));
  }

  public void setTimeZone(@Nullable String timeZone) {
    set(ConnectionProperty.TIME_ZONE, timeZone);
  }

  private void set(ConnectionProperty property, @Nullable String value) {
    if (value == null) {
      properties.remove(property.propertyName());
    } else {
      properties.setProperty(property.propertyName(), value);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return connect(properties);
  }

  /**
   * Opens a connection with another key.
   *
   * @param user ignored
   * @param password the key
   */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    Properties other = new Properties();
    other.putAll(properties);
    if (password != null) {
      other.setProperty(ConnectionProperty.API_KEY.propertyName(), password);
    }
    return connect(other);
  }

  private Connection connect(Properties given) throws SQLException {
    Properties all = new Properties();
    if (loginTimeout > 0) {
      all.setProperty(
          ConnectionProperty.CONNECT_TIMEOUT.propertyName(), Integer.toString(loginTimeout));
    }
    all.putAll(given);
    Connection connection = driver.connect(url, all);
    if (connection == null) {
      throw SqlExceptions.of(
          ErrorCode.INVALID_PROPERTY,
          "the url of the DataSource does not begin with " + JdbcUrl.PREFIX);
    }
    return connection;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept, but the driver logs through java.util.logging only. */
  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Seconds, taken for {@code connectTimeout} where that is not set; 0 for its default. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public Logger getParentLogger() {
    return driver.getParentLogger();
  }
}
