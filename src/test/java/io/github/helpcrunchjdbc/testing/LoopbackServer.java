package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.ApiRequest;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 on a free loopback port, a thread per connection. It hands the raw stream to its
 * handler, so that an answer can be cut or left out in any place; the JDK's server can't do that.
 */
public final class LoopbackServer implements AutoCloseable {
  /** Answers one request; false closes the connection. */
  public interface Handler {
    boolean handle(ApiRequest request, OutputStream answer) throws IOException;
  }

  private final ServerSocket server;
  private final Handler handler;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  public LoopbackServer(Handler handler) {
    this.handler = handler;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("simulated-account", this::accept);
  }

  /** Without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket);
        start("simulated-account-connection", () -> serve(socket));
      } catch (IOException e) {
        // Closing the socket is how this loop ends.
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      boolean keep = true;
      while (keep && !closed) {
        ApiRequest request = read(in);
        keep = request != null && handler.handle(request, out);
      }
    } catch (IOException e) {
      // The client has gone, which is its right: tests of cancelling do it.
      return;
    } finally {
      connections.remove(socket);
    }
  }

  private static @Nullable ApiRequest read(InputStream in) throws IOException {
    String requestLine = line(in);
    if (requestLine.isEmpty()) {
      return null;
    }
    String[] parts = requestLine.split(" ", -1);
    Map<String, String> headers = new HashMap<>();
    String line = line(in);
    while (!line.isEmpty()) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("no header of HTTP");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      line = line(in);
    }
    if (headers.containsKey("transfer-encoding")) {
      throw new IOException("only bodies of known length");
    }
    byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    int question = parts[1].indexOf('?');
    String path = question < 0 ? parts[1] : parts[1].substring(0, question);
    return new ApiRequest(
        parts[0],
        path,
        query(question < 0 ? "" : parts[1].substring(question + 1)),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new HashMap<>();
    for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(
          decode(equals < 0 ? pair : pair.substring(0, equals)),
          equals < 0 ? "" : decode(pair.substring(equals + 1)));
    }
    return query;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.write(c);
      }
      c = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() {
    closed = true;
    try {
      server.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
