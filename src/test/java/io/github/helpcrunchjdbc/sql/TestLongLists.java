package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** IN and NOT IN of more values than a search carries filters, or than code of one method holds. */
class TestLongLists {
  private static final int VALUES = 3000;

  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 300)
          .mapToObj(id -> DemoCustomer.of(id).with(CustomerField.NAME, "n" + id))
          .toList();

  private static List<Long> ids(SimulatedAccount account, String where, List<?> parameters)
      throws SQLException {
    String url =
        "jdbc:helpcrunch:timeZone=UTC;requestsPerMinute=0;checkKey=false;customFields=off;stringMatching=strict;apiKey="
            + account.apiKey()
            + ";baseUrl="
            + account.baseUrl();
    try (Connection connection = DriverManager.getConnection(url)) {
      return H2Judge.query(
              connection,
              "SELECT id FROM customers WHERE " + where + " ORDER BY id",
              parameters.toArray())
          .rows()
          .stream()
          .map(row -> (Long) row.get(0))
          .toList();
    }
  }

  private static List<Long> everyTenth() {
    return Stream.iterate(10L, id -> id <= 300, id -> id + 10).toList();
  }

  private static String list(String prefix, String suffix) {
    return IntStream.rangeClosed(1, VALUES)
        .mapToObj(i -> prefix + i * 10 + suffix)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  @Test
  void ofLiteralIdsTakesAsManyIdsARequestAsAPageHasRows() throws SQLException {
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      String few =
          IntStream.rangeClosed(1, 250)
              .mapToObj(String::valueOf)
              .collect(Collectors.joining(", ", "id IN (", ")"));
      assertThat(ids(account, few, List.of())).hasSize(250);
      assertThat(account.requests()).hasSize(3);
    }
  }

  @Test
  void ofThousandsOfLiterals() throws SQLException {
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      assertThat(ids(account, "id IN " + list("", ""), List.of())).isEqualTo(everyTenth());
      assertThat(ids(account, "name IN " + list("'n", "'"), List.of())).isEqualTo(everyTenth());
      assertThat(ids(account, "name NOT IN " + list("'n", "'"), List.of()))
          .hasSize(270)
          .doesNotContainAnyElementsOf(everyTenth());
    }
  }

  @Test
  void ofThousandsOfParameters() throws SQLException {
    String marks =
        Stream.generate(() -> "?").limit(VALUES).collect(Collectors.joining(",", "(", ")"));
    List<String> names = new ArrayList<>();
    IntStream.rangeClosed(1, VALUES).forEach(i -> names.add("n" + i * 10));
    try (SimulatedAccount account = SimulatedAccount.of(CUSTOMERS)) {
      assertThat(ids(account, "name IN " + marks, names)).isEqualTo(everyTenth());
      assertThat(ids(account, "name NOT IN " + marks, names)).hasSize(270);
      names.set(7, null);
      assertThat(ids(account, "name NOT IN " + marks, names)).isEmpty();
    }
  }

  @Test
  void ofNumbersThatCantBeSearched() throws SQLException {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 300)
            .mapToObj(
                id ->
                    id == 300
                        ? DemoCustomer.of(id)
                        : DemoCustomer.of(id).with(CustomerField.DEVICE_ID, (long) id))
            .toList();
    List<Long> listed = everyTenth().subList(0, 29);
    try (SimulatedAccount account = SimulatedAccount.of(customers)) {
      assertThat(ids(account, "deviceId IN " + list("", ""), List.of())).isEqualTo(listed);
      assertThat(ids(account, "NOT deviceId NOT IN " + list("", ""), List.of())).isEqualTo(listed);
      assertThat(ids(account, "deviceId NOT IN " + list("", ""), List.of()))
          .hasSize(270)
          .doesNotContainAnyElementsOf(listed)
          .doesNotContain(300L);
    }
  }

  @Test
  void onAServiceThatTakesFewFilters() throws SQLException {
    try (SimulatedAccount account =
        SimulatedAccount.builder()
            .customers(CUSTOMERS)
            .behaviour(Behaviour.PLAIN.withMaxFilters(5))
            .start()) {
      String ids = "id IN (3, 5, 8, 13, 21, 34, 55, 89, 144, 233, 377)";
      assertThat(ids(account, ids, List.of()))
          .containsExactly(3L, 5L, 8L, 13L, 21L, 34L, 55L, 89L, 144L, 233L);
      account.clear();
      // What was learned is remembered: two searches of five, one of one, and no refusal.
      assertThat(ids(account, ids, List.of())).hasSize(10);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(6);
    }
  }

  /** The search that may be refused goes out before another has given a row. */
  @Test
  void besideAShortSearchOnAServiceThatTakesFewFilters() throws SQLException {
    try (AskedAccount account =
        AskedAccount.of(CUSTOMERS, Behaviour.PLAIN.withMaxFilters(7), "stringMatching=strict")) {
      String all =
          IntStream.rangeClosed(1, 22).mapToObj(String::valueOf).collect(Collectors.joining(", "));
      assertThat(account.ids("name = 'n3' OR id NOT IN (" + all + ")"))
          .hasSize(279)
          .startsWith(3L, 23L);
    }
  }
}
