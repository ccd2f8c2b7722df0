package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.settings.ProxyServer;
import io.github.helpcrunchjdbc.http.settings.TrustStore;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.JdbcTimes;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.CustomField;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes checked settings from a URL and Properties. Every failure is a SQLException that names the
 * property, what was found (never the key) and what is allowed.
 */
public final class SettingsReader {
  private static final Pattern PROXY_HOST = Pattern.compile("[\\p{Alnum}._:\\[\\]-]*");

  /** Matches values that must stand in quotation marks in a URL. */
  private static final Pattern NEEDS_QUOTES = Pattern.compile("(?s)['\"\\s].*|.*\\s|.*;.*");

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,9}");

  private final PropertyValues values;
  private final boolean demo;
  private final UnaryOperator<@Nullable String> environment;

  private SettingsReader(
      JdbcUrl url, PropertyValues values, UnaryOperator<@Nullable String> environment) {
    this.values = values;
    this.demo = url.demo();
    this.environment = environment;
  }

  /**
   * Reads the settings.
   *
   * @param url a URL that {@link JdbcUrl#isOurs} accepts
   * @param environment gives the value of an environment variable by its name, or null
   */
  public static ConnectionSettings read(
      String url, @Nullable Properties info, UnaryOperator<@Nullable String> environment)
      throws SQLException {
    JdbcUrl parsed = JdbcUrl.parse(url);
    return new SettingsReader(parsed, PropertyValues.of(parsed, info), environment).read();
  }

  private ConnectionSettings read() throws SQLException {
    ClientSettings client = client();
    return new ConnectionSettings(
        demo,
        client,
        stringMatching(),
        number(ConnectionProperty.MAX_FILTERS),
        new ReadSettings(
            number(ConnectionProperty.PAGE_SIZE),
            choice(ConnectionProperty.CONSISTENCY, Consistency.class),
            choice(ConnectionProperty.UNDECODABLE, Undecodable.class),
            choice(ConnectionProperty.NULLS_SORTED, NullsSorted.class)),
        requestBound(),
        maxMemory(),
        choice(ConnectionProperty.STATEMENT_LITERALS, StatementLiterals.class),
        seconds(ConnectionProperty.SLOW_STATEMENT),
        isOn(ConnectionProperty.JMX),
        seconds(ConnectionProperty.CACHE_TTL),
        isOn(ConnectionProperty.CHECK_KEY),
        customFields(),
        isOn(ConnectionProperty.WARM_UP),
        timeZone(),
        displayUrl(client.apiKey()));
  }

  private MatchingSetting stringMatching() throws SQLException {
    String text = values.get(ConnectionProperty.STRING_MATCHING).strip();
    return MatchingSetting.read(text)
        .orElseThrow(() -> refused(ConnectionProperty.STRING_MATCHING, text));
  }

  private ClientSettings client() throws SQLException {
    URI baseUrl = baseUrl();
    return new ClientSettings(
        baseUrl,
        new ApiKeyReader(values, demo, environment).read(baseUrl),
        number(ConnectionProperty.REQUESTS_PER_MINUTE),
        number(ConnectionProperty.MAX_CONCURRENT_REQUESTS),
        seconds(ConnectionProperty.CONNECT_TIMEOUT),
        seconds(ConnectionProperty.READ_TIMEOUT),
        seconds(ConnectionProperty.REQUEST_TIMEOUT),
        number(ConnectionProperty.MAX_RETRIES),
        seconds(ConnectionProperty.RETRY_FOR),
        isOn(ConnectionProperty.SHARED_QUOTA),
        proxy(),
        trustStore());
  }

  private @Nullable TrustStore trustStore() throws SQLException {
    String path = values.get(ConnectionProperty.TRUST_STORE);
    try {
      return path.isEmpty()
          ? null
          : TrustStore.read(path, values.get(ConnectionProperty.TRUST_STORE_PASSWORD));
    } catch (HelpCrunchException e) {
      throw SqlExceptions.of(e);
    }
  }

  private @Nullable ProxyServer proxy() throws SQLException {
    String host = values.get(ConnectionProperty.PROXY_HOST).strip();
    int port = number(ConnectionProperty.PROXY_PORT);
    if (!PROXY_HOST.matcher(host).matches()) {
      throw refused(ConnectionProperty.PROXY_HOST, host);
    }
    return host.isEmpty()
        ? null
        : new ProxyServer(
            host,
            port,
            values.get(ConnectionProperty.PROXY_USER),
            values.get(ConnectionProperty.PROXY_PASSWORD));
  }

  private long maxMemory() throws SQLException {
    return values.get(ConnectionProperty.MAX_MEMORY).isBlank()
        ? MemoryBudget.usualBytes()
        : (long) number(ConnectionProperty.MAX_MEMORY) << 20;
  }

  private RequestBudget.Bound requestBound() throws SQLException {
    int perMinute = number(ConnectionProperty.REQUESTS_PER_MINUTE);
    RequestBudget.Action action =
        choice(ConnectionProperty.MAX_REQUESTS_ACTION, RequestBudget.Action.class);
    return values.get(ConnectionProperty.MAX_REQUESTS).isBlank()
        ? RequestBudget.Bound.byDefault(action, perMinute)
        : new RequestBudget.Bound(number(ConnectionProperty.MAX_REQUESTS), true, action, perMinute);
  }

  private Duration seconds(ConnectionProperty property) throws SQLException {
    return Duration.ofSeconds(number(property));
  }

  private int number(ConnectionProperty property) throws SQLException {
    String text = values.get(property).strip();
    if (WHOLE_NUMBER.matcher(text).matches()) {
      int number = Integer.parseInt(text);
      if (number >= property.min() && number <= property.max()) {
        return number;
      }
    }
    throw refused(property, text);
  }

  private <E extends Enum<E>> E choice(ConnectionProperty property, Class<E> type)
      throws SQLException {
    String text = values.get(property).strip();
    for (E choice : type.getEnumConstants()) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw refused(property, text);
  }

  private boolean isOn(ConnectionProperty property) throws SQLException {
    return choice(property, Switch.class) == Switch.TRUE;
  }

  private Optional<List<CustomField>> customFields() throws SQLException {
    String text = values.get(ConnectionProperty.CUSTOM_FIELDS).strip();
    if (text.equalsIgnoreCase(CustomFieldsReader.AUTO)) {
      return Optional.empty();
    }
    if (text.equalsIgnoreCase(CustomFieldsReader.OFF)) {
      return Optional.of(List.of());
    }
    Optional<List<CustomField>> declared = CustomFieldsReader.read(text, timeZone());
    if (declared.isEmpty()) {
      throw refused(ConnectionProperty.CUSTOM_FIELDS, text);
    }
    return declared;
  }

  private ZoneId timeZone() throws SQLException {
    String text = values.get(ConnectionProperty.TIME_ZONE).strip();
    if (text.isEmpty()) {
      return JdbcTimes.zoneOf(TimeZone.getDefault());
    }
    if (text.equalsIgnoreCase("UTC")) {
      return ZoneOffset.UTC;
    }
    for (String name : ZoneId.getAvailableZoneIds()) {
      if (name.equalsIgnoreCase(text)) {
        return ZoneId.of(name);
      }
    }
    throw refused(ConnectionProperty.TIME_ZONE, text);
  }

  private URI baseUrl() throws SQLException {
    if (demo && values.isGiven(ConnectionProperty.BASE_URL)) {
      throw PropertyValues.invalid(
          "baseUrl can't be given with " + JdbcUrl.PREFIX + "demo, whose account is in memory");
    }
    String text = values.get(ConnectionProperty.BASE_URL).strip();
    Optional<URI> parsed = BaseUrl.parse(text);
    if (parsed.isEmpty()) {
      throw refused(ConnectionProperty.BASE_URL, text);
    }
    return parsed.get();
  }

  private static SQLException refused(ConnectionProperty property, String found) {
    return PropertyValues.invalid(
        "the property %s is %s; allowed is %s"
            .formatted(property.propertyName(), TextForMessages.of(found), property.allowed()));
  }

  /** Returns the URL without the key, which may have been pasted into another property too. */
  private String displayUrl(ApiKey key) {
    StringBuilder url = new StringBuilder(JdbcUrl.PREFIX).append(demo ? "demo" : "");
    String separator = demo ? ";" : "";
    for (ConnectionProperty property : ConnectionProperty.values()) {
      if (!property.isSecret() && values.isGiven(property)) {
        String value = demo ? values.get(property) : key.hiddenIn(values.get(property));
        url.append(separator).append(property.propertyName()).append('=');
        url.append(
            NEEDS_QUOTES.matcher(value).matches()
                ? "\"" + value.replace("\"", "\"\"") + "\""
                : value);
        separator = ";";
      }
    }
    return url.toString();
  }
}
