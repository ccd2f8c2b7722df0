package io.github.helpcrunchjdbc.http;

import static io.github.helpcrunchjdbc.http.ServiceFixture.ALL;
import static io.github.helpcrunchjdbc.http.ServiceFixture.IDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.quota.HostQuota;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.http.transport.LimitedStream;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.rows.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.ConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a statement waits for ends when it is cancelled; left alone it would take minutes. */
@Timeout(20)
class TestAbort {
  private static final String SUCCESS = "HTTP/1.1 200 OK\r\nConnection: close\r\n";

  private final Execution execution = Execution.unbounded();
  private final ConnectionPool pool = new ConnectionPool();

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Not a byte of an answer.
        "",
        // Half an answer.
        SUCCESS + "Content-Length: 500\r\n\r\n{\"data\":[{\"id\":7}",
        // Failures that are waited upon.
        "HTTP/1.1 503 No\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 50\r\n\r\n",
        "HTTP/1.1 429 No\r\nConnection: close\r\nContent-Length: 0\r\nRetry-After: 50\r\n\r\n",
      })
  void cancelledWhileWaiting(String answer) throws Exception {
    try (RawServer server = new RawServer(answer, false)) {
      Waiting waiting = new Waiting(client(server, 120), execution);
      server.awaitRequest();
      waiting.awaitParked();
      execution.cancel();
      assertThat(waiting.failure().code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  @Test
  void cancelledWhileWaitingForTheQuota() throws Exception {
    String answer = SUCCESS + "Content-Length: 11\r\n\r\n{\"data\":[]}";
    try (RawServer server = new RawServer(answer, true)) {
      CustomerClient client = client(server, 1);
      client.search(ALL, IDS, execution);
      Waiting waiting = new Waiting(client, execution);
      waiting.awaitParked();
      execution.cancel();
      assertThat(waiting.failure().code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(execution.statistics().requests()).isEqualTo(1);
    }
  }

  @Test
  void interruptCancelsAndIsKept() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      Waiting waiting = new Waiting(client(server, 120), execution);
      server.awaitRequest();
      waiting.awaitParked();
      waiting.thread.interrupt();
      assertThat(waiting.failure().code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(waiting.keptInterrupt).isTrue();
    }
  }

  @Test
  void timeoutEndsARequestInFlight() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      Execution bounded = Execution.of(0, 0, Duration.ofMillis(300).toNanos());
      HelpCrunchException failure = failure(client(server, 120), bounded);
      assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  @Test
  void timeoutEndsALookAtTheService() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      Execution bounded = Execution.of(0, 0, Duration.ofMillis(300).toNanos());
      HelpCrunchException failure =
          catchThrowableOfType(
              HelpCrunchException.class, () -> client(server, 120).inspect(ALL, bounded));
      assertThat(failure.code()).isEqualTo(ErrorCode.TIMEOUT);
    }
  }

  /** It is not out of reach: a connection stands, and the request went out. */
  @ParameterizedTest
  @ValueSource(strings = {"", SUCCESS + "Content-Length: 500\r\n\r\n{"})
  void aLookAtASilentServiceSaysThatItIsSilent(String answer) throws Exception {
    try (RawServer server = new RawServer(answer, false)) {
      ClientSettings impatient =
          PlainSettings.of(
              server.url(),
              new ApiKey(ServiceFixture.KEY),
              120,
              1,
              Duration.ofSeconds(5),
              Duration.ofMillis(200),
              0);
      CustomerClient client = CustomerClient.open(impatient, ServiceAccess.create(), null);
      HelpCrunchException failure =
          catchThrowableOfType(HelpCrunchException.class, () -> client.inspect(ALL, execution));
      assertThat(failure.code()).isEqualTo(ErrorCode.CONNECTION_LOST);
    }
  }

  /**
   * OkHttp could neither read such an answer nor close it, and did not give its connection back. A
   * status that refuses the key says what is wrong all the same.
   */
  @ParameterizedTest
  @CsvSource({
    "200 OK, BROKEN_ANSWER, status 200 and a length of -5",
    "'200 OK\r\nContent-Encoding: gzip', BROKEN_ANSWER, status 200 and a length of -5",
    "401 Unauthorized, NOT_AUTHORIZED, refused the API key with status 401",
    "403 Forbidden, NOT_AUTHORIZED, refused the API key with status 403",
    "404 Not Found, BROKEN_ANSWER, status 404 and a length of -5",
    "429 Too Many, BROKEN_ANSWER, status 429 and a length of -5",
    "500 No, BROKEN_ANSWER, status 500 and a length of -5",
  })
  void anImpossibleLengthIsABrokenAnswer(String status, ErrorCode code, String message)
      throws Exception {
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: -5\r\n\r\n{}";
    try (RawServer server = new RawServer(answer, true)) {
      HelpCrunchException failure = failure(once(server), execution);
      assertThat(pool.idleConnectionCount()).isEqualTo(pool.connectionCount());
      assertThat(failure.code()).isEqualTo(code);
      assertThat(failure).hasMessageContaining(message);
    }
  }

  /** OkHttp quotes what it can't read, as text or as digits of its bytes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        // Where a status should be.
        "{\"data\":[{\"name\":\"Quetzal\"}]}\r\n\r\n",
        "{\"data\":[{\"name\":\"Quetzal\"}]}",
        // No proxy's answer, though it has the number of one.
        "x 407 Quetzal\r\n\r\n",
        // Where the length of a chunk should be, or its end.
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;\r\n{}Quetzal\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5Quetzal\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5Quetzal",
      })
  void whatCouldNotBeReadIsNotShown(String answer) throws Exception {
    try (RawServer server = new RawServer(answer, true)) {
      StringWriter shown = new StringWriter();
      failure(once(server), execution).printStackTrace(new PrintWriter(shown));
      assertThat(shown.toString())
          .doesNotContain("proxyUser")
          .doesNotContain("Quetzal")
          // The same in hexadecimal digits.
          .doesNotContain("51756574");
    }
  }

  @Test
  void aStatusBelowZeroIsABrokenAnswer() throws Exception {
    try (RawServer server = new RawServer("HTTP/1.1 -20 OK\r\nContent-Length: 2\r\n\r\n{}", true)) {
      HelpCrunchException failure = failure(once(server), execution);
      assertThat(failure.code()).isEqualTo(ErrorCode.BROKEN_ANSWER);
      assertThat(failure).hasMessageContaining("no answer of HTTP");
    }
  }

  /** OkHttp keeps what stands behind a chunk's length until the line ends. */
  @Test
  void aChunkWhoseFirstLineDoesNotEndIsTooLarge() throws Exception {
    String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;";
    int more = (int) LimitedStream.MAX_BYTES + (9 << 20);
    try (RawServer server = new RawServer(chunked + "a".repeat(more), false)) {
      assertThat(failure(client(server, 120), execution).code()).isEqualTo(ErrorCode.TOO_LARGE);
      assertThat(execution.statistics().requests()).isEqualTo(1);
    }
  }

  @Test
  void aPauseThatALookAtTheServiceIsToldHoldsForAll() throws Exception {
    String answer = "HTTP/1.1 429 Too Many\r\nRetry-After: 30\r\nContent-Length: 2\r\n\r\n{}";
    try (RawServer server = new RawServer(answer, true)) {
      CustomerClient client = client(server, 120);
      assertThat(client.inspect(ALL, execution).status()).isEqualTo(429);
      assertThat(client.quota().pausedNanos()).isPositive();
    }
  }

  @Test
  void endedExecutionDoesNotLookAtTheService() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      execution.cancel();
      HelpCrunchException failure =
          catchThrowableOfType(
              HelpCrunchException.class, () -> client(server, 120).inspect(ALL, execution));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(execution.statistics().requests()).isZero();
    }
  }

  @Test
  void endedExecutionSendsNothing() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      execution.cancel();
      assertThat(failure(client(server, 120), execution).code()).isEqualTo(ErrorCode.CANCELLED);
      assertThat(execution.statistics().requests()).isZero();
    }
  }

  @Test
  void cancelledFutureFreesItsPlace() throws Exception {
    try (RawServer server = new RawServer("", false)) {
      // Its read timeout is long, so that only the abort can make room.
      CustomerClient client = client(server, 120);
      CompletableFuture<Page> last = null;
      for (int i = 0; i < 12; i++) {
        // No more than four of them are ever in flight: each must make room for a later one.
        last =
            client.searchAsync(
                new PageFetch(ALL, IDS, execution, Priority.READ_AHEAD, Freshness.ANEW));
        server.awaitRequest();
        last.cancel(false);
      }
      CompletableFuture<Page> closed = last;
      HelpCrunchException failure =
          catchThrowableOfType(
              HelpCrunchException.class, () -> CustomerClient.await(closed, execution));
      assertThat(failure.code()).isEqualTo(ErrorCode.CANCELLED);
    }
  }

  /** A client that sends nothing again: the waits between its tries would be real. */
  private CustomerClient once(RawServer server) {
    return client(server, 120, 0);
  }

  private CustomerClient client(RawServer server, int requestsPerMinute) {
    return client(server, requestsPerMinute, 5);
  }

  private CustomerClient client(RawServer server, int requestsPerMinute, int maxRetries) {
    ClientSettings settings =
        PlainSettings.of(
            server.url(),
            new ApiKey(ServiceFixture.KEY),
            requestsPerMinute,
            4,
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            maxRetries);
    return new CustomerClient(
        ClientParts.of(
            settings,
            new ServiceAccess(new Quota(SharedHttp.TIME, () -> 0.5, HostQuota.NONE)),
            SharedHttp.client(settings, null).newBuilder().connectionPool(pool).build(),
            SharedHttp.TIME,
            () -> 0.5));
  }

  private static HelpCrunchException failure(CustomerClient client, Execution execution) {
    return catchThrowableOfType(
        HelpCrunchException.class, () -> client.search(ALL, IDS, execution));
  }

  /** A thread that waits for a page, and tells how that ended. */
  private static final class Waiting {
    final Thread thread;
    final AtomicReference<HelpCrunchException> failure = new AtomicReference<>();
    final CountDownLatch ended = new CountDownLatch(1);
    volatile boolean keptInterrupt;

    Waiting(CustomerClient client, Execution execution) {
      thread =
          new Thread(
              () -> {
                failure.set(TestAbort.failure(client, execution));
                keptInterrupt = Thread.currentThread().isInterrupted();
                ended.countDown();
              },
              "waiting");
      thread.setDaemon(true);
      thread.start();
    }

    void awaitParked() {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }

    HelpCrunchException failure() throws InterruptedException {
      ended.await();
      return failure.get();
    }
  }
}
