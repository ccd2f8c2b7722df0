package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.jdbc.ConnectionOpener;
import io.github.helpcrunchjdbc.jdbc.ServiceSessions;
import io.github.helpcrunchjdbc.jdbc.account.AccountRegistry;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.ManualTime;
import io.github.helpcrunchjdbc.testing.ResultRows;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A simulated account, a connection of the driver to it, and the judge of its answers. */
final class AskedAccount implements AutoCloseable {
  /** The order that an answer is read in where the query asks for none: the one most stable. */
  static final String UNSORTED = "\"sort\":\"customers.firstSeen\",\"order\":\"DESC\"";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A registry of its own: nothing that the driver learned of another account holds here. */
  private final ConnectionOpener connector;

  private final SimulatedAccount account;
  private final Connection driver;
  private final H2Judge judge;

  private AskedAccount(SimulatedAccount account, H2Judge judge, String... properties)
      throws SQLException {
    this.connector = stranger();
    this.account = account;
    this.judge = judge;
    this.driver = connect(properties);
  }

  /** Totals that are off show it only where they are not taken for granted. */
  static String consistency(Quirk quirk) {
    boolean isOff = quirk == Quirk.TOTAL_TOO_LOW || quirk == Quirk.TOTAL_TOO_HIGH;
    return isOff ? "consistency=strict" : "consistency=warn";
  }

  /** A plain account. */
  static AskedAccount of(List<DemoCustomer> customers, String... properties) throws SQLException {
    return of(customers, Behaviour.PLAIN, properties);
  }

  /** A plain account of a few customers, as a field with {@code @AutoClose} has it. */
  static AskedAccount ofFewPeople() {
    try {
      return of(People.few());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * An account.
   *
   * @param properties of the connection, each {@code name=value}
   */
  static AskedAccount of(List<DemoCustomer> customers, Behaviour behaviour, String... properties)
      throws SQLException {
    SimulatedAccount.Builder account =
        SimulatedAccount.builder().customers(customers).behaviour(behaviour);
    return of(account, H2Judge.over(customers, behaviour), properties);
  }

  /** An account of so many customers that nobody is to judge its answers. */
  static AskedAccount unjudged(
      List<DemoCustomer> customers, Behaviour behaviour, String... properties) throws SQLException {
    return of(
        SimulatedAccount.builder().customers(customers).behaviour(behaviour),
        H2Judge.over(List.of()),
        properties);
  }

  /** An account whose answers are at odds with each other. */
  static AskedAccount contradicting(
      Contradiction contradiction, List<DemoCustomer> customers, String... properties)
      throws SQLException {
    return contradicting(contradiction, Behaviour.PLAIN, customers, properties);
  }

  /** An account of this behaviour whose answers are at odds with each other. */
  static AskedAccount contradicting(
      Contradiction contradiction,
      Behaviour behaviour,
      List<DemoCustomer> customers,
      String... properties)
      throws SQLException {
    return of(
        SimulatedAccount.builder()
            .customers(customers)
            .behaviour(behaviour)
            .contradiction(contradiction),
        H2Judge.over(customers),
        properties);
  }

  /**
   * An account whose answers wait for the test.
   *
   * @param gate what each request goes through before it is answered
   */
  static AskedAccount gated(
      Consumer<CustomerStore> gate, List<DemoCustomer> customers, String... properties)
      throws SQLException {
    return of(
        SimulatedAccount.builder().customers(customers).beforeEach(gate),
        H2Judge.over(customers),
        properties);
  }

  /** An account that changes when it is asked the n-th time, before it answers. */
  static AskedAccount changedAt(
      int n, Consumer<CustomerStore> change, List<DemoCustomer> customers, String... properties)
      throws SQLException {
    return changedAt(n, change, customers, Behaviour.PLAIN, properties);
  }

  static AskedAccount changedAt(
      int n,
      Consumer<CustomerStore> change,
      List<DemoCustomer> customers,
      Behaviour behaviour,
      String... properties)
      throws SQLException {
    AtomicInteger requests = new AtomicInteger();
    Consumer<CustomerStore> gate =
        store -> {
          if (requests.incrementAndGet() == n) {
            change.accept(store);
          }
        };
    return of(
        SimulatedAccount.builder().customers(customers).behaviour(behaviour).beforeEach(gate),
        H2Judge.over(customers),
        properties);
  }

  /** An account behind something that changes what is asked or answered; nobody judges it. */
  static AskedAccount behind(
      UnaryOperator<Api> before, List<DemoCustomer> customers, String... properties)
      throws SQLException {
    return of(
        SimulatedAccount.builder().customers(customers).before(before),
        H2Judge.over(List.of()),
        properties);
  }

  private static AskedAccount of(
      SimulatedAccount.Builder builder, H2Judge judge, String... properties) throws SQLException {
    return new AskedAccount(builder.start(), judge, properties);
  }

  /** Of a program that knows nothing of any account. */
  private static ConnectionOpener stranger() {
    return new ConnectionOpener(
        new ServiceSessions(new AccountRegistry(new ManualTime())), name -> null);
  }

  /** Another connection of the same program to the account. */
  Connection connect(String... properties) throws SQLException {
    return connect(connector, properties);
  }

  private Connection connect(ConnectionOpener by, String... properties) throws SQLException {
    Properties all = new Properties();
    all.setProperty("apiKey", account.apiKey());
    all.setProperty("requestsPerMinute", "0");
    all.setProperty("timeZone", "UTC");
    all.setProperty("checkKey", "false");
    all.setProperty("customFields", "off");
    for (String property : properties) {
      String[] nameAndValue = property.split("=", 2);
      all.setProperty(nameAndValue[0], nameAndValue[1]);
    }
    return Objects.requireNonNull(by.connect("jdbc:helpcrunch:baseUrl=" + account.baseUrl(), all));
  }

  SimulatedAccount account() {
    return account;
  }

  Connection connection() {
    return driver;
  }

  /** Has the driver learn how the service compares a field, by what shows that it pays. */
  void learn(String column) throws SQLException {
    try (Connection small = connect("pageSize=10")) {
      H2Judge.query(small, "SELECT COUNT(*) FROM customers WHERE " + column + " <> 'nobody'");
    }
  }

  /** Runs a query; {@link #requests()} then holds what it alone sent. */
  ResultRows ask(String sql, @Nullable Object... parameters) throws SQLException {
    account.clear();
    return H2Judge.query(driver, sql, parameters);
  }

  /** The ids that a predicate selects, ascending. */
  List<Long> ids(String predicate, @Nullable Object... parameters) throws SQLException {
    return ask("SELECT id FROM customers WHERE " + predicate, parameters).column(0).stream()
        .map(Long.class::cast)
        .sorted()
        .toList();
  }

  /** What the plan says of the scan for a predicate, without Calcite's notes on character sets. */
  String scan(String predicate) throws SQLException {
    return ask("EXPLAIN PLAN AS TEXT FOR SELECT id FROM customers WHERE " + predicate)
        .column(0)
        .stream()
        .map(Object::toString)
        .filter(line -> line.contains("CustomerScan"))
        .findFirst()
        .orElse("nothing")
        .replace("_UTF-8", "")
        .replace(":VARCHAR CHARACTER SET \"UTF-8\"", "");
  }

  /** Asserts that the judge gives the same rows, in an order that is right by these columns. */
  void assertJudged(String sql, int... keys) throws SQLException {
    ask(sql).assertSameOrderAs(judge.query(sql), keys);
  }

  /** The same of a program that asks nothing else, and knows nothing of the account. */
  void assertJudgedAnew(String sql, List<Integer> keys, String... properties) throws SQLException {
    try (Connection connection = connect(stranger(), properties)) {
      account.clear();
      H2Judge.query(connection, sql)
          .assertSameOrderAs(judge.query(sql), keys.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** What the judge answers to a query of its own. */
  ResultRows judged(String sql) throws SQLException {
    return judge.query(sql);
  }

  /** Asserts that the judge gives the same rows in the same order. */
  void assertJudgedRowByRow(String sql) throws SQLException {
    assertThat(ask(sql).rows()).as(sql).isEqualTo(judge.query(sql).rows());
  }

  /** The bodies sent for the last query. */
  List<JsonNode> requests() throws JsonProcessingException {
    List<JsonNode> requests = new ArrayList<>();
    for (String body : account.bodies()) {
      requests.add(JSON.readTree(body));
    }
    return requests;
  }

  /** Asserts what was sent for the last query, all of it in this order. */
  void assertSent(String... bodies) throws JsonProcessingException {
    List<JsonNode> expected = new ArrayList<>();
    for (String body : bodies) {
      expected.add(JSON.readTree(body));
    }
    assertThat(requests()).isEqualTo(expected);
  }

  @Override
  public void close() throws SQLException {
    driver.close();
    judge.close();
    account.close();
  }
}
