package io.github.helpcrunchjdbc.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TestSimulatedAccount {
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(Instant.EPOCH, 30);
  private static final String ONE = "{\"limit\":1}";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private static HttpRequest search(SimulatedAccount account, String body) {
    return HttpRequest.newBuilder(URI.create(account.baseUrl() + "/customers/search"))
        .header("Authorization", "Bearer " + account.apiKey())
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private HttpResponse<String> send(SimulatedAccount account, String body)
      throws IOException, InterruptedException {
    return client.send(search(account, body), HttpResponse.BodyHandlers.ofString());
  }

  /** A reader that reads on has the whole answer all the same. */
  @Test
  void goesWrongAsLongAsItIsToldTo() throws Exception {
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .lasting(new Failure.Drip(Duration.ZERO))
            .start()) {
      account.failNext(1, Failure.status(503));
      assertThat(send(account, ONE).statusCode()).isEqualTo(503);
      for (int i = 0; i < 2; i++) {
        assertThat(send(account, ONE).body()).endsWith("\"total\":30}");
      }
    }
    try (SimulatedAccount account =
        SimulatedAccount.builder().lasting(new Failure.Dropped()).start()) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> send(account, ONE)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void answersAndRecords() throws Exception {
    AtomicLong clock = new AtomicLong(42);
    try (SimulatedAccount account =
        SimulatedAccount.builder().customers(CUSTOMERS).clock(clock::get).start()) {
      HttpResponse<String> answer = send(account, ONE);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
      assertThat(answer.body())
          .contains("\"id\":" + CUSTOMERS.get(0).id())
          .endsWith("\"total\":30}");
      assertThat(account.requests())
          .containsExactly(
              new RecordedRequest(
                  "POST",
                  "/v1/customers/search",
                  Map.of(),
                  ONE,
                  "Bearer " + SimulatedAccount.API_KEY,
                  42));
      assertThat(account.bodies()).containsExactly(ONE);
      account.clear();
      assertThat(account.requests()).isEmpty();
    }
  }

  @Test
  void lists() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      HttpRequest list =
          HttpRequest.newBuilder(URI.create(account.baseUrl() + "/customers?limit=2&offset=29"))
              .header("Authorization", "Bearer " + account.apiKey())
              .build();
      assertThat(client.send(list, HttpResponse.BodyHandlers.ofString()).body())
          .contains("\"id\":" + CUSTOMERS.get(29).id());
      assertThat(account.requests().get(0).query()).isEqualTo(Map.of("limit", "2", "offset", "29"));
    }
  }

  @Test
  void behavesAsTold() throws Exception {
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .apiKey("other")
            .behaviour(Behaviour.of(Quirk.TOTAL_MISSING))
            .start()) {
      assertThat(send(account, ONE).body()).doesNotContain("total");
      assertThat(account.requests().get(0).authorization()).isEqualTo("Bearer other");
    }
  }

  @Test
  void failsAsTold() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      account.failNext(2, Failure.status(503));
      account.failNext(1, Failure.garbage());
      account.failNext(1, Failure.tooManyRequests("7"));
      account.failNext(1, new Failure.CutJson());
      assertThat(send(account, ONE).statusCode()).isEqualTo(503);
      assertThat(send(account, ONE).statusCode()).isEqualTo(503);
      assertThat(send(account, ONE).body()).startsWith("<html>");
      HttpResponse<String> refused = send(account, ONE);
      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("retry-after")).hasValue("7");
      HttpResponse<String> cut = send(account, ONE);
      assertThat(cut.statusCode()).isEqualTo(200);
      HttpResponse<String> whole = send(account, ONE);
      assertThat(whole.body()).endsWith("\"total\":30}");
      assertThat(whole.body()).startsWith(cut.body()).hasSizeGreaterThan(cut.body().length());
      assertThat(account.requests()).hasSize(6);
    }
  }

  @Test
  void cutsAndDropsConnections() throws Exception {
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      account.failNext(1, new Failure.CutBody());
      assertThatThrownBy(() -> send(account, ONE)).isInstanceOf(IOException.class);
      // The JDK's client asks again when a connection ends without an answer.
      account.failNext(10, new Failure.Dropped());
      assertThatThrownBy(() -> send(account, ONE)).isInstanceOf(IOException.class);
      account.clear();
      assertThat(send(account, ONE).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hangsUntilClosed() {
    SimulatedAccount account = SimulatedAccount.of(CUSTOMERS);
    account.failNext(1, new Failure.Hang());
    account.failNext(1, new Failure.HangInBody());
    CompletableFuture<HttpResponse<String>> first = sendAsync(account);
    CompletableFuture<HttpResponse<String>> second = sendAsync(account);
    assertThatThrownBy(() -> CompletableFuture.anyOf(first, second).get(200, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    account.close();
    assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IOException.class);
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(SimulatedAccount account) {
    return client.sendAsync(search(account, ONE), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void servesMovedCustomers() throws Exception {
    Churn churn = new Churn(5, Instant.EPOCH, 2, 2, 2);
    try (SimulatedAccount account =
        SimulatedAccount.builder().customers(CUSTOMERS).beforeEach(churn).start()) {
      String first = send(account, "{}").body();
      assertThat(send(account, "{}").body()).isNotEqualTo(first);
      assertThat(churn.changedIds()).isNotEmpty();
    }
  }

  @Test
  void refusesBeyondTheLimitWithoutASocketToo() {
    AtomicLong clock = new AtomicLong();
    RateLimit limit = RateLimit.slidingMinute(2, clock::get).tellingRetryAfter();
    try (SimulatedAccount account =
        SimulatedAccount.builder().customers(CUSTOMERS).rateLimit(limit).start()) {
      ApiRequest request =
          new ApiRequest(
              "GET",
              "/v1/customers",
              Map.of(),
              Map.of("Authorization", "Bearer " + account.apiKey()),
              "");
      assertThat(account.api().answer(request).status()).isEqualTo(200);
      assertThat(account.api().answer(request).status()).isEqualTo(200);
      ApiAnswer refused = account.api().answer(request);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers()).isEqualTo(Map.of("Retry-After", "60"));
      assertThat(refused.body()).contains("too_many_requests");
      clock.addAndGet(TimeUnit.SECONDS.toNanos(60));
      assertThat(account.api().answer(request).status()).isEqualTo(200);
      assertThat(account.requests()).hasSize(4);
    }
  }
}
