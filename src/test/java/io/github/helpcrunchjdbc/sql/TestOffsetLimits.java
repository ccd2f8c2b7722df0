package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Services whose offsets lead only so far into a search: nobody is lost, at little more cost. */
@Timeout(300)
class TestOffsetLimits {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final List<DemoCustomer> MANY = DemoAccount.customers(NOW, 25_000);
  private static final List<DemoCustomer> FEW = DemoAccount.customers(NOW, 1_300);

  static Stream<Behaviour> limits() {
    return Stream.of(
        Behaviour.of(Quirk.DEEP_OFFSET_EMPTY),
        Behaviour.of(Quirk.DEEP_OFFSET_EMPTY, Quirk.TOTAL_CAPPED),
        Behaviour.of(Quirk.DEEP_OFFSET_CLAMPED),
        Behaviour.of(Quirk.DEEP_OFFSET_CLAMPED, Quirk.TOTAL_CAPPED),
        Behaviour.of(Quirk.DEEP_OFFSET_REFUSED),
        Behaviour.of(Quirk.DEEP_OFFSET_NOT_FOUND),
        Behaviour.of(Quirk.DEEP_OFFSET_REFUSED, Quirk.TOTAL_CAPPED));
  }

  @ParameterizedTest
  @MethodSource("limits")
  void everybodyIsReadAtThirtyPercentMoreAtMost(Behaviour behaviour) throws Exception {
    try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour)) {
      for (String sql :
          List.of(
              "SELECT id FROM customers",
              "SELECT id FROM customers ORDER BY firstSeen",
              "SELECT id FROM customers ORDER BY lastSeen DESC",
              "SELECT id FROM customers WHERE id > 0")) {
        assertAllAreRead(asked, sql, 25_000, 325);
      }
    }
  }

  private static void assertAllAreRead(AskedAccount asked, String sql, int customers, int most)
      throws Exception {
    assertThat(asked.ask(sql).column(0)).as(sql).hasSize(customers).doesNotHaveDuplicates();
    assertThat(asked.requests().size()).as(sql).isLessThanOrEqualTo(most);
  }

  /** Where nothing is known of 1,000 or 12,000, it shows on the way. */
  @ParameterizedTest
  @CsvSource({"1000, 325", "2000, 305", "5000, 300", "12000, 290"})
  void everybodyIsReadWhereverOffsetsEnd(int reach, int most) throws Exception {
    for (Behaviour behaviour : limits().filter(b -> !b.has(Quirk.TOTAL_CAPPED)).toList()) {
      String sql = "SELECT id FROM customers";
      try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour.withReach(reach))) {
        assertThat(asked.ask(sql).column(0))
            .as("%s", behaviour)
            .hasSize(25_000)
            .doesNotHaveDuplicates();
        assertThat(asked.requests().size()).as("%s", behaviour).isLessThanOrEqualTo(most);
      }
    }
  }

  /** Another page comes in place of deep ones: the first one again, or its first row alone. */
  @ParameterizedTest
  @CsvSource({"100, 335", "1, 325"})
  void anotherPageInPlaceOfDeepOnesIsNoticed(int rows, int most) throws Exception {
    UnaryOperator<Api> leading =
        account ->
            request -> account.answer(offset(request) < 5_000 ? request : at(request, 0, rows));
    try (AskedAccount asked = AskedAccount.behind(leading, MANY)) {
      assertAllAreRead(asked, "SELECT id FROM customers", 25_000, most);
    }
  }

  /** How far offsets lead is guessed while ranges are cut; only what was seen holds for later. */
  @Test
  void aGuessHoldsForNoOtherStatement() throws Exception {
    Behaviour behaviour = Behaviour.of(Quirk.DEEP_OFFSET_REFUSED).withReach(1_000);
    try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour)) {
      assertThat(asked.ask("SELECT id FROM customers").column(0)).hasSize(25_000);
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 700").column(0)).hasSize(10);
      assertThat(asked.requests()).hasSize(1);
    }
  }

  /** The last two of a range are three if somebody has entered it since it was counted. */
  @Test
  void whoEntersARangeMovesItsEnd() throws Exception {
    AtomicBoolean entered = new AtomicBoolean();
    UnaryOperator<Api> entering =
        account ->
            request -> {
              boolean isEnd = request.body().contains("\"limit\":3");
              if (isEnd && !entered.getAndSet(true)) {
                ApiAnswer answer = account.answer(at(request, offset(request) - 1, 3));
                int total =
                    Integer.parseInt(answer.body().replaceAll(".*\"total\":(\\d+).*", "$1"));
                return new ApiAnswer(
                    200, answer.body().replace("\"total\":" + total, "\"total\":" + (total + 1)));
              }
              return account.answer(offset(request) < 1_000 ? request : at(request, 10_000, 1));
            };
    try (AskedAccount asked = AskedAccount.behind(entering, DemoAccount.customers(NOW, 5_000))) {
      assertThat(asked.ask("SELECT id FROM customers").column(0))
          .hasSize(5_000)
          .doesNotHaveDuplicates();
      assertThat(entered).isTrue();
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 700").column(0)).hasSize(10);
      assertThat(asked.requests()).hasSize(1);
    }
  }

  /** Of a place far behind, too: the last two are others once one customer has left. */
  @Test
  void whoLeavesIsNoEndOfOffsets() throws Exception {
    UnaryOperator<Api> leaving =
        account ->
            request -> {
              ApiAnswer answer = account.answer(request);
              return request.body().contains("\"limit\":3")
                  ? answer
                  : new ApiAnswer(200, answer.body().replace("\"total\":12345", "\"total\":12346"));
            };
    try (AskedAccount asked = AskedAccount.behind(leaving, DemoAccount.customers(NOW, 12_345))) {
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 12000").column(0)).hasSize(10);
      assertThat(asked.requests()).hasSize(3);
    }
  }

  private static long offset(ApiRequest request) {
    return Long.parseLong(("0" + request.body()).replaceFirst(".*\"offset\":(\\d+).*|.*", "0$1"));
  }

  private static ApiRequest at(ApiRequest request, long offset, int rows) {
    String body =
        request
            .body()
            .replaceAll("\"offset\":\\d+", "\"offset\":" + offset)
            .replaceAll("\"limit\":\\d+", "\"limit\":" + rows);
    return new ApiRequest(
        request.method(), request.path(), request.query(), request.headers(), body);
  }

  /** In strict a round total is held against those of two halves, before much is read in vain. */
  @Test
  void strictNoticesSoonThatATotalStopsCounting() throws Exception {
    Behaviour behaviour = Behaviour.of(Quirk.DEEP_OFFSET_EMPTY, Quirk.TOTAL_CAPPED);
    try (AskedAccount asked =
        AskedAccount.unjudged(MANY, behaviour.withReach(12_000), "consistency=strict")) {
      assertAllAreRead(asked, "SELECT id FROM customers", 25_000, 325);
    }
  }

  /** The pages before the end are asked for once, and what is behind it by ranges. */
  @ParameterizedTest
  @MethodSource("limits")
  void fewBehindTheEndAreReadByFewRequests(Behaviour behaviour) throws Exception {
    List<DemoCustomer> some = DemoAccount.customers(NOW, 10_050);
    try (AskedAccount asked = AskedAccount.unjudged(some, behaviour)) {
      assertAllAreRead(asked, "SELECT id FROM customers", 10_050, 135);
    }
  }

  /** Where ids tell nothing of visits, the first pages have to be read again. */
  @ParameterizedTest
  @MethodSource("limits")
  void whateverTheOrderOfIds(Behaviour behaviour) throws Exception {
    List<Long> ids = new ArrayList<>(MANY.stream().map(DemoCustomer::id).toList());
    Collections.shuffle(ids, new Random(5));
    List<DemoCustomer> customers = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      customers.add(
          DemoCustomer.of(ids.get(i))
              .with(CustomerField.FIRST_SEEN, NOW.minusSeconds(100L * i))
              .with(CustomerField.LAST_SEEN, NOW.minusSeconds(50L * i)));
    }
    try (AskedAccount asked = AskedAccount.unjudged(customers, behaviour)) {
      assertAllAreRead(asked, "SELECT id FROM customers", 25_000, 325);
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void countsGoOn(Behaviour behaviour) throws Exception {
    try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour)) {
      assertThat(asked.ask("SELECT COUNT(*) FROM customers").column(0)).containsExactly(25_000L);
      assertThat(asked.requests().size()).isLessThan(20);
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 20000").column(0)).hasSize(10);
      assertThat(asked.requests().size()).isLessThan(100);
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 24995").column(0)).hasSize(5);
      assertThat(asked.ask("SELECT id FROM customers LIMIT 10 OFFSET 25000").column(0)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  void answersAreThoseOfAnotherEngine(Behaviour behaviour) throws Exception {
    // A total that ends below 10,000 is not taken for the end of counting.
    Behaviour near = new Behaviour(withoutCap(behaviour), 0, 1, 1_000);
    try (AskedAccount asked = AskedAccount.of(FEW, near)) {
      asked.assertJudged("SELECT id FROM customers");
      asked.assertJudged("SELECT lastSeen FROM customers ORDER BY lastSeen DESC", 0);
      asked.assertJudged(
          "SELECT firstSeen FROM customers ORDER BY firstSeen LIMIT 20 OFFSET 1100", 0);
      asked.assertJudged("SELECT firstSeen FROM customers ORDER BY firstSeen NULLS FIRST", 0);
      asked.assertJudged("SELECT lastSeen FROM customers ORDER BY lastSeen LIMIT 40 OFFSET 970", 0);
      asked.assertJudged("SELECT lastSeen FROM customers ORDER BY lastSeen LIMIT 1290", 0);
      asked.assertJudged("SELECT id FROM customers WHERE id > 1100 OR countryCode = 'PL'");
      asked.assertJudged("SELECT COUNT(*) FROM customers WHERE email IS NULL");
    }
  }

  /** The total of an OR can't be held against ranges of ids, so a round one counts for nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"consistency=warn", "consistency=strict"})
  void totalsOfAnyOfTwoStopCountingToo(String consistency) throws Exception {
    Behaviour behaviour = Behaviour.of(Quirk.DEEP_OFFSET_EMPTY, Quirk.TOTAL_CAPPED);
    long emails = MANY.stream().filter(c -> c.get(CustomerField.EMAIL) != null).count();
    assertThat(emails).isGreaterThan(10_000);
    try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour, consistency)) {
      assertThat(
              asked
                  .ask("SELECT COUNT(*) FROM customers WHERE id > 1 OR lastSeen >= '2020-01-01'")
                  .column(0))
          .containsExactly(25_000L);
      // Each of the two searches has everybody.
      int checkOutcomes = consistency.endsWith("strict") ? 5 : 0;
      assertThat(asked.requests().size()).isLessThanOrEqualTo(512 + checkOutcomes);
      assertThat(asked.ask("SELECT COUNT(email) FROM customers").column(0)).containsExactly(emails);
      assertThat(asked.requests().size()).isLessThanOrEqualTo(100);
      long old = MANY.stream().filter(c -> isBefore(c, "2026-01-01T00:00:00Z")).count();
      assertThat(
              asked.ask("SELECT COUNT(*) FROM customers WHERE firstSeen < '2026-01-01'").column(0))
          .containsExactly(old);
    }
  }

  /**
   * Where the service counts on, as the account's total shows, nothing is read again. Of 10,001
   * customers all but one are as many as the round total.
   */
  @ParameterizedTest
  @CsvSource({
    "consistency=warn, 12000, 3000",
    "consistency=strict, 12000, 3000",
    "consistency=warn, 10001, 4999",
    "consistency=strict, 10001, 4999"
  })
  void aRoundTotalOfAnyOfTwoIsNoCapWhereOthersAreCounted(
      String consistency, int all, int greatestId) throws Exception {
    List<DemoCustomer> customers = new ArrayList<>();
    for (int id = 1; id <= all; id++) {
      Instant seen = id > 5_000 ? NOW.minusSeconds(id) : Instant.parse("2019-01-01T00:00:00Z");
      customers.add(DemoCustomer.of(id).with(CustomerField.LAST_SEEN, seen));
    }
    String any = " FROM customers WHERE id <= " + greatestId + " OR lastSeen >= '2020-01-01'";
    int checkOutcomes = consistency.endsWith("strict") ? 4 : 0;
    for (String columns : List.of("COUNT(*)", "id")) {
      try (AskedAccount asked = AskedAccount.unjudged(customers, Behaviour.PLAIN, consistency)) {
        List<Object> rows = asked.ask("SELECT " + columns + any).column(0);
        if (columns.equals("id")) {
          assertThat(rows).hasSize(10_000).doesNotHaveDuplicates();
          assertThat(asked.requests().size()).isLessThanOrEqualTo(107 + checkOutcomes);
        } else {
          assertThat(rows).containsExactly(10_000L);
          assertThat(asked.requests().size()).isLessThanOrEqualTo(5 + checkOutcomes);
        }
      }
    }
  }

  private static boolean isBefore(DemoCustomer customer, String time) {
    Object first = customer.get(CustomerField.FIRST_SEEN);
    return first != null && ((Instant) first).isBefore(Instant.parse(time));
  }

  /** Two ranges, the first of which is longer than a page; the end of offsets is known by then. */
  @ParameterizedTest
  @MethodSource("limits")
  void noRangeIsLostBehindTheFirst(Behaviour behaviour) throws Exception {
    Map<Object, Instant> times = new HashMap<>();
    for (DemoCustomer customer : MANY) {
      if (customer.get(CustomerField.FIRST_SEEN) instanceof Instant time) {
        times.put(customer.id(), time.truncatedTo(ChronoUnit.SECONDS));
      }
    }
    List<Instant> sorted = times.values().stream().sorted().toList();
    Instant first = sorted.get(1_250);
    Instant second = sorted.get(sorted.size() - 1_000);
    List<Object> ids = new ArrayList<>(times.keySet());
    ids.removeIf(id -> !times.get(id).isBefore(first) && times.get(id).isBefore(second));
    long ahead = sorted.stream().filter(first::isAfter).count();
    String before = "SELECT id FROM customers WHERE firstSeen < '" + text(first) + "'";
    for (String consistency : List.of("consistency=warn", "consistency=strict")) {
      try (AskedAccount asked = AskedAccount.unjudged(MANY, behaviour, consistency)) {
        asked.ask("SELECT id FROM customers");
        assertThat(asked.ask(before + " OR firstSeen >= '" + text(second) + "'").column(0))
            .as("%s", behaviour)
            .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(asked.requests().size()).isLessThanOrEqualTo(65);
        assertThat(asked.ask(before).column(0)).hasSize((int) ahead);
        assertThat(asked.requests().size()).isLessThanOrEqualTo(20);
      }
    }
  }

  private static String text(Instant time) {
    return time.toString().replace('T', ' ').replace("Z", "");
  }

  private static Set<Quirk> withoutCap(Behaviour behaviour) {
    Set<Quirk> quirks = new HashSet<>(behaviour.quirks());
    quirks.remove(Quirk.TOTAL_CAPPED);
    return quirks;
  }
}
