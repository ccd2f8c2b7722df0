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
  API_KEY("apiKey", "", "The API key of the account; also taken as password"),
  API_KEY_FILE(
      "apiKeyFile", "", "A file that holds the API key and nothing else, as systems mount secrets"),
  BASE_URL(
      "baseUrl",
      "https://api.helpcrunch.com/v1",
      "Where the API is: https, or http on this machine"),
  PAGE_SIZE("pageSize", "100", "Most customers asked for in one request", 1, 100),
  REQUESTS_PER_MINUTE(
      "requestsPerMinute",
      "120",
      "Most requests of this connection in any 60 seconds; all connections with the same key"
          + " together send no more than the highest of their values; 0 is no limit",
      0,
      1_000_000),
  MAX_CONCURRENT_REQUESTS(
      "maxConcurrentRequests", "4", "Most requests of one connection under way at once", 1, 16),
  SHARED_QUOTA(
      "sharedQuota",
      "true",
      "Whether the programs of one user on this machine count their requests with one key together"
          + " and get equal shares of its minute, by a small file in the user's cache folder",
      Switch.class),
  CONNECT_TIMEOUT("connectTimeout", "10", "Seconds to wait for a connection", 1, 3600),
  READ_TIMEOUT("readTimeout", "30", "Seconds to wait while an answer is silent", 1, 3600),
  REQUEST_TIMEOUT(
      "requestTimeout",
      "60",
      "Seconds that one request may take, from connecting to the end of its answer",
      1,
      3600),
  MAX_RETRIES(
      "maxRetries",
      "5",
      "How often a failed request is sent again while the service has answered nothing yet, but for"
          + " a 429; 0 is never, also later",
      0,
      20),
  RETRY_FOR(
      "retryFor",
      "120",
      "For how many seconds a failed request is sent again once the service has answered before;"
          + " after a 429 also at first, and for a minute at least",
      0,
      3600),
  PROXY_HOST(
      "proxyHost",
      "",
      "An HTTP proxy on the way to an https baseUrl; not given, the JVM's own settings count"),
  PROXY_PORT("proxyPort", "8080", "The port of the proxy", 1, 65_535),
  PROXY_USER("proxyUser", "", "Who logs in at the proxy, if it asks for a login"),
  PROXY_PASSWORD("proxyPassword", "", "The password for that"),
  TRUST_STORE(
      "trustStore",
      "",
      "A file of the certificates that are trusted in place of the JVM's own, as behind a proxy"
          + " that looks into TLS"),
  TRUST_STORE_PASSWORD("trustStorePassword", "", "The password of that file, if it has one"),
  STRING_MATCHING(
      "stringMatching",
      "auto",
      "auto: text compares as SQL says, and how the service does is found out where that saves"
          + " requests; strict: the same without asking;"
          + " server: the service's own comparison is taken as the meaning; a list such as"
          + " name:exact,email:ignoresCase: as auto, but of these columns it is known",
      StringMatchingSetting.class),
  NULLS_SORTED(
      "nullsSorted",
      "auto",
      "Where the service puts customers without a value when it sorts (high: as the greatest; low:"
          + " as the least; first, last: there in either direction; auto: rows show it, and where"
          + " they don't, one search asks)",
      NullsSorted.class),
  MAX_FILTERS(
      "maxFilters",
      "100",
      "Most filters in one search; where the service refuses as many, fewer are found out. With 2,"
          + " a reading by ranges of ids still sends 3",
      2,
      100),
  CONSISTENCY(
      "consistency",
      "warn",
      "What becomes of an answer that could not be read whole, as customers changed meanwhile"
          + " (warn: a SQLWarning, strict: an exception), and whether totals, orders, filters and"
          + " offsets are believed until contradicted (warn) or seen to be right first (strict)",
      Consistency.class),
  UNDECODABLE(
      "undecodable",
      "error",
      "What becomes of a value of the service that its column can't hold, such as a time in"
          + " milliseconds (error: an exception that names column and customer; null: NULL, and a"
          + " SQLWarning that counts them and names the first)",
      Undecodable.class),
  MAX_REQUESTS(
      "maxRequests",
      "",
      "Most requests one statement may spend; 0 is no bound. Not given, it is two minutes of"
          + " requestsPerMinute for statements that read much to return little, and a warning for"
          + " those whose rows are handed on as they come",
      0,
      10_000_000),
  MAX_REQUESTS_ACTION(
      "maxRequestsAction",
      "error",
      "What becomes of a statement that would take more (error: an exception before they are"
          + " spent; warn: a SQLWarning)",
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
      "From how many seconds on a statement is logged as slow, with what took the time; 0 is never",
      0,
      86_400),
  MAX_MEMORY(
      "maxMemory",
      "",
      "Most megabytes that one statement may keep: rows that it sorts, joins, groups or scrolls,"
          + " and ids of those it has read; a quarter of the JVM's heap if not given",
      1,
      1_000_000),
  JMX(
      "jmx",
      "false",
      "Whether the account's figures are shown by JMX while the connection is open",
      Switch.class),
  CACHE_TTL(
      "cacheTtl",
      "0",
      "For how many seconds answers of the service are kept in memory and taken instead of new"
          + " ones; 0 keeps nothing",
      0,
      86_400),
  CHECK_KEY(
      "checkKey",
      "true",
      "Whether connecting sends one search, unless the service answered the same key within the"
          + " last minute, so that a wrong key or address is found at once",
      Switch.class),
  CUSTOM_FIELDS(
      "customFields",
      CustomFieldsReader.AUTO,
      "The columns of custom attributes (auto: those of the newest customers, asked for once an"
          + " account; off: none; a list such as plan:VARCHAR,payments:BIGINT: these, which sends"
          + " nothing)"),
  WARM_UP(
      "warmUp",
      "true",
      "Whether the first connection of the JVM loads in the background what a first query needs;"
          + " it sends no request",
      Switch.class),
  TIME_ZONE(
      "timeZone",
      "",
      "In which zone times are shown, compared and rounded, daylight saving included; the JVM's"
          + " own if not given");

  /** A property that tools with a user box send; accepted and ignored. */
  public static final String IGNORED_NAME = "user";

  /** The property that tools with a password box send: another name of {@link #API_KEY}. */
  public static final String KEY_ALIAS = "password";

  private final String propertyName;
  private final String defaultValue;
  private final String description;
  private final boolean number;
  private final int min;
  private final int max;
  private final @Nullable Class<? extends Enum<?>> choiceType;

  ConnectionProperty(String propertyName, String defaultValue, String description) {
    this(propertyName, defaultValue, description, false, 0, 0, null);
  }

  ConnectionProperty(
      String propertyName, String defaultValue, String description, int min, int max) {
    this(propertyName, defaultValue, description, true, min, max, null);
  }

  ConnectionProperty(
      String propertyName,
      String defaultValue,
      String description,
      Class<? extends Enum<?>> choiceType) {
    this(propertyName, defaultValue, description, false, 0, 0, choiceType);
  }

  ConnectionProperty(
      String propertyName,
      String defaultValue,
      String description,
      boolean number,
      int min,
      int max,
      @Nullable Class<? extends Enum<?>> choiceType) {
    this.propertyName = propertyName;
    this.defaultValue = defaultValue;
    this.description = description;
    this.number = number;
    this.min = min;
    this.max = max;
    this.choiceType = choiceType;
  }

  public String propertyName() {
    return propertyName;
  }

  /** Empty for the key, which has no default, and for the time zone, whose default is the JVM's. */
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
    if (number) {
      return "a whole number from " + min + " to " + max;
    }
    if (choiceType != null) {
      return String.join(" or ", choices())
          + (this == STRING_MATCHING
              ? ", or a list column:word without a column twice, of the words "
                  + String.join(", ", MatchingNames.ALL)
              : "");
    }
    if (this == TIME_ZONE) {
      return "an IANA name such as Europe/Kyiv";
    }
    if (this == CUSTOM_FIELDS) {
      return "auto, off, or a list name:TYPE,name:TYPE without a name twice, of the types BOOLEAN,"
          + " BIGINT, DECIMAL, TIMESTAMP and VARCHAR; a name with a comma, colon or quote in it"
          + " stands in double quotes";
    }
    return switch (this) {
      case API_KEY -> "an API key";
      case API_KEY_FILE -> "the path of a file";
      case BASE_URL -> "an https URL without user, query and fragment; http only for localhost";
      case TRUST_STORE -> "the path of a file: certificates in PEM, or a JKS or PKCS12 store";
      case PROXY_HOST -> "a name or an address";
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
