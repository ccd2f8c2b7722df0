package io.github.helpcrunchjdbc.http.transport;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/**
 * Sockets that take no more bytes for one request than the largest answer has. OkHttp keeps some
 * parts of an answer, such as the length of a chunk, in memory until they end, so an endless one
 * would fill the memory. Thread-safe.
 */
public final class BoundedSockets extends SocketFactory {
  /**
   * Says that more bytes came than any answer may have. It is a SocketException, because TLS passes
   * on no other exception unchanged.
   */
  public static final class OverflowException extends SocketException {
    private static final long serialVersionUID = 1L;

    private OverflowException() {
      super("more came than an answer may have");
    }
  }

  private final long maxBytes;

  BoundedSockets(long most) {
    this.maxBytes = most;
  }

  @Override
  public Socket createSocket() {
    return new BoundedSocket(maxBytes);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("only sockets that are connected later");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostAddress(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  private static final class BoundedSocket extends Socket {
    private final long maxBytes;
    private volatile long read;

    BoundedSocket(long most) {
      this.maxBytes = most;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          int value = in.read();
          count(1);
          return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
          int count = in.read(bytes, offset, length);
          count(count);
          return count;
        }
      };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
      return new FilterOutputStream(super.getOutputStream()) {
        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          read = 0;
          out.write(bytes, offset, length);
        }
      };
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only one thread reads.
    private void count(int bytes) throws IOException {
      read += bytes;
      if (read > maxBytes) {
        throw new OverflowException();
      }
    }
  }
}
