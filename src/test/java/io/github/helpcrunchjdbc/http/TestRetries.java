package io.github.helpcrunchjdbc.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static io.github.helpcrunchjdbc.http.ServiceFixture.ok;
import static io.github.helpcrunchjdbc.http.ServiceFixture.okJsonBody;
import static io.github.helpcrunchjdbc.http.ServiceFixture.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.RequestBudget.Bound;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.rows.Page;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestRetries {
  private final ServiceFixture service = new ServiceFixture();
  private final Execution execution = Execution.unbounded();

  @AfterEach
  void stop() {
    service.close();
  }

  static Stream<Arguments> retried() {
    return Stream.of(
        Arguments.of(status(500), ErrorCode.SERVER_ERROR, 500),
        Arguments.of(status(502).withBody("<html>"), ErrorCode.SERVER_ERROR, 502),
        Arguments.of(status(503).withHeader("Retry-After", "0"), ErrorCode.SERVER_ERROR, 503),
        Arguments.of(status(503).withHeader("Retry-After", "60"), ErrorCode.SERVER_ERROR, 503),
        Arguments.of(okJsonBody("<html>Sign in</html>"), ErrorCode.BROKEN_ANSWER, 200),
        Arguments.of(okJsonBody(""), ErrorCode.BROKEN_ANSWER, 200),
        Arguments.of(okJsonBody("{\"data\":[{\"id\":7}"), ErrorCode.BROKEN_ANSWER, 200),
        Arguments.of(okJsonBody("{\"total\":3}"), ErrorCode.BROKEN_ANSWER, 200),
        Arguments.of(
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK), ErrorCode.BROKEN_ANSWER, 200),
        Arguments.of(aResponse().withFault(Fault.EMPTY_RESPONSE), ErrorCode.CONNECTION_LOST, 0),
        Arguments.of(
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), ErrorCode.CONNECTION_LOST, 0),
        Arguments.of(
            aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), ErrorCode.CONNECTION_LOST, 0));
  }

  @ParameterizedTest
  @MethodSource("retried")
  void failureThenSuccess(ResponseDefinitionBuilder answer, ErrorCode code, int status) {
    service.answers(answer, answer, ok());
    assertThat(service.client(2).search(ALL, IDS, execution).rows()).hasSize(1);
    assertThat(service.requests()).hasSize(3);
    assertThat(execution.statistics().requests()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("retried")
  void failureForEver(ResponseDefinitionBuilder answer, ErrorCode code, int status) {
    service.answers(answer);
    HelpCrunchException failure = failure(service.client(2), execution);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.vendorCode()).isEqualTo(status);
    assertThat(failure)
        .hasMessageContaining("localhost:" + service.server().port())
        .hasMessageEndingWith("(tried 3 times; maxRetries is 2)");
    assertThat(service.requests()).hasSize(3);
    assertThat(execution.statistics().requests()).isEqualTo(3);
  }

  /** OkHttp and the timer lose what is thrown on their threads, and who asks next would wait. */
  @ParameterizedTest
  @ValueSource(strings = {"OkHttp", "jumped"})
  @Timeout(20)
  void whatIsThrownBetweenTwoTriesEndsTheCall(String thread) {
    service.answers(aResponse().withFault(Fault.EMPTY_RESPONSE));
    AtomicBoolean thrown = new AtomicBoolean();
    LongSupplier clock =
        () -> {
          if (Thread.currentThread().getName().startsWith(thread) && !thrown.getAndSet(true)) {
            throw new IllegalStateException("no time");
          }
          return 0;
        };
    Execution asking =
        new Execution(1, 0, 0, 90_000_000_000L, Bound.NONE, MemoryBudget.usual(), clock);
    assertThat(failure(service.client(5), asking)).hasRootCauseMessage("no time");
  }

  /** Or the patient one would fail by the only try of the other. */
  @Test
  void whoRetriesSharesNoRequestWithWhoDoesNot() {
    service.answers(status(503).withFixedDelay(300), ok());
    CustomerClient patient = service.client(3);
    CompletableFuture<Page> unused = ask(patient.withoutRetries());
    assertThat(CustomerClient.await(ask(patient), execution).rows()).hasSize(1);
  }

  private CompletableFuture<Page> ask(CustomerClient client) {
    return client.searchAsync(PageFetch.now(ALL, IDS, execution, Freshness.RECENT));
  }

  @Test
  void noRetries() {
    service.answers(status(500));
    assertThat(failure(service.client(0), execution)).hasMessageNotContaining("tried");
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void connectionThatDiesBetweenRequestsIsCountedToo() {
    service.answers(ok(), aResponse().withFault(Fault.EMPTY_RESPONSE), ok());
    CustomerClient client = service.client(2);
    client.search(ALL, IDS, execution);
    client.search(ALL, IDS, execution);
    assertThat(service.requests()).hasSize(3);
    assertThat(execution.statistics().requests()).isEqualTo(3);
  }

  @Test
  void waitsGrow() {
    service.answers(status(500));
    failure(service.client(5), execution);
    assertThat(service.time().waits()).containsExactly(500L, 1000L, 2000L, 4000L, 8000L);
  }

  @Test
  void pausesAfterTooManyRequestsGrow() {
    service.answers(status(429));
    failure(service.client(3), execution);
    assertThat(service.time().waits().stream().map(wait -> Math.round(wait / 100.0)))
        .contains(20L, 50L, 100L);
  }

  @Test
  void retryAfterIsHonoured() {
    service.answers(status(429).withHeader("Retry-After", "17"), ok());
    service.client(5).search(ALL, IDS, execution);
    assertThat(service.time().waits()).hasSize(1);
    assertThat(service.time().waits().get(0)).isBetween(16_500L, 17_000L);
  }

  @Test
  void retryAfterOfAServerErrorIsHonoured() {
    service.answers(status(503).withHeader("Retry-After", "17"), ok());
    service.client(5).search(ALL, IDS, execution);
    assertThat(service.time().waits()).containsExactly(17_000L);
  }

  @Test
  void retryAfterBeyondTheTimeoutFailsAtOnce() {
    service.answers(status(429).withHeader("Retry-After", "60"));
    HelpCrunchException failure =
        failure(service.client(5), Execution.of(0, 0, Duration.ofSeconds(30).toNanos()));
    assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(failure.vendorCode()).isEqualTo(429);
    assertThat(service.requests()).hasSize(1);
  }

  @Test
  void retryWaitBeyondTheTimeoutFailsAtOnce() {
    service.answers(status(503).withHeader("Retry-After", "60"));
    HelpCrunchException failure =
        failure(service.client(5), Execution.of(0, 0, Duration.ofSeconds(30).toNanos()));
    assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    assertThat(failure).hasMessageContaining("status 503").hasMessageContaining("60000 ms");
  }

  @Test
  void answerShorterThanItSaysIsBroken() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + ServiceFixture.ONE_ROW;
    try (RawServer server = new RawServer(answer, true)) {
      CustomerClient client = service.client(ServiceFixture.settings(server.url(), 2));
      HelpCrunchException failure = failure(client, execution);
      assertThat(failure.code()).isEqualTo(ErrorCode.BROKEN_ANSWER);
      assertThat(execution.statistics().requests()).isEqualTo(3);
    }
  }

  @Test
  void silenceInTheMiddleOfAnAnswerIsNotRetried() throws IOException {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"data\":[{\"id\"";
    try (RawServer server = new RawServer(answer, false)) {
      CustomerClient client = service.client(ServiceFixture.settings(server.url(), 2));
      HelpCrunchException failure = failure(client, execution);
      assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
      assertThat(failure).hasMessageContaining("readTimeout");
      assertThat(execution.statistics().requests()).isEqualTo(1);
    }
  }

  @Test
  @Timeout(15)
  void silentServiceIsAskedOnce() {
    service.answers(ok().withFixedDelay(20_000));
    HelpCrunchException failure = failure(service.client(5), execution);
    assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    assertThat(failure).hasMessageContaining("sent nothing for 2500 ms (readTimeout)");
    assertThat(execution.statistics().requests()).isEqualTo(1);
  }

  @Test
  void closedPortFailsSoon() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    ClientSettings settings =
        ServiceFixture.settings(URI.create("http://localhost:" + port + "/v1"), 5);
    HelpCrunchException failure = failure(service.client(settings), execution);
    assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_FAILED);
    assertThat(failure).hasMessageContaining("can't connect to localhost:" + port);
    assertThat(service.time().waits()).containsExactly(200L, 400L);
  }

  @Test
  void hostWithSeveralAddressesIsReachedByTheOneThatListens() {
    // WireMock may listen on IPv4 only, while localhost is ::1 too.
    service.answers(ok());
    assertThat(service.client(0).search(ALL, IDS, execution).rows()).hasSize(1);
  }

  private static HelpCrunchException failure(CustomerClient client, Execution execution) {
    return catchThrowableOfType(
        HelpCrunchException.class, () -> client.search(ALL, IDS, execution));
  }
}
