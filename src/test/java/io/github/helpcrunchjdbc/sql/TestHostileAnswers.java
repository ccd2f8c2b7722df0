package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scans of services that fail, limit, contradict and lie by the dice: each is complete, or told to
 * be incomplete, or a typed error, after a bounded number of requests and within a bound of time.
 * {@code -Dhostile.runs} and {@code -Dhostile.seed} make it longer, or another one, {@code
 * -Dhostile.seconds} sets the time of a case.
 */
class TestHostileAnswers {
  private static final Logger LOG = Logger.getLogger(TestHostileAnswers.class.getName());
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> CUSTOMERS = DemoAccount.customers(NOW, 700);

  /** A case asks at most a few hundred times, and waits for its retries two seconds. */
  private static final Duration BOUND = Duration.ofSeconds(Long.getLong("hostile.seconds", 60));

  private static final Set<String> TYPED =
      Set.of("HCI01", "08P01", "08001", "08004", "08006", "58000", "53400", "22000");
  private static final Set<String> TOLD = Set.of("01HCI", "01HCO");
  private static final List<Quirk> QUIRKS =
      List.of(
          Quirk.DEEP_OFFSET_EMPTY,
          Quirk.DEEP_OFFSET_CLAMPED,
          Quirk.DEEP_OFFSET_REFUSED,
          Quirk.DEEP_OFFSET_NOT_FOUND,
          Quirk.TOTAL_MISSING,
          Quirk.TOTAL_TOO_HIGH,
          Quirk.TOTAL_TOO_LOW,
          Quirk.NULLS_LAST,
          Quirk.NULLS_FIRST,
          Quirk.TIES_SHUFFLED,
          Quirk.SORT_IGNORED,
          Quirk.EMPTY_IS_NOT_FOUND,
          Quirk.DEFAULT_ORDER_RANDOM);
  private static final List<String> QUERIES =
      List.of(
          "SELECT id FROM customers",
          "SELECT id FROM customers ORDER BY lastSeen DESC",
          "SELECT id FROM customers ORDER BY firstSeen",
          "SELECT id FROM customers WHERE id > 0",
          "SELECT id FROM customers ORDER BY id LIMIT 100000",
          "SELECT id FROM customers WHERE id < 2000 OR id >= 2000");

  /**
   * Not those that have no right answer, or that nothing tells of beside other quirks; nor a newer
   * one, for the cases of a seed stay what they were.
   */
  private static final List<Contradiction> CONTRADICTIONS =
      Arrays.stream(Contradiction.values())
          .filter(
              one ->
                  switch (one) {
                    case ENDLESS,
                        TOTAL_OF_PAGE_OFFSETS_END,
                        TOTAL_OF_PAGE_NOT_FOUND,
                        TOTAL_OF_BILLIONS,
                        TOTAL_IS_LIMIT,
                        PAGES_OF_FIFTY,
                        PAGES_BEGIN_WITH_FIRST ->
                        false;
                    default -> true;
                  })
          .toList();

  /** One scan. */
  private record Case(
      int number,
      List<DemoCustomer> customers,
      Behaviour behaviour,
      Contradiction contradiction,
      boolean strict,
      String sql,
      int faultyRow,
      Failure fault) {
    static Case of(long seed, int number) {
      Random dice = new Random(seed * 1_000_003 + number);
      Behaviour behaviour = Behaviour.PLAIN.withSeed(number).withReach(100 + dice.nextInt(400));
      for (int left = dice.nextInt(4); left > 0; left--) {
        behaviour = behaviour.with(QUIRKS.get(dice.nextInt(QUIRKS.size())));
      }
      Contradiction contradiction =
          dice.nextBoolean()
              ? Contradiction.NONE
              : CONTRADICTIONS.get(dice.nextInt(CONTRADICTIONS.size()));
      if (hidesItsTotal(behaviour, contradiction)) {
        // Where pages end and no total is right, nothing is left that could tell of more.
        behaviour = behaviour.withReach(CUSTOMERS.size());
        contradiction = isOfPages(contradiction) ? Contradiction.NONE : contradiction;
      }
      // A total that is too small and never contradicted is believed, unless nothing is.
      boolean believed =
          behaviour.has(Quirk.TOTAL_TOO_LOW)
              || contradiction == Contradiction.TOTAL_TOO_SMALL
              || contradiction == Contradiction.TOTAL_CONSTANT;
      List<Failure> faults =
          List.of(
              Failure.status(503),
              new Failure.Dropped(),
              new Failure.CutBody(),
              new Failure.CutJson(),
              Failure.garbage());
      return new Case(
          number,
          CUSTOMERS.subList(0, dice.nextInt(CUSTOMERS.size())),
          behaviour,
          contradiction,
          believed || dice.nextInt(3) == 0,
          QUERIES.get(dice.nextInt(QUERIES.size())),
          dice.nextInt(6) == 0 ? dice.nextInt(400) : -1,
          faults.get(dice.nextInt(faults.size())));
    }

    private static boolean hidesItsTotal(Behaviour behaviour, Contradiction contradiction) {
      return behaviour.has(Quirk.TOTAL_MISSING)
          // An estimate does not tell of a few who never come.
          || (behaviour.has(Quirk.TOTAL_TOO_HIGH) && contradiction == Contradiction.SOME_NEVER_COME)
          || behaviour.has(Quirk.TOTAL_TOO_LOW)
          || contradiction == Contradiction.TOTAL_TOO_SMALL
          || contradiction == Contradiction.TOTAL_CONSTANT
          || contradiction == Contradiction.TOTAL_OF_PAGE
          || contradiction == Contradiction.TOTAL_ZERO;
    }

    private static boolean isOfPages(Contradiction contradiction) {
      return !contradiction.name().startsWith("TOTAL");
    }

    @Override
    public String toString() {
      return "case "
          + number
          + ": "
          + customers.size()
          + " customers, "
          + behaviour
          + ", "
          + contradiction
          + (strict ? ", strict, " : ", ")
          + sql
          + (faultyRow < 0 ? "" : ", " + fault + " at row " + faultyRow);
    }

    /** How it ended: full, told or the SQLState of the error. */
    String run() throws SQLException {
      try (SimulatedAccount account =
              SimulatedAccount.builder()
                  .customers(customers)
                  .behaviour(behaviour)
                  .contradiction(contradiction)
                  .apiKey("hostile-" + number)
                  .start();
          Connection connection = connect(account)) {
        List<Long> ids = new ArrayList<>();
        String state = read(account, connection, ids);
        assertThat(new HashSet<>(ids)).as(toString()).hasSameSizeAs(ids);
        // Pages that overlap, ranges that are halved and everything again, of each at most once.
        assertThat(account.requests().size()).as(toString()).isLessThan(120 + customers.size());
        if (state == null) {
          assertThat(ids).as(toString()).hasSize(customers.size());
          return "full";
        }
        boolean isTold = TOLD.contains(state);
        assertThat(isTold || TYPED.contains(state)).as(this + " ended in " + state).isTrue();
        return isTold ? "told" : state;
      }
    }

    private Connection connect(SimulatedAccount account) throws SQLException {
      Properties properties = new Properties();
      properties.setProperty("apiKey", account.apiKey());
      properties.setProperty("requestsPerMinute", "0");
      properties.setProperty("checkKey", "false");
      properties.setProperty("maxRetries", "1");
      properties.setProperty("retryFor", "2");
      properties.setProperty("consistency", strict ? "strict" : "warn");
      return DriverManager.getConnection(
          "jdbc:helpcrunch:baseUrl=" + account.baseUrl(), properties);
    }

    private @Nullable String read(SimulatedAccount account, Connection connection, List<Long> ids) {
      try (Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          ids.add(rows.getLong(1));
          if (ids.size() == faultyRow) {
            account.failNext(1, fault);
          }
        }
        SQLWarning warning =
            rows.getWarnings() == null ? statement.getWarnings() : rows.getWarnings();
        return warning == null ? null : warning.getSQLState();
      } catch (SQLException e) {
        return e.getSQLState();
      }
    }
  }

  @Test
  void isCompleteOrToldOrAnError() throws SQLException {
    long seed = Long.getLong("hostile.seed", 20_201_028L);
    int runs = Integer.getInteger("hostile.runs", 60);
    List<String> ends = new ArrayList<>();
    for (int number = 0; number < runs; number++) {
      Case one = Case.of(seed, number);
      ends.add(assertTimeoutPreemptively(BOUND, one::run, one::toString));
    }
    LOG.info(() -> "seed " + seed + ": " + count(ends));
    assertThat(ends).contains("full");
  }

  /** Cases that a long run has found to end wrongly. */
  @ParameterizedTest
  @CsvSource({"1, 190", "1, 248", "2, 235", "11, 16", "77, 62"})
  void whatWasFoundStaysMended(long seed, int number) throws SQLException {
    assertThat(Case.of(seed, number).run()).isNotEmpty();
  }

  private static String count(List<String> ends) {
    StringBuilder text = new StringBuilder();
    for (String end : new TreeSet<>(ends)) {
      text.append(end).append(' ').append(Collections.frequency(ends, end)).append("  ");
    }
    return text.toString();
  }
}
