package io.github.helpcrunchjdbc.sql;

import static io.github.helpcrunchjdbc.sql.OperatorCase.EVERYBODY;
import static io.github.helpcrunchjdbc.sql.OperatorCase.and;
import static io.github.helpcrunchjdbc.sql.OperatorCase.bodies;
import static io.github.helpcrunchjdbc.sql.OperatorCase.filter;
import static io.github.helpcrunchjdbc.sql.OperatorCase.of;
import static io.github.helpcrunchjdbc.sql.OperatorCase.one;
import static io.github.helpcrunchjdbc.sql.OperatorCase.or;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every searchable field with every operator of its type; and of each type and operator every form
 * that SQL has for it.
 */
@Tag("everywhere")
class TestPushdownOperators {
  private static final List<CustomerField> TEXTS =
      List.of(
          CustomerField.NAME,
          CustomerField.EMAIL,
          CustomerField.USER_ID,
          CustomerField.COMPANY,
          CustomerField.PHONE,
          CustomerField.REGION_CODE,
          CustomerField.COUNTRY_CODE,
          CustomerField.CITY);
  private static final List<CustomerField> HIDDEN_TEXTS =
      List.of(
          CustomerField.TELEGRAM_ID,
          CustomerField.FACEBOOK_ID,
          CustomerField.INSTAGRAM_ID,
          CustomerField.VIBER_ID,
          CustomerField.WHATSAPP_ID);

  /** The page's time of a last visit, 1603885746. */
  private static final LocalDateTime TIME = LocalDateTime.parse("2020-10-28T11:49:06");

  private static @Nullable AskedAccount strict;
  private static @Nullable AskedAccount server;

  @BeforeAll
  static void connect() throws SQLException {
    strict = AskedAccount.of(customers(), "stringMatching=strict");
    server = AskedAccount.of(customers(), "stringMatching=server");
  }

  @AfterAll
  static void close() throws SQLException {
    if (strict != null && server != null) {
      strict.close();
      server.close();
    }
  }

  private static List<DemoCustomer> customers() {
    Instant time = Instant.parse("2020-10-28T11:49:06Z");
    return List.of(
        customer(1, "Ann", time.minusSeconds(1), "Lead"),
        customer(2, "ann", time, "Lead", "vip"),
        customer(3, "Annabel", time.plusSeconds(1), "lead"),
        customer(4, "Bob", time.plusSeconds(60)),
        customer(5, null, null),
        customer(6, "100% \\ \"a_b\" Їжак", time.plusSeconds(3600), "vip"),
        customer(5_000_000_000L, "Dan", time.plusSeconds(7200), "Їжак"));
  }

  private static DemoCustomer customer(
      long id, @Nullable String text, @Nullable Instant lastSeen, String... tags) {
    DemoCustomer.Builder customer = DemoCustomer.builder(id);
    Stream.concat(TEXTS.stream(), HIDDEN_TEXTS.stream()).forEach(f -> customer.set(f, text));
    customer.set(CustomerField.LAST_SEEN, lastSeen);
    DemoCustomer made = customer.build();
    return tags.length == 0 ? made : made.withTags(tags);
  }

  private static List<OperatorCase> equality() {
    return List.of(
        of("{f} = 'Ann'").sends(one("=", "\"Ann\"")).selects(1),
        of("'Ann' = {f}").sends(one("=", "\"Ann\"")).selects(1),
        of("{f} = ?", "Ann").sends(one("=", "\"Ann\"")).selects(1),
        of("? = {f}", "Ann").sends(one("=", "\"Ann\"")).selects(1),
        of("{f} = CAST(? AS VARCHAR) || 'n'", "An").sends(one("=", "\"Ann\"")).selects(1),
        of("{f} = 'A' || 'nn'").sends(one("=", "\"Ann\"")).selects(1),
        of("NOT ({f} <> 'Ann')").sends(one("=", "\"Ann\"")).selects(1),
        of("{f} = '100% \\ \"a_b\" Їжак'")
            .sends(one("=", "\"100% \\\\ \\\"a_b\\\" Їжак\""))
            .selects(6),
        of("{f} = ?", (Object) null).selects(),
        of("{f} LIKE 'Ann'").sends(one("=", "\"Ann\"")).selects(1),
        of("{f} IN ('Ann', 'Bob')")
            .sends(or(filter("=", "\"Ann\""), filter("=", "\"Bob\"")))
            .selects(1, 4),
        of("{f} IN (?, ?)", "Ann", "Bob")
            .sends(or(filter("=", "\"Ann\""), filter("=", "\"Bob\"")))
            .selects(1, 4),
        of("{f} IN (?, ?)", "Ann", null).sends(one("=", "\"Ann\"")).selects(1),
        of("{f} = 'Ann' OR 'Bob' = {f}")
            .sends(or(filter("=", "\"Ann\""), filter("=", "\"Bob\"")))
            .selects(1, 4));
  }

  private static List<OperatorCase> inequality() {
    String notAnn = one("!=", "\"Ann\"");
    return List.of(
        of("{f} <> 'Ann'").sendsToServer(notAnn).selects(2, 3, 4, 6, 5_000_000_000L),
        of("'Ann' <> {f}").sendsToServer(notAnn).selects(2, 3, 4, 6, 5_000_000_000L),
        of("{f} <> ?", "Ann").sendsToServer(notAnn).selects(2, 3, 4, 6, 5_000_000_000L),
        of("{f} <> CAST(? AS VARCHAR) || 'n'", "An")
            .sendsToServer(notAnn)
            .selects(2, 3, 4, 6, 5_000_000_000L),
        of("NOT {f} = 'Ann'").sendsToServer(notAnn).selects(2, 3, 4, 6, 5_000_000_000L),
        of("{f} NOT LIKE 'Ann'").sendsToServer(notAnn).selects(2, 3, 4, 6, 5_000_000_000L),
        of("{f} NOT IN ('Ann', 'Bob')")
            .sendsToServer(and(filter("!=", "\"Ann\""), filter("!=", "\"Bob\"")))
            .selects(2, 3, 6, 5_000_000_000L),
        of("{f} NOT IN (?, ?)", "Ann", "Bob")
            .sendsToServer(and(filter("!=", "\"Ann\""), filter("!=", "\"Bob\"")))
            .selects(2, 3, 6, 5_000_000_000L));
  }

  private static List<OperatorCase> containment() {
    return List.of(
        of("{f} LIKE '%nn%'").sends(one("~", "\"nn\"")).selects(1, 2, 3),
        of("{f} LIKE ?", "%nn%").sends(one("~", "\"nn\"")).selects(1, 2, 3),
        of("{f} LIKE '%' || 'nn' || '%'").sends(one("~", "\"nn\"")).selects(1, 2, 3),
        of("{f} LIKE '%!%%' ESCAPE '!'").sends(one("~", "\"%\"")).selects(6),
        of("{f} LIKE '%!_b!!%' ESCAPE '!'").sends(one("~", "\"_b!\"")).selects(),
        of("NOT ({f} NOT LIKE '%Їжак%')").sends(one("~", "\"Їжак\"")).selects(6),
        of("{f} LIKE '%nab%' OR {f} LIKE '%ob%'")
            .sends(or(filter("~", "\"nab\""), filter("~", "\"ob\"")))
            .selects(3, 4),
        of("{f} LIKE '%n%' AND {f} LIKE '%D%'")
            .sends(and(filter("~", "\"n\""), filter("~", "\"D\"")))
            .selects(5_000_000_000L));
  }

  private static List<OperatorCase> negatedContainment() {
    String without = one("!~", "\"nn\"");
    return List.of(
        of("{f} NOT LIKE '%nn%'").sendsToServer(without).selects(4, 6, 5_000_000_000L),
        of("{f} NOT LIKE ?", "%nn%").sendsToServer(without).selects(4, 6, 5_000_000_000L),
        of("NOT ({f} LIKE '%nn%')").sendsToServer(without).selects(4, 6, 5_000_000_000L),
        of("{f} NOT LIKE '%nn%' AND {f} NOT LIKE '%o%'")
            .sendsToServer(and(filter("!~", "\"nn\""), filter("!~", "\"o\"")))
            .selects(6, 5_000_000_000L));
  }

  /** Patterns that say more than that a text is contained, and what no operator says. */
  private static List<OperatorCase> beyondTheService() {
    return List.of(
        of("{f} LIKE 'Ann%'").sends(one("~", "\"Ann\"")).selects(1, 3),
        of("{f} LIKE ?", "Ann%").sends(one("~", "\"Ann\"")).selects(1, 3),
        of("{f} LIKE '%nn'").sends(one("~", "\"nn\"")).selects(1, 2),
        of("{f} LIKE 'A%bel'").sends(one("~", "\"bel\"")).selects(3),
        of("{f} LIKE '_nn%'").sends(one("~", "\"nn\"")).selects(1, 2, 3),
        // A backslash may be an escape to the service: what stands beside it is looked for.
        of("{f} LIKE '%% \\ \"a%'").sends(one("~", "\" \\\"a\"")).selects(6),
        of("{f} LIKE '%'").sends(EVERYBODY).selects(1, 2, 3, 4, 6, 5_000_000_000L),
        of("{f} LIKE '____'").sends(EVERYBODY).selects(),
        of("{f} NOT LIKE 'Ann%'").sends(EVERYBODY).selects(2, 4, 6, 5_000_000_000L),
        of("{f} BETWEEN 'Ann' AND 'Bob'").sends(EVERYBODY).selects(1, 3, 4),
        of("{f} < 'B'").sends(EVERYBODY).selects(1, 3, 6),
        of("{f} >= ?", "a").sends(EVERYBODY).selects(2),
        of("{f} IS NULL").sends(EVERYBODY).selects(5),
        of("UPPER({f}) = 'ANN'").sends(EVERYBODY).selects(1, 2));
  }

  private static List<OperatorCase> ids() {
    return List.of(
        of("id = 3").sends(one("=", 3)).selects(3),
        of("3 = id").sends(one("=", 3)).selects(3),
        of("id = ?", 3L).sends(one("=", 3)).selects(3),
        of("id = ?", 5_000_000_000L).sends(one("=", 5_000_000_000L)).selects(5_000_000_000L),
        of("id = 1 + CAST(? AS BIGINT)", 2L).sends(one("=", 3)).selects(3),
        of("id = 3.0").sends(one("=", 3)).selects(3),
        of("id = 2.5").selects(),
        of("id = ?", (Object) null).selects(),
        of("id <> 3").sends(one("!=", 3)).selects(1, 2, 4, 5, 6, 5_000_000_000L),
        of("? <> id", 3L).sends(one("!=", 3)).selects(1, 2, 4, 5, 6, 5_000_000_000L),
        of("NOT id = 3").sends(one("!=", 3)).selects(1, 2, 4, 5, 6, 5_000_000_000L),
        of("id > 4").sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("4 < id").sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("id > ?", 4L).sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("id > 4.5").sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("NOT id <= 4").sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("id >= 5").sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("? <= id", 5L).sends(one(">", 4)).selects(5, 6, 5_000_000_000L),
        of("id < 3").sends(one("<", 3)).selects(1, 2),
        of("? > id", 3L).sends(one("<", 3)).selects(1, 2),
        of("id < 1 + CAST(? AS BIGINT)", 2L).sends(one("<", 3)).selects(1, 2),
        of("id <= 2").sends(one("<", 3)).selects(1, 2),
        of("2 >= id").sends(one("<", 3)).selects(1, 2),
        of("id BETWEEN 2 AND 4").sends(and(filter(">", 1), filter("<", 5))).selects(2, 3, 4),
        of("id BETWEEN ? AND ?", 2L, 4L)
            .sends(and(filter(">", 1), filter("<", 5)))
            .selects(2, 3, 4),
        of("id NOT BETWEEN 2 AND 6")
            .sends(or(filter("<", 2), filter(">", 6)))
            .selects(1, 5_000_000_000L),
        of("id IN (2, 4)").sends(or(filter("=", 2), filter("=", 4))).selects(2, 4),
        of("id IN (?, ?)", 2L, 4L).sends(or(filter("=", 2), filter("=", 4))).selects(2, 4),
        of("id NOT IN (2, 4)")
            .sends(and(filter("!=", 2), filter("!=", 4)))
            .selects(1, 3, 5, 6, 5_000_000_000L),
        of("id > 1 AND id < 6 AND id <> 3")
            .sends(and(filter(">", 1), filter("!=", 3), filter("<", 6)))
            .selects(2, 4, 5));
  }

  private static List<OperatorCase> times() {
    String time = "TIMESTAMP '2020-10-28 11:49:06'";
    String second = and(filter(">=", 1603885746L), filter("<", 1603885747L));
    return List.of(
        of("{f} = " + time).sends(second).selects(2),
        of(time + " = {f}").sends(second).selects(2),
        of("{f} = ?", TIME).sends(second).selects(2),
        of("{f} = CAST(? AS TIMESTAMP(3)) + INTERVAL '1' HOUR", TIME.minusHours(1))
            .sends(second)
            .selects(2),
        of("{f} = ?", (Object) null).selects(),
        of("{f} <> " + time)
            .sends(or(filter("<", 1603885746L), filter(">=", 1603885747L)))
            .selects(1, 3, 4, 6, 5_000_000_000L),
        of("{f} <> ?", TIME)
            .sends(or(filter("<", 1603885746L), filter(">=", 1603885747L)))
            .selects(1, 3, 4, 6, 5_000_000_000L),
        of("{f} >= " + time).sends(one(">=", 1603885746L)).selects(2, 3, 4, 6, 5_000_000_000L),
        of("? <= {f}", TIME).sends(one(">=", 1603885746L)).selects(2, 3, 4, 6, 5_000_000_000L),
        of("{f} < " + time).sends(one("<", 1603885746L)).selects(1),
        of("? > {f}", TIME).sends(one("<", 1603885746L)).selects(1),
        of("NOT {f} >= " + time).sends(one("<", 1603885746L)).selects(1),
        of("{f} <= " + time).sends(one("<", 1603885747L)).selects(1, 2),
        of("{f} <= ?", TIME).sends(one("<", 1603885747L)).selects(1, 2),
        of("{f} >= ?", TIME.plusNanos(1_000_000))
            .sends(one(">=", 1603885747L))
            .selects(3, 4, 6, 5_000_000_000L),
        of("{f} < ?", TIME.plusNanos(1_000_000)).sends(one("<", 1603885747L)).selects(1, 2),
        of("{f} BETWEEN " + time + " AND TIMESTAMP '2020-10-28 11:49:07'")
            .sends(and(filter(">=", 1603885746L), filter("<", 1603885748L)))
            .selects(2, 3),
        of("{f} BETWEEN ? AND ?", TIME, TIME.plusSeconds(1))
            .sends(and(filter(">=", 1603885746L), filter("<", 1603885748L)))
            .selects(2, 3),
        of("{f} IN (" + time + ", TIMESTAMP '2020-10-28 11:50:06')")
            .sends(second, and(filter(">=", 1603885806L), filter("<", 1603885807L)))
            .selects(2, 4),
        of("{f} NOT IN (?, ?)", TIME, TIME.plusMinutes(1))
            .sends(and(filter("!=", 1603885746L), filter("!=", 1603885806L)))
            .selects(1, 3, 6, 5_000_000_000L));
  }

  private static List<OperatorCase> tags() {
    String lead = one("=", "[{\"name\":\"Lead\"}]");
    return List.of(
        of("HAS_TAG(tags, 'Lead')").sends(lead).selects(1, 2),
        of("HAS_TAG(tags, ?)", "Lead").sends(lead).selects(1, 2),
        of("HAS_TAG(tags, 'Le' || 'ad')").sends(lead).selects(1, 2),
        of("HAS_TAG(tags, CAST(? AS VARCHAR) || 'ad')", "Le").sends(lead).selects(1, 2),
        of("HAS_TAG(tags, 'Їжак')")
            .sends(one("=", "[{\"name\":\"Їжак\"}]"))
            .selects(5_000_000_000L),
        of("HAS_TAG(tags, ?)", (Object) null).selects(),
        of("HAS_TAG(tags, 'Lead') AND HAS_TAG(tags, 'vip')")
            .sends(one("=", "[{\"name\":\"Lead\"},{\"name\":\"vip\"}]"))
            .selects(2),
        of("HAS_TAG(tags, 'Lead') OR HAS_TAG(tags, ?)", "vip")
            .sends(or(filter("=", "[{\"name\":\"Lead\"}]"), filter("=", "[{\"name\":\"vip\"}]")))
            .selects(1, 2, 6),
        of("NOT HAS_TAG(tags, 'Lead')").sends(EVERYBODY).selects(3, 6, 5_000_000_000L));
  }

  static List<Arguments> cases() {
    List<Arguments> all = new ArrayList<>();
    for (CustomerField field : TEXTS) {
      add(all, field, equality());
      add(all, field, containment());
      add(all, field, strictlyForAll(inequality()));
      add(all, field, strictlyForAll(negatedContainment()));
      add(all, field, beyondTheService());
    }
    for (CustomerField field : HIDDEN_TEXTS) {
      add(all, field, equality());
      add(all, field, containment());
    }
    ids().forEach(c -> all.add(Arguments.of("id", c)));
    times().forEach(c -> all.add(Arguments.of("lastSeen", c)));
    tags().forEach(c -> all.add(Arguments.of("tags", c)));
    return all;
  }

  /**
   * All forms of an operator for the first field of a kind. The others of the kind differ from it
   * in their names alone: they are asked the first form.
   */
  private static void add(List<Arguments> all, CustomerField field, List<OperatorCase> forms) {
    boolean isFirst = field == TEXTS.get(0) || field == HIDDEN_TEXTS.get(0);
    forms.stream()
        .limit(isFirst ? forms.size() : 1)
        .forEach(form -> all.add(Arguments.of(field.column(), form)));
  }

  private static List<OperatorCase> strictlyForAll(List<OperatorCase> negative) {
    return negative.stream().map(one -> one.sendsStrictly(EVERYBODY)).toList();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void strictly(String column, OperatorCase operator) throws Exception {
    check(strict, column, operator, operator.strict());
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("cases")
  void asTheServerMatches(String column, OperatorCase operator) throws Exception {
    check(server, column, operator, operator.server());
  }

  static List<Arguments> negativeOnHidden() {
    List<Arguments> all = new ArrayList<>();
    for (CustomerField field : HIDDEN_TEXTS) {
      add(all, field, inequality());
      add(all, field, negatedContainment());
    }
    return all;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("negativeOnHidden")
  void negativeOnWhatIsNeverShownAsTheServerMatches(String column, OperatorCase operator)
      throws Exception {
    check(server, column, operator, operator.server());
  }

  private static void check(
      @Nullable AskedAccount account, String column, OperatorCase operator, List<String> searches)
      throws Exception {
    if (account == null) {
      throw new IllegalStateException("not connected");
    }
    List<Long> ids =
        account.ids(operator.predicate().replace("{f}", column), operator.parameters().toArray());
    assertThat(ids).isEqualTo(operator.ids());
    account.assertSent(bodies(searches, column.equals("tags") ? "tagsData" : column));
  }

  @Test
  void timesRelativeToNow() throws Exception {
    AskedAccount account = java.util.Objects.requireNonNull(strict);
    assertThat(account.ids("lastSeen >= CURRENT_TIMESTAMP - INTERVAL '7' DAY")).isEmpty();
    assertThat(account.requests().get(0).get("filter").get(0).toString())
        .isEqualTo("{\"field\":\"customers.lastSeen\",\"operator\":\">=\",\"value\":1795078800}");
  }

  @Test
  void thePagesFirstExample() throws Exception {
    for (AskedAccount account : Arrays.asList(strict, server)) {
      java.util.Objects.requireNonNull(account)
          .ask(
              "SELECT * FROM customers WHERE email LIKE '%gmail%' ORDER BY firstSeen DESC LIMIT 5");
      account.assertSent(
          """
          {"filter": [{"field": "customers.email", "operator": "~", "value": "gmail"}],
           "limit": 5, "offset": 0, "sort": "customers.firstSeen", "order": "DESC"}
          """);
    }
  }

  @Test
  void thePagesSecondExample() throws Exception {
    for (AskedAccount account : Arrays.asList(strict, server)) {
      java.util.Objects.requireNonNull(account)
          .ask(
              "SELECT * FROM customers WHERE name = 'John' AND id > 18"
                  + " AND lastSeen >= TIMESTAMP '2020-10-28 11:49:06' AND HAS_TAG(tags, 'Lead')"
                  + " ORDER BY firstSeen DESC LIMIT 100");
      account.assertSent(
          """
          {"comparison": "AND",
           "filter": [
             {"field": "customers.name", "operator": "=", "value": "John"},
             {"field": "customers.id", "operator": ">", "value": 18},
             {"field": "customers.lastSeen", "operator": ">=", "value": 1603885746},
             {"field": "customers.tagsData", "operator": "=", "value": [{"name": "Lead"}]}],
           "sort": "customers.firstSeen", "order": "DESC", "offset": 0, "limit": 100}
          """);
    }
  }
}
