package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** SHOW DIAGNOSIS tells that the proxy is what stands in the way, by one request. */
class TestDiagnosedProxy {
  private static final String NAMED = "proxyHost=";

  /** Nobody listens at this port, so that {@link TunnelProxy} does not reach the service. */
  private static final String SERVICE = "https://nobody.invalid:1";

  private static List<String> diagnosis(String properties) throws SQLException {
    Properties given = new Properties();
    given.setProperty("apiKey", ServiceFixture.KEY);
    given.setProperty("checkKey", "false");
    given.setProperty("warmUp", "false");
    given.setProperty("customFields", "off");
    given.setProperty("connectTimeout", "1");
    given.setProperty("readTimeout", "1");
    List<String> lines = new ArrayList<>();
    try (Connection connection =
            DriverManager.getConnection("jdbc:helpcrunch:baseUrl=" + SERVICE + properties, given);
        ResultSet rows = connection.createStatement().executeQuery("SHOW DIAGNOSIS")) {
      while (rows.next()) {
        lines.add(rows.getString(1) + " " + rows.getString(2) + ": " + rows.getString(3));
      }
    }
    assertThat(lines)
        .contains("requests OK: 0 were sent for this")
        .noneMatch(line -> line.startsWith("proxy NOTE"))
        .noneMatch(line -> line.contains(ServiceFixture.KEY) || line.contains("invalid"));
    return lines;
  }

  private static String named(int port) {
    return ";" + NAMED + "127.0.0.1;proxyPort=" + port;
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aMistypedName() throws Exception {
    assertThat(diagnosis(";" + NAMED + "proxy.invalid;proxyPort=8080"))
        .contains("proxy FAILED: its host is unknown here");
  }

  @Test
  void oneThatIsClosed() throws Exception {
    assertThat(diagnosis(named(closedPort()))).contains("proxy FAILED: it can't be reached");
  }

  /** The system takes no more connections, so that it drops the packets of the next. */
  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the next connection is refused")
  void oneThatDropsPackets() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket("127.0.0.1", full.getLocalPort()));
      }
      assertThat(diagnosis(named(full.getLocalPort())))
          .contains(
              "proxy FAILED: nothing came through it in time: it is silent, or the service behind"
                  + " it");
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void oneThatNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"))) {
      assertThat(diagnosis(named(silent.getLocalPort())))
          .contains(
              "proxy FAILED: nothing came through it in time: it is silent, or the service behind"
                  + " it");
    }
  }

  @Test
  void oneThatDoesNotReachTheService() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("")) {
      assertThat(diagnosis(named(proxy.port())))
          .contains("proxy FAILED: it does not let requests through: HTTP 502");
    }
  }

  /** A JVM names its proxy by system properties, which are asked with each connection. */
  @Test
  void oneThatTheJvmNames() throws Exception {
    System.setProperty("https.proxyHost", "127.0.0.1");
    System.setProperty("https.proxyPort", Integer.toString(closedPort()));
    try {
      assertThat(diagnosis("")).contains("proxy FAILED: it can't be reached");
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("https.proxyPort");
    }
  }
}
