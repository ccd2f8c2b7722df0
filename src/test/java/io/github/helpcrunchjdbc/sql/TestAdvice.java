package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Tag;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the warning of a predicate that was not sent advises can be executed, and is sent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestAdvice {
  private static final Pattern ADVICE = Pattern.compile("as in (?:AND )?(.*?)\\)(?=; |$)");

  private AskedAccount account;

  @BeforeAll
  void open() throws SQLException {
    List<DemoCustomer> customers =
        IntStream.rangeClosed(1, 60)
            .mapToObj(
                id ->
                    DemoCustomer.of(id)
                        .with(
                            CustomerField.NAME,
                            id == 7 ? "Ann O'Neil" : id == 12 ? "Ann Lee" : "n" + id)
                        .with(CustomerField.EMAIL, (id == 8 ? "BOB" : "x") + id + "@mail.com")
                        .with(
                            CustomerField.CITY,
                            id == 9 ? "Łódź" : id == 10 ? "kyiv" : id == 13 ? "New York" : "Ulm")
                        .with(CustomerField.TAGS, id == 11 ? tags("a", "b", "c") : List.of())
                        .with(CustomerField.LAST_SEEN, Instant.ofEpochSecond(1_700_000_000L + id)))
            .toList();
    account = AskedAccount.unjudged(customers, Behaviour.PLAIN, "pageSize=10");
  }

  @AfterAll
  void close() throws SQLException {
    account.close();
  }

  private static List<Tag> tags(String... names) {
    return Stream.of(names).map(name -> new Tag(name, "#fff")).toList();
  }

  private String warning(String predicate) throws SQLException {
    try (Statement statement = account.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM customers WHERE " + predicate)) {
      while (rows.next()) {
        rows.getLong(1);
      }
      SQLWarning warning = rows.getWarnings();
      return warning == null ? "no warning" : warning.getMessage();
    }
  }

  private static String advice(String warning) {
    List<String> advice = ADVICE.matcher(warning).results().map(part -> part.group(1)).toList();
    assertThat(advice).as(warning).isNotEmpty();
    return String.join(" OR ", advice);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPPER(city) = 'KYIV'",
        "LOWER(city) = 'łódź'",
        "INITCAP(city) IN ('Kyiv', 'Łódź')",
        "'KYIV' = UPPER(city)",
        "UPPER(name) LIKE 'ANN%'",
        "LOWER(email) LIKE 'bob%'",
        "email ILIKE '%bob%'",
        "city ILIKE 'łódź'",
        "UPPER(name) = 'ANN LEE'",
        "UPPER(name) = 'ANN O''NEIL'",
        "INITCAP(city) = 'New York'",
        "city ILIKE 'New York'",
        "city ILIKE '%new y%'"
      })
  void usualSpellingsAreSentAndFindTheSame(String predicate) throws Exception {
    List<Long> ids = account.ids(predicate);
    assertThat(ids).isNotEmpty();
    String warning = warning(predicate);
    assertThat(warning).contains("find no others");
    String advice = advice(warning);
    assertThat(account.ids(advice)).as(advice).isEqualTo(ids);
    assertThat(account.requests()).hasSize(1).allMatch(body -> body.has("filter"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CHAR_LENGTH(name) = 99",
        "MOD(id, 50) = 49",
        "EXTRACT(HOUR FROM lastSeen) = 5",
        "CARDINALITY(TAG_NAMES(tags)) > 2",
        "UPPER(name) > 'X'",
        "'ANN LEE' LIKE UPPER(name)",
        "name RLIKE '^Ann'"
      })
  void ofWhatHasNoOtherSpellingTheColumnsAreNamedThatReadLess(String predicate) throws Exception {
    // An example of a value, such as id >= 1000, would narrow some accounts and no others.
    assertThat(warning(predicate))
        .doesNotContain("as in")
        .contains("reads less: id, name, email, userId, company, phone, lastSeen, regionCode");
  }
}
