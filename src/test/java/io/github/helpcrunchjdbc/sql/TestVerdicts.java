package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values at the edges of what a filter can say: what is sent of them, and what comes. */
@Tag("everywhere")
@Tag("zones")
class TestVerdicts {
  private static final String MAX = "9223372036854775807";
  private static final String BEYOND_MAX = "9223372036854775808";
  private static final String MIN = "-9223372036854775808";
  private static final String BEYOND_MIN = "-9223372036854775809";

  private static List<DemoCustomer> atTheEdges() {
    return List.of(
        DemoCustomer.of(1),
        DemoCustomer.of(2).with(CustomerField.NAME, "John"),
        DemoCustomer.of(Long.MAX_VALUE - 1).with(CustomerField.NAME, ""),
        DemoCustomer.of(Long.MAX_VALUE).with(CustomerField.NAME, "100% \\ off"));
  }

  private static String filters(AskedAccount account) throws Exception {
    return account.requests().stream()
        .map(
            body ->
                body.has("filter")
                    ? Stream.of(body.get("filter"))
                        .flatMap(
                            filters -> IntStream.range(0, filters.size()).mapToObj(filters::get))
                        .map(
                            filter ->
                                filter.get("operator").asText()
                                    + " "
                                    + filter.get("value").asText())
                        .toList()
                        .toString()
                    : "all")
        .toList()
        .toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id = " + MAX + " | [[= " + MAX + "]]",
        "id = " + BEYOND_MAX + " | []",
        "id = " + MIN + " | [[= " + MIN + "]]",
        "id = " + BEYOND_MIN + " | []",
        "id = 1.5 | []",
        "id <> " + MAX + " | [[!= " + MAX + "]]",
        "id <> " + BEYOND_MAX + " | [all]",
        "id <> 1.5 | [all]",
        "id > " + MAX + " | []",
        "id > " + BEYOND_MAX + " | []",
        "id > " + BEYOND_MIN + " | [all]",
        "id > " + MIN + " | [[> " + MIN + "]]",
        "id > 1.5 | [[> 1]]",
        "id > -1.5 | [[> -2]]",
        "id >= " + MAX + " | [[> " + (Long.MAX_VALUE - 1) + "]]",
        "id >= " + MAX + ".5 | []",
        "id >= " + BEYOND_MAX + " | []",
        "id >= " + BEYOND_MIN + " | [all]",
        "id >= " + MIN + ".5 | [all]",
        "id >= 1.5 | [[> 1]]",
        "id < " + MAX + " | [[< " + MAX + "]]",
        "id < " + BEYOND_MAX + " | [all]",
        "id < " + BEYOND_MIN + " | []",
        "id < " + MIN + " | []",
        "id < 1.5 | [[< 2]]",
        "id <= " + MIN + " | [[< " + (Long.MIN_VALUE + 1) + "]]",
        "id <= " + BEYOND_MIN + " | []",
        "id <= " + MAX + ".5 | [all]",
        "id <= " + BEYOND_MAX + " | [all]",
        "id <= 1.5 | [[< 2]]"
      })
  void idsAtTheEndsOf64Bits(String predicate, String sent) throws Exception {
    try (AskedAccount account = AskedAccount.of(atTheEdges(), "stringMatching=strict")) {
      account.assertJudged("SELECT id FROM customers WHERE " + predicate);
      assertThat(filters(account)).isEqualTo(sent.trim());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "NULL",
      value = {
        "name = ? | '' | [all]",
        "name = ? | '  ' | [all]",
        "name = ? | John | [[= John]]",
        "name = ? | NULL | []",
        "name = ? OR id = 2 | '' | [all]",
        "name = ? OR id = 2 | John | [[= John, = 2]]",
        "name LIKE ? | '' | [all]",
        "name LIKE ? | '%' | [all]",
        "name LIKE ? | '% %' | [all]",
        "name LIKE ? | 'John' | [[= John]]",
        "name LIKE ? | '%ohn%' | [[~ ohn]]",
        "name LIKE ? | 'J_hn' | [[~ hn]]",
        "name LIKE ? | 'Jo%hn' | [[~ Jo]]",
        "name LIKE ? ESCAPE '!' | '100!%%' | [[~ 100%]]",
        "name LIKE ? ESCAPE '!' | '%\\ of%' | [[~  of]]",
        "name LIKE '%' ## CAST(? AS VARCHAR) | 'ohn' | [[~ ohn]]",
        "name LIKE '' ## CAST(? AS VARCHAR) | 'John' | [[= John]]",
        "name LIKE '' ## CAST(? AS VARCHAR) | '' | [all]",
        "SUBSTRING(name, 2, 2) = ? | 'oh' | [[~ oh]]",
        "SUBSTRING(name, 2, 2) = ? | '' | [all]",
        "SUBSTRING(name, 5, 3) = ? | ' \\ ' | [all]"
      })
  void texts(String written, String value, String sent) throws Exception {
    // A bar parts the cells.
    String predicate = written.replace("##", "||");
    List<DemoCustomer> customers = atTheEdges();
    try (AskedAccount account = AskedAccount.of(customers, "stringMatching=strict")) {
      account.assertJudged(
          "SELECT id FROM customers WHERE "
              + predicate.replace(
                  "?", value == null ? "CAST(NULL AS VARCHAR)" : "'" + value + "'"));
      List<List<Object>> literal =
          account
              .ask(
                  "SELECT id FROM customers WHERE "
                      + predicate.replace(
                          "?", value == null ? "CAST(NULL AS VARCHAR)" : "'" + value + "'"))
              .rows();
      assertThat(account.ask("SELECT id FROM customers WHERE " + predicate, value).rows())
          .isEqualTo(literal);
      assertThat(filters(account)).isEqualTo(sent.trim());
    }
  }

  /** A cast to a limited length cuts: what is left may be that of longer texts. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CAST(name AS VARCHAR(3)) = ? | Joh | [[~ Joh]]",
        "CAST(name AS VARCHAR(3)) = ? | Jo | [[= Jo]]",
        "CAST(name AS VARCHAR(9)) = ? | John | [[= John]]",
        "CAST(name AS VARCHAR(3)) <> ? | Joh | [all]",
        "CAST(name AS VARCHAR(3)) LIKE ? | J% | [all]",
        "name = CAST(? AS VARCHAR(4)) | Johnny | [[= John]]",
        "? = CAST(name AS VARCHAR(3)) | Joh | [[~ Joh]]",
        "CAST(id AS VARCHAR(1)) = ? | 2 | [all]",
        "SUBSTRING(name, 1, 3) = ? | Jo | [[= Jo]]"
      })
  void castsThatCut(String predicate, String value, String sent) throws Exception {
    List<DemoCustomer> customers =
        List.of(
            DemoCustomer.of(1).with(CustomerField.NAME, "Jo"),
            DemoCustomer.of(2).with(CustomerField.NAME, "Joh"),
            DemoCustomer.of(3).with(CustomerField.NAME, "John"),
            DemoCustomer.of(24).with(CustomerField.NAME, "Johnny"),
            DemoCustomer.of(5));
    try (AskedAccount account = AskedAccount.of(customers, "stringMatching=strict")) {
      String literal = predicate.replace("?", "'" + value + "'");
      account.assertJudged("SELECT id, CAST(name AS VARCHAR(4)) FROM customers WHERE " + literal);
      assertThat(filters(account)).isEqualTo(sent.trim());
      assertThat(account.ids(predicate, value)).isEqualTo(account.ids(literal));
    }
  }

  /** What is shown is the whole second. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "= | 05 | [[>= 1704067205, < 1704067206]]",
        "= | 05.500 | [[>= 1704067205, < 1704067206]]",
        "<> | 05 | [[< 1704067205, >= 1704067206]]",
        "<> | 05.500 | [[< 1704067206, >= 1704067206]]",
        "> | 05 | [[>= 1704067206]]",
        "> | 05.500 | [[>= 1704067206]]",
        ">= | 05 | [[>= 1704067205]]",
        ">= | 05.500 | [[>= 1704067206]]",
        "< | 05 | [[< 1704067205]]",
        "< | 05.500 | [[< 1704067206]]",
        "<= | 05 | [[< 1704067206]]",
        "<= | 05.500 | [[< 1704067206]]"
      })
  void timesOfWholeSeconds(String operator, String seconds, String sent) throws Exception {
    List<DemoCustomer> customers =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    DemoCustomer.of(i + 1)
                        .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_704_067_200L + i)))
            .toList();
    try (AskedAccount account = AskedAccount.of(customers, "stringMatching=strict")) {
      account.assertJudged(
          "SELECT id FROM customers WHERE lastSeen %s TIMESTAMP '2024-01-01 00:00:%s'"
              .formatted(operator, seconds));
      assertThat(filters(account)).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lastSeen = TIMESTAMP '2024-01-01 00:00:05'",
        "lastSeen = TIMESTAMP '2024-01-01 00:00:05.500'",
        "lastSeen <> TIMESTAMP '2024-01-01 00:00:05'",
        "lastSeen > TIMESTAMP '2024-01-01 00:00:05'",
        "lastSeen > TIMESTAMP '2024-01-01 00:00:05.500'",
        "lastSeen >= TIMESTAMP '2024-01-01 00:00:05.500'",
        "lastSeen >= TIMESTAMP '2024-01-01 00:00:05.250'",
        "lastSeen < TIMESTAMP '2024-01-01 00:00:05'",
        "lastSeen < TIMESTAMP '2024-01-01 00:00:05.500'",
        "lastSeen <= TIMESTAMP '2024-01-01 00:00:05'",
        "lastSeen <= TIMESTAMP '2024-01-01 00:00:05.500'"
      })
  void timesOfAServiceThatShowsFractions(String predicate) throws Exception {
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    List<DemoCustomer> customers =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    DemoCustomer.of(i + 1)
                        .with(CustomerField.LAST_SEEN, i == 7 ? null : start.plusMillis(250L * i)))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(customers, Behaviour.of(Quirk.FRACTIONS_SHOWN), "stringMatching=strict")) {
      String sql = "SELECT id, lastSeen FROM customers WHERE " + predicate;
      account.assertJudged(sql);
      // Now it is known that fractions are shown.
      account.assertJudged(sql);
      if (!predicate.contains("<>")) {
        assertThat(filters(account)).contains("1704067");
      }
      account.assertJudged("SELECT COUNT(*) FROM customers WHERE " + predicate);
    }
  }

  @Test
  void aTimeThatClocksSkipIsNobodys() throws Exception {
    List<DemoCustomer> customers =
        List.of(
            DemoCustomer.of(1).with(CustomerField.LAST_SEEN, Instant.parse("2024-03-31T01:00:00Z")),
            DemoCustomer.of(2)
                .with(CustomerField.LAST_SEEN, Instant.parse("2024-03-31T00:59:59Z")));
    try (AskedAccount account = AskedAccount.of(customers, "timeZone=Europe/Kyiv")) {
      LocalDateTime skipped = LocalDateTime.parse("2024-03-31T03:30:00");
      assertThat(account.ids("lastSeen = ?", skipped)).isEmpty();
      assertThat(account.requests()).isEmpty();
      assertThat(account.ids("lastSeen > ?", skipped)).containsExactly(1L);
      assertThat(account.ids("lastSeen < ?", skipped)).containsExactly(2L);
      assertThat(account.ids("lastSeen = ?", LocalDateTime.parse("2024-03-31T04:00:00")))
          .containsExactly(1L);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPPER(name) = 'OWNER OF RED CAR 7' | [[~  RED CAR 7]]",
        "LOWER(name) LIKE '%d car 7' | [[~ d car 7]]",
        "UPPER(name) LIKE '%D CAR_%7' | [[~ D CAR]]",
        "UPPER(name) LIKE '%' | [all]",
        "LOWER(name) = 'müller' | [[~ ler]]",
        "UPPER(name) = 'FILST' | [all]",
        "LOWER(name) = 'éranc' | [[~ anc]]",
        "LOWER(name) = '\u0080ranc' | [[~ anc]]",
        "LOWER(name) = 'adamsü' | [[~ adam]]",
        "LOWER(name) = 'ownerkcars' | [[~ owner]]",
        "LOWER(name) LIKE '%owner%rescar%' | [[~ rescar]]",
        "LOWER(name) LIKE '%owner%cared%' | [[~ owner]]",
        "LOWER(name) LIKE '%ownerscarskred%' | [[~ ownerscars]]"
      })
  void whatFollowsFromCaseWhereItIsIgnored(String predicate, String sent) throws Exception {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 150)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(
                            CustomerField.NAME,
                            id == 1 ? "Müller" : id == 2 ? "Sandra" : "Owner of Red Car " + id))
            .toList();
    try (AskedAccount account =
        AskedAccount.of(
            customers, Behaviour.of(Quirk.EQUALS_FOLDS_CASE, Quirk.CONTAINS_FOLDS_CASE))) {
      account.learn("name");
      account.assertJudged("SELECT id FROM customers WHERE " + predicate);
      assertThat(filters(account).replaceAll("^\\[(\\[[^]]*]|all).*", "[$1]"))
          .isEqualTo(sent.trim());
    }
  }

  @Test
  void patternsThatAreKnownOnlyWhenTheQuestionIsAsked() throws Exception {
    try (AskedAccount account = AskedAccount.of(atTheEdges(), "stringMatching=strict")) {
      assertThat(account.ids("name LIKE CAST(CURRENT_DATE AS VARCHAR)")).isEmpty();
      assertThat(filters(account)).matches("\\[\\[= \\d{4}-\\d\\d-\\d\\d]]");
      assertThat(account.ids("name LIKE SUBSTRING(CAST(CURRENT_DATE AS VARCHAR), 1, 0)"))
          .containsExactly(Long.MAX_VALUE - 1);
      assertThat(filters(account)).isEqualTo("[all]");
    }
  }

  @Test
  void aPatternThatTurnsOutInvalidIsAnError() throws Exception {
    try (AskedAccount account = AskedAccount.of(atTheEdges(), "stringMatching=strict")) {
      assertThatThrownBy(() -> account.ids("name LIKE CAST(? AS VARCHAR) ESCAPE '!'", "a!b"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("22"));
      assertThatThrownBy(() -> account.ids("name LIKE CAST(CURRENT_DATE AS VARCHAR) ESCAPE '-'"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).startsWith("22"));
    }
  }
}
