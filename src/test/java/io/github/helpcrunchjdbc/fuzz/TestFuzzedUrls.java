package io.github.helpcrunchjdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.helpcrunchjdbc.campaign.Dice;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.jdbc.ConnectionOpener;
import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.testing.ManualTime;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverPropertyInfo;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs and Properties with mistakes: a connection, or an error that does not hold the key. */
class TestFuzzedUrls {
  private static final List<String> PAIRS =
      List.of(
          "pageSize=50",
          "requestsPerMinute=0",
          "maxConcurrentRequests=2",
          "sharedQuota=false",
          "connectTimeout=5",
          "readTimeout=5",
          "requestTimeout=20",
          "maxRetries=0",
          "retryFor=0",
          "proxyHost=",
          "stringMatching=auto",
          "consistency=strict",
          "undecodable=null",
          "maxRequests=100",
          "maxRequestsAction=warn",
          "statementLiterals=shown",
          "slowStatement=5",
          "maxMemory=10",
          "jmx=false",
          "cacheTtl=60",
          "checkKey=true",
          "customFields=plan:VARCHAR,\"a:b\":BIGINT",
          "customFields='auto'",
          "warmUp=false",
          "timeZone=Europe/Kyiv",
          "user=me");

  private final SimulatedAccount account = SimulatedAccount.of(List.of(DemoCustomer.of(1)));

  @AfterEach
  void close() {
    account.close();
  }

  /** A URL and Properties, and what comes of them. */
  private final class Given implements FuzzCase {
    private final String url;
    private final Properties properties;

    Given(String url, Properties properties) {
      this.url = url;
      this.properties = properties;
    }

    @Override
    public List<String> secrets() {
      return List.of(account.apiKey());
    }

    @Override
    public String toString() {
      return url + " with " + properties;
    }

    /** Where another key is given, or a mistake is within it, this one is as any text. */
    private boolean isKeyGiven() {
      return Pattern.compile(
              "(?i)(apiKey|password)\\s*=\\s*['\"]?" + Pattern.quote(account.apiKey()))
          .matcher(url + " " + properties)
          .find();
    }

    @Override
    public String run() throws SQLException {
      ConnectionOpener connector = connector();
      DriverPropertyInfo[] infos = connector.propertyInfo(url, properties);
      if (isKeyGiven()) {
        for (DriverPropertyInfo shown : infos) {
          assertThat(String.valueOf(shown.value)).doesNotContain(account.apiKey());
        }
      }
      try (Connection connection = connector.connect(url, properties)) {
        if (connection == null) {
          return "not ours";
        }
        assertThat(connection.getMetaData().getURL()).doesNotContain(account.apiKey());
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
          assertThat(rows.next()).isTrue();
        }
        return "connected";
      }
    }
  }

  /** A connector that reaches the simulated account and nothing else. */
  private ConnectionOpener connector() {
    ServiceSessions sessions = new ServiceSessions(new AccountRegistry(new ManualTime()));
    return new ConnectionOpener(
        (settings, loginTimeout) -> {
          if (!settings.client().baseUrl().toString().equals(account.baseUrl())
              || settings.client().proxy() != null) {
            throw new HelpCrunchException(ErrorCode.CONNECTION_FAILED, "the test has no network");
          }
          return sessions.open(settings, loginTimeout);
        },
        name -> null);
  }

  private Given given(Dice dice) {
    TextMutator mutator = new TextMutator(dice);
    List<String> pairs = new ArrayList<>();
    pairs.add((dice.chance(80) ? "apiKey=" : "password=") + quoted(dice, account.apiKey()));
    pairs.add("baseUrl=" + quoted(dice, account.baseUrl()));
    for (int left = dice.below(6); left > 0; left--) {
      pairs.add(dice.pick(PAIRS));
    }
    Properties properties = new Properties();
    for (int left = dice.below(3); left > 0 && pairs.size() > 1; left--) {
      String[] pair = pairs.remove(dice.below(pairs.size())).split("=", 2);
      boolean hit = dice.chance(20);
      properties.setProperty(
          hit && dice.chance(50) ? mutator.mutate(pair[0], dice.pick(PAIRS)) : pair[0],
          hit ? mutator.mutate(pair[1], dice.pick(PAIRS)) : pair[1]);
    }
    String url = "jdbc:helpcrunch:" + String.join(";", pairs);
    return new Given(
        dice.chance(85) ? mutator.mutate(url, dice.pick(PAIRS) + ";" + url) : url, properties);
  }

  private static String quoted(Dice dice, String value) {
    String quote = dice.pick("", "", "'", "\"");
    return quote + value + quote;
  }

  @Test
  void connectsOrSaysWhy() {
    Map<String, Integer> ends = FuzzRun.run(100, this::given);
    assertThat(ends).containsKey("connected").containsKey("22023");
  }

  /** Slips by which a part of the key gets to where something else belongs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:helpcrunch:pageSize=%s",
        "jdbc:helpcrunch:timeZone=%s;pageSize=10",
        "jdbc:helpcrunch:apiKey=a;%s=",
        "jdbc:helpcrunch:apiKey=a;%s",
        "jdbc:helpcrunch:apiKey%s",
        "jdbc:helpcrunch:baseUrl=%s",
      })
  void aSlipDoesNotTellTheKey(String url) {
    for (String key : List.of("c2ltdWxhdGVkLWtleQ", "QWxsTGV0dGVycyBoZXJl", "WxhdGVkLWtleQ")) {
      Given given = new Given(url.formatted(key), new Properties());
      Throwable thrown = catchThrowable(given::run);
      assertThat(Failures.defect(thrown, List.of(key))).isNull();
    }
  }
}
