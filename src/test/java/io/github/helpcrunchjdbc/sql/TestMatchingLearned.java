package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.H2Judge;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What stringMatching=auto finds out of a service, what it costs, and what is then sent. */
@Tag("everywhere")
class TestMatchingLearned {
  private static final String COUNT = "SELECT COUNT(*) FROM customers WHERE name = 'John'";
  private static final String OTHERS = "SELECT COUNT(*) FROM customers WHERE name <> 'John'";
  private static final String UPPER = "SELECT COUNT(*) FROM customers WHERE UPPER(name) = 'JOHN'";

  /** 250 customers, of whom 3 are John, 2 john, and one has no name. */
  private static SimulatedAccount account(Quirk... quirks) {
    return builder(quirks).start();
  }

  private static SimulatedAccount.Builder builder(Quirk... quirks) {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 250)
            .mapToObj(
                id ->
                    id == 6
                        ? DemoCustomer.of(id)
                        : DemoCustomer.of(id)
                            .with(
                                CustomerField.NAME,
                                id <= 3 ? "John" : id <= 5 ? "john" : "Name of number " + id))
            .toList();
    return SimulatedAccount.builder().customers(customers).behaviour(Behaviour.of(quirks));
  }

  private static long number(SimulatedAccount account, String sql) throws SQLException {
    return number(account, sql, 100);
  }

  /** The same by pages of ten rows, of which there are so many that it pays to learn. */
  private static long learning(SimulatedAccount account, String sql) throws SQLException {
    return number(account, sql, 10);
  }

  private static long number(SimulatedAccount account, String sql, int pageSize)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(account, pageSize))) {
      return (Long) H2Judge.query(connection, sql).rows().get(0).get(0);
    }
  }

  private static String url(SimulatedAccount account, int pageSize) {
    return "jdbc:helpcrunch:timeZone=UTC;requestsPerMinute=0;checkKey=false;customFields=off"
        + ";pageSize="
        + pageSize
        + ";apiKey="
        + account.apiKey()
        + ";baseUrl="
        + account.baseUrl();
  }

  @Test
  void aServiceThatComparesExactlyCountsAfterAPageAndTwoQuestions() throws SQLException {
    try (SimulatedAccount account = account()) {
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies())
          .filteredOn(body -> body.contains("\"limit\":10}"))
          .hasSizeLessThan(3);
      assertThat(account.bodies()).filteredOn(body -> body.contains("\"limit\":100}")).hasSize(2);
      account.clear();
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(account.bodies()).hasSize(1);
      assertThat(account.bodies().get(0)).contains("\"=\"").contains("\"limit\":1");
      account.clear();
      assertThat(number(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies()).allMatch(body -> body.contains("\"!=\""));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"CONTAINS_FROM_WORD_START", "EQUALS_LOWERS_VALUE", "EXTRA_KEYS"})
  void nothingIsAskedTwiceWhereTwoFiltersAreTaken(Quirk quirk) throws SQLException {
    Behaviour two = Behaviour.of(quirk).withMaxFilters(2);
    try (SimulatedAccount account = builder().behaviour(two).start()) {
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies())
          .filteredOn(body -> body.contains("customers.name") && !body.contains("helpcrunch-jdbc"))
          .isNotEmpty()
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void nothingIsAskedWhereOnePageHoldsAll() throws SQLException {
    try (SimulatedAccount account = account()) {
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(account.bodies()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {
        "EQUALS_FOLDS_CASE",
        "EQUALS_FOLDS_ACCENTS",
        "EQUALS_FOLDS_TRAILING_SPACES",
        "CONTAINS_FOLDS_CASE",
        "CONTAINS_FOLDS_ACCENTS",
        "CONTAINS_FOLDS_TRAILING_SPACES",
        "CONTAINS_HAS_WILDCARDS",
        "CONTAINS_HAS_ESCAPES",
        "CONTAINS_FROM_WORD_START"
      })
  void aServiceThatDoesNotIsCheckedAgain(Quirk quirk) throws SQLException {
    try (SimulatedAccount account = account(quirk)) {
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      account.clear();
      assertThat(number(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies()).noneMatch(body -> body.contains("!="));
    }
  }

  @Test
  void aServiceThatDoesNotFindPiecesIsSentWholeValuesOnly() throws SQLException {
    try (SimulatedAccount account = account(Quirk.CONTAINS_FROM_WORD_START)) {
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      account.clear();
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(number(account, "SELECT COUNT(*) FROM customers WHERE name LIKE 'John'"))
          .isEqualTo(3);
      assertThat(account.bodies()).hasSize(2).allMatch(body -> body.contains("\"=\""));
      account.clear();
      String like = "SELECT COUNT(*) FROM customers WHERE name LIKE '%umbe%'";
      assertThat(number(account, like)).isEqualTo(244);
      assertThat(account.bodies()).noneMatch(body -> body.contains("filter"));
    }
  }

  @Test
  void aServiceThatDoesNotFindValuesIsSentPiecesOnly() throws SQLException {
    try (SimulatedAccount account = account(Quirk.EQUALS_LOWERS_VALUE)) {
      // Samples come with the first page, so that a request is left to tell the operators apart.
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies()).filteredOn(body -> body.contains("name")).hasSize(4);
      account.clear();
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(account.bodies()).noneMatch(body -> body.contains("filter"));
      account.clear();
      String like = "SELECT COUNT(*) FROM customers WHERE name LIKE '%umbe%'";
      assertThat(number(account, like)).isEqualTo(244);
      assertThat(account.bodies()).allMatch(body -> body.contains("\"~\""));
    }
  }

  @Test
  void aServiceThatDoesNotFindValuesIsSentNothingWhereNoRequestIsLeftToTell() throws SQLException {
    try (SimulatedAccount account = account(Quirk.EQUALS_LOWERS_VALUE)) {
      // That nobody is found has it asked whether the service finds what is there.
      assertThat(number(account, COUNT)).isEqualTo(3);
      assertThat(account.bodies()).filteredOn(body -> body.contains("name")).hasSize(4);
      account.clear();
      String like = "SELECT COUNT(*) FROM customers WHERE name LIKE '%umbe%'";
      assertThat(number(account, like)).isEqualTo(244);
      assertThat(account.bodies()).noneMatch(body -> body.contains("filter"));
    }
  }

  @Test
  void rowsSeenAlreadyServeAsSamples() throws SQLException {
    try (SimulatedAccount account = account()) {
      number(account, "SELECT id, name FROM customers LIMIT 50");
      account.clear();
      String nobody = "SELECT COUNT(*) FROM customers WHERE name = 'Joan'";
      assertThat(number(account, nobody)).isEqualTo(0);
      assertThat(account.requests()).hasSize(3);
      account.clear();
      assertThat(number(account, nobody)).isEqualTo(0);
      assertThat(account.requests()).hasSize(1);
    }
  }

  @Test
  void aServiceThatIgnoresCaseAndDoesNotFindWhatIsThereEither() throws SQLException {
    try (SimulatedAccount account =
        account(
            Quirk.CONTAINS_FROM_WORD_START, Quirk.CONTAINS_FOLDS_CASE, Quirk.EQUALS_FOLDS_CASE)) {
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      account.clear();
      String like = "SELECT COUNT(*) FROM customers WHERE name LIKE '%umbe%'";
      assertThat(number(account, like)).isEqualTo(244);
      assertThat(account.bodies()).noneMatch(body -> body.contains("filter"));
    }
  }

  @Test
  void aServiceThatIgnoresCaseIsSentWhatFollowsFromUpper() throws SQLException {
    try (SimulatedAccount account = account(Quirk.EQUALS_FOLDS_CASE, Quirk.CONTAINS_FOLDS_CASE)) {
      assertThat(learning(account, UPPER)).isEqualTo(5);
      account.clear();
      assertThat(number(account, UPPER)).isEqualTo(5);
      assertThat(account.bodies()).hasSize(1);
      assertThat(account.bodies().get(0)).contains("\"~\"");
    }
  }

  /**
   * Whoever serves as sample gets another name before the n-th request: what is then not found was
   * not there, which says nothing of the service.
   */
  @ParameterizedTest
  @CsvSource({"2, false", "3, false", "2, true", "3, true"})
  void aSampleThatChangesMeanwhileTeachesNothing(int when, boolean folds) throws SQLException {
    AtomicInteger requests = new AtomicInteger();
    Quirk[] quirks =
        folds
            ? new Quirk[] {Quirk.EQUALS_FOLDS_CASE, Quirk.CONTAINS_FOLDS_CASE}
            : new Quirk[] {Quirk.EQUALS_FOLDS_ACCENTS};
    try (SimulatedAccount account =
        builder(quirks)
            .beforeEach(
                store -> {
                  if (requests.incrementAndGet() == when) {
                    // All of number n but for John and john, so whoever is the sample is among
                    // them.
                    List.copyOf(store.all()).stream()
                        .filter(one -> one.id() > 6)
                        .forEach(
                            one -> store.put(one.with(CustomerField.NAME, "Other " + one.id())));
                  }
                })
            .start()) {
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      // Asked again, it is found out.
      assertThat(learning(account, OTHERS)).isEqualTo(246);
      account.clear();
      assertThat(number(account, OTHERS)).isEqualTo(246);
      assertThat(account.bodies()).noneMatch(body -> body.contains("!="));
      account.clear();
      assertThat(number(account, "SELECT COUNT(*) FROM customers WHERE name LIKE '%the%'"))
          .isEqualTo(244);
      assertThat(account.bodies()).allMatch(body -> body.contains("\"~\""));
    }
  }

  /** What cacheTtl keeps may be old, and FORGET SERVICE leaves no values of customers behind. */
  @Test
  void rowsFromMemoryAreNoSamples() throws SQLException {
    try (SimulatedAccount account = account();
        Connection connection = DriverManager.getConnection(url(account, 100) + ";cacheTtl=3600")) {
      String some = "SELECT id, name FROM customers LIMIT 50";
      H2Judge.query(connection, some);
      try (Statement statement = connection.createStatement()) {
        statement.execute("FORGET SERVICE");
      }
      account.clear();
      H2Judge.query(connection, some);
      assertThat(account.requests()).isEmpty();
      H2Judge.query(connection, "SELECT COUNT(*) FROM customers WHERE name = 'Joan'");
      assertThat(account.bodies())
          .hasSize(4)
          .filteredOn(body -> body.contains("lastSeen"))
          .hasSize(1);
    }
  }

  /** Some services take few filters, and a user may say so. */
  @ParameterizedTest
  @CsvSource({"0, 4, 4", "8, 4, 4", "0, 2, 3", "8, 100, 100", "4, 100, 100"})
  void theProbeCarriesNoMoreFiltersThanASearchMay(int taken, int maxFilters, int most)
      throws SQLException {
    try (SimulatedAccount account =
            builder().behaviour(Behaviour.PLAIN.withMaxFilters(taken)).start();
        Connection connection =
            DriverManager.getConnection(url(account, 10) + ";maxFilters=" + maxFilters)) {
      assertThat(H2Judge.query(connection, OTHERS).column(0)).isEqualTo(List.of(246L));
      assertThat(account.bodies())
          .allMatch(body -> body.split("\"operator\"", -1).length - 1 <= most);
      account.clear();
      assertThat(H2Judge.query(connection, OTHERS).column(0)).isEqualTo(List.of(246L));
      assertThat(account.bodies()).allMatch(body -> body.contains("\"limit\":1}"));
    }
  }
}
