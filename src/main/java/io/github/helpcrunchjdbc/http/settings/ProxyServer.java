package io.github.helpcrunchjdbc.http.settings;

import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Authenticator;
import okhttp3.Credentials;

/**
 * An HTTP proxy on the way to the service. It passes TLS on without seeing into it, so neither the
 * key nor a customer comes to its eyes. Immutable.
 *
 * @param user empty if it asks for no login
 */
public record ProxyServer(String host, int port, String user, String password) {
  private static final String LOGIN = "Proxy-Authorization";

  /** Its name is resolved anew with each connection. */
  public Proxy address() {
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
  }

  /** Logs in once a connection: who refuses a login refuses it again. */
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
