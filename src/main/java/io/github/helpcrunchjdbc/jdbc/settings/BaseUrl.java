package io.github.helpcrunchjdbc.jdbc.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may be the property {@code baseUrl}: the key must not travel in the clear, nor elsewhere.
 */
final class BaseUrl {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

  private BaseUrl() {}

  /** The URL without trailing slashes, or nothing if it is not allowed. */
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

  /** Goes by the text alone: what a name resolves to is for others to decide. */
  private static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
