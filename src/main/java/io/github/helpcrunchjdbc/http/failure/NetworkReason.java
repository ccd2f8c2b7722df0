package io.github.helpcrunchjdbc.http.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a connection failed, in the same words at every try. */
final class NetworkReason {
  /** The signs after which OkHttp and Okio quote bytes. */
  private static final Pattern QUOTE = Pattern.compile(":| but was | content=");

  private NetworkReason() {}

  /**
   * Returns the failure without the bytes that came. OkHttp quotes what it can't read, as text or
   * as digits, and that may be a part of a customer. A failure of TLS quotes nothing, and its
   * reason is the cause.
   */
  static IOException unquoted(IOException cause) {
    if (isOkHttpsOwn(cause)) {
      return new IOException("what came is no answer of HTTP");
    } else if (!mayQuote(cause) && (cause instanceof SSLException || !mayQuote(cause.getCause()))) {
      return cause;
    }
    String message = String.valueOf(cause.getMessage());
    Matcher quote = QUOTE.matcher(message);
    IOException bare =
        new IOException(
            mayQuote(cause) && quote.find() ? message.substring(0, quote.start()) : message);
    bare.setStackTrace(cause.getStackTrace());
    return bare;
  }

  /**
   * Returns whether OkHttp itself failed, as it does at a status below zero; its message says so.
   */
  static boolean isOkHttpsOwn(IOException cause) {
    return String.valueOf(cause.getMessage()).startsWith("canceled due to ");
  }

  private static boolean mayQuote(@Nullable Throwable cause) {
    return cause instanceof ProtocolException || cause instanceof EOFException;
  }

  /** Returns the reason in words, empty if there is none. */
  static String of(@Nullable IOException cause) {
    if (cause == null) {
      return "";
    }
    if (cause instanceof UnknownHostException) {
      // Java gives the reason at the first try only; later it answers from memory with the name
      // alone.
      return "the host's name is unknown";
    }
    String message = cause.getMessage();
    Throwable deeper = cause.getCause();
    String reason = deeper == null ? null : deeper.getMessage();
    String first = message == null ? cause.getClass().getSimpleName() : message;
    // OkHttp's message has only the address; the reason is in the cause.
    return reason == null || first.contains(reason) ? first : first + ": " + reason;
  }
}
