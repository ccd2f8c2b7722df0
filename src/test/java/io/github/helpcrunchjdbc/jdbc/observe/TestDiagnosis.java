package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.Failure;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SHOW DIAGNOSIS says plainly how the service is, by few requests, and gives nothing away. */
class TestDiagnosis {
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 250)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "Secret" + id)
                      .with(CustomerField.EMAIL, "secret" + id + "@mail.com")
                      .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                      .with(
                          CustomerField.LAST_SEEN,
                          id % 50 == 0 ? null : Instant.ofEpochSecond(1_700_000_000L + id)))
          .toList();

  private static Map<String, String> report(WatchedAccount account) throws SQLException {
    Map<String, String> verdicts = new LinkedHashMap<>();
    try (Connection connection = account.connect("stringMatching=auto");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DIAGNOSIS")) {
      while (rows.next()) {
        verdicts.put(rows.getString(1), rows.getString(2) + ": " + rows.getString(3));
      }
    }
    return verdicts;
  }

  /** What a statement sends, by a program that never saw the account but has the properties. */
  private static int requests(String sql, String... properties) throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(account().start());
        Connection connection = account.connect(properties);
        Statement statement = connection.createStatement()) {
      statement.executeQuery(sql).next();
      return account.account().requests().size();
    }
  }

  @Test
  void theFindingsAreGivenToTheDriverAndSaveItFindingThemOut() throws SQLException {
    String found;
    try (WatchedAccount account = WatchedAccount.of(account().start());
        Connection connection = account.connect("stringMatching=auto");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DIAGNOSIS")) {
      String properties = null;
      while (rows.next()) {
        properties = rows.getString(1).equals("properties") ? rows.getString(4) : properties;
      }
      found = properties;
    }
    assertThat(found).isEqualTo("nullsSorted=high;stringMatching=name:exact,email:exact");
    String sql = "SELECT COUNT(*) FROM customers WHERE email LIKE '%@mail.com%'";
    assertThat(requests(sql, "stringMatching=auto")).isGreaterThan(1);
    assertThat(requests(sql, found.split(";"))).isEqualTo(1);
  }

  private static SimulatedAccount.Builder account() {
    return SimulatedAccount.builder().customers(CUSTOMERS);
  }

  @Test
  void aServiceThatWorksIsSaidToWork() throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(account().start())) {
      Map<String, String> report = report(account);
      assertThat(account.account().requests()).hasSizeBetween(5, 10);
      assertThat(report.get("DNS")).isEqualTo("OK: the host is known");
      assertThat(report.get("TLS")).startsWith("NOTE: none");
      assertThat(report.get("key")).startsWith("OK");
      assertThat(report.get("total")).startsWith("OK");
      assertThat(report.get("page limit")).isEqualTo("OK: 100 customers a request");
      assertThat(report.get("order")).startsWith("OK");
      assertThat(report.get("ties")).startsWith("OK");
      assertThat(report.get("place of NULLs")).startsWith("OK: customers without lastSeen come ");
      assertThat(report.get("bound of filters")).startsWith("OK");
      assertThat(report.get("matching of name")).startsWith("OK: a probe");
      assertThat(report.get("matching of phone"))
          .startsWith("UNKNOWN: not found out within ten requests");
      assertThat(report)
          .containsEntry("properties", "NOTE: what was found out, to be put behind the URL");
      assertThat(report.toString())
          .doesNotContainIgnoringCase("secret")
          .doesNotContain(account.account().apiKey())
          .doesNotContain("127.0.0.1");
    }
  }

  @Test
  void aWrongKeyIsSaidToBeWrongByOneRequest() throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(account().start())) {
      account.account().failNext(1, Failure.status(401));
      Map<String, String> report = report(account);
      assertThat(report.get("key")).isEqualTo("FAILED: the service refuses it: HTTP 401");
      assertThat(account.account().requests()).hasSize(1);
    }
  }

  @Test
  void whatIsNoAnswerOfTheApiIsSaidToBeNone() throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(account().start())) {
      account.account().failNext(1, Failure.garbage());
      assertThat(report(account).get("answer")).startsWith("FAILED");
    }
  }

  @Test
  void aServiceThatCanNotBeReachedIsSaidToFail() throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(account().start())) {
      account.account().failNext(1, new Failure.Dropped());
      assertThat(report(account).get("service")).startsWith("FAILED");
    }
  }

  /** Where a search does not find what is there, a column takes up to five requests. */
  @ParameterizedTest
  @EnumSource(Quirk.class)
  void noServiceIsAskedMoreThanTenTimes(Quirk quirk) throws SQLException {
    Quirk unlike = quirk == Quirk.EQUALS_LOWERS_VALUE ? Quirk.TIES_SHUFFLED : quirk;
    for (int maxFilters : List.of(0, 1, 7, 30)) {
      Behaviour behaviour =
          Behaviour.of(Quirk.EQUALS_LOWERS_VALUE).with(unlike).withMaxFilters(maxFilters);
      try (WatchedAccount account = WatchedAccount.of(account().behaviour(behaviour).start())) {
        for (int i = 0; i < 3; i++) {
          account.account().clear();
          assertThat(report(account)).containsKey("requests");
          assertThat(account.account().requests())
              .as("%s, %s filters", quirk, maxFilters)
              .hasSizeLessThanOrEqualTo(10);
        }
      }
    }
  }

  private static Map<String, String> reportOf(Contradiction contradiction) throws SQLException {
    try (WatchedAccount account =
        WatchedAccount.of(account().contradiction(contradiction).start())) {
      return report(account);
    }
  }

  @Test
  void aTotalThatIsNoTotalAndFiltersThatAreNotObeyedAreSaidToBeSo() throws SQLException {
    assertThat(reportOf(Contradiction.NONE))
        .containsEntry("total checked", "OK: no customer comes after as many as the total counts")
        .containsEntry("filters", "OK: a search by id finds that customer");
    assertThat(reportOf(Contradiction.TOTAL_TOO_SMALL))
        .containsEntry("total checked", "WARNING: there are more customers than it tells");
    assertThat(reportOf(Contradiction.TOTAL_TOO_LARGE))
        .containsEntry("total checked", "WARNING: there are fewer customers than it tells");
    assertThat(reportOf(Contradiction.FILTERS_IGNORED).get("filters")).startsWith("FAILED");
  }

  /** What a check has found is not answered wrongly by the next statement. */
  @ParameterizedTest
  @EnumSource(names = {"SORT_IGNORED", "TOTAL_TOO_LOW", "TOTAL_TOO_HIGH"})
  void whatIsFoundOutOfOrderAndTotalsServesAtOnce(Quirk quirk) throws SQLException {
    try (WatchedAccount account =
            WatchedAccount.of(account().behaviour(Behaviour.of(quirk)).start());
        Connection connection = account.connect();
        Statement statement = connection.createStatement()) {
      statement.executeQuery("SHOW DIAGNOSIS").close();
      try (ResultSet rows =
          statement.executeQuery("SELECT COUNT(*), MAX(firstSeen) FROM customers")) {
        rows.next();
        assertThat(rows.getLong(1)).isEqualTo(CUSTOMERS.size());
        assertThat(rows.getTimestamp(2).toInstant())
            .isEqualTo(
                CUSTOMERS.stream()
                    .map(customer -> (Instant) customer.get(CustomerField.FIRST_SEEN))
                    .max(Comparator.naturalOrder())
                    .orElseThrow());
      }
    }
  }

  @Test
  void anOddServiceIsStillReportedOn() throws SQLException {
    for (Contradiction contradiction : Contradiction.values()) {
      try (WatchedAccount account =
          WatchedAccount.of(account().contradiction(contradiction).start())) {
        Map<String, String> report = report(account);
        assertThat(report).as(contradiction.name()).containsKey("requests");
        if (!report.getOrDefault("answer", "").startsWith("FAILED")
            && !report.containsKey("customers")) {
          assertThat(report).as(contradiction.name()).containsKey("bound of filters");
        }
        assertThat(account.account().requests()).hasSizeLessThanOrEqualTo(10);
      }
    }
  }

  private static Map<String, String> reportOf(SimulatedAccount.Builder builder)
      throws SQLException {
    try (WatchedAccount account = WatchedAccount.of(builder.start())) {
      Map<String, String> report = report(account);
      assertThat(account.account().requests()).hasSizeLessThanOrEqualTo(10);
      assertThat(report.toString()).doesNotContainIgnoringCase("secret");
      return report;
    }
  }

  /** What answers so many requests, and all further ones with a status. */
  private static UnaryOperator<Api> failingAfter(int requests, int status) {
    AtomicInteger number = new AtomicInteger();
    return account ->
        request ->
            number.getAndIncrement() < requests
                ? account.answer(request)
                : new ApiAnswer(status, "secret words of the service");
  }

  /**
   * Whose first failure ends the report: it is not sent again, for minutes, as it would else be.
   */
  @ParameterizedTest
  @ValueSource(ints = {403, 429, 500, 503})
  void aServiceThatFailsOnTheWayIsSaidToFailAtOnce(int status) throws SQLException {
    for (int answered : List.of(1, 3, 5, 6)) {
      try (WatchedAccount account =
          WatchedAccount.of(account().before(failingAfter(answered, status)).start())) {
        Map<String, String> report = report(account);
        assertThat(report.get("service"))
            .startsWith(status == 429 ? "UNKNOWN" : "FAILED")
            .endsWith("HTTP " + status);
        assertThat(account.account().requests()).hasSize(answered + 1);
        assertThat(report.toString()).doesNotContainIgnoringCase("secret");
      }
    }
  }

  @Test
  void nullsAreNotLookedForWhereNoOrderOrNoEndIs() throws SQLException {
    assertThat(
            reportOf(account().behaviour(Behaviour.of(Quirk.SORT_IGNORED))).get("place of NULLs"))
        .startsWith("UNKNOWN");
    for (Quirk quirk : List.of(Quirk.TOTAL_TOO_LOW, Quirk.TOTAL_TOO_HIGH)) {
      assertThat(reportOf(account().behaviour(Behaviour.of(quirk))).get("place of NULLs"))
          .isEqualTo("OK: customers without lastSeen come first in DESC, last in ASC");
      assertThat(
              reportOf(account().behaviour(Behaviour.of(quirk, Quirk.NULLS_FIRST)))
                  .get("place of NULLs"))
          .isEqualTo("OK: customers without lastSeen come first in DESC, first in ASC");
    }
  }

  @Test
  void whoRefusesASearchOfAllIsReportedOn() throws SQLException {
    assertThat(reportOf(account().behaviour(Behaviour.of(Quirk.MISSING_FILTER_REJECTED))))
        .containsEntry("key", "OK: the service takes it")
        .containsEntry("answer", "NOTE: a search of all is refused: the list is asked")
        .containsEntry("total", "OK: answers tell how many customers there are")
        .containsEntry("customer object", "UNKNOWN: the list's is not looked at")
        .containsEntry("blank values", "UNKNOWN: the list's are not looked at")
        .containsEntry("filters", "OK: a search by id finds that customer");
  }

  /** The first search is sent once more before the list is asked, which counts. */
  @ParameterizedTest
  @ValueSource(ints = {0, 49, 3})
  void whoRefusesASearchOfAllIsAskedNoMoreThanTenTimes(int maxFilters) throws SQLException {
    Behaviour refusing =
        Behaviour.of(Quirk.MISSING_FILTER_REJECTED, Quirk.NULLS_LOW).withMaxFilters(maxFilters);
    try (WatchedAccount account = WatchedAccount.of(account().behaviour(refusing).start())) {
      assertThat(report(account).get("requests"))
          .startsWith("OK: " + account.account().requests().size());
      assertThat(account.account().requests()).hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void whoCountsCustomersAndGivesNoneHasNoPageOfOne() throws SQLException {
    Map<String, String> report =
        reportOf(
            account().before(any -> request -> new ApiAnswer(200, "{\"data\":[],\"total\":5}")));
    assertThat(report).containsEntry("customers", "FAILED: the service counts some and gives none");
    assertThat(report.get("properties")).isEqualTo("UNKNOWN: not all could be found out");
  }

  /** A page of a provider, say, that wants a login first. */
  @ParameterizedTest
  @ValueSource(strings = {"<html>Welcome</html>", "", "[]", "5"})
  void whoAnswersInTheServicesPlaceTellsNothingOfTheKey(String body) throws SQLException {
    assertThat(reportOf(account().before(any -> request -> new ApiAnswer(200, body))))
        .containsEntry("answer", "FAILED: it is not the API's")
        .containsEntry("key", "UNKNOWN: the answer is not the API's");
  }

  /** A status that is neither an answer nor a word on the key. */
  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 520})
  void whoAnswersSomethingElseIsSaidToFail(int status) throws SQLException {
    Map<String, String> report =
        reportOf(account().before(any -> request -> new ApiAnswer(status, "Secret")));
    assertThat(report)
        .containsEntry(
            "service",
            status == 429
                ? "UNKNOWN: it answers HTTP 429: try later"
                : "FAILED: it answers HTTP " + status)
        .containsEntry("properties", "UNKNOWN: not all could be found out");
    assertThat(report.get("key")).startsWith("UNKNOWN");
  }

  /** Answers with another total in the place of one. */
  private static UnaryOperator<Api> totals(String pattern, String told) {
    return service ->
        request -> {
          ApiAnswer answer = service.answer(request);
          return new ApiAnswer(
              answer.status(),
              answer.body().replaceFirst("\"total\":" + pattern, "\"total\":" + told));
        };
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "-1"})
  void aTotalThatIsNoneIsSaidToBeNone(String total) throws SQLException {
    assertThat(reportOf(account().before(totals("\\d+", total))))
        .containsEntry("total", "WARNING: answers don't tell it: counts read all rows");
  }

  /** An empty list may stand for an empty object, as some languages write it. */
  @ParameterizedTest
  @CsvSource({"[], old or middle", "'[{\"name\":\"plan\",\"value\":\"x\"}]', old", "{}, middle"})
  void listsOfPropertiesTellTheGenerationIfTheyHoldAny(String customData, String generation)
      throws SQLException {
    String body =
        "{\"data\":[{\"id\":1,\"firstSeen\":1600000000,\"customData\":%s}],\"total\":1}"
            .formatted(customData);
    assertThat(reportOf(account().before(any -> request -> new ApiAnswer(200, body))))
        .containsEntry("customer object", "OK: generation: " + generation);
  }

  /**
   * An hour's limit is no minute's, and a number alone may be of any time. The property's 0 would
   * take the limit away.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "120, 120;w=60 | ; allowed are 120 a minute",
        "7200, 7200;w=3600, 90; w=60 | ; allowed are 90 a minute",
        "7200;w=3600 | ''",
        "120;w=600 | ''",
        "5000 | ''",
        "0;w=60 | ''",
        "99999999999999999999;w=60 | ''",
        "many;w=60 | ''",
      })
  void onlyAMinutesQuotaIsAProperty(String limit, String detail) throws SQLException {
    assertThat(
            reportOf(
                account()
                    .before(
                        service ->
                            request ->
                                service.answer(request).withHeader("X-RateLimit-Limit", limit))))
        .containsEntry("quota headers", "OK: x-ratelimit-limit" + detail);
  }

  @Test
  void aPageOfAllCustomersIsNotTakenForCutByATotalThatIsTooHigh() throws SQLException {
    SimulatedAccount.Builder fifty =
        SimulatedAccount.builder().customers(CUSTOMERS.subList(0, 50)).before(totals("50", "55"));
    assertThat(reportOf(fifty))
        .containsEntry("total checked", "WARNING: there are fewer customers than it tells")
        .containsEntry("page limit", "OK: 100 customers a request, as far as seen");
  }

  @Test
  void whoIgnoresFiltersTellsNothingOfText() throws SQLException {
    assertThat(
            reportOf(
                account()
                    .before(
                        service -> {
                          ApiAnswer[] first = new ApiAnswer[1];
                          return request ->
                              first[0] == null ? first[0] = service.answer(request) : first[0];
                        })))
        .doesNotContainKey("matching of name")
        .containsKey("filters");
  }
}
