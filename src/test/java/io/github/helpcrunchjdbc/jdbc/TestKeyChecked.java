package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.Receipt;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.jdbc.account.AccountId;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.jdbc.observe.StatementRegistry;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What connecting asks of the service, and what it finds out. */
class TestKeyChecked {
  private final AccountRegistry registry = new AccountRegistry(StatementRegistry.ofUsers());
  private final ConnectionOpener connector =
      new ConnectionOpener(new ServiceSessions(registry), name -> null);
  private final SimulatedAccount account =
      SimulatedAccount.of(DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 150));

  @AfterEach
  void close() {
    account.close();
  }

  private Connection connect(String more) throws SQLException {
    return connectTo(account.baseUrl(), account.apiKey(), more);
  }

  private Connection connectTo(String baseUrl, String key, String more) throws SQLException {
    Connection connection =
        connector.connect(
            "jdbc:helpcrunch:warmUp=false;baseUrl=" + baseUrl + ";apiKey=" + key + ";" + more,
            null);
    assertThat(connection).isNotNull();
    return connection;
  }

  private SQLException refusal(String baseUrl, String key) {
    return catchThrowableOfType(
        SQLException.class, () -> connectTo(baseUrl, key, "connectTimeout=5").close());
  }

  @Test
  void theFirstConnectionAsksForTheNewestCustomers() throws SQLException {
    connect("").close();
    assertThat(account.bodies())
        .containsExactly(
            "{\"sort\":\"customers.firstSeen\",\"order\":\"DESC\",\"offset\":0,\"limit\":100}");
  }

  @Test
  void furtherConnectionsAndIsValidAskNothing() throws SQLException {
    try (Connection first = connect("");
        Connection second = connect("pageSize=50")) {
      assertThat(first.isValid(2)).isTrue();
      assertThat(second.isValid(0)).isTrue();
    }
    connect("").close();
    assertThat(account.requests()).hasSize(1);
  }

  @Test
  void whatWasAnsweredSavesTheQuestion() throws SQLException {
    try (Connection first = connect("checkKey=false;customFields=off");
        Statement statement = first.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers LIMIT 1")) {
      assertThat(rows.next()).isTrue();
    }
    connect("").close();
    assertThat(account.requests()).hasSize(1);
  }

  @Test
  void afterAFailureItIsAskedAgain() throws SQLException {
    try (Connection connection = connect("");
        Statement statement = connection.createStatement()) {
      // A key that was taken before is sent again once.
      account.failNext(2, Failure.status(401));
      assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM customers"))
          .isInstanceOf(SQLException.class);
      account.clear();
      assertThat(connection.isValid(2)).isTrue();
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** A pool that throws such connections away asks the service twice as much. */
  @Test
  void aServiceThatIsBusyDoesNotMakeAConnectionInvalid() throws SQLException {
    try (Connection connection = connect("checkKey=false")) {
      account.failNext(1, Failure.tooManyRequests("0"));
      assertThat(connection.isValid(2)).isTrue();
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void aServiceThatRefusesTheKeyMakesAConnectionInvalid() throws SQLException {
    try (Connection connection = connect("checkKey=false")) {
      account.failNext(1, Failure.status(401));
      assertThat(connection.isValid(2)).isFalse();
    }
  }

  /** Who connects does not wait for a minute, and the key is one that is counted. */
  @Test
  @Timeout(20)
  void whileTheServiceHasAskedForAPauseNothingIsAsked() throws SQLException {
    account.failNext(1, Failure.tooManyRequests("300"));
    try (Connection first = connect("");
        Connection second = connect("")) {
      assertThat(first.isValid(5)).isTrue();
      assertThat(second.isValid(0)).isTrue();
    }
    assertThat(account.requests()).hasSize(1);
  }

  @Test
  @Timeout(20)
  void aPauseAfterAFailureDoesNotMakeAConnectionInvalid() throws SQLException {
    try (Connection connection = connect("maxRetries=0");
        Statement statement = connection.createStatement()) {
      account.failNext(1, Failure.status(500));
      assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM customers"))
          .isInstanceOf(SQLException.class);
      account.failNext(1, Failure.tooManyRequests("60"));
      assertThat(connection.isValid(5)).isTrue();
      account.clear();
      assertThat(connection.isValid(5)).isTrue();
      assertThat(account.requests()).isEmpty();
    }
  }

  /** A service that counts the requests of a key it refuses says nothing for the key. */
  @Test
  @Timeout(20)
  void aPauseAfterARefusedKeyProvesNothing() throws SQLException {
    try (Connection connection = connect("checkKey=false")) {
      account.failNext(1, Failure.status(401));
      account.failNext(1, Failure.tooManyRequests("60"));
      assertThat(connection.isValid(2)).isFalse();
      assertThat(connection.isValid(2)).isFalse();
      assertThat(connection.isValid(2)).isFalse();
    }
  }

  @Test
  void switchedOffItAsksNothing() throws SQLException {
    connect("checkKey=false").close();
    connectTo(account.baseUrl(), "wrong", "checkKey=false").close();
    assertThat(account.requests()).isEmpty();
  }

  @Test
  void aWrongKeyIsFoundEveryTime() {
    for (int i = 0; i < 2; i++) {
      SQLException refusal = refusal(account.baseUrl(), "wrong-key-1");
      assertThat((Throwable) refusal).isInstanceOf(SQLInvalidAuthorizationSpecException.class);
      assertThat(refusal.getSQLState()).isEqualTo("28000");
      assertThat((Throwable) refusal)
          .hasMessageContaining("apiKey")
          .hasMessageNotContaining("wrong-key-1");
    }
    assertThat(account.requests()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 400})
  void whatSaysNothingOfTheKeyIsNoRefusal(int status) throws SQLException {
    account.failNext(1, Failure.status(status));
    account.failNext(1, Failure.status(status));
    try (Connection connection = connect("")) {
      assertThat(connection.isClosed()).isFalse();
    }
    assertThat(account.requests().size()).isLessThanOrEqualTo(2);
  }

  @Test
  void aRefusedPortIsToldEveryTime() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    for (int i = 0; i < 2; i++) {
      SQLException refusal = refusal("http://127.0.0.1:" + port + "/v1", "some-key");
      assertThat(refusal.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) refusal)
          .hasMessageContaining("127.0.0.1:" + port)
          .hasMessageContaining("refused");
    }
  }

  @Test
  void anUnknownHostIsToldEveryTime() {
    for (int i = 0; i < 2; i++) {
      SQLException refusal = refusal("https://nobody.invalid/v1", "some-key");
      assertThat(refusal.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) refusal)
          .hasMessageContaining("nobody.invalid: the host's name is unknown");
    }
  }

  @Test
  void aServerWithoutTlsIsToldEveryTime() {
    for (int i = 0; i < 2; i++) {
      SQLException refusal = refusal(account.baseUrl().replace("http:", "https:"), "some-key");
      assertThat(refusal.getSQLState()).isEqualTo("08001");
      assertThat((Throwable) refusal).hasMessageContaining("SSL");
    }
  }

  @Test
  void theCustomersWhoCameAreKeptForPlanning() throws SQLException {
    try (Connection connection = connect("")) {
      AccountSample sample =
          registry
              .open(
                  new AccountId(
                      false,
                      URI.create(account.baseUrl()),
                      new ApiKey(account.apiKey()).fingerprint()))
              .facts()
              .sample();
      assertThat(sample).isNotNull();
      assertThat(sample.rows()).hasSize(100);
      assertThat(sample.total()).isEqualTo(150);
      assertThat(sample.columns()).extracting("name").contains("id", "tags", "customData");
    }
  }

  /** A 429 is waited for, and the request is the statement's. */
  @Test
  void theAttributesAreThereAfterA429() throws SQLException {
    account.failNext(1, Failure.tooManyRequests("0"));
    try (Connection connection = connect("checkKey=false;requestsPerMinute=0");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM customers LIMIT 1")) {
      assertThat(rows.getMetaData().getColumnCount())
          .isGreaterThan(columns("checkKey=false;customFields=off"));
      assertThat(statement.unwrap(Receipt.class).requests()).isEqualTo(account.requests().size());
    }
  }

  private int columns(String more) throws SQLException {
    try (Connection connection = connect(more);
        PreparedStatement statement = connection.prepareStatement("SELECT * FROM customers")) {
      return statement.getMetaData().getColumnCount();
    }
  }

  /** Else the statement would be told that there is no such column. */
  @Test
  void whatIsRefusedForGoodFailsTheStatementAndNoOther() throws SQLException {
    int without = columns("checkKey=false;customFields=off");
    try (Connection connection = connect("checkKey=false;maxRetries=0");
        Statement statement = connection.createStatement()) {
      account.failNext(1, Failure.tooManyRequests("0"));
      assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM customers LIMIT 1"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("429");
      try (ResultSet rows = statement.executeQuery("SELECT * FROM customers LIMIT 1")) {
        assertThat(rows.getMetaData().getColumnCount()).isGreaterThan(without);
      }
    }
  }

  @Test
  void theDemoTakesAnyKey() throws SQLException {
    connector.connect("jdbc:helpcrunch:demo;warmUp=false;apiKey=anything", null).close();
  }
}
