package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.http.Inspection;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.jdbc.diagnose.Finding.Verdict;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** Finds out whether the service is reached, by which way, and whether it takes the key. */
final class Reachability {
  static final Finding KEY_TAKEN = Finding.of("key", Verdict.OK, "the service takes it");

  private static final String DNS = "DNS";
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int PROXY_LOGIN = 407;
  private static final int TOO_MANY = 429;

  /** Clocks may differ by less than this many seconds. */
  private static final int MOST_SECONDS_APART = 5;

  /** The message of OkHttp when a proxy refuses a tunnel. */
  private static final Pattern REFUSED_BY_PROXY =
      Pattern.compile("Unexpected response code for CONNECT: ([0-9]{3})");

  private Reachability() {}

  /** Returns the findings that need no request. */
  static List<Finding> before(ClientSettings settings) {
    return List.of(proxy(settings));
  }

  /** Returns a finding on the proxy; it is a note if requests go through one. */
  private static Finding proxy(ClientSettings settings) {
    if (settings.proxy() != null) {
      return settings.isSecure()
          ? new Finding("proxy", Verdict.NOTE, "the connection names one", "proxyHost")
          : Finding.of("proxy", Verdict.OK, "the connection names one, for https only");
    }
    boolean proxied = isProxied(settings);
    return Finding.of(
        "proxy",
        proxied ? Verdict.NOTE : Verdict.OK,
        proxied ? "the JVM names one for this host" : "none is named");
  }

  /** Returns whether requests go through a proxy that the connection names, or else the JVM. */
  private static boolean isProxied(ClientSettings settings) {
    ProxySelector selector = ProxySelector.getDefault();
    return settings.proxy() != null
        ? settings.isSecure()
        : selector != null
            && selector.select(settings.baseUrl()).stream()
                .anyMatch(proxy -> proxy.type() != Proxy.Type.DIRECT);
  }

  /** Returns what prevented an answer, null if that is unknown. */
  static @Nullable Finding of(HelpCrunchException failure, ClientSettings settings) {
    if (failure.vendorCode() == PROXY_LOGIN) {
      String detail = "it refuses what has no right login: HTTP " + PROXY_LOGIN;
      return new Finding("proxy", Verdict.FAILED, detail, "proxyUser");
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException && !isProxied(settings)) {
        String detail = "the host of baseUrl is unknown here";
        return new Finding(DNS, Verdict.FAILED, detail, "baseUrl");
      } else if (cause instanceof SSLPeerUnverifiedException) {
        String detail = "the certificate is of another host than baseUrl names";
        return new Finding("TLS", Verdict.FAILED, detail, "baseUrl");
      } else if (cause instanceof CertificateException) {
        return isOutOfTime(cause)
            ? new Finding("TLS", Verdict.FAILED, "the certificate's time is not now", "baseUrl")
            : new Finding(
                "TLS", Verdict.FAILED, "the certificate is not trusted here", "trustStore");
      }
      String ofProxy = isProxied(settings) ? ofProxy(cause) : null;
      if (ofProxy != null) {
        String property = settings.proxy() == null ? null : "proxyHost";
        return new Finding("proxy", Verdict.FAILED, ofProxy, property);
      }
    }
    return null;
  }

  /** Returns why no answer came through a proxy; null if the proxy may not be the reason. */
  private static @Nullable String ofProxy(Throwable failure) {
    Matcher refusal = REFUSED_BY_PROXY.matcher(String.valueOf(failure.getMessage()));
    if (refusal.find()) {
      return "it does not let requests through: HTTP " + refusal.group(1);
    } else if (failure instanceof UnknownHostException) {
      return "its host is unknown here";
    } else if (failure instanceof SocketTimeoutException) {
      return "nothing came through it in time: it is silent, or the service behind it";
    }
    return failure instanceof ConnectException ? "it can't be reached" : null;
  }

  /** Returns whether the certificate is expired or not valid yet, by this machine's clock. */
  private static boolean isOutOfTime(Throwable failure) {
    Throwable cause = failure;
    while (cause != null
        && !(cause instanceof CertificateExpiredException)
        && !(cause instanceof CertificateNotYetValidException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  /** Returns the findings that an answer gives. */
  static List<Finding> of(Inspection answer, ClientSettings settings) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        isProxied(settings)
            ? Finding.of(DNS, Verdict.NOTE, "the proxy looks the host up")
            : Finding.of(DNS, Verdict.OK, "the host is known"));
    findings.add(
        answer.tlsVersion() == null
            ? Finding.of("TLS", Verdict.NOTE, "none: plain http")
            : Finding.of("TLS", Verdict.OK, answer.tlsVersion()));
    findings.add(key(answer.status()));
    findings.add(clock(answer));
    findings.add(
        answer.quotaHeaders().isEmpty()
            ? new Finding(
                "quota headers",
                Verdict.NOTE,
                "none: the driver keeps to requestsPerMinute",
                "requestsPerMinute")
            : new Finding(
                "quota headers",
                Verdict.OK,
                String.join(", ", answer.quotaHeaders())
                    + (answer.quotaLimit() == null
                        ? ""
                        : "; allowed are " + answer.quotaLimit() + " a minute"),
                answer.quotaLimit() == null ? null : "requestsPerMinute=" + answer.quotaLimit()));
    return findings;
  }

  /** Returns whether a status only says that the service refuses the key. */
  static boolean refusesKey(int status) {
    return status == UNAUTHORIZED || status == FORBIDDEN;
  }

  private static Finding key(int status) {
    return switch (status) {
      case OK -> KEY_TAKEN;
      case UNAUTHORIZED, FORBIDDEN ->
          new Finding("key", Verdict.FAILED, "the service refuses it: HTTP " + status, "apiKey");
      case TOO_MANY ->
          Finding.of("key", Verdict.UNKNOWN, "too many requests were sent (429): try later");
      default -> Finding.of("key", Verdict.UNKNOWN, "the service answers HTTP " + status);
    };
  }

  private static Finding clock(Inspection answer) {
    if (answer.servedAt() == null) {
      return Finding.of("clock", Verdict.UNKNOWN, "the service does not tell its time");
    }
    long ahead = answer.clockAhead().toSeconds();
    return Math.abs(ahead) < MOST_SECONDS_APART
        ? Finding.of("clock", Verdict.OK, "this machine's clock and the service's agree")
        : Finding.of(
            "clock",
            Verdict.WARNING,
            "this machine's clock is %s s %s the service's, so CURRENT_TIMESTAMP is too"
                .formatted(Math.abs(ahead), ahead > 0 ? "ahead of" : "behind"));
  }
}
