package io.github.helpcrunchjdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.settings.ConnectionProperty;
import io.github.helpcrunchjdbc.jdbc.settings.JdbcUrl;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource for pools, containers and JNDI: a bean with a setter for each connection property of
 * {@code docs/connection-properties.md}. A property that is not set has its default. Values are
 * checked when a connection is opened, with the same SQLExceptions as the driver's. Not a pool:
 * each call opens a connection. Thread-safe once its properties are set.
 */
public final class HelpCrunchDataSource implements DataSource, SelfWrapper {
  private final HelpCrunchDriver driver = new HelpCrunchDriver();
  private final Properties properties = new Properties();
  private String url = JdbcUrl.PREFIX;
  private @Nullable PrintWriter logWriter;
  private int loginTimeout;

  /**
   * Returns the URL; {@code jdbc:helpcrunch:} if none is set. The URL wins over the other
   * properties.
   */
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

  /** Ignores the user; connections need only the key. */
  public void setUser(@Nullable String user) {
    // Tools send whatever stands in their user box.
  }

  /** Sets the key; there is no getter, so that no dump of the bean shows it. */
  public void setApiKey(@Nullable String apiKey) {
    set(ConnectionProperty.API_KEY, apiKey);
  }

  public String getBaseUrl() {
    return get(ConnectionProperty.BASE_URL);
  }

  public void setBaseUrl(@Nullable String baseUrl) {
    set(ConnectionProperty.BASE_URL, baseUrl);
  }

  public int getPageSize() {
    return Integer.parseInt(get(ConnectionProperty.PAGE_SIZE));
  }

  public void setPageSize(int pageSize) {
    set(ConnectionProperty.PAGE_SIZE, String.valueOf(pageSize));
  }

  public int getRequestsPerMinute() {
    return Integer.parseInt(get(ConnectionProperty.REQUESTS_PER_MINUTE));
  }

  public void setRequestsPerMinute(int requestsPerMinute) {
    set(ConnectionProperty.REQUESTS_PER_MINUTE, String.valueOf(requestsPerMinute));
  }

  public int getMaxConcurrentRequests() {
    return Integer.parseInt(get(ConnectionProperty.MAX_CONCURRENT_REQUESTS));
  }

  public void setMaxConcurrentRequests(int maxConcurrentRequests) {
    set(ConnectionProperty.MAX_CONCURRENT_REQUESTS, String.valueOf(maxConcurrentRequests));
  }

  public int getConnectTimeout() {
    return Integer.parseInt(get(ConnectionProperty.CONNECT_TIMEOUT));
  }

  public void setConnectTimeout(int connectTimeout) {
    set(ConnectionProperty.CONNECT_TIMEOUT, String.valueOf(connectTimeout));
  }

  public int getReadTimeout() {
    return Integer.parseInt(get(ConnectionProperty.READ_TIMEOUT));
  }

  public void setReadTimeout(int readTimeout) {
    set(ConnectionProperty.READ_TIMEOUT, String.valueOf(readTimeout));
  }

  public int getMaxRetries() {
    return Integer.parseInt(get(ConnectionProperty.MAX_RETRIES));
  }

  public void setMaxRetries(int maxRetries) {
    set(ConnectionProperty.MAX_RETRIES, String.valueOf(maxRetries));
  }

  public String getStringMatching() {
    return get(ConnectionProperty.STRING_MATCHING);
  }

  public void setStringMatching(@Nullable String stringMatching) {
    set(ConnectionProperty.STRING_MATCHING, stringMatching);
  }

  public String getNullsSorted() {
    return get(ConnectionProperty.NULLS_SORTED);
  }

  public void setNullsSorted(@Nullable String nullsSorted) {
    set(ConnectionProperty.NULLS_SORTED, nullsSorted);
  }

  public int getMaxFilters() {
    return Integer.parseInt(get(ConnectionProperty.MAX_FILTERS));
  }

  public void setMaxFilters(int maxFilters) {
    set(ConnectionProperty.MAX_FILTERS, Integer.toString(maxFilters));
  }

  public String getConsistency() {
    return get(ConnectionProperty.CONSISTENCY);
  }

  public void setConsistency(@Nullable String consistency) {
    set(ConnectionProperty.CONSISTENCY, consistency);
  }

  public String getApiKeyFile() {
    return get(ConnectionProperty.API_KEY_FILE);
  }

  public void setApiKeyFile(@Nullable String apiKeyFile) {
    set(ConnectionProperty.API_KEY_FILE, apiKeyFile);
  }

  public String getCustomFields() {
    return get(ConnectionProperty.CUSTOM_FIELDS);
  }

  public void setCustomFields(@Nullable String customFields) {
    set(ConnectionProperty.CUSTOM_FIELDS, customFields);
  }

  public String getUndecodable() {
    return get(ConnectionProperty.UNDECODABLE);
  }

  public void setUndecodable(@Nullable String undecodable) {
    set(ConnectionProperty.UNDECODABLE, undecodable);
  }

  public int getCacheTtl() {
    return Integer.parseInt(get(ConnectionProperty.CACHE_TTL));
  }

  public void setCacheTtl(int cacheTtl) {
    set(ConnectionProperty.CACHE_TTL, String.valueOf(cacheTtl));
  }

  public boolean isWarmUp() {
    return Boolean.parseBoolean(get(ConnectionProperty.WARM_UP));
  }

  public void setWarmUp(boolean warmUp) {
    set(ConnectionProperty.WARM_UP, String.valueOf(warmUp));
  }

  public int getRequestTimeout() {
    return Integer.parseInt(get(ConnectionProperty.REQUEST_TIMEOUT));
  }

  public void setRequestTimeout(int requestTimeout) {
    set(ConnectionProperty.REQUEST_TIMEOUT, String.valueOf(requestTimeout));
  }

  public boolean isSharedQuota() {
    return Boolean.parseBoolean(get(ConnectionProperty.SHARED_QUOTA));
  }

  public void setSharedQuota(boolean sharedQuota) {
    set(ConnectionProperty.SHARED_QUOTA, String.valueOf(sharedQuota));
  }

  public String getProxyHost() {
    return get(ConnectionProperty.PROXY_HOST);
  }

  public void setProxyHost(@Nullable String proxyHost) {
    set(ConnectionProperty.PROXY_HOST, proxyHost);
  }

  public int getProxyPort() {
    return Integer.parseInt(get(ConnectionProperty.PROXY_PORT));
  }

  public void setProxyPort(int proxyPort) {
    set(ConnectionProperty.PROXY_PORT, String.valueOf(proxyPort));
  }

  public String getProxyUser() {
    return get(ConnectionProperty.PROXY_USER);
  }

  public void setProxyUser(@Nullable String proxyUser) {
    set(ConnectionProperty.PROXY_USER, proxyUser);
  }

  public String getTrustStore() {
    return get(ConnectionProperty.TRUST_STORE);
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

  public int getRetryFor() {
    return Integer.parseInt(get(ConnectionProperty.RETRY_FOR));
  }

  public void setRetryFor(int retryFor) {
    set(ConnectionProperty.RETRY_FOR, String.valueOf(retryFor));
  }

  /** Returns a number of megabytes as text; empty means a quarter of the heap. */
  public String getMaxMemory() {
    return get(ConnectionProperty.MAX_MEMORY);
  }

  public void setMaxMemory(@Nullable String maxMemory) {
    set(ConnectionProperty.MAX_MEMORY, maxMemory);
  }

  /** Returns the number as text, because it is empty where no bound is set. */
  public String getMaxRequests() {
    return get(ConnectionProperty.MAX_REQUESTS);
  }

  public void setMaxRequests(@Nullable String maxRequests) {
    set(ConnectionProperty.MAX_REQUESTS, maxRequests);
  }

  public String getMaxRequestsAction() {
    return get(ConnectionProperty.MAX_REQUESTS_ACTION);
  }

  public void setMaxRequestsAction(@Nullable String maxRequestsAction) {
    set(ConnectionProperty.MAX_REQUESTS_ACTION, maxRequestsAction);
  }

  public String getStatementLiterals() {
    return get(ConnectionProperty.STATEMENT_LITERALS);
  }

  public void setStatementLiterals(@Nullable String statementLiterals) {
    set(ConnectionProperty.STATEMENT_LITERALS, statementLiterals);
  }

  public int getSlowStatement() {
    return Integer.parseInt(get(ConnectionProperty.SLOW_STATEMENT));
  }

  public void setSlowStatement(int slowStatement) {
    set(ConnectionProperty.SLOW_STATEMENT, Integer.toString(slowStatement));
  }

  public boolean isJmx() {
    return Boolean.parseBoolean(get(ConnectionProperty.JMX));
  }

  public void setJmx(boolean jmx) {
    set(ConnectionProperty.JMX, Boolean.toString(jmx));
  }

  public boolean isCheckKey() {
    return Boolean.parseBoolean(get(ConnectionProperty.CHECK_KEY));
  }

  public void setCheckKey(boolean checkKey) {
    set(ConnectionProperty.CHECK_KEY, String.valueOf(checkKey));
  }

  public String getTimeZone() {
    return get(ConnectionProperty.TIME_ZONE);
  }

  public void setTimeZone(@Nullable String timeZone) {
    set(ConnectionProperty.TIME_ZONE, timeZone);
  }

  private String get(ConnectionProperty property) {
    return properties.getProperty(property.propertyName(), property.defaultValue());
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
   * @param password the key; null or empty for the key that is set already
   * @throws SQLException 22023 if the URL gives another key, or names a file with another key
   */
  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    if (password == null || password.isEmpty()) {
      return connect(properties);
    }
    if (JdbcUrl.isOurs(url) && JdbcUrl.parse(url).givesAnother(password)) {
      throw SqlExceptions.of(
          ErrorCode.INVALID_PROPERTY,
          "the url of the DataSource gives an apiKey, and getConnection another; leave it out of"
              + " the url");
    }
    Properties other = new Properties();
    other.putAll(properties);
    other.remove(ConnectionProperty.API_KEY_FILE.propertyName());
    other.setProperty(ConnectionProperty.API_KEY.propertyName(), password);
    return connect(other);
  }

  private Connection connect(Properties given) throws SQLException {
    int seconds = ArgumentChecks.notNegative("the login timeout", loginTimeout);
    Connection connection =
        driver.connect(url, given, seconds == 0 ? DriverManager.getLoginTimeout() : seconds);
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

  /** Keeps the writer and writes nothing to it: the driver logs through java.util.logging only. */
  @Override
  public void setLogWriter(@Nullable PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public int getLoginTimeout() {
    return loginTimeout;
  }

  /** Sets for how many seconds connecting may wait; 0 for the DriverManager's login timeout. */
  @Override
  public void setLoginTimeout(int seconds) {
    loginTimeout = seconds;
  }

  @Override
  public Logger getParentLogger() {
    return driver.getParentLogger();
  }
}
