package io.github.helpcrunchjdbc.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** A scripted service on a real socket, and clients that speak to it in a time of their own. */
public final class ServiceFixture implements AutoCloseable {
  public static final String KEY = "Zm9vYmFyLXNlY3JldC1rZXk=";
  static final String ONE_ROW = "{\"data\":[{\"id\":7}],\"total\":1}";
  static final PageDecoder IDS = new PageDecoder(List.of(CustomerColumns.ID));
  static final PageRequest ALL = new PageRequest(Search.ALL, 0, 100);

  private final WireMockServer server = new WireMockServer(wireMockConfig().dynamicPort());
  private final JumpingTime time = new JumpingTime();
  private final ServiceAccess access =
      new ServiceAccess(new Quota(time, () -> 0.5, HostQuota.NONE));

  ServiceFixture() {
    server.start();
  }

  WireMockServer server() {
    return server;
  }

  ServiceAccess access() {
    return access;
  }

  JumpingTime time() {
    return time;
  }

  ClientSettings settings(int maxRetries) {
    return settings(URI.create("http://localhost:" + server.port() + "/v1"), maxRetries);
  }

  static ClientSettings settings(URI baseUrl, int maxRetries) {
    return PlainSettings.of(
        baseUrl,
        new ApiKey(KEY),
        120,
        4,
        Duration.ofSeconds(5),
        Duration.ofMillis(2500),
        maxRetries);
  }

  /** A client of an account that nobody else uses. */
  CustomerClient client(int maxRetries) {
    return client(settings(maxRetries));
  }

  CustomerClient client(ClientSettings settings) {
    return new CustomerClient(
        ClientParts.of(settings, access, SharedHttp.client(settings, null), time, () -> 0.5));
  }

  /** Has the service give these answers in turn, the last one for ever. */
  void answers(ResponseDefinitionBuilder... answers) {
    for (int i = 0; i < answers.length; i++) {
      String state = i == 0 ? Scenario.STARTED : "answer " + i;
      String next = i == answers.length - 1 ? state : "answer " + (i + 1);
      server.stubFor(
          any(anyUrl())
              .inScenario("answers")
              .whenScenarioStateIs(state)
              .willSetStateTo(next)
              .willReturn(answers[i]));
    }
  }

  static ResponseDefinitionBuilder ok() {
    return okJsonBody(ONE_ROW);
  }

  static ResponseDefinitionBuilder okJsonBody(String body) {
    return okJson(body);
  }

  static ResponseDefinitionBuilder status(int status) {
    return aResponse().withStatus(status);
  }

  /** An error answer of the service; entries are code and message. */
  static ResponseDefinitionBuilder error(int status, String... entries) {
    StringBuilder body =
        new StringBuilder("{\"errors\":[{\"code\":\"invalid_request\",\"message\":\"Invalid\"}");
    for (int i = 0; i < entries.length; i += 2) {
      body.append(",{\"code\":\"%s\",\"message\":\"%s\"}".formatted(entries[i], entries[i + 1]));
    }
    return status(status).withBody(body.append("]}").toString());
  }

  /** What the service got, in order. */
  List<LoggedRequest> requests() {
    return server.getAllServeEvents().stream()
        .map(event -> event.getRequest())
        .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
        .toList();
  }

  @Override
  public void close() {
    server.stop();
  }
}
