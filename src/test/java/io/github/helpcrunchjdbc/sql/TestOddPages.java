package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that give other numbers of rows than are asked for, or nobody now and then. */
@Timeout(60)
class TestOddPages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int COUNT = 1_000;
  private static final List<DemoCustomer> CUSTOMERS =
      DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), COUNT);
  private static final List<String> WHOLE =
      List.of(
          "SELECT id FROM customers",
          "SELECT id FROM customers ORDER BY lastSeen",
          "SELECT id FROM customers ORDER BY firstSeen DESC",
          "SELECT id FROM customers WHERE id > 0");

  /** Some services search for nothing if they are given no filter. */
  private static final UnaryOperator<Api> NEEDING_A_FILTER =
      account ->
          request ->
              body(request).path("filter").isEmpty()
                  ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                  : account.answer(request);

  /** Where less than a page is left of a search, its last full page comes. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aLastPageMayBeginInFrontOfItsOffset(String consistency) throws Exception {
    assertWhole(TestOddPages::lastFullPage, consistency, 16);
    try (AskedAccount asked =
        AskedAccount.behind(TestOddPages::lastFullPage, CUSTOMERS, "consistency=" + consistency)) {
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 995").column(0)).hasSize(5);
    }
  }

  /** A page that does so is known as such also where somebody has gone meanwhile. */
  @ParameterizedTest
  @CsvSource({"warn, 2", "warn, 3", "strict, 3", "strict, 4"})
  void aLastPageMayBeginInFrontOfItsOffsetWhileSomebodyGoes(String consistency, int nth)
      throws Exception {
    AtomicReference<@Nullable AskedAccount> open = new AtomicReference<>();
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<Api> shrinking =
        account -> {
          Api full = lastFullPage(account);
          return request -> {
            if (requests.incrementAndGet() == nth) {
              Objects.requireNonNull(open.get())
                  .account()
                  .customers()
                  .delete(CUSTOMERS.get(429).id());
            }
            return full.answer(request);
          };
        };
    try (AskedAccount asked =
        AskedAccount.behind(shrinking, CUSTOMERS.subList(0, 430), "consistency=" + consistency)) {
      open.set(asked);
      requests.set(0);
      assertThat(asked.ask("SELECT id FROM customers").column(0)).hasSizeBetween(429, 430);
      assertThat(requests.get()).isBetween(5, 12);
    }
  }

  private static Api lastFullPage(Api account) {
    return request -> {
      ObjectNode asked = body(request);
      int total = object(account.answer(request).body()).path("total").asInt();
      int limit = asked.path("limit").asInt();
      boolean isOver = asked.path("offset").asInt() + limit > total;
      return account.answer(isOver ? with(request, "offset", Math.max(0, total - limit)) : request);
    };
  }

  /** However much is asked for, half of it comes. */
  @ParameterizedTest
  // Strict asks for totals of its own.
  @CsvSource({"warn, 25", "strict, 27"})
  void halfOfWhatIsAskedForIsReadByTwiceThePages(String consistency, int most) throws Exception {
    UnaryOperator<Api> half =
        account ->
            request ->
                account.answer(
                    with(request, "limit", (body(request).path("limit").asInt() + 1) / 2));
    assertWhole(half, consistency, most);
  }

  /** A page that lacks its last row is a shorter page, which the next goes on behind. */
  @ParameterizedTest
  // Strict asks for totals of its own.
  @CsvSource({"warn, 16", "strict, 17"})
  void oneLessThanIsAskedForIsReadByAsManyPages(String consistency, int most) throws Exception {
    UnaryOperator<Api> less =
        account ->
            request ->
                account.answer(
                    with(request, "limit", Math.max(1, body(request).path("limit").asInt() - 1)));
    assertWhole(less, consistency, most);
  }

  /** Offsets that are all off by one fit each other. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 7})
  void anOffsetThatIsOffIsSeenInStrict(int by) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 300);
    UnaryOperator<Api> off =
        account ->
            request -> {
              int offset = body(request).path("offset").asInt();
              return account.answer(
                  offset == 0 ? request : with(request, "offset", Math.max(0, offset + by)));
            };
    String sql = "SELECT id FROM customers ORDER BY firstSeen LIMIT 40 OFFSET 130";
    List<Object> right;
    try (AskedAccount asked = AskedAccount.behind(account -> account, some)) {
      right = asked.ask(sql).column(0);
    }
    try (AskedAccount asked = AskedAccount.behind(off, some, "consistency=strict")) {
      assertThat(asked.ask(sql).column(0)).isEqualTo(right).hasSize(40);
      assertThat(asked.requests()).hasSizeLessThan(30);
    }
  }

  /** A total that is off by a tenth counts pages behind the last, which are empty. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void anEstimateOfManyIsNoEarlyEnd(String consistency) throws Exception {
    List<DemoCustomer> many = DemoAccount.customers(Instant.parse("2026-11-22T15:00:00Z"), 9_950);
    Behaviour estimating = Behaviour.of(Quirk.TOTAL_TOO_HIGH);
    try (AskedAccount asked =
        AskedAccount.unjudged(many, estimating, "consistency=" + consistency)) {
      for (int i = 0; i < 2; i++) {
        Set<Long> ids = new HashSet<>();
        assertThat(warning(asked, WHOLE.get(0), ids)).isNull();
        assertThat(ids).hasSize(many.size());
        assertThat(asked.requests()).hasSizeLessThan(130);
      }
    }
  }

  /** Neither an order nor a total shows which pages are whole, in any statement of a connection. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void unsortedPagesWithEstimatesAreReadByRangesOfAPage(String consistency) throws Exception {
    Behaviour random =
        Behaviour.of(Quirk.SORT_IGNORED, Quirk.DEFAULT_ORDER_RANDOM, Quirk.TOTAL_TOO_HIGH);
    try (AskedAccount asked =
        AskedAccount.unjudged(CUSTOMERS, random, "consistency=" + consistency)) {
      for (int i = 0; i < 4; i++) {
        Set<Long> ids = new HashSet<>();
        assertThat(warning(asked, WHOLE.get(i % 2), ids)).isNull();
        assertThat(ids).as("statement %d", i).hasSize(COUNT);
        assertThat(asked.requests()).as("statement %d", i).hasSizeLessThan(90);
      }
    }
  }

  /** A page that begins with the last row of the one before it shows that this one lacks a row. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-01-01 00:00:00'",
        "SELECT COUNT(*) FROM customers WHERE firstSeen < TIMESTAMP '2026-01-01 00:00:00'",
        "SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 130",
        "SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 50 OFFSET 120"
      })
  void aRowThatLacksInEachPageIsTold(String sql) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 300);
    UnaryOperator<Api> lacking =
        account ->
            request -> {
              ObjectNode answer = object(account.answer(request).body());
              JsonNode rows = answer.path("data");
              if (rows.size() > 20) {
                ((ArrayNode) rows).remove(7);
              }
              return new ApiAnswer(200, answer.toString());
            };
    List<Object> right;
    try (AskedAccount asked = AskedAccount.behind(account -> account, some)) {
      right = asked.ask(sql).column(0);
    }
    try (AskedAccount asked = AskedAccount.behind(lacking, some)) {
      Set<Long> found = new HashSet<>();
      String warning = warning(asked, sql, found);
      assertThat(found.equals(new HashSet<>(right)) || "01HCI".equals(warning))
          .as("%s, %s", found, warning)
          .isTrue();
      assertThat(asked.requests()).hasSizeLessThan(80);
    }
  }

  /** A total that pages go beyond is where counting stops, and tells nothing of their begin. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aTotalThatStopsWhereOffsetsDoCutsNoPage(String consistency) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 250);
    UnaryOperator<Api> stopping =
        account ->
            request -> {
              ObjectNode answer = object(account.answer(request).body());
              if (body(request).path("offset").asInt() >= 100) {
                answer.putArray("data");
              }
              int total = Math.min(100, answer.path("total").asInt());
              return new ApiAnswer(200, answer.put("total", total).toString());
            };
    for (String limit : List.of("ORDER BY lastSeen", "LIMIT 120 OFFSET 60")) {
      try (AskedAccount asked = AskedAccount.behind(stopping, some, "consistency=" + consistency)) {
        Set<Long> ids = new HashSet<>();
        assertThat(warning(asked, "SELECT id FROM customers " + limit, ids)).as(limit).isNull();
        assertThat(ids).as(limit).hasSize(limit.startsWith("LIMIT") ? 120 : 250);
        assertThat(asked.requests()).as(limit).hasSizeLessThan(25);
      }
    }
  }

  /** Where the last row of a short page should stand, stands another if somebody lacks before. */
  @ParameterizedTest
  @CsvSource({"warn, 1", "warn, 2", "strict, 1", "strict, 2"})
  void aShortPageOfALimitIsHeldAgainstItsLastPlace(String consistency, int kind) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 400);
    UnaryOperator<Api> lacking =
        account ->
            request -> {
              ObjectNode answer = object(account.answer(request).body());
              ArrayNode rows = (ArrayNode) answer.path("data");
              if (kind == 1 && rows.size() > 20) {
                rows.remove(0);
              } else if (kind == 2 && body(request).path("offset").asInt() > 0) {
                for (int i = rows.size() - 1; i >= 0; i -= 2) {
                  rows.remove(i);
                }
              }
              return new ApiAnswer(200, answer.toString());
            };
    for (String sql :
        List.of(
            "SELECT firstSeen FROM customers WHERE firstSeen IS NOT NULL ORDER BY 1 LIMIT 250",
            "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 10 OFFSET 130")) {
      assertRightOrTold(lacking, some, consistency, sql, 110);
    }
  }

  /** Pages that get shorter are no end, if each begins where the one before ended. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void pagesThatShrinkAreReadOn(String consistency) throws Exception {
    for (String sql : WHOLE) {
      AtomicInteger requests = new AtomicInteger();
      UnaryOperator<Api> shrinking =
          account ->
              request -> {
                int most = Math.max(20, 100 - 12 * requests.incrementAndGet());
                int limit = Math.min(most, body(request).path("limit").asInt());
                return account.answer(with(request, "limit", limit));
              };
      try (AskedAccount asked =
          AskedAccount.behind(shrinking, CUSTOMERS, "consistency=" + consistency)) {
        Set<Long> ids = new HashSet<>();
        assertThat(warning(asked, sql, ids)).as(sql).isNull();
        assertThat(ids).as(sql).hasSize(COUNT);
        assertThat(asked.requests()).as(sql).hasSizeLessThan(100);
      }
    }
  }

  /** Offsets that count pages bring one customer more at a time, which is no way to go on. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void offsetsThatCountPagesAreLeft(String consistency) throws Exception {
    UnaryOperator<Api> counting =
        account ->
            request ->
                account.answer(with(request, "offset", body(request).path("offset").asInt() / 100));
    assertWhole(counting, consistency, 50);
  }

  /** Where several customers have one time, all times of two pages tell how they overlap. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 1, -1_000, 1_000})
  void anOffsetThatIsOffIsSeenAmongEqualTimes(int by) throws Exception {
    List<DemoCustomer> some = new ArrayList<>();
    for (DemoCustomer one : CUSTOMERS.subList(0, 300)) {
      Instant place = Instant.parse("2026-11-20T00:00:00Z").minusSeconds(some.size() / 3);
      some.add(one.with(CustomerField.LAST_SEEN, place));
    }
    UnaryOperator<Api> off =
        account ->
            request -> {
              int offset = body(request).path("offset").asInt();
              // The last page in front of row 150, whatever comes behind it.
              int end = 150 - body(request).path("limit").asInt();
              int moved = by == 1_000 ? Math.min(offset, end) : Math.max(0, offset + by);
              return account.answer(offset == 0 ? request : with(request, "offset", moved));
            };
    String sql = "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 10 OFFSET 200";
    assertRightOrTold(off, some, "strict", sql, 60);
  }

  private static void assertRightOrTold(
      UnaryOperator<Api> service,
      List<DemoCustomer> customers,
      String consistency,
      String sql,
      int most)
      throws Exception {
    List<Object> right;
    try (AskedAccount asked = AskedAccount.behind(account -> account, customers)) {
      right = asked.ask(sql).column(0);
    }
    try (AskedAccount asked =
            AskedAccount.behind(service, customers, "consistency=" + consistency);
        Statement statement = asked.connection().createStatement()) {
      List<Object> found = new ArrayList<>();
      String state = null;
      try (ResultSet rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          found.add(rows.getObject(1, LocalDateTime.class));
        }
        state = rows.getWarnings() == null ? null : rows.getWarnings().getSQLState();
      } catch (SQLException e) {
        state = e.getSQLState();
      }
      if (state == null) {
        assertThat(found).as(sql).isEqualTo(right);
      } else {
        assertThat(state).as(sql).isEqualTo(consistency.equals("strict") ? "HCI01" : "01HCI");
      }
      assertThat(asked.requests()).as(sql).hasSizeLessThan(most);
    }
  }

  private static void assertWhole(UnaryOperator<Api> service, String consistency, int most)
      throws Exception {
    for (String sql : WHOLE) {
      try (AskedAccount asked =
          AskedAccount.behind(service, CUSTOMERS, "consistency=" + consistency)) {
        Set<Long> ids = new HashSet<>();
        assertThat(warning(asked, sql, ids)).as(sql).isNull();
        assertThat(ids).as(sql).hasSize(COUNT);
        assertThat(asked.requests().size()).as(sql).isLessThanOrEqualTo(most);
      }
    }
  }

  /**
   * An answer that has and counts nobody takes nothing back of what was counted before. Of requests
   * at the same time it is chance whose answer has nobody.
   */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 7})
  void nobodyInBetweenIsNotTheEnd(int nth) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      for (String sql : WHOLE) {
        assertNotTheEnd(sql, nth, consistency, 1, 80);
        assertNotTheEnd(sql, nth, consistency, 4, 100);
      }
    }
  }

  private static void assertNotTheEnd(
      String sql, int nth, String consistency, int concurrent, int most) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<Api> nobody =
        account ->
            request ->
                requests.incrementAndGet() % nth == 0
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    try (AskedAccount asked =
        AskedAccount.behind(
            nobody,
            CUSTOMERS,
            "consistency=" + consistency,
            "maxConcurrentRequests=" + concurrent)) {
      Set<Long> ids = new HashSet<>();
      try {
        String warning = warning(asked, sql, ids);
        boolean isTold = consistency.equals("warn") && "01HCI".equals(warning);
        assertThat(ids.size() == COUNT || isTold)
            .as("%s each %d: %d, %s", sql, nth, ids.size(), warning)
            .isTrue();
      } catch (SQLException e) {
        assertThat(consistency).isEqualTo("strict");
        assertThat(e.getSQLState()).isEqualTo("HCI01");
        assertThat(e.getMessage()).contains("counts");
      }
      assertThat(asked.requests().size()).as("%s each %d", sql, nth).isLessThan(most);
    }
  }

  /** Nobody comes for one row: the page of that row tells, and from then on each such answer. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void nobodyForOneRowIsAskedForAsAPage(String consistency) throws Exception {
    UnaryOperator<Api> nobody =
        account ->
            request ->
                body(request).path("limit").asInt() == 1
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    List<DemoCustomer> some = CUSTOMERS.subList(0, 300);
    try (AskedAccount asked = AskedAccount.behind(nobody, some, "consistency=" + consistency)) {
      if (consistency.equals("warn")) {
        // Nobody of an account that had somebody is odd enough.
        asked.ask("SELECT id FROM customers");
        assertThat(asked.ask("SELECT COUNT(*) FROM customers").column(0)).containsExactly(300L);
      }
      for (String country : List.of("DE", "FR", "DE")) {
        long right =
            some.stream()
                .filter(one -> country.equals(one.get(CustomerField.COUNTRY_CODE)))
                .count();
        asked.account().clear();
        String sql = "SELECT COUNT(*) FROM customers WHERE countryCode = '" + country + "'";
        assertThat(asked.ask(sql).column(0)).as(sql).containsExactly(right);
        assertThat(asked.requests()).as(sql).hasSizeLessThan(6);
      }
    }
  }

  /** That there is nobody is confirmed for an account and hour once, and only in strict. */
  @ParameterizedTest
  @CsvSource({"warn, 0", "strict, 1"})
  void aSoundServiceIsAskedOnceMore(String consistency, int more) throws Exception {
    try (AskedAccount asked =
        AskedAccount.behind(account -> account, CUSTOMERS, "consistency=" + consistency)) {
      asked.ask("SELECT id FROM customers");
      for (String name : List.of("nobody at all", "nobody either", "nor anybody")) {
        asked.account().clear();
        asked.ask("SELECT id FROM customers WHERE countryCode = 'XX' AND city = '" + name + "'");
        int least = name.equals("nobody at all") ? 1 + more : 1;
        assertThat(asked.requests()).as(name).hasSize(least);
      }
    }
  }

  /** A page behind an offset that counts nobody belies itself, for somebody stands before it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void nobodyBehindAnOffsetIsAskedForAgain(int odd) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<Api> eachSecond =
        account ->
            request ->
                requests.incrementAndGet() % 2 == odd
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    String sql = "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 10 OFFSET 300";
    try (AskedAccount right = AskedAccount.behind(account -> account, CUSTOMERS);
        AskedAccount asked =
            AskedAccount.behind(eachSecond, CUSTOMERS, "consistency=strict", "customFields=auto")) {
      assertThat(asked.ask(sql).rows()).hasSize(10).isEqualTo(right.ask(sql).rows());
    }
  }

  /** From some request on nobody comes, nor is counted: strict gives no part of the rows. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9})
  void whereNobodyComesAnyMoreNoPartIsGiven(int good) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<Api> ends =
        account ->
            request ->
                requests.incrementAndGet() > good
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    try (AskedAccount asked = AskedAccount.behind(ends, CUSTOMERS, "consistency=strict")) {
      int rows = asked.ask("SELECT id FROM customers WHERE id > 200 ORDER BY id LIMIT 100").size();
      assertThat(rows).isEqualTo(100);
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo("HCI01");
    }
  }

  /** Behind some id nobody comes, nor is counted, though the whole search counts them. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void laterRangesOfIdsWithoutAnybodyAreTold(String consistency) throws Exception {
    long last = CUSTOMERS.get(30).id();
    UnaryOperator<Api> ends =
        account ->
            request ->
                body(request).path("filter").findValuesAsText("operator").contains(">")
                        && body(request).path("filter").findValue("value").asLong() > last
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    try (AskedAccount asked = AskedAccount.behind(ends, CUSTOMERS, "consistency=" + consistency)) {
      String sql = "SELECT id FROM customers ORDER BY id LIMIT 500";
      Set<Long> ids = new HashSet<>();
      if (consistency.equals("strict")) {
        assertThatThrownBy(() -> asked.ask(sql)).hasFieldOrPropertyWithValue("SQLState", "HCI01");
      } else {
        assertThat(warning(asked, sql, ids)).isEqualTo("01HCI");
        assertThat(ids)
            .containsAll(CUSTOMERS.subList(0, 31).stream().map(DemoCustomer::id).toList());
      }
      assertThat(asked.requests()).hasSizeLessThan(12);
    }
  }

  /**
   * An offset that leads half as far, to pages of fifty: rows behind the total were read before.
   */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void rowsThatComeAgainBehindTheTotalDoNotBelieIt(String consistency) throws Exception {
    UnaryOperator<Api> half =
        account ->
            request ->
                account.answer(
                    with(
                        with(request, "limit", Math.min(50, body(request).path("limit").asInt())),
                        "offset",
                        body(request).path("offset").asInt() / 2));
    assertWhole(half, consistency, 100);
  }

  /** Nobody who was never seen shows an order, so the page behind them has to. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aPageBehindThoseNeverSeenShowsThatADirectionIsIgnored(String consistency) throws Exception {
    UnaryOperator<Api> newestFirst =
        account ->
            request ->
                account.answer(
                    new ApiRequest(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        request.body().replace("\"ASC\"", "\"DESC\"")));
    List<DemoCustomer> some = CUSTOMERS.subList(0, 700);
    String sql = "SELECT MIN(firstSeen) FROM customers";
    try (AskedAccount right = AskedAccount.behind(account -> account, some);
        AskedAccount asked = AskedAccount.behind(newestFirst, some, "consistency=" + consistency)) {
      assertThat(asked.ask(sql).rows()).isEqualTo(right.ask(sql).rows());
      assertThat(asked.requests()).hasSizeLessThan(15);
    }
  }

  /** A page that overlaps the one before is not the last full page of a service that counts it. */
  @ParameterizedTest
  @ValueSource(ints = {101, 102, 139, 150, 151, 201})
  void aServiceThatCountsThePageLosesNobodyBehindIt(int count) throws Exception {
    for (String consistency : List.of("warn", "strict")) {
      for (String sql : WHOLE) {
        try (AskedAccount asked =
            AskedAccount.contradicting(
                Contradiction.TOTAL_OF_PAGE,
                CUSTOMERS.subList(0, count),
                "consistency=" + consistency)) {
          Set<Long> ids = new HashSet<>();
          assertThat(warning(asked, sql, ids)).as(sql).isNull();
          assertThat(ids).as(sql).hasSize(count);
        }
      }
    }
  }

  /** Whom a service shows with a time, it should find by {@code >=} of that time. */
  @Test
  void whereGreaterOrEqualIsTakenForGreaterStrictFails() throws Exception {
    UnaryOperator<Api> greater =
        account ->
            request ->
                account.answer(
                    new ApiRequest(
                        request.method(),
                        request.path(),
                        request.query(),
                        request.headers(),
                        request.body().replace("\">=\"", "\">\"")));
    String sql = "SELECT COUNT(*) FROM customers WHERE lastSeen >= '2026-11-13 05:02:49'";
    try (AskedAccount asked = AskedAccount.behind(greater, CUSTOMERS, "consistency=strict")) {
      assertThatThrownBy(() -> asked.ask(sql)).hasFieldOrPropertyWithValue("SQLState", "HCI01");
    }
    try (AskedAccount asked =
        AskedAccount.behind(account -> account, CUSTOMERS, "consistency=strict")) {
      asked.ask("SELECT COUNT(*) FROM customers");
      for (int more = 1; more >= 0; more--) {
        asked.account().clear();
        asked.ask(sql);
        assertThat(asked.requests()).hasSize(1 + more);
      }
    }
  }

  /** That nobody comes by {@code >=} of a time once is a passing fault, and no error. */
  @Test
  void whoIsNotFoundByGreaterOrEqualIsLookedForAgain() throws Exception {
    AtomicInteger missing = new AtomicInteger();
    UnaryOperator<Api> once =
        account ->
            request ->
                request.body().contains("customers.id")
                        && request.body().contains("customers.lastSeen")
                        && missing.incrementAndGet() == 1
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    String sql = "SELECT COUNT(*) FROM customers WHERE lastSeen >= '2026-11-13 05:02:49'";
    try (AskedAccount right = AskedAccount.behind(account -> account, CUSTOMERS);
        AskedAccount asked = AskedAccount.behind(once, CUSTOMERS, "consistency=strict")) {
      assertThat(asked.ask(sql).rows()).isEqualTo(right.ask(sql).rows());
      assertThat(missing).hasValueGreaterThan(1);
    }
  }

  /** Ranges that count or give others than they should show no end of counting. */
  @ParameterizedTest
  @ValueSource(strings = {"totals", "ids", ">"})
  void rangesThatAreNotObeyedDoNotBelieATotal(String ignored) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 700);
    UnaryOperator<Api> service =
        account ->
            request -> {
              ObjectNode body = body(request);
              for (JsonNode filter : body.path("filter")) {
                if (ignored.equals("ids")) {
                  ((ObjectNode) filter).put("operator", "!=").put("value", -1);
                } else if (ignored.equals(filter.path("operator").asText())) {
                  ((ObjectNode) filter).put("operator", ">=");
                }
              }
              boolean isChanged = !ignored.equals("totals");
              ObjectNode answer =
                  object(account.answer(isChanged ? sending(request, body) : request).body());
              return new ApiAnswer(
                  200, (isChanged ? answer : answer.put("total", some.size())).toString());
            };
    for (String sql : List.of(WHOLE.get(0), WHOLE.get(1), "SELECT id FROM customers LIMIT 700")) {
      try (AskedAccount asked = AskedAccount.behind(service, some, "consistency=strict")) {
        assertThat(new HashSet<>(asked.ask(sql).column(0))).as(sql).hasSize(700);
        assertThat(asked.requests()).as(sql).hasSizeLessThan(25);
      }
    }
  }

  /** Offsets and totals that both end at a number that is not round. */
  @Test
  void strictSeesTotalsAndOffsetsThatEndAnywhere() throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 700);
    Behaviour ends = Behaviour.of(Quirk.TOTAL_CAPPED, Quirk.DEEP_OFFSET_EMPTY).withReach(150);
    for (String sql :
        List.of(
            WHOLE.get(0),
            WHOLE.get(1),
            WHOLE.get(3),
            "SELECT COUNT(*) FROM customers",
            "SELECT firstSeen FROM customers WHERE firstSeen IS NOT NULL ORDER BY firstSeen LIMIT"
                + " 250",
            "SELECT lastSeen FROM customers ORDER BY lastSeen DESC LIMIT 10 OFFSET 300",
            "SELECT id FROM customers ORDER BY id LIMIT 200")) {
      try (AskedAccount right = AskedAccount.of(some);
          AskedAccount asked = AskedAccount.unjudged(some, ends, "consistency=strict")) {
        assertThat(asked.ask(sql).column(0))
            .as(sql)
            .containsExactlyInAnyOrderElementsOf(right.ask(sql).column(0));
        assertThat(asked.requests()).as(sql).hasSizeLessThan(40);
      }
    }
  }

  /** Ranges of ids are ignored, and one customer alone is not counted: that is no sign of a cap. */
  @Test
  void aMissingTotalIsNotOneLess() throws Exception {
    UnaryOperator<Api> service =
        account ->
            request -> {
              ObjectNode body = body(request);
              List<String> operators = body.path("filter").findValuesAsText("operator");
              boolean isRange = operators.stream().anyMatch(one -> one.matches("[<>]=?|!="));
              if (isRange) {
                body.putArray("filter");
              }
              ObjectNode answer = object(account.answer(sending(request, body)).body());
              if (operators.contains("=")) {
                answer.remove("total");
              }
              return new ApiAnswer(200, answer.toString());
            };
    try (AskedAccount asked =
        AskedAccount.behind(service, CUSTOMERS.subList(0, 150), "consistency=strict")) {
      assertThat(asked.ask("SELECT id FROM customers").rows()).hasSize(150);
      assertThat(asked.requests()).hasSizeLessThan(10);
    }
  }

  /** What OR finds is asked for again where nobody comes now and then. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void nobodyInBetweenIsNotWhatOrFinds(int nth) throws Exception {
    AtomicInteger requests = new AtomicInteger();
    UnaryOperator<Api> sometimes =
        account ->
            request ->
                requests.incrementAndGet() % nth == 0
                    ? new ApiAnswer(200, "{\"data\":[],\"total\":0}")
                    : account.answer(request);
    String sql = "SELECT id FROM customers WHERE city = 'Berlin' OR name LIKE '%an%'";
    try (AskedAccount right = AskedAccount.behind(account -> account, CUSTOMERS);
        AskedAccount asked = AskedAccount.behind(sometimes, CUSTOMERS, "consistency=strict")) {
      requests.set(0);
      assertThat(new HashSet<>(asked.ask(sql).column(0)))
          .isEqualTo(new HashSet<>(right.ask(sql).column(0)))
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void nobodyWithoutAFilterIsNoEmptyAccount(String consistency) throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 350);
    for (String sql :
        List.of(
            WHOLE.get(0),
            WHOLE.get(1),
            "SELECT COUNT(*) FROM customers",
            "SELECT MAX(id) FROM customers",
            "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
            "SELECT id FROM customers ORDER BY id LIMIT 120 OFFSET 30",
            "SELECT id FROM customers WHERE firstSeen >= TIMESTAMP '2026-01-01 00:00:00'")) {
      try (AskedAccount right = AskedAccount.of(some);
          AskedAccount asked =
              AskedAccount.behind(NEEDING_A_FILTER, some, "consistency=" + consistency)) {
        assertThat(asked.ask(sql).rows())
            .as(sql)
            .containsExactlyInAnyOrderElementsOf(right.ask(sql).rows());
        assertThat(asked.requests()).as(sql).hasSizeLessThan(30);
      }
    }
    try (AskedAccount asked = AskedAccount.of(List.of(), "consistency=" + consistency)) {
      boolean isStrict = consistency.equals("strict");
      for (int most : List.of(isStrict ? 3 : 2, isStrict ? 2 : 1)) {
        assertThat(asked.ask("SELECT id FROM customers").rows()).isEmpty();
        assertThat(asked.requests()).hasSize(most);
      }
    }
  }

  /** What is asked for once more is no condition of the answer. */
  @ParameterizedTest
  @CsvSource({"consistency=warn, 3, 1", "consistency=strict, 4, 3", "maxRequests=1, 1, 1"})
  void anAccountWithoutCustomersNeedsNoFilterOfIds(String property, int first, int second)
      throws Exception {
    UnaryOperator<Api> refusing =
        account ->
            request ->
                request.body().contains("customers.id")
                    ? new ApiAnswer(400, "{\"errors\":[{\"code\":\"x\",\"message\":\"-\"}]}")
                    : account.answer(request);
    for (String sql : List.of("SELECT id FROM customers", "SELECT COUNT(*) FROM customers")) {
      try (AskedAccount right = AskedAccount.of(List.of());
          AskedAccount asked = AskedAccount.behind(refusing, List.of(), property)) {
        for (int requests : List.of(first, second)) {
          assertThat(asked.ask(sql).rows()).isEqualTo(right.ask(sql).rows());
          assertThat(asked.requests()).as(sql).hasSizeLessThanOrEqualTo(requests);
        }
      }
    }
  }

  /** A search that rightly finds nobody does not show that there is nobody at all. */
  @Test
  void nobodyOfANameIsNoEmptyAccount() throws Exception {
    try (AskedAccount asked =
            AskedAccount.behind(NEEDING_A_FILTER, CUSTOMERS.subList(0, 350), "consistency=strict");
        Connection warn = asked.connect("consistency=warn");
        Statement statement = warn.createStatement()) {
      assertThat(asked.ask("SELECT id FROM customers WHERE name = 'nobody at all'").rows())
          .isEmpty();
      try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM customers")) {
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(350);
      }
    }
  }

  /** Some services leave out a total of 0: one answer more an hour tells them from a failure. */
  @Test
  void anEmptyAnswerWithoutATotalIsAskedForTwiceAnHour() throws Exception {
    UnaryOperator<Api> leaving =
        account ->
            request -> {
              ApiAnswer answer = account.answer(request);
              return new ApiAnswer(200, answer.body().replace(",\"total\":0", ""));
            };
    try (AskedAccount asked = AskedAccount.behind(leaving, CUSTOMERS.subList(0, 350))) {
      asked.ask("SELECT COUNT(*) FROM customers");
      for (int requests : List.of(2, 1, 1)) {
        assertThat(asked.ask("SELECT id FROM customers WHERE email = 'nobody@x.org'").rows())
            .isEmpty();
        assertThat(asked.requests()).hasSize(requests);
      }
    }
    AtomicInteger filtered = new AtomicInteger();
    UnaryOperator<Api> failing =
        account ->
            request ->
                !body(request).path("filter").isEmpty() && filtered.incrementAndGet() == 1
                    ? new ApiAnswer(200, "{\"data\":[]}")
                    : account.answer(request);
    try (AskedAccount asked = AskedAccount.behind(failing, CUSTOMERS.subList(0, 350))) {
      asked.ask("SELECT COUNT(*) FROM customers");
      assertThat(asked.ask("SELECT id FROM customers WHERE id = 1010").column(0))
          .containsExactly(1010L);
    }
  }

  /** Behind a filter that never finds anybody, or is ignored, no one lacks a text for that. */
  @ParameterizedTest
  @CsvSource({"warn, true", "warn, false", "strict, true", "strict, false"})
  void whoIsNotFoundByNotEqualHasATextAllTheSame(String consistency, boolean isIgnored)
      throws Exception {
    List<DemoCustomer> some = CUSTOMERS.subList(0, 990);
    UnaryOperator<Api> unequal =
        account ->
            request -> {
              ObjectNode body = body(request);
              ArrayNode kept = JSON.createArrayNode();
              body.path("filter")
                  .forEach(
                      filter -> {
                        if (!filter.path("operator").asText().equals("!=")) {
                          kept.add(filter);
                        } else if (!isIgnored) {
                          kept.add(
                              ((ObjectNode) filter).put("operator", "=").put("value", "nobody's"));
                        }
                      });
              body.set("filter", kept);
              return account.answer(sending(request, body));
            };
    for (String sql :
        List.of(
            "SELECT COUNT(email) FROM customers",
            "SELECT COUNT(*) FROM customers WHERE email IS NULL")) {
      try (AskedAccount right = AskedAccount.of(some);
          AskedAccount asked = AskedAccount.behind(unequal, some, "consistency=" + consistency)) {
        assertThat(asked.ask(sql).rows()).isEqualTo(right.ask(sql).rows());
      }
    }
  }

  /** Descending by id, whoever comes stands among those who were read, and is nobody left out. */
  @Test
  void whoComesWhileTheLastGoIsNotLeftOut() throws Exception {
    AtomicReference<@Nullable AskedAccount> open = new AtomicReference<>();
    Set<Long> gone = new HashSet<>();
    UnaryOperator<Api> changing =
        account ->
            request -> {
              for (JsonNode filter : body(request).path("filter")) {
                if (filter.path("operator").asText().equals("<") && gone.isEmpty()) {
                  long bound = filter.path("value").asLong();
                  CustomerStore store = Objects.requireNonNull(open.get()).account().customers();
                  CUSTOMERS.stream()
                      .map(DemoCustomer::id)
                      .filter(id -> id < bound && store.delete(id))
                      .forEach(gone::add);
                  store.put(DemoCustomer.of(store.greatestId() + 1));
                }
              }
              return account.answer(request);
            };
    try (AskedAccount asked = AskedAccount.behind(changing, CUSTOMERS, "consistency=strict")) {
      open.set(asked);
      List<Object> ids = asked.ask("SELECT id FROM customers ORDER BY id DESC LIMIT 150").column(0);
      assertThat(gone).isNotEmpty();
      assertThat(ids)
          .containsExactlyElementsOf(
              CUSTOMERS.stream()
                  .map(DemoCustomer::id)
                  .filter(id -> !gone.contains(id))
                  .sorted(Comparator.reverseOrder())
                  .toList());
    }
  }

  private static @Nullable String warning(AskedAccount asked, String sql, Set<Long> ids)
      throws Exception {
    asked.account().clear();
    try (Statement statement = asked.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        assertThat(ids.add(rows.getLong(1))).as("twice").isTrue();
      }
      SQLWarning warning =
          rows.getWarnings() == null ? statement.getWarnings() : rows.getWarnings();
      return warning == null ? null : warning.getSQLState();
    }
  }

  private static ApiRequest sending(ApiRequest request, ObjectNode body) {
    return new ApiRequest(
        request.method(), request.path(), request.query(), request.headers(), body.toString());
  }

  private static ObjectNode body(ApiRequest request) {
    ObjectNode body = object(request.body());
    return body.has("limit") ? body : body.put("limit", 100);
  }

  private static ApiRequest with(ApiRequest request, String key, int value) {
    return new ApiRequest(
        request.method(),
        request.path(),
        request.query(),
        request.headers(),
        body(request).put(key, value).toString());
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
