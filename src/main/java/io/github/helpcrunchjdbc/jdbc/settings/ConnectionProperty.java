package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.plan.pushdown.MatchingNames;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.rows.Undecodable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * All connection properties. Names match without regard to case; an unknown name is refused. {@code
 * Driver.getPropertyInfo}, the checks and the documentation are made from this enum.
 */
public enum ConnectionProperty {
  API_KEY("apiKey", "", "The API key of the account; password means the same"),
  API_KEY_FILE(
      "apiKeyFile", "", "A file that holds the API key and nothing else, as systems mount secrets"),
  BASE_URL(
      "baseUrl",
      "https://api.helpcrunch.com/v1",
      "The API's address: https, or http on this machine"),
  PAGE_SIZE("pageSize", "100", "The most customers that one request asks for", 1, 100),
  REQUESTS_PER_MINUTE(
      "requestsPerMinute",
      "120",
      "The most requests that this connection sends in any 60 seconds; all connections with the"
          + " same key together send no more than the highest of their values; 0 means no limit",
      0,
      1_000_000),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests", "4", "The most requests of one connection at the same time", 1, 16),
  SHARED_QUOTA(
      "sharedQuota",
      "true",
      "Whether the programs of one user on this machine count their requests with one key together"
          + " and get equal shares of its minute, by a small file in the user's cache folder",
      Switch.class),
  CONNECT_TIMEOUT("connectTimeout", "10", "How many seconds to wait for a connection", 1, 3600),
  READ_TIMEOUT("readTimeout", "30", "How many seconds to wait for more of an answer", 1, 3600),
  REQUEST_TIMEOUT(
      "requestTimeout",
      "60",
      "How many seconds one request may take, from connecting to the end of its answer",
      1,
      3600),
  MAX_RETRIES(
      "maxRetries",
      "5",
      "How often a failed request is sent again while the service has not answered anything yet;"
          + " a 429 is not counted. 0 means never, also after an answer",
      0,
      20),
  RETRY_FOR(
      "retryFor",
      "120",
      "For how many seconds a failed request is sent again if the service has answered before."
          + " After a 429 this holds for the first request too, and for at least a minute",
      0,
      3600),
  PROXY_HOST(
      "proxyHost",
      "",
      "The HTTP proxy through which an https baseUrl is reached; if not given, the JVM's own"
          + " settings are used"),
  PROXY_PORT("proxyPort", "8080", "The port of the proxy", 1, 65_535),
  PROXY_USER("proxyUser", "", "The proxy's user name, if it asks for a login"),
  PROXY_PASSWORD("proxyPassword", "", "The password of proxyUser"),
  TRUST_STORE(
      "trustStore",
      "",
      "A file with the certificates that are trusted in place of the JVM's own, for example"
          + " behind a proxy that reads TLS traffic"),
  TRUST_STORE_PASSWORD(
      "trustStorePassword", "", "The password of the file trustStore, if it has one"),
  STRING_MATCHING(
      "stringMatching",
      "auto",
      "auto: text is compared as SQL says, and the driver finds out how the service compares it"
          + " if that saves requests; strict: text is compared as SQL says, and the driver does"
          + " not find out; server: text is compared as the service does; a list such as"
          + " name:exact,email:ignoresCase: as auto, but it is known how the service compares"
          + " these columns",
      StringMatchingSetting.class),
  NULLS_SORTED(
      "nullsSorted",
      "auto",
      "Where the service puts customers without a value when it sorts (high: as the greatest"
          + " value; low: as the least value; first, last: there in both directions; auto: the"
          + " driver sees it from rows, or else asks by one search)",
      NullsSorted.class),
  MAX_FILTERS(
      "maxFilters",
      "100",
      "The most filters in one search; if the service refuses so many, the driver finds out how"
          + " many it takes. With 2, reading by ranges of ids still sends 3",
      2,
      100),
  CONSISTENCY(
      "consistency",
      "warn",
      "What happens if an answer could not be read whole, because customers changed meanwhile or"
          + " the service contradicts itself (warn: a SQLWarning; strict: an exception). strict"
          + " also checks by requests of its own that totals, orders, filters and offsets are"
          + " right; warn believes them until an answer contradicts them",
      Consistency.class),
  UNDECODABLE(
      "undecodable",
      "error",
      "What happens if the service gives a value that its column can't hold, such as a time in"
          + " milliseconds (error: an exception that names column and customer; null: NULL, and a"
          + " SQLWarning that counts them and names the first)",
      Undecodable.class),
  MAX_REQUESTS(
      "maxRequests",
      "",
      "The most requests that one statement may send; 0 means no bound. If not given, the bound"
          + " is twice requestsPerMinute for statements that read much to return little;"
          + " statements that return their rows while they read get a warning",
      0,
      10_000_000),
  MAX_REQUESTS_ACTION(
      "maxRequestsAction",
      "error",
      "What happens if a statement would need more than maxRequests (error: an exception before"
          + " they are sent; warn: a SQLWarning)",
      RequestBudget.Action.class),
  STATEMENT_LITERALS(
      "statementLiterals",
      "masked",
      "How helpcrunch_meta.statements shows the SQL of this connection (masked: ? for each literal;"
          + " shown: as it was given, to connections of the same account)",
      StatementLiterals.class),
  SLOW_STATEMENT(
      "slowStatement",
      "60",
      "A statement that takes at least so many seconds is logged as slow, with what took the"
          + " time; 0 means never",
      0,
      86_400),
  MAX_MEMORY(
      "maxMemory",
      "",
      "The most megabytes that one statement may keep in memory: rows that it sorts, joins,"
          + " groups or scrolls, and the ids of rows that it has read; a quarter of the JVM's heap"
          + " if not given",
      1,
      1_000_000),
  JMX(
      "jmx",
      "false",
      "Whether JMX shows the account's figures while the connection is open",
      Switch.class),
  CACHE_TTL(
      "cacheTtl",
      "0",
      "For how many seconds the driver keeps answers of the service in memory and uses them"
          + " again; 0 keeps nothing",
      0,
      86_400),
  CHECK_KEY(
      "checkKey",
      "true",
      "Whether connecting sends one search, so that a wrong key or address is found at once; none"
          + " is sent if the service has accepted the same key within the last minute",
      Switch.class),
  CUSTOM_FIELDS(
      "customFields",
      CustomFieldsReader.AUTO,
      "Which custom attributes are columns (auto: those of the newest customers, for which one"
          + " search is sent per account; off: none; a list such as plan:VARCHAR,payments:BIGINT:"
          + " these, and no search is sent)"),
  WARM_UP(
      "warmUp",
      "true",
      "Whether the first connection of the JVM loads the classes that a query needs in the"
          + " background; this sends no request",
      Switch.class),
  TIME_ZONE(
      "timeZone",
      "",
      "The time zone in which times are shown, compared and rounded, with its daylight saving;"
          + " the JVM's own if not given");

  /** A property that tools with a user box send; accepted and ignored. */
  public static final String IGNORED_NAME = "user";

  /** The property that tools with a password box send: another name of {@link #API_KEY}. */
  public static final String KEY_ALIAS = "password";

  private final String propertyName;
  private final String defaultValue;
  private final String description;
  private final int min;
  private final int max;
  private final @Nullable Class<? extends Enum<?>> choiceType;

  ConnectionProperty(String propertyName, String defaultValue, String description) {
    this(propertyName, defaultValue, description, 0, 0, null);
  }

  ConnectionProperty(
      String propertyName, String defaultValue, String description, int min, int max) {
    this(propertyName, defaultValue, description, min, max, null);
  }

  ConnectionProperty(
      String propertyName,
      String defaultValue,
      String description,
      Class<? extends Enum<?>> choiceType) {
    this(propertyName, defaultValue, description, 0, 0, choiceType);
  }

  ConnectionProperty(
      String propertyName,
      String defaultValue,
      String description,
      int min,
      int max,
      @Nullable Class<? extends Enum<?>> choiceType) {
    this.propertyName = propertyName;
    this.defaultValue = defaultValue;
    this.description = description;
    this.min = min;
    this.max = max;
    this.choiceType = choiceType;
  }

  public String propertyName() {
    return propertyName;
  }

  /** Returns what holds if no value is given; empty if the description says what holds then. */
  public String defaultValue() {
    return defaultValue;
  }

  /** Returns a part of a sentence that describes the property to people. */
  public String description() {
    return description;
  }

  /** Returns whether the property's value must never be shown. */
  public boolean isSecret() {
    return this == API_KEY || this == PROXY_PASSWORD || this == TRUST_STORE_PASSWORD;
  }

  /** Returns the values to choose from; empty if there are too many to list. */
  public List<String> choices() {
    return choiceType == null
        ? List.of()
        : Arrays.stream(choiceType.getEnumConstants())
            .map(choice -> choice.name().toLowerCase(Locale.ROOT))
            .toList();
  }

  /** Returns which values are allowed, for error messages and the documentation. */
  public String allowed() {
    if (max > 0) {
      return "a whole number from " + min + " to " + max;
    }
    if (choiceType != null) {
      return String.join(" or ", choices())
          + (this == STRING_MATCHING
              ? ", or a list column:word without a column twice, of the words "
                  + String.join(", ", MatchingNames.ALL)
              : "");
    }
    return switch (this) {
      case API_KEY -> "an API key";
      case API_KEY_FILE -> "the path of a file";
      case BASE_URL -> "an https URL without user, query and fragment; http only for localhost";
      case TRUST_STORE -> "the path of a file: certificates in PEM, or a JKS or PKCS12 store";
      case PROXY_HOST -> "a name or an address";
      case TIME_ZONE -> "an IANA name such as Europe/Kyiv";
      case CUSTOM_FIELDS ->
          "auto, off, or a list name:TYPE,name:TYPE without a name twice, of the types BOOLEAN,"
              + " BIGINT, DECIMAL, TIMESTAMP and VARCHAR; a name with a comma, colon or quote in it"
              + " stands in double quotes";
      default -> "a text";
    };
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  boolean isNamed(String name) {
    return propertyName.equalsIgnoreCase(name)
        || (this == API_KEY && KEY_ALIAS.equalsIgnoreCase(name));
  }
}
