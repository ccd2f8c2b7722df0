package io.github.helpcrunchjdbc.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on a loopback port that tunnels, after a login if it wants one. */
final class TunnelProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String login;
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final ByteArrayOutputStream passed = new ByteArrayOutputStream();

  /**
   * Starts it.
   *
   * @param login the Proxy-Authorization it wants, empty for none
   */
  TunnelProxy(String login) throws IOException {
    this.login = login;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The heads of the requests that it got. */
  List<String> heads() {
    return heads;
  }

  /** All bytes that went through it to the service. */
  synchronized String passed() {
    return passed.toString(StandardCharsets.ISO_8859_1);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        daemon(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      boolean served = false;
      while (!served) {
        String head = head(client.getInputStream());
        heads.add(head);
        served = answer(client, head);
      }
    } catch (IOException e) {
      // The client has gone.
      return;
    }
  }

  /** Whether the connection has been used up. */
  private boolean answer(Socket client, String head) throws IOException {
    OutputStream out = client.getOutputStream();
    if (!login.isEmpty() && !head.contains("Proxy-Authorization: " + login + "\r\n")) {
      write(
          out,
          "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"p\"\r\n"
              + "Content-Length: 0\r\n\r\n");
      return false;
    }
    String[] target = head.split(" ", -1)[1].split(":", -1);
    try (Socket service =
        new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(target[1]))) {
      write(out, "HTTP/1.1 200 Connected\r\n\r\n");
      daemon(() -> copy(client, service, true));
      copy(service, client, false);
    } catch (ConnectException e) {
      write(out, "HTTP/1.1 502 Unreachable\r\nContent-Length: 0\r\n\r\n");
    }
    return true;
  }

  private void copy(Socket from, Socket to, boolean noted) {
    byte[] buffer = new byte[8192];
    try {
      for (int count = from.getInputStream().read(buffer);
          count >= 0;
          count = from.getInputStream().read(buffer)) {
        if (noted) {
          note(buffer, count);
        }
        to.getOutputStream().write(buffer, 0, count);
      }
    } catch (IOException e) {
      // One of them has gone, and with it the tunnel.
      return;
    }
  }

  private synchronized void note(byte[] buffer, int count) {
    passed.write(buffer, 0, count);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int one = in.read();
      if (one < 0) {
        throw new IOException("no head");
      }
      head.append((char) one);
    }
    return head.toString();
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "tunnel");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
