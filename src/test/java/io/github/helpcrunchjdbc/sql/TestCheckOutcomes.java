package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a service obeys filters and offsets: who is blamed, and what it costs to see. */
@Timeout(60)
class TestCheckOutcomes {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START = 1_700_000_000L;

  /** The greater the id, the later they were seen. */
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 250)
          .mapToObj(
              id ->
                  DemoCustomer.of(id)
                      .with(CustomerField.NAME, "name " + id)
                      .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(START + id)))
          .toList();

  private static final String SERVER = "stringMatching=server";

  private static ObjectNode json(String body) {
    try {
      return body.isEmpty() ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A service that takes out filters before it answers. */
  private static UnaryOperator<Api> ignoring(
      Predicate<JsonNode> ignored, Consumer<ObjectNode> told) {
    return account ->
        request -> {
          ObjectNode body = json(request.body());
          ArrayNode kept = JSON.createArrayNode();
          body.path("filter").forEach(filter -> addUnless(ignored, filter, kept));
          if (kept.isEmpty()) {
            body.remove(List.of("filter", "comparison"));
          } else {
            body.set("filter", kept);
          }
          ApiAnswer answer = account.answer(with(request, body));
          ObjectNode tells = json(answer.body());
          told.accept(tells);
          return new ApiAnswer(answer.status(), answer.headers(), tells.toString());
        };
  }

  private static void addUnless(Predicate<JsonNode> ignored, JsonNode filter, ArrayNode kept) {
    if (!ignored.test(filter)) {
      kept.add(filter);
    }
  }

  private static ApiRequest with(ApiRequest request, ObjectNode body) {
    return new ApiRequest(
        request.method(), request.path(), request.query(), request.headers(), body.toString());
  }

  private static List<Long> ids(AskedAccount account, String sql) throws SQLException {
    return account.ask(sql).column(0).stream().map(Long.class::cast).toList();
  }

  private static List<Long> downFrom(long first, int count) {
    return LongStream.iterate(first, id -> id - 1).limit(count).boxed().toList();
  }

  private static boolean isOfOneId(JsonNode request) {
    return request.path("filter").size() == 1
        && request.at("/filter/0/field").asText().endsWith("id")
        && request.at("/filter/0/operator").asText().equals("=");
  }

  /** Who becomes active moves all others, and the total stays. */
  @Test
  void anOffsetIsNotBlamedForWhoMoves() throws Exception {
    try (AskedAccount account =
        AskedAccount.changedAt(
            2,
            store -> store.touch(7, Instant.ofEpochSecond(START + 1000)),
            CUSTOMERS,
            "consistency=strict")) {
      String newest = "SELECT id FROM customers ORDER BY lastSeen DESC LIMIT 5 OFFSET ";
      assertThat(ids(account, newest + 100)).isEqualTo(downFrom(150, 5));
      // The page twice, the row in front of it, and whether the second row of all is behind the
      // first.
      assertThat(account.requests()).hasSize(5);
      assertThat(ids(account, newest + 120)).isEqualTo(downFrom(131, 5));
      // Everybody was seen, so that whether filters are obeyed is looked at, once.
      assertThat(account.requests()).hasSize(2);
      assertThat(ids(account, newest + 120)).isEqualTo(downFrom(131, 5));
      assertThat(account.requests()).hasSize(1);
    }
  }

  /** Such totals are less than the account's whatever is asked for. */
  @ParameterizedTest
  @ValueSource(strings = {"of the page", "zero"})
  void aTotalThatCountsNothingShowsNothingOfFilters(String total) throws Exception {
    UnaryOperator<Api> service =
        ignoring(
            filter -> true,
            told -> told.put("total", total.equals("zero") ? 0 : told.path("data").size()));
    for (String consistency : List.of("warn", "strict")) {
      try (AskedAccount account =
          AskedAccount.behind(service, CUSTOMERS, "consistency=" + consistency, SERVER)) {
        assertThat(ids(account, "SELECT id FROM customers LIMIT 100")).hasSize(100);
        assertThat(ids(account, "SELECT id FROM customers WHERE id > 0 LIMIT 1")).hasSize(1);
        if (consistency.equals("strict")) {
          assertThatThrownBy(() -> account.ask("SELECT id FROM customers WHERE telegramId = 'x'"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08P01"));
        }
      }
    }
  }

  /** Whatever comes of it, a customer is asked for by id once. */
  @ParameterizedTest
  @ValueSource(strings = {"two", "refused"})
  void filtersAreLookedAtOnce(String answered) throws Exception {
    UnaryOperator<Api> service =
        account ->
            request -> {
              ApiAnswer answer = account.answer(request);
              if (!isOfOneId(json(request.body()))) {
                return answer;
              } else if (answered.equals("refused")) {
                return new ApiAnswer(
                    400, "{\"errors\":[{\"code\":\"filter[0]\",\"message\":\"-\"}]}");
              }
              return new ApiAnswer(200, json(answer.body()).put("total", 2).toString());
            };
    try (AskedAccount account =
        AskedAccount.behind(service, CUSTOMERS, "consistency=strict", "pageSize=10", SERVER)) {
      String sql = "SELECT id FROM customers WHERE name LIKE '%name%'";
      assertThat(ids(account, sql)).hasSize(250);
      assertThat(account.requests().stream().filter(TestCheckOutcomes::isOfOneId)).hasSize(1);
    }
  }

  /** A text that is excluded is seen on each row: nothing is left to the service. */
  @Test
  void anExcludedTextCostsNothing() throws Exception {
    for (String matching : List.of("stringMatching=strict", SERVER)) {
      try (AskedAccount account =
          AskedAccount.behind(
              service -> service, CUSTOMERS.subList(0, 50), "consistency=strict", matching)) {
        assertThat(ids(account, "SELECT id FROM customers WHERE name <> 'nobody' LIMIT 20"))
            .hasSize(20);
        // The others are for the totals of all: in none, and in the order if a filter was sent.
        assertThat(account.requests()).hasSize(matching.equals(SERVER) ? 3 : 2);
      }
    }
  }

  /** Only ids and totals of customers are looked at who were not asked for. */
  @Test
  void aStrangersValueThatIsNoneIsNoError() throws Exception {
    UnaryOperator<Api> service =
        ignoring(
            filter -> false,
            answer ->
                answer.path("data").findParents("id").stream()
                    .filter(customer -> customer.get("id").asLong() != 7)
                    .forEach(customer -> ((ObjectNode) customer).put("lastSeen", "never")));
    try (AskedAccount account =
        AskedAccount.behind(service, CUSTOMERS, "consistency=strict", SERVER)) {
      assertThat(ids(account, "SELECT id, lastSeen FROM customers WHERE id = 7 OR name = 'nobody'"))
          .containsExactly(7L);
    }
  }

  /** It takes them for seen at the first of all times, which it does not show. */
  @ParameterizedTest
  @ValueSource(strings = {"error", "null"})
  void aServiceMayKeepTheFirstOfAllTimesForNone(String undecodable) throws Exception {
    List<DemoCustomer> some =
        CUSTOMERS.stream()
            .map(one -> one.id() % 50 == 0 ? one.with(CustomerField.LAST_SEEN, null) : one)
            .toList();
    Behaviour low = Behaviour.of(Quirk.NULLS_LOW);
    try (AskedAccount account =
        AskedAccount.contradicting(
            Contradiction.FILTERS_IGNORED, low, some, "undecodable=" + undecodable)) {
      assertThat(ids(account, "SELECT id FROM customers ORDER BY lastSeen LIMIT 10"))
          .isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }
  }

  /** How texts compare is the service's to say: by words in any order, any word, or wildcards. */
  @ParameterizedTest
  @CsvSource({
    "= 'John Smith', Smith John",
    "= 'John Smith', John Doe",
    "= 'a%c', abc",
    "LIKE '%John Smith%', Dear Smith",
    "LIKE '%John Smith%', Smith John"
  })
  void whatAServiceMayFindIsNoError(String asked, String shown) throws Exception {
    List<DemoCustomer> one = List.of(DemoCustomer.of(1).with(CustomerField.NAME, shown));
    try (AskedAccount account =
        AskedAccount.contradicting(Contradiction.FILTERS_IGNORED, one, SERVER)) {
      assertThat(ids(account, "SELECT id FROM customers WHERE name " + asked)).containsExactly(1L);
    }
  }

  /** Half a second or more is shown as the next. */
  @ParameterizedTest
  @ValueSource(strings = {"warn", "strict"})
  void aTimeThatIsRoundedUpIsNoError(String consistency) throws Exception {
    List<DemoCustomer> halves =
        CUSTOMERS.stream()
            .map(
                one ->
                    one.with(
                        CustomerField.LAST_SEEN,
                        Instant.ofEpochSecond(START + one.id(), 700_000_000)))
            .toList();
    UnaryOperator<Api> service = ignoring(filter -> false, TestCheckOutcomes::roundUp);
    String before = Instant.ofEpochSecond(START + 51).toString().replace('T', ' ');
    String sql = "SELECT id FROM customers WHERE lastSeen < TIMESTAMP '" + before.replace("Z", "'");
    try (AskedAccount account =
        AskedAccount.behind(service, halves, "consistency=" + consistency)) {
      assertThat(ids(account, sql)).hasSize(50);
      assertThat(account.requests()).hasSizeLessThanOrEqualTo(consistency.equals("warn") ? 2 : 4);
      assertThat(ids(account, sql)).hasSize(50);
      assertThat(account.requests()).hasSize(1);
    }
    try (AskedAccount account =
        AskedAccount.behind(service, halves, "consistency=" + consistency, "cacheTtl=60")) {
      assertThat(ids(account, sql)).hasSize(50);
      assertThat(ids(account, sql)).hasSize(50);
      assertThat(account.requests()).isEmpty();
    }
  }

  private static void roundUp(ObjectNode answer) {
    for (JsonNode customer : answer.path("data")) {
      long second = customer.path("lastSeen").asLong();
      ((ObjectNode) customer).put("lastSeen", Long.toString(second + 1));
    }
  }
}
