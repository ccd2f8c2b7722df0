package io.github.helpcrunchjdbc.jdbc.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides which values the property {@code baseUrl} may have: the key must not travel unencrypted,
 * nor to another host than the one a reader sees in the URL.
 */
final class BaseUrl {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private BaseUrl() {}

  /** Returns the URL without trailing slashes; empty if the text is not allowed. */
  static Optional<URI> parse(String text) {
    URI uri;
    try {
      uri = new URI(text.replaceAll("/+$", ""));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String host = uri.getHost();
    if (host == null
        || uri.getRawUserInfo() != null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null
        || uri.getPort() > 65535
        || uri.getPort() == 0
        || !uri.normalize().equals(uri)) {
      return Optional.empty();
    }
    boolean allowed =
        "https".equalsIgnoreCase(uri.getScheme())
            || ("http".equalsIgnoreCase(uri.getScheme()) && isLoopback(host));
    return allowed ? Optional.of(uri) : Optional.empty();
  }

  /** Returns whether a host is this machine, by its text alone: the name is not looked up. */
  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
