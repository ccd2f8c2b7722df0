package io.github.helpcrunchjdbc.http.failure;

import io.github.helpcrunchjdbc.http.transport.LimitedStream;
import io.github.helpcrunchjdbc.http.transport.RetryAfter;
import io.github.helpcrunchjdbc.http.transport.SharedHttp;
import io.github.helpcrunchjdbc.rows.ErrorsInAnswerException;
import io.github.helpcrunchjdbc.rows.ServiceError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * How one try of a request failed.
 *
 * @param status the HTTP status, 0 if there was no answer
 * @param errors the errors that the service's answer names
 * @param retryAfter the wait that the service asked for; null if it asked for none
 * @param cause the exception; null if an answer came
 */
public record Failure(
    FailureKind kind,
    int status,
    List<ServiceError> errors,
    @Nullable Duration retryAfter,
    @Nullable IOException cause) {

  private static final int MAX_ERROR_BYTES = 64 << 10;

  /** Returns the failure of a request that got no answer. */
  public static Failure ofNetwork(IOException cause, boolean sent) {
    String message = String.valueOf(cause.getMessage());
    if ((cause instanceof ProtocolException && message.startsWith("Received HTTP_PROXY_AUTH "))
        || message.equals("Failed to authenticate with proxy")) {
      // OkHttp does not show the proxy's answer.
      return new Failure(FailureKind.REFUSED, 407, List.of(), null, cause);
    }
    if (cause instanceof SharedHttp.ImpossibleLengthException odd
        && FailureKind.ofStatus(odd.status()) == FailureKind.NOT_AUTHORIZED) {
      return without(FailureKind.NOT_AUTHORIZED, odd.status(), cause);
    }
    return without(kindOfNetwork(cause, sent), 0, cause);
  }

  /**
   * Returns whether the time limit of the whole call has passed; OkHttp says so in exactly these
   * words.
   */
  private static boolean isCallTimeout(IOException cause) {
    return cause instanceof InterruptedIOException
        && !(cause instanceof SocketTimeoutException)
        && "timeout".equals(cause.getMessage());
  }

  private static FailureKind kindOfNetwork(IOException cause, boolean sent) {
    if (isCallTimeout(cause)) {
      return FailureKind.TOO_SLOW;
    }
    if (cause instanceof ProtocolException || NetworkReason.isOkHttpsOwn(cause)) {
      return FailureKind.BROKEN_ANSWER;
    }
    if (cause instanceof SocketTimeoutException) {
      return sent ? FailureKind.SILENT : FailureKind.NOT_CONNECTED;
    }
    if (sent) {
      return FailureKind.CONNECTION_LOST;
    }
    boolean nobodyThere =
        cause instanceof ConnectException
            || cause instanceof NoRouteToHostException
            || cause instanceof UnknownHostException;
    return nobodyThere ? FailureKind.UNREACHABLE : FailureKind.NOT_CONNECTED;
  }

  /** Returns the failure of reading the body of an answer with a good status. */
  public static Failure ofBody(int status, IOException cause) {
    if (cause instanceof ErrorsInAnswerException told) {
      return new Failure(FailureKind.ofErrors(told.errors()), status, told.errors(), null, null);
    }
    if (isCallTimeout(cause)) {
      return without(FailureKind.TOO_SLOW, status, cause);
    }
    if (cause instanceof SocketTimeoutException) {
      return without(FailureKind.SILENT, status, cause);
    }
    boolean isCut =
        cause instanceof ProtocolException
            || cause instanceof SocketException
            || cause instanceof EOFException;
    return without(isCut ? FailureKind.CUT_SHORT : FailureKind.BROKEN_ANSWER, status, cause);
  }

  private static Failure without(FailureKind kind, int status, IOException cause) {
    return new Failure(kind, status, List.of(), null, NetworkReason.unquoted(cause));
  }

  /** Returns the failure of an answer without a good status; reads its body. */
  public static Failure ofStatus(Response response) {
    String header = response.header(RetryAfter.HEADER, response.header(RetryAfter.HEADER_OF_503));
    // The date is by the service's clock, which may differ from this machine's clock.
    Instant now = Objects.requireNonNullElseGet(date(response), Instant::now);
    return new Failure(
        FailureKind.ofStatus(response.code()),
        response.code(),
        ServiceError.parse(body(response)),
        RetryAfter.parse(header, now),
        null);
  }

  private static @Nullable Instant date(Response response) {
    return response.headers().getInstant("Date");
  }

  private static byte[] body(Response response) {
    try (InputStream body = LimitedStream.of(response)) {
      return body.readNBytes(MAX_ERROR_BYTES);
    } catch (IOException e) {
      // The status alone decides what to do; the body would only explain it.
      return new byte[0];
    }
  }

  /** Returns whether the service itself, not something before it, says that nothing was found. */
  public boolean saysNotFound() {
    return kind == FailureKind.NOT_FOUND
        && errors.stream().anyMatch(error -> error.code().equals(ServiceError.NOT_FOUND));
  }
}
