package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Services whose offsets fail, lead elsewhere or lead nowhere, where the driver looks for places.
 */
@Timeout(60)
class TestBrokenOffsets {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_600_000_000L;

  /** As many as usual offsets lead to, and a page and a bit behind them. */
  private static final List<DemoCustomer> MANY = customers(10_130, 0);

  private static List<DemoCustomer> customers(int count, int without) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            id ->
                DemoCustomer.of(id)
                    .with(
                        CustomerField.FIRST_SEEN,
                        id <= without ? null : Instant.ofEpochSecond(START + 60L * id)))
        .toList();
  }

  /** An account behind something that sees the offset of each search. */
  private static AskedAccount behind(
      List<DemoCustomer> customers, BiFunction<ApiAnswer, Long, ApiAnswer> answered)
      throws SQLException {
    return AskedAccount.behind(
        account -> request -> answered.apply(account.answer(request), offset(request)),
        customers,
        "maxRetries=0");
  }

  private static long offset(ApiRequest request) {
    return request.body().isEmpty()
        ? Long.parseLong(request.query().getOrDefault("offset", "0"))
        : json(request.body()).path("offset").asLong();
  }

  private static ObjectNode json(String body) {
    try {
      return (ObjectNode) JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of 10,130 customers, as many as come before one with such an id. */
  private static void assertCounted(AskedAccount account, long id) throws SQLException {
    String time = Instant.ofEpochSecond(START + 60 * id).toString().replace('T', ' ');
    String sql =
        "SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '"
            + time.replace("Z", "")
            + "'";
    assertThat(account.ask(sql).column(0)).as(sql).containsExactly(id - 1);
  }

  /** One page begins before the last offset that leads anywhere, the other behind it. */
  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void whereDeepOffsetsFailIsCountedAllTheSame(int status) throws Exception {
    ApiAnswer failure = new ApiAnswer(status, "{}");
    for (long id : List.of(10_040L, 10_110L)) {
      try (AskedAccount account =
          behind(MANY, (answer, offset) -> offset < 10_000 ? answer : failure)) {
        assertCounted(account, id);
      }
    }
  }

  @Test
  void aTotalOnTheFirstPageAloneIsNoPlaceInAnOrder() throws Exception {
    try (AskedAccount account =
        behind(MANY, (answer, offset) -> offset == 0 ? answer : uncounted(answer))) {
      assertCounted(account, 10_040);
    }
  }

  private static ApiAnswer uncounted(ApiAnswer answer) {
    ObjectNode body = json(answer.body());
    body.remove("total");
    return new ApiAnswer(answer.status(), answer.headers(), body.toString());
  }

  /** Each page is a range of ids of its own: hardly more than 102 pages. */
  @ParameterizedTest
  @CsvSource({
    "warn, SELECT id FROM customers LIMIT 20000 OFFSET 10060, 70",
    "warn, SELECT id FROM customers ORDER BY firstSeen, 10130",
    "strict, SELECT id FROM customers, 10130"
  })
  void whereNoOffsetLeadsAnywhere(String consistency, String sql, int rows) throws Exception {
    try (AskedAccount account =
        AskedAccount.contradicting(
            Contradiction.OFFSET_IGNORED, MANY, "consistency=" + consistency)) {
      assertThat(account.ask(sql).rows()).hasSize(rows).doesNotHaveDuplicates();
      assertThat(account.requests()).hasSizeLessThan(132);
    }
  }

  @Test
  void aTotalThatAPageContradictsIsNoneForADeepOffset() throws Exception {
    try (AskedAccount account = AskedAccount.contradicting(Contradiction.TOTAL_ZERO, MANY)) {
      assertThat(account.ask("SELECT id FROM customers LIMIT 10 OFFSET 10060").rows()).hasSize(10);
      assertThat(account.requests()).hasSizeLessThan(5);
    }
  }

  /** 150 customers without a first visit stand in front, and every offset leads to 100 of them. */
  @Test
  void valuesBehindAPageThatComesForEveryOffset() throws Exception {
    try (AskedAccount account =
        AskedAccount.contradicting(Contradiction.OFFSET_IGNORED, customers(250, 150))) {
      assertThat(
              account
                  .ask("SELECT id FROM customers ORDER BY firstSeen DESC NULLS LAST LIMIT 5")
                  .column(0))
          .containsExactly(250L, 249L, 248L, 247L, 246L);
      // Of which most see whether equal rows only change places.
      assertThat(account.requests()).hasSizeLessThan(40);
    }
  }

  /** A range of ids that takes two pages is halved, not read in the same way again. */
  @ParameterizedTest
  @ValueSource(ints = {60, 90, 230})
  void whereOffsetsEndWithinAPage(int count) throws Exception {
    Behaviour behaviour = Behaviour.of(Quirk.DEEP_OFFSET_EMPTY).withReach(42);
    try (AskedAccount account = AskedAccount.of(customers(count, 0), behaviour)) {
      for (String sql :
          List.of("SELECT id FROM customers", "SELECT id FROM customers ORDER BY firstSeen")) {
        account.assertJudged(sql);
        assertThat(account.requests()).hasSizeLessThan(40);
      }
    }
  }

  @Test
  void whatNoRangeIsSmallEnoughForIsTold() throws Exception {
    try (AskedAccount account =
            AskedAccount.contradicting(
                Contradiction.LATER_PAGES_EMPTY, customers(2, 0), "pageSize=1");
        Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers")) {
      List<Long> ids = new ArrayList<>();
      while (rows.next()) {
        ids.add(rows.getLong(1));
      }
      assertThat(ids).hasSize(1);
      assertThat(rows.getWarnings().getSQLState()).isEqualTo("01HCI");
    }
  }

  /** 40 come at a time whatever is asked for, the last of which are as many, and nobody counts. */
  @Test
  void pagesThatWereSeenToBeShortAreNotTheLast() throws Exception {
    UnaryOperator<Api> cut =
        account ->
            request -> {
              ObjectNode body = json(request.body());
              body.put("limit", Math.min(40, body.path("limit").asInt()));
              ApiRequest asked =
                  new ApiRequest(
                      request.method(),
                      request.path(),
                      request.query(),
                      request.headers(),
                      body.toString());
              return uncounted(account.answer(asked));
            };
    try (AskedAccount account = AskedAccount.behind(cut, customers(196, 0))) {
      for (int i = 0; i < 2; i++) {
        assertThat(account.ask("SELECT id FROM customers").rows()).hasSize(196);
      }
    }
  }

  /** What stands before an offset is not what offsets did not lead to. */
  @Test
  void theEndOfWhatNobodyCounts() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(customers(200, 0), Behaviour.of(Quirk.TOTAL_MISSING))) {
      assertThat(account.ask("SELECT id FROM customers LIMIT 100 OFFSET 150").rows()).hasSize(50);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(3);
      account.ask("SELECT id FROM customers LIMIT 100 OFFSET 150");
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(2);
    }
  }

  /** A service that counts 10% and one more does not say where a search ends: its pages do. */
  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "2, 2", "5, 5", "60, 40", "60, 54", "60, 60", "60, 66"})
  void anOffsetNearTheEndOfWhatIsOnlyEstimated(int count, int offset) throws Exception {
    Behaviour estimates = Behaviour.of(Quirk.TOTAL_TOO_HIGH);
    Behaviour ending = Behaviour.of(Quirk.TOTAL_TOO_HIGH, Quirk.DEEP_OFFSET_EMPTY).withReach(35);
    for (Behaviour behaviour : List.of(estimates, ending)) {
      assertLeft(behaviour, count, offset);
    }
  }

  /** Customers left out by their number alone have come all the same. */
  @ParameterizedTest
  @ValueSource(ints = {30, 40, 54, 59})
  void anOffsetBehindTheLastThatLeadsAnywhere(int offset) throws Exception {
    assertLeft(Behaviour.of(Quirk.DEEP_OFFSET_EMPTY).withReach(35), 60, offset);
  }

  private static void assertLeft(Behaviour behaviour, int count, int offset) throws Exception {
    for (String pageSize : List.of("pageSize=10", "pageSize=100")) {
      try (AskedAccount account =
          AskedAccount.of(customers(count, 0), behaviour, "consistency=strict", pageSize)) {
        // The second time something is known of the service.
        for (int i = 0; i < 2; i++) {
          assertThat(account.ask("SELECT id FROM customers LIMIT 50 OFFSET " + offset).column(0))
              .as("%s, %s", behaviour.quirks(), pageSize)
              .doesNotHaveDuplicates()
              .hasSize(Math.max(0, count - offset));
          assertThat(account.requests()).hasSizeLessThan(80);
        }
      }
    }
  }

  /** Its total could be that of a page until one page of fewer has the same. */
  @Test
  void aSearchOfOneFullPageEndsBeforeAnyOffsetBehindIt() throws Exception {
    try (AskedAccount account = AskedAccount.of(customers(100, 0), Behaviour.PLAIN)) {
      assertThat(account.ask("SELECT id FROM customers LIMIT 10 OFFSET 300").rows()).isEmpty();
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(3);
      for (long id = 101; id <= 700; id++) {
        account
            .account()
            .customers()
            .put(
                DemoCustomer.of(id)
                    .with(CustomerField.FIRST_SEEN, Instant.ofEpochSecond(START + 60 * id)));
      }
      assertThat(account.ask("SELECT id FROM customers LIMIT 100 OFFSET 500").rows()).hasSize(100);
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** No answer counts anybody, and the page at the end of offsets is short: other pages tell. */
  @ParameterizedTest
  @CsvSource({"0, 200", "0, 305", "23, 305", "23, 310", "150, 105", "150, 200"})
  void offsetsThatEndWithoutAnyTotalLoseNobody(int withoutTime, int reach) throws Exception {
    Instant now = Instant.parse("2026-11-22T15:00:00Z");
    List<DemoCustomer> customers =
        LongStream.rangeClosed(1, 328)
            .mapToObj(
                id ->
                    id <= withoutTime
                        ? DemoCustomer.of(id)
                        : DemoCustomer.of(id)
                            .with(CustomerField.FIRST_SEEN, now.minusSeconds(1_000 * id))
                            .with(CustomerField.LAST_SEEN, now.minusSeconds(1_000 * id)))
            .toList();
    Behaviour behaviour =
        Behaviour.of(Quirk.DEEP_OFFSET_EMPTY, Quirk.TOTAL_MISSING, Quirk.NULLS_LAST)
            .withReach(reach);
    for (String consistency : List.of("consistency=warn", "consistency=strict")) {
      for (String sql :
          List.of(
              "SELECT id FROM customers",
              "SELECT id FROM customers ORDER BY lastSeen DESC",
              "SELECT id FROM customers WHERE id > 0 OR lastSeen < '2020-01-01'")) {
        try (AskedAccount asked = AskedAccount.unjudged(customers, behaviour, consistency)) {
          assertThat(asked.ask(sql).column(0)).hasSize(328).doesNotHaveDuplicates();
          assertThat(asked.requests().size()).isLessThanOrEqualTo(40);
        }
      }
    }
  }
}
