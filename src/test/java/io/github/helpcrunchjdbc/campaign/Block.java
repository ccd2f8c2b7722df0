package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.ResultRows;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Some queries under one setting on one account. Not thread-safe. */
final class Block implements AutoCloseable {
  /** SQLStates of what a service gives less of than it counts, not as it was asked, or refuses. */
  private static final Set<String> TOLD = Set.of("01HCI", "HCI01", "08P01", "22000", "22023");

  private final long seed;
  private final int number;
  private final Dice dice;
  private final Setting setting;
  private final SimulatedAccount account;
  private final H2Judge judge;
  private final Connection driver;
  private final List<Mismatch> mismatches = new ArrayList<>();
  private int judged;
  private int refused;
  private int told;

  /**
   * Starts an account and a connection.
   *
   * @param settings what queries are run under, by the number of the block and its dice
   */
  Block(long seed, int number, BiFunction<Integer, Dice, Setting> settings) throws SQLException {
    this.seed = seed;
    this.number = number;
    this.dice = new Dice(seed * 1_000_003 + number);
    this.setting = settings.apply(number, dice);
    List<DemoCustomer> customers = new AccountMaker(dice).customers(setting.customers());
    // What the driver has learned of one account must not serve another on the same port.
    String key = "campaign-" + seed + "-" + number;
    SimulatedAccount.Builder builder =
        SimulatedAccount.builder()
            .customers(customers)
            .behaviour(setting.behaviour())
            .contradiction(setting.contradiction())
            .apiKey(key);
    Failure lasting = setting.lasting();
    this.account = (lasting == null ? builder : builder.lasting(lasting)).start();
    this.judge = H2Judge.over(customers, setting.behaviour(), Pool.ATTRIBUTES);
    Properties properties = new Properties();
    properties.setProperty("apiKey", key);
    properties.setProperty("baseUrl", account.baseUrl());
    properties.setProperty("requestsPerMinute", "0");
    properties.setProperty("checkKey", "false");
    properties.setProperty("customFields", Pool.ATTRIBUTES.declaration());
    properties.setProperty("maxRetries", "0");
    properties.setProperty("timeZone", "UTC");
    properties.setProperty("stringMatching", setting.stringMatching());
    properties.setProperty("consistency", setting.consistency());
    properties.setProperty("pageSize", Integer.toString(setting.pageSize()));
    properties.setProperty("cacheTtl", Integer.toString(setting.cacheTtl()));
    this.driver = DriverManager.getConnection("jdbc:helpcrunch:", properties);
  }

  /** How many queries were compared. */
  int judged() {
    return judged;
  }

  /** How many queries the judge did not understand. */
  int refused() {
    return refused;
  }

  /** How many answers said that they are not whole. */
  int told() {
    return told;
  }

  List<Mismatch> mismatches() {
    return mismatches;
  }

  void run(int queries) throws SQLException {
    if (setting.behaviour().has(Quirk.FRACTIONS_SHOWN)) {
      // Noticed in the first answer that shows one; a count may show none.
      H2Judge.query(driver, "SELECT lastSeen, firstSeen FROM customers");
    }
    QueryMaker maker = new QueryMaker(dice);
    if (setting.cacheTtl() > 0 && number % 2 == 0) {
      // From here on, all that can be evaluated on rows is answered from memory.
      readAll();
    }
    for (int i = 0; i < queries; i++) {
      if (dice.chance(10)) {
        partition(maker.predicate());
      } else {
        compare(maker.make());
      }
    }
  }

  private void readAll() throws SQLException {
    try {
      drive(Fragment.of("SELECT id FROM customers"));
    } catch (SQLException e) {
      if (!isTold(e)) {
        throw e;
      }
    }
  }

  private void compare(GeneratedQuery query) {
    ResultRows expected;
    try {
      expected = ask(query.uncut());
    } catch (SQLException e) {
      refused++;
      if (Boolean.getBoolean("campaign.refusals")) {
        mismatch("refused by the judge", query.uncut(), String.valueOf(e));
      }
      return;
    }
    judged++;
    check("pushed", query.plain(), query, expected);
    check("not pushed", query.withoutPushdown(), query, expected);
  }

  private ResultRows ask(Fragment query) throws SQLException {
    return judge.query(query.sql(), query.parameters().toArray());
  }

  private ResultRows drive(Fragment query) throws SQLException {
    try (PreparedStatement statement = driver.prepareStatement(query.sql())) {
      List<@Nullable Object> parameters = query.parameters();
      for (int i = 0; i < parameters.size(); i++) {
        statement.setObject(i + 1, parameters.get(i));
      }
      try (ResultSet result = statement.executeQuery()) {
        ResultRows rows = ResultRows.read(result);
        tell(result.getWarnings());
        tell(statement.getWarnings());
        return rows;
      }
    }
  }

  private void tell(@Nullable SQLWarning warning) throws SQLWarning {
    if (warning != null && isTold(warning)) {
      throw warning;
    }
  }

  /** Whether an answer of a service that contradicts itself says that it is not whole. */
  private boolean isTold(SQLException e) {
    return setting.mayTell() && TOLD.contains(e.getSQLState());
  }

  private void check(String name, Fragment sql, GeneratedQuery query, ResultRows expected) {
    account.clear();
    int[] keys = query.keys().stream().mapToInt(Integer::intValue).toArray();
    try {
      ResultRows actual = drive(sql);
      if (query.isCut()) {
        actual.assertCutOf(expected, query.offset(), query.limit(), keys);
      } else {
        actual.assertSameOrderAs(expected, keys);
      }
    } catch (SQLException e) {
      toldOr(name, sql, e);
    } catch (RuntimeException | AssertionError e) {
      mismatch(name, sql, String.valueOf(e));
    }
  }

  /** A predicate, its negation and its being unknown share the customers out among them. */
  private void partition(Fragment predicate) {
    judged++;
    account.clear();
    try {
      List<Integer> parts = new ArrayList<>();
      for (Fragment part :
          List.of(
              predicate,
              Fragment.join("NOT (", predicate, ")"),
              Fragment.join("(", predicate, ") IS NULL"))) {
        Fragment count = Fragment.join("SELECT COUNT(*) FROM customers c WHERE ", part);
        Fragment rows = Fragment.join("SELECT c.id FROM customers c WHERE ", part);
        long counted = (Long) drive(count).rows().get(0).get(0);
        int read = drive(rows).size();
        if (counted != read) {
          mismatch("count", count, counted + ", but " + read + " rows are read");
        }
        parts.add(read);
      }
      int sum = parts.stream().mapToInt(Integer::intValue).sum();
      if (sum != setting.customers()) {
        mismatch("partition", predicate, parts + " rows of " + setting.customers());
      }
    } catch (SQLException e) {
      toldOr("partition", predicate, e);
    } catch (RuntimeException e) {
      mismatch("partition", predicate, String.valueOf(e));
    }
  }

  private void toldOr(String check, Fragment query, SQLException e) {
    if (isTold(e)) {
      told++;
    } else {
      mismatch(check, query, String.valueOf(e));
    }
  }

  private void mismatch(String check, Fragment query, String difference) {
    mismatches.add(new Mismatch(seed, number, setting, check, query, difference, account.bodies()));
  }

  @Override
  public void close() throws SQLException {
    driver.close();
    judge.close();
    account.close();
  }
}
