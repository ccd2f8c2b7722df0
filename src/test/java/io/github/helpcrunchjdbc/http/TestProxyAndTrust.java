package io.github.helpcrunchjdbc.http;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service behind TLS whose certificate nobody knows, and a proxy before it. */
class TestProxyAndTrust {
  private static final String STORE_PASSWORD = "changeit";
  private static final String LOGIN = "bWU6c2VjcmV0"; // me:secret

  private static final String OF_HOST = "-ext san=dns:localhost";
  @TempDir private static Path folder;
  private static WireMockServer service;

  @BeforeAll
  static void start() throws Exception {
    Path store = folder.resolve("store.p12");
    keytool("store.p12", "-genkeypair -alias service -keyalg EC -dname CN=localhost " + OF_HOST);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, STORE_PASSWORD.toCharArray());
    }
    byte[] certificate = keys.getCertificate("service").getEncoded();
    Files.writeString(
        folder.resolve("certificates.pem"),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate)
            + "\n-----END CERTIFICATE-----\n");
    String comment = "# The CA's name in UTF-8: Їжак\n\n";
    String certificates = Files.readString(folder.resolve("certificates.pem"));
    Files.writeString(
        folder.resolve("commented.pem"), comment + certificates + comment + certificates);
    Files.writeString(folder.resolve("empty"), "");
    Files.writeString(folder.resolve("rubbish"), "rubbish");
    KeyStore old = KeyStore.getInstance("JKS");
    old.load(null, null);
    old.setCertificateEntry("service", keys.getCertificate("service"));
    try (OutputStream out = Files.newOutputStream(folder.resolve("store.jks"))) {
      old.store(out, STORE_PASSWORD.toCharArray());
    }
    service = started(store);
  }

  private static void keytool(String store, String arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(List.of("-keystore", store, "-storepass", STORE_PASSWORD));
    command.addAll(List.of("-storetype", "PKCS12"));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor()).as(arguments).isZero();
  }

  private static WireMockServer started(Path store) {
    WireMockServer server =
        new WireMockServer(
            wireMockConfig()
                .dynamicPort()
                .dynamicHttpsPort()
                .keystorePath(store.toString())
                .keystorePassword(STORE_PASSWORD)
                .keyManagerPassword(STORE_PASSWORD)
                .keystoreType("PKCS12"));
    server.start();
    server.stubFor(any(anyUrl()).willReturn(okJson(ServiceFixture.ONE_ROW)));
    return server;
  }

  @AfterAll
  static void stop() {
    service.stop();
  }

  private static Properties trusting(String file, String password) {
    Properties properties = new Properties();
    properties.setProperty("apiKey", ServiceFixture.KEY);
    properties.setProperty("trustStore", folder.resolve(file).toString());
    properties.setProperty("trustStorePassword", password);
    return properties;
  }

  /** Java reads nothing of such a store, and says nothing of it. */
  @Test
  void aStoreWithoutItsPasswordIsTold() {
    assertThatThrownBy(() -> ask(trusting("store.p12", "")))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("trustStorePassword");
  }

  private static Properties through(TunnelProxy proxy, String user, String password) {
    Properties properties = trusting("certificates.pem", "");
    properties.setProperty("proxyHost", "localhost");
    properties.setProperty("proxyPort", Integer.toString(proxy.port()));
    properties.setProperty("proxyUser", user);
    properties.setProperty("proxyPassword", password);
    return properties;
  }

  private static String url(String scheme, int port) {
    return "jdbc:helpcrunch:customFields=off;warmUp=false;maxRetries=0;baseUrl="
        + scheme
        + "://localhost:"
        + port
        + "/v1";
  }

  private static long ask(Properties properties) throws SQLException {
    return ask(url("https", service.httpsPort()), properties);
  }

  private static long ask(String url, Properties properties) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, properties);
        ResultSet rows =
            connection.createStatement().executeQuery("SELECT id FROM customers LIMIT 1")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "certificates.pem, ''",
    "commented.pem, ''",
    "store.p12, changeit",
    "store.jks, changeit",
    "store.jks, ''",
  })
  void theFilesCertificatesAreTrusted(String file, String password) throws SQLException {
    assertThat(ask(trusting(file, password))).isEqualTo(7);
  }

  @Test
  void withoutTheFileNobodyIsTrusted() {
    Properties properties = new Properties();
    properties.setProperty("apiKey", ServiceFixture.KEY);
    SQLException error = catchThrowableOfType(SQLException.class, () -> ask(properties));
    assertThat(error.getSQLState()).isEqualTo("08001");
    assertThat(error.getMessage()).contains("PKIX");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rubbish", "empty", "there-is-none", "store.p12"})
  void aFileThatIsNoneIsTold(String file) {
    SQLException error =
        catchThrowableOfType(SQLException.class, () -> ask(trusting(file, "secret-word")));
    assertThat(error.getSQLState()).isEqualTo("22023");
    assertThat(error.getMessage()).contains("trustStore", "PEM").doesNotContain("secret-word");
  }

  @Test
  void aProxyPassesOnWhatItCannotRead() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("")) {
      assertThat(ask(through(proxy, "", ""))).isEqualTo(7);
      assertThat(proxy.heads())
          .isNotEmpty()
          .allMatch(head -> head.startsWith("CONNECT localhost:"));
      assertThat(proxy.heads().toString() + proxy.passed())
          .doesNotContain(ServiceFixture.KEY)
          .doesNotContain("Bearer");
    }
  }

  @Test
  void aProxyThatWantsALoginGetsIt() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("Basic " + LOGIN)) {
      assertThat(ask(through(proxy, "me", "secret"))).isEqualTo(7);
      assertThat(proxy.heads().toString()).doesNotContain("Bearer");
      service
          .getAllServeEvents()
          .forEach(
              event -> assertThat(event.getRequest().getHeader("Proxy-Authorization")).isNull());
    }
  }

  @ParameterizedTest
  @CsvSource({"'', ''", "me, wrong-word"})
  void aLoginThatIsRefusedIsTold(String user, String password) throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("Basic " + LOGIN)) {
      SQLException error =
          catchThrowableOfType(SQLException.class, () -> ask(through(proxy, user, password)));
      assertThat(error.getErrorCode()).isEqualTo(407);
      assertThat(error.getMessage()).contains("proxyUser").doesNotContain("wrong-word");
      assertThat(proxy.heads().toString()).doesNotContain("Bearer");
    }
  }

  /** Without TLS the proxy would see the key. */
  @Test
  void whatStaysOnThisMachineGoesPastTheProxy() throws Exception {
    try (TunnelProxy proxy = new TunnelProxy("")) {
      assertThat(ask(url("http", service.port()), through(proxy, "", ""))).isEqualTo(7);
      assertThat(proxy.heads()).isEmpty();
    }
  }

  @Test
  void theDiagnosisTellsWhichWayRequestsGo() throws Exception {
    Properties direct = trusting("certificates.pem", "");
    try (TunnelProxy proxy = new TunnelProxy("")) {
      Properties proxied = through(proxy, "", "");
      assertThat(diagnosis(url("https", service.httpsPort()), direct))
          .contains("proxy OK: none is named");
      assertThat(diagnosis(url("https", service.httpsPort()), proxied))
          .contains(
              "proxy NOTE: the connection names one",
              "DNS NOTE: the proxy looks the host up",
              "key OK: the service takes it");
      assertThat(diagnosis(url("http", service.port()), proxied))
          .contains("proxy OK: the connection names one, for https only");
      assertThat(diagnosis("jdbc:helpcrunch:maxRetries=0;baseUrl=https://nobody.invalid", proxied))
          .as("the proxy's own DNS counts")
          .noneMatch(line -> line.startsWith("DNS"));
      assertThat(diagnosis("jdbc:helpcrunch:maxRetries=0;baseUrl=https://nobody.invalid", direct))
          .contains("DNS FAILED: the host of baseUrl is unknown here");
    }
  }

  @Test
  void theDiagnosisTellsWhatStandsInTheWay() throws Exception {
    Properties direct = trusting("certificates.pem", "");
    String secure = url("https", service.httpsPort());
    assertThat(diagnosis(secure.replace("localhost", "127.0.0.1"), direct))
        .contains("TLS FAILED: the certificate is of another host than baseUrl names");
    Properties trustless = new Properties();
    trustless.setProperty("apiKey", ServiceFixture.KEY);
    assertThat(diagnosis(secure, trustless))
        .contains("TLS FAILED: the certificate is not trusted here");
    Properties closed = trusting("certificates.pem", "");
    closed.setProperty("proxyHost", "localhost");
    try (TunnelProxy proxy = new TunnelProxy("Basic " + LOGIN)) {
      closed.setProperty("proxyPort", Integer.toString(proxy.port()));
      assertThat(diagnosis(secure, through(proxy, "", "")))
          .contains("proxy FAILED: it refuses what has no right login: HTTP 407")
          .doesNotContain("proxy NOTE: the connection names one");
    }
    assertThat(diagnosis(secure, closed))
        .contains("proxy FAILED: it can't be reached")
        .noneMatch(line -> line.contains(ServiceFixture.KEY));
  }

  @Test
  void theDiagnosisTellsOfACertificateThatHasEnded() throws Exception {
    keytool("ca.p12", "-genkeypair -alias ca -keyalg EC -dname CN=ca -ext bc:c");
    keytool("ca.p12", "-exportcert -alias ca -rfc -file ca.pem");
    keytool("ended.p12", "-genkeypair -alias service -keyalg EC -dname CN=localhost");
    keytool("ended.p12", "-certreq -alias service -file request");
    keytool(
        "ca.p12",
        "-gencert -alias ca -infile request -outfile ended -startdate -10d -validity 2 " + OF_HOST);
    keytool("ended.p12", "-importcert -noprompt -alias ca -file ca.pem");
    keytool("ended.p12", "-importcert -noprompt -alias service -file ended");
    WireMockServer ended = started(folder.resolve("ended.p12"));
    try {
      assertThat(diagnosis(url("https", ended.httpsPort()), trusting("ca.pem", "")))
          .contains("TLS FAILED: the certificate's time is not now");
    } finally {
      ended.stop();
    }
  }

  private static List<String> diagnosis(String url, Properties given) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(given);
    properties.setProperty("checkKey", "false");
    properties.setProperty("warmUp", "false");
    properties.setProperty("customFields", "off");
    List<String> lines = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, properties);
        ResultSet rows = connection.createStatement().executeQuery("SHOW DIAGNOSIS")) {
      while (rows.next()) {
        lines.add(rows.getString(1) + " " + rows.getString(2) + ": " + rows.getString(3));
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://proxy", "a b", "user@proxy"})
  void aHostThatIsNoneIsRefused(String host) {
    Properties properties = trusting("certificates.pem", "");
    properties.setProperty("proxyHost", host);
    SQLException error = catchThrowableOfType(SQLException.class, () -> ask(properties));
    assertThat(error.getSQLState()).isEqualTo("22023");
  }
}
