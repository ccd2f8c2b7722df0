package io.github.helpcrunchjdbc.http.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** So much comes for what was sent, and no more. */
@Timeout(20)
class TestBoundedSockets {
  @Test
  void whatIsSentAllowsAnotherAnswer() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket socket = new BoundedSockets(10).createSocket()) {
      socket.connect(server.getLocalSocketAddress());
      try (Socket served = server.accept()) {
        served.getOutputStream().write(new byte[21]);
        assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
        socket.getOutputStream().write(1);
        socket.getOutputStream().write(new byte[2]);
        assertThat(served.getInputStream().readNBytes(3)).hasSize(3);
        assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
      }
    }
  }
}
