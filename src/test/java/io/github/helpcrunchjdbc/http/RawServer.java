package io.github.helpcrunchjdbc.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Answers every request with the same bytes, and then hangs up or is silent. */
final class RawServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Semaphore answered = new Semaphore(0);
  private final String answer;
  private final boolean hangUp;

  RawServer(String answer, boolean hangUp) throws IOException {
    this.answer = answer;
    this.hangUp = hangUp;
    Thread thread = new Thread(this::accept, "raw server");
    thread.setDaemon(true);
    thread.start();
  }

  URI url() {
    return URI.create(
        "http://%s:%d/v1"
            .formatted(listener.getInetAddress().getHostAddress(), listener.getLocalPort()));
  }

  /** Waits until a request has come and its answer, such as it is, has gone. */
  void awaitRequest() throws InterruptedException {
    if (!answered.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came");
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        readRequest(socket.getInputStream());
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        if (hangUp) {
          socket.close();
        }
        answered.release();
      } catch (IOException e) {
        // The test is over, or its client has gone: both are what tests are about.
        continue;
      }
    }
  }

  /** Reads up to the end of a body in JSON without nested objects. */
  private static void readRequest(InputStream in) throws IOException {
    int last = in.read();
    while (last >= 0 && last != '}') {
      last = in.read();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
