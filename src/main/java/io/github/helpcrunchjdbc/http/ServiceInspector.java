package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okhttp3.Call;
import okhttp3.Handshake;
import okhttp3.Response;

/** Sends one request and shows the answer as it came. It is sent once, whatever comes of it. */
final class ServiceInspector {
  private ServiceInspector() {}

  /**
   * Sends a request within the quota, and waits for its answer.
   *
   * @throws io.github.helpcrunchjdbc.error.HelpCrunchException if there is no answer at all
   */
  static Inspection inspect(ClientParts parts, PageRequest page, Execution execution) {
    Quota quota = parts.quota();
    Permit permit =
        granted(
            quota.acquire(
                parts.limit(), Priority.NOW, quota.nextPlace(), execution::remainingNanos),
            execution);
    Call call = parts.http().newCall(parts.requests().search(page));
    Runnable unregister = execution.onAbort(call::cancel);
    execution.statistics().countRequest();
    try (Response response = call.execute()) {
      byte[] body = new LimitedStream(response.body().byteStream()).readAllBytes();
      execution.statistics().countBytes(body.length);
      Handshake handshake = response.handshake();
      Instant served = response.headers().getInstant("Date");
      return new Inspection(
          response.code(),
          handshake == null ? null : handshake.tlsVersion().javaName(),
          served,
          served == null ? Duration.ZERO : ahead(response, served),
          quotaHeaders(response),
          ByteBuffer.wrap(body).asReadOnlyBuffer());
    } catch (IOException e) {
      execution.checkActive();
      throw parts.reports().exception(Failure.ofNetwork(e, false), page.search(), 1);
    } finally {
      unregister.run();
      permit.end();
    }
  }

  private static Permit granted(CompletableFuture<Permit> permit, Execution execution) {
    Runnable unregister = execution.onAbort(() -> permit.cancel(false));
    try {
      return permit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      execution.cancel();
      execution.checkActive();
      throw new IllegalStateException(e);
    } catch (ExecutionException | CancellationException e) {
      execution.checkActive();
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    } finally {
      unregister.run();
    }
  }

  /** The answer was made between the two; its clock has no fractions of seconds. */
  private static Duration ahead(Response response, Instant served) {
    Instant sent = Instant.ofEpochMilli(response.sentRequestAtMillis());
    Instant came = Instant.ofEpochMilli(response.receivedResponseAtMillis());
    if (sent.isAfter(served.plusSeconds(1))) {
      return Duration.between(served.plusSeconds(1), sent);
    }
    return came.isBefore(served) ? Duration.between(served, came) : Duration.ZERO;
  }

  private static List<String> quotaHeaders(Response response) {
    return response.headers().names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.contains("ratelimit") || name.contains("rate-limit"))
        .sorted()
        .toList();
  }
}
