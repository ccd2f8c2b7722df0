package io.github.helpcrunchjdbc.jdbc.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.SimulatedAccount;
import io.github.helpcrunchjdbc.testing.WatchedAccount;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SHOW DIAGNOSIS tells of the ends of an order only what they show. */
class TestDiagnosedEnds {
  private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");

  /** More than the offsets that many services lead to. */
  private static final int MANY = 10_050;

  private static final List<DemoCustomer> CUSTOMERS = customers(250, id -> id % 50 == 0);
  private static final List<DemoCustomer> MANY_CUSTOMERS = customers(MANY, id -> id % 50 == 0);

  private static List<DemoCustomer> customers(int number, IntPredicate isNeverSeen) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(
            id ->
                DemoCustomer.of(id)
                    .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(1_600_000_000L + id))
                    .with(
                        CustomerField.LAST_SEEN,
                        isNeverSeen.test(id) ? null : Instant.ofEpochSecond(1_700_000_000L + id)))
        .toList();
  }

  /** Verdict and detail of each check, of an account that is asked at most ten times. */
  private static Map<String, String> report(SimulatedAccount.Builder builder) throws SQLException {
    Map<String, String> report = new LinkedHashMap<>();
    try (WatchedAccount account = WatchedAccount.of(builder.start());
        Connection connection = account.connect("stringMatching=auto");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DIAGNOSIS")) {
      while (rows.next()) {
        report.put(rows.getString(1), rows.getString(2) + ": " + rows.getString(3));
        if (rows.getString(1).equals("properties")) {
          report.put("given", rows.getString(4));
        }
      }
      assertThat(account.account().requests()).hasSizeLessThanOrEqualTo(10);
    }
    return report;
  }

  private static SimulatedAccount.Builder account(List<DemoCustomer> customers) {
    return SimulatedAccount.builder().customers(customers);
  }

  /** What answers with a status beyond an offset. */
  private static UnaryOperator<Api> endingAt(int offset, int status) {
    return account ->
        request -> {
          Matcher asked = OFFSET.matcher(request.body());
          String found =
              asked.find() ? asked.group(1) : request.query().getOrDefault("offset", "0");
          return Long.parseLong(found) >= offset
              ? new ApiAnswer(status, "{\"errors\":[{\"code\":\"offset\",\"message\":\"-\"}]}")
              : account.answer(request);
        };
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 416, 422, 500})
  void whereOffsetsAreRefusedTheRestIsStillReported(int status) throws SQLException {
    assertThat(report(account(MANY_CUSTOMERS).before(endingAt(10_000, status))))
        .doesNotContainKey("service")
        .containsEntry("total checked", "UNKNOWN: the last customer it tells of is not given")
        .containsEntry(
            "place of NULLs", "OK: customers without lastSeen come first in DESC, last in ASC")
        .containsEntry("filters", "OK: a search by id finds that customer");
  }

  /** Services whose offsets end say nothing by that of how many customers there are. */
  @ParameterizedTest
  @EnumSource(
      value = Quirk.class,
      names = {"DEEP_OFFSET_EMPTY", "DEEP_OFFSET_CLAMPED"})
  void whereOffsetsEndTheTotalIsNotSaidToBeWrong(Quirk quirk) throws SQLException {
    assertThat(report(account(MANY_CUSTOMERS).behaviour(Behaviour.of(quirk))))
        .containsEntry("total checked", "UNKNOWN: the last customer it tells of is not given")
        .containsEntry(
            "place of NULLs", "OK: customers without lastSeen come first in DESC, last in ASC")
        .containsEntry("filters", "OK: a search by id finds that customer");
  }

  /** Beyond the end of offsets any customer may come alone. */
  @Test
  void aLoneCustomerBehindManyIsNotTheLast() throws SQLException {
    UnaryOperator<Api> anyone =
        account ->
            request -> {
              Matcher asked = OFFSET.matcher(request.body());
              boolean isDeep = asked.find() && Long.parseLong(asked.group(1)) >= 10_000;
              String body =
                  request
                      .body()
                      .replaceAll("\"offset\":\\d+", "\"offset\":0")
                      .replaceAll("\"limit\":\\d+", "\"limit\":1");
              return account.answer(
                  isDeep
                      ? new ApiRequest(
                          request.method(),
                          request.path(),
                          request.query(),
                          request.headers(),
                          body)
                      : request);
            };
    assertThat(report(account(MANY_CUSTOMERS).before(anyone)))
        .containsEntry("total checked", "UNKNOWN: the last customer it tells of is not given")
        .containsEntry(
            "place of NULLs", "OK: customers without lastSeen come first in DESC, last in ASC");
  }

  @Test
  void whereNobodyHasAValueNoPlaceIsTold() throws SQLException {
    List<DemoCustomer> never = customers(250, id -> true);
    for (Quirk quirk : List.of(Quirk.NULLS_LOW, Quirk.NULLS_FIRST, Quirk.TOTAL_TOO_HIGH)) {
      Map<String, String> report = report(account(never).behaviour(Behaviour.of(quirk)));
      assertThat(report)
          .as(quirk.name())
          .containsEntry("place of NULLs", "UNKNOWN: no customer with lastSeen was met at an end");
      assertThat(String.valueOf(report.get("given"))).doesNotContain("nullsSorted");
    }
  }

  /** The newest page has nobody who was ever seen; others have. */
  @Test
  void aValueBehindTheNewestPageShowsThePlaceToo() throws SQLException {
    List<DemoCustomer> lateNever = customers(250, id -> id > 120);
    assertThat(report(account(lateNever)).get("given")).contains("nullsSorted=high");
    for (Quirk quirk : List.of(Quirk.NULLS_LOW, Quirk.NULLS_FIRST, Quirk.NULLS_LAST)) {
      assertThat(report(account(lateNever).behaviour(Behaviour.of(quirk))).get("given"))
          .contains(
              "nullsSorted=" + quirk.name().substring("NULLS_".length()).toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void whereNoOrderIsObeyedNoPlaceIsAskedFor() throws SQLException {
    try (WatchedAccount account =
            WatchedAccount.of(
                account(CUSTOMERS).behaviour(Behaviour.of(Quirk.SORT_IGNORED)).start());
        Connection connection = account.connect("stringMatching=strict");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW DIAGNOSIS")) {
      boolean isTold = false;
      while (rows.next()) {
        isTold |=
            rows.getString(1).equals("place of NULLs")
                && rows.getString(3).equals("the order asked for is not obeyed");
      }
      assertThat(isTold).isTrue();
      assertThat(account.account().bodies())
          .noneMatch(body -> body.contains("lastSeen") && body.contains("\"offset\":0"));
    }
  }
}
