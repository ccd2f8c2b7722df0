package io.github.helpcrunchjdbc.http;

import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static io.github.helpcrunchjdbc.http.ServiceFixture.KEY;
import static io.github.helpcrunchjdbc.http.ServiceFixture.error;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestKeyNowhere {
  private static final PageRequest SEARCH =
      new PageRequest(
          new Search(
              List.of(
                  new SearchFilter(CustomerColumns.EMAIL, Operator.CONTAINS, "private@example"),
                  new SearchFilter(CustomerColumns.NAME, Operator.EQ, "Private Person")),
              Comparison.OR,
              null),
          0,
          100);

  @Test
  void notInLogsNorMessages() {
    Logger logger = Logger.getLogger("");
    Logger own = Logger.getLogger("io.github.helpcrunchjdbc");
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = handler(lines);
    Level before = own.getLevel();
    logger.addHandler(handler);
    own.setLevel(Level.ALL);
    StringWriter trace = new StringWriter();
    try (ServiceFixture service = new ServiceFixture()) {
      service.answers(ok(), error(429), error(400, "key", "No such key as " + KEY + " is known"));
      CustomerClient client = service.client(5);
      Execution execution = Execution.unbounded();
      client.search(SEARCH, IDS, execution);
      HelpCrunchException failure =
          catchThrowableOfType(
              HelpCrunchException.class, () -> client.search(SEARCH, IDS, execution));
      assertThat(failure).hasMessageContaining("No such key as *** is known");
      failure.printStackTrace(new PrintWriter(trace));
    } finally {
      own.setLevel(before);
      logger.removeHandler(handler);
    }
    List<String> ours = lines.stream().filter(line -> line.contains("search [")).toList();
    assertThat(ours).hasSize(3);
    assertThat(ours.get(0)).contains("search [email ~ .. OR name = ..] offset 0 limit 100");
    assertThat(ours.get(1)).contains("RATE_LIMITED, status 429");
    assertThat(ours).noneMatch(line -> line.contains(KEY) || line.contains("rivate"));
    assertThat(trace.toString()).doesNotContain(KEY).doesNotContain("rivate@");
  }

  private static Handler handler(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }

  @Test
  void notInTexts() {
    try (ServiceFixture service = new ServiceFixture()) {
      ClientSettings settings = service.settings(5);
      assertThat(settings.toString()).contains("ApiKey[hidden]").doesNotContain(KEY);
      ClientParts parts =
          ClientParts.of(
              settings,
              ServiceAccess.create(),
              SharedHttp.client(settings, null),
              service.time(),
              () -> 0.5);
      assertThat(parts.toString()).doesNotContain(KEY);
      assertThat(parts.requests().search(SEARCH, () -> {}).toString()).doesNotContain(KEY);
      assertThat(settings.apiKey().fingerprint()).hasSize(64).doesNotContain(KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret key", "secret\n", "\tsecret", "secretключ", "secret\u007f"})
  void keyThatCannotStandInAHeader(String key) {
    assertThatThrownBy(() -> new ApiKey(key))
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("apiKey holds a character at position")
        .hasMessageNotContaining("secret");
  }

  @Test
  void emptyKey() {
    assertThatThrownBy(() -> new ApiKey("")).hasMessage("apiKey is empty");
  }
}
