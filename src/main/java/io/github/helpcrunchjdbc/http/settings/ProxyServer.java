package io.github.helpcrunchjdbc.http.settings;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/**
 * An HTTP proxy on the way to the service. It passes TLS on without reading it, so it sees neither
 * the key nor a customer. Immutable.
 *
 * @param user empty if the proxy asks for no login
 */
public record ProxyServer(String host, int port, String user, String password) {
  private static final String LOGIN = "Proxy-Authorization";

  /** Returns the proxy's address; the name is resolved again for each connection. */
  public Proxy address() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /**
   * Returns what logs in to the proxy, once per connection: a proxy that refuses a login refuses it
   * again.
   */
  public Authenticator login() {
    return (route, response) ->
        user.isEmpty() || response.request().header(LOGIN) != null
            ? null
            : response
                .request()
                .newBuilder()
                .header(LOGIN, Credentials.basic(user, password))
                .build();
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
