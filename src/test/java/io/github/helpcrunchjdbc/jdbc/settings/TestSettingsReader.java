package io.github.helpcrunchjdbc.jdbc.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.request.Consistency;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.read.request.ReadSettings;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.testing.Surroundings;
import java.net.URI;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("everywhere")
class TestSettingsReader {
  private static final String KEY = "c2VjcmV0LWtleQ==";
  private static final String BASE = "jdbc:helpcrunch:apiKey=" + KEY + ";";

  private static ConnectionSettings read(String url, String... properties) throws SQLException {
    Properties info = new Properties();
    for (int i = 0; i < properties.length; i += 2) {
      info.setProperty(properties[i], properties[i + 1]);
    }
    return SettingsReader.read(url, info, name -> null);
  }

  private static SQLException refusal(String url, String... properties) {
    SQLException refusal = catchThrowableOfType(SQLException.class, () -> read(url, properties));
    assertThat((Throwable) refusal).as("no refusal of " + url).isNotNull();
    assertThat((Throwable) refusal)
        .hasMessageNotContaining(KEY)
        .hasMessageNotContaining("c2VjcmV0");
    return refusal;
  }

  @Test
  void defaults() throws SQLException {
    ConnectionSettings settings = read("jdbc:helpcrunch:apiKey=" + KEY);
    assertThat(settings)
        .usingRecursiveComparison()
        .isEqualTo(
            new ConnectionSettings(
                false,
                new ClientSettings(
                    URI.create("https://api.helpcrunch.com/v1"),
                    new ApiKey(KEY),
                    120,
                    4,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60),
                    5,
                    Duration.ofSeconds(120),
                    true,
                    null,
                    null),
                new MatchingSetting(null, Map.of()),
                100,
                new ReadSettings(100, Consistency.WARN, Undecodable.ERROR, NullsSorted.AUTO),
                new RequestBudget.Bound(240, false, RequestBudget.Action.ERROR, 120),
                MemoryBudget.usualBytes(),
                StatementLiterals.MASKED,
                Duration.ofSeconds(60),
                false,
                Duration.ZERO,
                true,
                Optional.empty(),
                true,
                ZoneId.systemDefault(),
                "jdbc:helpcrunch:"));
  }

  @Test
  void allGivenInAnyCase() throws Exception {
    Surroundings.runInAll(
        () -> {
          ConnectionSettings settings =
              read(
                  "jdbc:helpcrunch:PASSWORD="
                      + KEY
                      + ";BASEURL=http://localhost:8080/v1/;"
                      + "PAGESIZE=7;requestsperminute=0;MAXCONCURRENTREQUESTS=2;CONNECTTIMEOUT=1;"
                      + "readtimeout=2;MAXRETRIES=0;STRINGMATCHING=SERVER;USER=me");
          assertThat(settings.client().apiKey()).isEqualTo(new ApiKey(KEY));
          assertThat(settings.client().baseUrl()).isEqualTo(URI.create("http://localhost:8080/v1"));
          assertThat(settings.reading().pageSize()).isEqualTo(7);
          assertThat(settings.client().requestsPerMinute()).isZero();
          assertThat(settings.client().maxConcurrentRequests()).isEqualTo(2);
          assertThat(settings.client().connectTimeout()).isEqualTo(Duration.ofSeconds(1));
          assertThat(settings.client().readTimeout()).isEqualTo(Duration.ofSeconds(2));
          assertThat(settings.client().maxRetries()).isZero();
          assertThat(settings.stringMatching().all()).isEqualTo(StringMatching.SERVER);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "pageSize, 0",
    "pageSize, 101",
    "pageSize, ten",
    "pageSize, 1.5",
    "pageSize, 99999999999999",
    "pageSize, \u0661\u0660",
    "requestsPerMinute, -1",
    "maxConcurrentRequests, 0",
    "maxConcurrentRequests, 17",
    "connectTimeout, 0",
    "readTimeout, -5",
    "maxRetries, 21",
    "stringMatching, exact",
    "consistency, maybe",
    "timeZone, Kyiv",
    "timeZone, +02:00",
    "timeZone, EET+2",
    "baseUrl, http://api.helpcrunch.com/v1",
    "baseUrl, http://localhost.evil.com/v1",
    "baseUrl, http://127.0.0.1.evil.com",
    "baseUrl, ftp://api.helpcrunch.com",
    "baseUrl, file:///etc/passwd",
    "baseUrl, api.helpcrunch.com",
    "baseUrl, https://",
    "baseUrl, https://host/v1?x",
    "baseUrl, https://host/v1#x",
    "baseUrl, https://host:99999/v1",
    "baseUrl, https://ho st/v1",
    "baseUrl, https://host/v1/../v2",
  })
  void badValueNamesPropertyFoundAndAllowed(String name, String value) {
    for (SQLException refusal :
        Arrays.asList(refusal(BASE + name + "=" + value), refusal(BASE, name, value))) {
      assertThat(refusal.getSQLState()).isEqualTo("22023");
      assertThat((Throwable) refusal)
          .hasMessageContaining("property " + name)
          .hasMessageContaining("\"" + value + "\"")
          .hasMessageContaining("allowed is");
    }
  }

  @ParameterizedTest
  @CsvSource({"Europe/Kyiv, Europe/Kyiv", "america/new_york, America/New_York", "utc, Z"})
  void timeZone(String given, String zone) throws SQLException {
    assertThat(read(BASE + "timeZone=" + given).timeZone().getId()).isEqualTo(zone);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://api.helpcrunch.com/v1",
        "https://api.helpcrunch.com/v1//",
        "https://eu.example.com:8443/helpcrunch",
        "http://localhost:1234",
        "http://LOCALHOST:1234/v1",
        "http://127.0.0.1:1234/v1",
        "http://127.1.2.3/v1",
        "http://[::1]:1234/v1"
      })
  void goodBaseUrl(String value) throws SQLException {
    assertThat(read(BASE + "baseUrl=" + value).client().baseUrl().toString())
        .isEqualTo(value.replaceAll("/+$", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "pagesiz, pageSize",
    "apikeys, apiKey",
    "stringmaching, stringMatching",
    "base_url, baseUrl",
  })
  void misspeltNameSuggestsTheNearest(String name, String nearest) throws Exception {
    Surroundings.runInAll(
        () -> {
          for (SQLException refusal :
              Arrays.asList(refusal(BASE + name + "=1"), refusal(BASE, name, "1"))) {
            assertThat(refusal.getSQLState()).isEqualTo("22023");
            assertThat((Throwable) refusal)
                .hasMessageContaining("no connection property " + name)
                .hasMessageContaining("did you mean " + nearest + "?");
          }
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "schemaFactory",
        "parserFactory",
        "fun",
        "lex",
        "typeSystem",
        "conformance",
        "caseSensitive",
        "driver"
      })
  void whatDoesNothingIsUnknown(String name) {
    SQLException refusal = refusal(BASE, name, "inline:{}");
    assertThat(refusal.getSQLState()).isEqualTo("22023");
    assertThat((Throwable) refusal)
        .hasMessageContaining("no connection property " + name)
        .hasMessageContaining("pageSize");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:helpcrunch:" + KEY,
        "jdbc:helpcrunch:pageSize=1;" + KEY,
        "jdbc:helpcrunch:pageSize=50,apiKey=" + KEY,
        "jdbc:helpcrunch:pageSize=50&apiKey=" + KEY,
        "jdbc:helpcrunch:baseUrl=https://me:" + KEY + "@host/v1",
        "jdbc:helpcrunch:baseUrl=https://host/v1?apiKey=" + KEY,
        "jdbc:helpcrunch:apiKey='" + KEY,
        "jdbc:helpcrunch:apiKey='" + KEY + "'x",
        "jdbc:helpcrunch:apiKey=" + KEY + ";password=" + KEY,
        "jdbc:helpcrunch:apiKey=\u0431" + KEY,
        "jdbc:helpcrunch:apiKey='" + KEY + " x'",
        "jdbc:helpcrunch:demo;apiKey='" + KEY + "\u0000'",
        "jdbc:helpcrunch:apiKey=" + KEY + ";nothing=1",
        "jdbc:helpcrunch:apiKey=" + KEY + ";pageSize=0",
      })
  void noMessageShowsTheKey(String url) {
    refusal(url);
    refusal(url, "pageSize", "1");
  }

  @ParameterizedTest
  @CsvSource({
    "line break,        'abc\ndef'",
    "space,             'abc def'",
    "control character, 'abc\u0007def'",
    "non-ASCII,         'abc\u0431def'",
  })
  void keyThatCannotStandInAHeader(String what, String key) {
    SQLException refusal = refusal("jdbc:helpcrunch:", "apiKey", key);
    assertThat(refusal.getSQLState()).isEqualTo("22023");
    assertThat((Throwable) refusal)
        .hasMessageContaining(what)
        .hasMessageContaining("character 4 of 7")
        .hasMessageNotContaining("abc");
  }

  @Test
  void noKey() {
    SQLException refusal = refusal("jdbc:helpcrunch:", "user", "me", "password", "");
    assertThat((Throwable) refusal).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
    assertThat(refusal.getSQLState()).isEqualTo("28000");
    assertThat((Throwable) refusal)
        .hasMessageContaining("apiKey")
        .hasMessageContaining("password")
        .hasMessageContaining("HELPCRUNCH_API_KEY");
  }

  @Test
  void keyFromTheEnvironmentForTheDefaultBaseUrlOnly() throws SQLException {
    Map<String, String> environment = Map.of("HELPCRUNCH_API_KEY", KEY);
    assertThat(SettingsReader.read("jdbc:helpcrunch:", null, environment::get).client().apiKey())
        .isEqualTo(new ApiKey(KEY));
    assertThat(
            SettingsReader.read(
                    "jdbc:helpcrunch:baseUrl=https://api.helpcrunch.com/v1/",
                    null,
                    environment::get)
                .client()
                .apiKey())
        .isEqualTo(new ApiKey(KEY));
    assertThat(
            SettingsReader.read("jdbc:helpcrunch:apiKey=other", null, environment::get)
                .client()
                .apiKey())
        .isEqualTo(new ApiKey("other"));
    assertThatThrownBy(
            () ->
                SettingsReader.read(
                    "jdbc:helpcrunch:baseUrl=http://localhost/v1", null, environment::get))
        .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
        .hasMessageContaining("only for the default baseUrl")
        .hasMessageNotContaining(KEY);
    assertThat(
            SettingsReader.read("jdbc:helpcrunch:demo", null, environment::get).client().apiKey())
        .isEqualTo(new ApiKey("demo"));
  }

  @Test
  void urlWinsOverProperties() throws SQLException {
    ConnectionSettings settings =
        read("jdbc:helpcrunch:apiKey=a;pageSize=1", "password", "b", "pageSize", "2");
    assertThat(settings.client().apiKey()).isEqualTo(new ApiKey("a"));
    assertThat(settings.reading().pageSize()).isEqualTo(1);
  }

  @Test
  void defaultsOfPropertiesCount() throws SQLException {
    Properties defaults = new Properties();
    defaults.setProperty("apiKey", KEY);
    Properties info = new Properties(defaults);
    assertThat(SettingsReader.read("jdbc:helpcrunch:", info, name -> null).client().apiKey())
        .isEqualTo(new ApiKey(KEY));
  }

  @Test
  void propertiesOfAnotherClassAreNamed() {
    Properties info = new Properties();
    info.put("pageSize", 50);
    assertThatThrownBy(() -> SettingsReader.read(BASE, info, name -> null))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("property pageSize is a java.lang.Integer");
  }

  @Test
  void givenTwice() {
    assertThat((Throwable) refusal(BASE + "pageSize=1;PAGESIZE=1"))
        .hasMessageContaining("pageSize twice");
    assertThat((Throwable) refusal(BASE + "password=x")).hasMessageContaining("apiKey twice");
    assertThat((Throwable) refusal("jdbc:helpcrunch:", "apiKey", "a", "password", "b"))
        .hasMessageContaining("twice");
  }

  @Test
  void demoTakesNoBaseUrl() throws SQLException {
    assertThat((Throwable) refusal("jdbc:helpcrunch:demo;baseUrl=http://localhost/v1"))
        .hasMessageContaining("baseUrl");
    assertThat(read("jdbc:helpcrunch:demo;pageSize=5", "user", "u", "password", "p").demo())
        .isTrue();
  }

  @Test
  void shownWithoutTheKey() throws SQLException {
    ConnectionSettings settings =
        read(BASE + "pageSize=5;baseUrl='http://localhost:80/a;b'", "maxRetries", "1");
    assertThat(settings.toString())
        .isEqualTo("jdbc:helpcrunch:baseUrl=\"http://localhost:80/a;b\";pageSize=5;maxRetries=1");
    assertThat(read("jdbc:helpcrunch:demo;pageSize=5;apiKey=" + KEY).displayUrl())
        .isEqualTo("jdbc:helpcrunch:demo;pageSize=5");
  }

  /** What is shown can be connected with. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"a,b\":VARCHAR",
        "a:VARCHAR,\"b;c\":VARCHAR",
        "'b':VARCHAR",
        " a:VARCHAR ",
        "off"
      })
  void whatIsShownIsReadAgain(String fields) throws SQLException {
    ConnectionSettings settings = read("jdbc:helpcrunch:demo", "customFields", fields);
    String shown = settings.displayUrl();
    assertThat(read(shown).displayUrl()).isEqualTo(shown);
    assertThat(read(shown).customFields()).isEqualTo(settings.customFields());
  }

  @Test
  void propertyInfo() throws SQLException {
    Properties info = new Properties();
    info.setProperty("password", KEY);
    info.setProperty("readTimeout", "7");
    info.setProperty("baseUrl", "http://127.0.0.1:apiKey=" + KEY + ";8080/v1");
    Map<String, DriverPropertyInfo> infos =
        Arrays.stream(PropertyInfos.of("jdbc:helpcrunch:pageSize=5", info))
            .collect(Collectors.toMap(each -> each.name, each -> each));
    assertThat(infos).hasSameSizeAs(ConnectionProperty.values());
    assertThat(infos.get("apiKey").value).isNull();
    assertThat(infos.get("apiKey").required).isFalse();
    assertThat(infos.get("baseUrl").value).isNull();
    assertThat(infos.get("pageSize").value).isEqualTo("5");
    assertThat(infos.get("readTimeout").value).isEqualTo("7");
    assertThat(infos.get("maxRetries").value).isEqualTo("5");
    assertThat(infos.get("stringMatching").choices).containsExactly("auto", "strict", "server");
    assertThat(infos.get("pageSize").description).contains("1 to 100");
    assertThat(PropertyInfos.of("jdbc:helpcrunch:", null)[0].required).isTrue();
    assertThat(PropertyInfos.of("jdbc:helpcrunch:demo", null)[0].required).isFalse();
  }

  @ParameterizedTest
  @EnumSource(ConnectionProperty.class)
  void everyPropertyIsDescribed(ConnectionProperty property) {
    assertThat(property.description()).isNotBlank();
    assertThat(property.allowed()).isNotBlank();
  }
}
