package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.WaitClock;
import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import io.github.helpcrunchjdbc.http.quota.Permit;
import io.github.helpcrunchjdbc.http.quota.Priority;
import io.github.helpcrunchjdbc.http.quota.Quota;
import io.github.helpcrunchjdbc.http.transport.LimitedStream;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Handshake;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Sends one request and returns the answer as it came. The request is never sent again. */
final class ServiceInspector {
  private static final Pattern LIMIT_OF_A_MINUTE =
      Pattern.compile("(?<![0-9])([1-9][0-9]{0,5})\\s*;\\s*w=60(?![0-9])");

  private ServiceInspector() {}

  /**
   * Sends a request within the quota, and waits for its answer.
   *
   * @throws HelpCrunchException if there is no answer at all
   */
  static Inspection inspect(ClientParts parts, PageRequest page, Execution execution) {
    Permit permit = awaitPermit(parts, execution);
    Request request =
        parts.requests().search(page, () -> execution.statistics().count(Counter.REQUESTS));
    Call call = parts.http().newCall(request);
    String statement = execution.logPrefix();
    RequestLog.sent(statement, request, page);
    CompletableFuture<Inspection> answer = new CompletableFuture<>();
    Runnable unregister =
        execution.onAbort(
            () -> {
              answer.cancel(false);
              call.cancel();
            });
    call.enqueue(
        new Callback() {
          @Override
          public void onFailure(Call failed, IOException e) {
            fail(Failure.ofNetwork(e, SharedHttp.Progress.isSent(failed)));
          }

          private void fail(Failure failure) {
            RequestLog.failed(statement, page, failure, 1);
            end(parts.reports().exception(failure, page.search(), 1, ""));
          }

          @Override
          public void onResponse(Call answered, Response response) {
            try {
              Inspection read = read(response, execution.statistics());
              RequestLog.inspected(statement, page, response.code());
              end(response);
              answer.complete(read);
            } catch (IOException e) {
              fail(Failure.ofBody(response.code(), e));
            } catch (RuntimeException | Error e) {
              end(e);
            } finally {
              response.close();
            }
          }

          /**
           * Ends the permit with the answer, because a 429 holds for every request of the account.
           */
          private void end(Response response) {
            if (response.isSuccessful()) {
              permit.end();
              return;
            }
            Failure failure = Failure.ofStatus(response);
            if (failure.kind() == FailureKind.RATE_LIMITED) {
              execution.statistics().count(Counter.RATE_LIMITED);
            }
            permit.end(failure);
          }

          private void end(Throwable failure) {
            permit.end();
            answer.completeExceptionally(failure);
          }
        });
    try {
      return CustomerClient.await(answer, execution);
    } finally {
      unregister.run();
    }
  }

  private static Permit awaitPermit(ClientParts parts, Execution execution) {
    Quota quota = parts.quota();
    WaitClock waits = execution.statistics().waits();
    CompletableFuture<Permit> permit =
        quota.acquire(parts.limit(), Priority.NOW, quota.nextPlace(), execution::remainingNanos);
    Runnable unregister = execution.onAbort(() -> permit.cancel(false));
    waits.move(null, WaitClock.Phase.QUOTA);
    try {
      Permit granted = CustomerClient.await(permit, execution);
      execution.checkActive();
      return granted;
    } catch (HelpCrunchException e) {
      // The permit may have been granted just when the execution ended.
      CompletableFuture<Void> unused = permit.thenAccept(Permit::giveBack);
      throw e;
    } finally {
      waits.move(WaitClock.Phase.QUOTA, null);
      unregister.run();
    }
  }

  private static Inspection read(Response response, Statistics statistics) throws IOException {
    byte[] body = LimitedStream.of(response).readAllBytes();
    statistics.count(Counter.BYTES, body.length);
    Handshake handshake = response.handshake();
    Instant served = response.headers().getInstant("Date");
    return new Inspection(
        response.code(),
        handshake == null ? null : handshake.tlsVersion().javaName(),
        served,
        served == null ? Duration.ZERO : ahead(response, served),
        quotaHeaders(response),
        quotaLimit(response),
        ByteBuffer.wrap(body).asReadOnlyBuffer());
  }

  /**
   * Returns how far this machine's clock is ahead. The answer was made between sending and
   * receiving, and the service's clock tells whole seconds only.
   */
  private static Duration ahead(Response response, Instant served) {
    Instant sent = Instant.ofEpochMilli(response.sentRequestAtMillis());
    Instant came = Instant.ofEpochMilli(response.receivedResponseAtMillis());
    if (sent.isAfter(served.plusSeconds(1))) {
      return Duration.between(served.plusSeconds(1), sent);
    }
    return came.isBefore(served) ? Duration.between(served, came) : Duration.ZERO;
  }

  /**
   * Returns the requests a minute that a header such as {@code X-RateLimit-Limit: 120, 120;w=60}
   * allows.
   */
  private static @Nullable Integer quotaLimit(Response response) {
    for (String name : quotaHeaders(response)) {
      String value = response.header(name);
      Matcher number = LIMIT_OF_A_MINUTE.matcher(value == null ? "" : value);
      if (number.find()) {
        return Integer.valueOf(number.group(1));
      }
    }
    return null;
  }

  private static List<String> quotaHeaders(Response response) {
    return response.headers().names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(name -> name.contains("ratelimit") || name.contains("rate-limit"))
        .sorted()
        .toList();
  }
}
