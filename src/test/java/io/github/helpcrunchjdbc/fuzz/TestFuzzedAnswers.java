package io.github.helpcrunchjdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.campaign.Dice;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerService;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.jdbc.ConnectionOpener;
import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.testing.LoopbackServer;
import io.github.helpcrunchjdbc.testing.ManualTime;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers of the service with mistakes: rows, a warning, or an error of a documented kind. */
class TestFuzzedAnswers {
  private static final String KEY = "c2ltdWxhdGVkLWtleQ==";
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 250);
  private static final int MOST_REQUESTS = 400;

  private static final List<String> QUERIES =
      List.of(
          "SELECT * FROM customers",
          "SELECT * FROM customers ORDER BY lastSeen DESC",
          "SELECT * FROM customers ORDER BY firstSeen LIMIT 20",
          "SELECT id, name FROM customers ORDER BY id LIMIT 10",
          "SELECT * FROM customers WHERE id = 5000000003",
          "SELECT COUNT(*) FROM customers",
          "SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'",
          "SELECT name FROM customers WHERE name LIKE '%a%' AND email IS NOT NULL",
          "SELECT * FROM customer_tags",
          "SELECT countryCode, COUNT(*), MAX(lastSeen) FROM customers GROUP BY countryCode",
          "SELECT * FROM helpcrunch_meta.custom_fields",
          "SELECT id FROM customers WHERE lastSeen > TIMESTAMP '2024-01-01 00:00:00' OFFSET 150");

  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("consistency=warn", "consistency=warn", "consistency=strict"),
          List.of("undecodable=error", "undecodable=null"),
          List.of("customFields=off", "customFields=off", "customFields=auto"),
          List.of("pageSize=100", "pageSize=100", "pageSize=30"),
          List.of("stringMatching=strict", "stringMatching=auto"),
          List.of("cacheTtl=0", "cacheTtl=60"));

  /** One statement, and from which request on how many answers are changed. */
  private record Service(String sql, List<String> settings, int from, int to, Dice dice)
      implements FuzzCase {
    static Service of(Dice dice) {
      int from = dice.pick(0, 0, 0, 1, 2);
      return new Service(
          dice.pick(QUERIES),
          SETTINGS.stream().map(choices -> dice.pick(choices)).toList(),
          from,
          from + dice.pick(1, 1, 2, 1_000),
          dice);
    }

    @Override
    public List<String> secrets() {
      return List.of(KEY);
    }

    @Override
    public String toString() {
      return sql + " with " + settings + ", answers changed from " + from + " to below " + to;
    }

    @Override
    public String run() throws SQLException {
      AtomicInteger requests = new AtomicInteger();
      CustomerService service =
          new CustomerService(new CustomerStore(CUSTOMERS), Behaviour.PLAIN, KEY);
      try (LoopbackServer server =
              new LoopbackServer(
                  (request, out) ->
                      answer(service.answer(request), requests.getAndIncrement(), out));
          Connection connection = connect(server.url() + "/v1");
          Statement statement = connection.createStatement()) {
        statement.setQueryTimeout(5);
        try (ResultSet rows = statement.executeQuery(sql)) {
          TestFuzzedSql.read(rows);
          return rows.getWarnings() == null ? "rows" : "rows and a warning";
        }
      } finally {
        assertThat(requests.get()).isLessThan(MOST_REQUESTS);
      }
    }

    /** Closes the connection behind a changed answer, which has no end of its own. */
    private boolean answer(ApiAnswer honest, int number, OutputStream out) throws IOException {
      boolean changed = number >= from && number < to;
      byte[] message;
      synchronized (dice) {
        message = changed ? new AnswerMutator(dice).mutate(honest) : plain(honest);
      }
      out.write(message);
      out.flush();
      return !changed;
    }

    private static byte[] plain(ApiAnswer answer) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      String head =
          "HTTP/1.1 "
              + answer.status()
              + " Plain\r\nContent-Type: application/json\r\n"
              + "Content-Length: "
              + body.length
              + "\r\n\r\n";
      return (head + answer.body()).getBytes(StandardCharsets.UTF_8);
    }

    private Connection connect(String baseUrl) throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("apiKey", KEY);
      properties.setProperty("baseUrl", baseUrl);
      properties.setProperty("requestsPerMinute", "0");
      properties.setProperty("sharedQuota", "false");
      properties.setProperty("checkKey", "false");
      properties.setProperty("warmUp", "false");
      // What is sent again is waited for, which TestFaultedScans has in a time of its own.
      properties.setProperty("maxRetries", "0");
      properties.setProperty("readTimeout", "3");
      for (String setting : settings) {
        String[] pair = setting.split("=", 2);
        properties.setProperty(pair[0], pair[1]);
      }
      return Objects.requireNonNull(
          new ConnectionOpener(
                  new ServiceSessions(new AccountRegistry(new ManualTime())), name -> null)
              .connect("jdbc:helpcrunch:", properties));
    }
  }

  @Test
  void givesRowsOrSaysWhyNot() {
    Map<String, Integer> ends = FuzzRun.run(40, Service::of);
    assertThat(ends).containsKey("rows").containsKey("08P01");
  }
}
