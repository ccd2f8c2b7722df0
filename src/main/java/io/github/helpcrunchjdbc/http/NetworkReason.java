package io.github.helpcrunchjdbc.http;

import java.io.IOException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Says why a connection failed, the same at every try. */
final class NetworkReason {
  private NetworkReason() {}

  /** The reason in words, empty if there is none. */
  static String of(@Nullable IOException cause) {
    if (cause == null) {
      return "";
    }
    if (cause instanceof UnknownHostException) {
      // Java says why at the first try only, then it answers from memory with the name alone.
      return "the host's name is unknown";
    }
    String message = cause.getMessage();
    Throwable deeper = cause.getCause();
    String reason = deeper == null ? null : deeper.getMessage();
    String first = message == null ? cause.getClass().getSimpleName() : message;
    // OkHttp names the address alone, and has the reason in the cause.
    return reason == null || first.contains(reason) ? first : first + ": " + reason;
  }
}
