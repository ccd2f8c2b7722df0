package io.github.helpcrunchjdbc.http.failure;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says why a connection failed, the same at every try. */
final class NetworkReason {
  /** Where OkHttp and Okio begin to quote. */
  private static final Pattern QUOTE = Pattern.compile(":| but was | content=");

  private NetworkReason() {}

  /**
   * The same failure without the bytes that came. OkHttp quotes what it can't read, as text or as
   * digits, and that may be a piece of a customer. TLS quotes nothing, and its reason is the cause.
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

  /** OkHttp says so where it fails itself, as at a status below zero. */
  static boolean isOkHttpsOwn(IOException cause) {
    return String.valueOf(cause.getMessage()).startsWith("canceled due to ");
  }

  private static boolean mayQuote(@Nullable Throwable cause) {
    return cause instanceof ProtocolException || cause instanceof EOFException;
  }

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
