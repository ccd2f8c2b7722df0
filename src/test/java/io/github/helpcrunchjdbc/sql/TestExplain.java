package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.ResultRows;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What EXPLAIN PLAN AS TEXT FOR says of each kind of predicate: verdict, reason, and what is left
 * over.
 */
@Tag("everywhere")
@Tag("zones")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestExplain {
  private static final String STRICT = "the service may ignore case, accents or spaces";
  private static final String SERVER =
      "stringMatching=server takes the service's comparison as the meaning";
  private static final String UNDECIDED =
      "not yet known whether the service ignores case, accents or spaces";
  private static final String ONLY_SERVICE = "only the service knows the value";
  private static final String IMPLIED = "implied: the value contains such a text";
  private static final String WHOLE =
      "whole seconds, with bounds that hold for hidden fractions too";
  private static final String NO_FILTER = "no filter of the service says that";
  private static final Pattern ITEM =
      Pattern.compile("(search|residual|unsent)=\\[(.*?)\\](?=, (?:residual|unsent)=|\\)$)");

  private AskedAccount strict;
  private AskedAccount server;
  private AskedAccount auto;

  @BeforeAll
  void connect() throws Exception {
    strict = AskedAccount.of(People.few(), "stringMatching=strict");
    server = AskedAccount.of(People.few(), "stringMatching=server");
    auto = AskedAccount.of(People.few());
  }

  @AfterAll
  void disconnect() throws Exception {
    strict.close();
    server.close();
    auto.close();
  }

  private AskedAccount account(String mode) {
    return switch (mode) {
      case "strict" -> strict;
      case "server" -> server;
      case "auto" -> auto;
      default -> throw new IllegalArgumentException(mode);
    };
  }

  private static @Nullable String item(String plan, String name) {
    Matcher matcher = ITEM.matcher(plan);
    while (matcher.find()) {
      if (matcher.group(1).equals(name)) {
        return matcher.group(2);
      }
    }
    return null;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      value = {
        "strict¦id > 18¦id > 18:BIGINT EXACT: ids compare as numbers",
        "strict¦HAS_TAG(tags, 'a')¦tags = 'a' EXACT: tag names are case sensitive",
        "strict¦HAS_TAG(tags, ?)¦tags = ?0 EXACT: tag names are case sensitive",
        "strict¦lastSeen > TIMESTAMP '2020-01-01 00:00:00'"
            + "¦lastSeen > 2020-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE,
        "strict¦lastSeen = TIMESTAMP '2020-01-01 00:00:00'"
            + "¦lastSeen = 2020-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE,
        "strict¦lastSeen = TIMESTAMP '2020-01-01 00:00:00.5'"
            + "¦lastSeen = 2020-01-01 00:00:00.5:TIMESTAMP(3) SUPERSET:"
            + " the second is searched, a fraction of it is checked",
        "strict¦lastSeen = ?"
            + "¦lastSeen = ?0 SUPERSET: the second is searched, a fraction of it is checked",
        "strict¦lastSeen < ?¦lastSeen < ?0 EXACT: " + WHOLE,
        "strict¦lastSeen <> TIMESTAMP '2020-01-01 00:00:00'"
            + "¦lastSeen < 2020-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE
            + ") OR (lastSeen > 2020-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE,
        "strict¦id > 1e3¦id > 1000 EXACT: ids compare as numbers",
        "strict¦name = 'a'¦name = 'a' SUPERSET: " + STRICT,
        "server¦name = 'a'¦name = 'a' EXACT: " + SERVER,
        "server¦name <> 'a'¦name != 'a' EXACT: " + SERVER,
        "auto¦name = 'a'¦name = 'a' SUPERSET: " + UNDECIDED,
        "strict¦name LIKE 'a'¦name = 'a' SUPERSET: " + STRICT,
        "strict¦name LIKE '%a%'¦name ~ '%a%' SUPERSET: " + STRICT,
        "strict¦name LIKE 'a%'¦name ~ 'a%' SUPERSET: the longest literal piece of the pattern",
        "server¦name LIKE 'a%'¦name ~ 'a%' SUPERSET: the longest literal piece of the pattern",
        "server¦name LIKE '%a%'¦name ~ '%a%' EXACT: " + SERVER,
        "server¦name LIKE '%a_%'¦name ~ '%a_%' SUPERSET: the longest literal piece of the pattern",
        "server¦name LIKE '%\\a%'¦name ~ '%\\a%' SUPERSET: the longest literal piece of the"
            + " pattern",
        "server¦name NOT LIKE '%a%'¦name !~ '%a%' EXACT: " + SERVER,
        "server¦name NOT LIKE 'a'¦name != 'a' EXACT: " + SERVER,
        "strict¦name LIKE ?¦name ~ ?0 SUPERSET: the pattern is not known yet",
        "strict¦telegramId = 'a'¦telegramId = 'a' EXACT: " + ONLY_SERVICE,
        "strict¦telegramId LIKE '%a%'¦telegramId ~ '%a%' EXACT: " + ONLY_SERVICE,
        "server¦telegramId <> 'a'¦telegramId != 'a' EXACT: " + ONLY_SERVICE,
        "server¦telegramId NOT LIKE '%a%'¦telegramId !~ '%a%' EXACT: " + ONLY_SERVICE,
        "strict¦SUBSTRING(name, 1, 3) = 'Ann'¦name ~ 'Ann' SUPERSET: " + IMPLIED,
        "server¦TRIM(name) = 'Ann'¦name ~ 'Ann' SUPERSET: " + IMPLIED,
        "strict¦POSITION('x' IN name) > 0¦name ~ 'x' SUPERSET: " + IMPLIED,
        "strict¦COALESCE(city, '') = 'Kyiv'¦city = 'Kyiv' SUPERSET: " + STRICT,
        "server¦name || 'x' = 'ax'¦name = 'a' SUPERSET: implied by the predicate",
        // Times that a function rounds or shifts.
        "strict¦YEAR(lastSeen) = 2024"
            + "¦lastSeen >= 2024-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE
            + ") AND (lastSeen < 2025-01-01 00:00:00:TIMESTAMP(3) EXACT: "
            + WHOLE,
        "strict¦FLOOR(lastSeen TO MONTH) = ?¦lastSeen >= roundedDown('MONTH', ?0) SUPERSET: implied"
            + " by the predicate) AND (lastSeen < nextRound('MONTH', ?0)"
            + " SUPERSET: implied by the predicate",
        "strict¦CAST(CAST(lastSeen AS DATE) AS TIMESTAMP) > ?"
            + "¦lastSeen >= nextRound('DAY', ?0) EXACT: "
            + WHOLE,
        "strict¦FLOOR(lastSeen TO DAY) > ?" + "¦lastSeen >= nextRound('DAY', ?0) EXACT: " + WHOLE,
        "strict¦FLOOR(lastSeen TO DAY) <= ?" + "¦lastSeen < nextRound('DAY', ?0) EXACT: " + WHOLE,
        "strict¦FLOOR(lastSeen TO DAY) < ?¦lastSeen < roundedUp('DAY', ?0) EXACT: " + WHOLE,
        "strict¦? <= FLOOR(lastSeen TO DAY)¦lastSeen >= roundedUp('DAY', ?0) EXACT: " + WHOLE,
        "strict¦CAST(lastSeen AS DATE) = ?"
            + "¦lastSeen >= CAST(?0):TIMESTAMP(3) EXACT: "
            + WHOLE
            + ") AND (lastSeen <= +(CAST(?0):TIMESTAMP(3), 86399999:INTERVAL DAY) EXACT: "
            + WHOLE,
        "strict¦CAST(lastSeen AS DATE) < ?¦lastSeen < CAST(?0):TIMESTAMP(3) EXACT: " + WHOLE,
        "strict¦CAST(lastSeen AS DATE) <= ?"
            + "¦lastSeen <= +(CAST(?0):TIMESTAMP(3), 86399999:INTERVAL DAY) EXACT: "
            + WHOLE,
        "strict¦CAST(lastSeen AS DATE) > ?"
            + "¦lastSeen > +(CAST(?0):TIMESTAMP(3), 86399999:INTERVAL DAY) EXACT: "
            + WHOLE,
        "strict¦? <= CAST(lastSeen AS DATE)¦lastSeen >= CAST(?0):TIMESTAMP(3) EXACT: " + WHOLE,
        "strict¦lastSeen + INTERVAL '1' DAY > ?"
            + "¦lastSeen > earlier(?0, 86400000:INTERVAL DAY) EXACT: "
            + WHOLE,
        "strict¦lastSeen - INTERVAL '2' HOUR <= ?"
            + "¦lastSeen <= later(?0, 7200000:INTERVAL HOUR) EXACT: "
            + WHOLE,
        "strict¦FLOOR(lastSeen TO DAY) = CAST(CAST(? AS DATE) AS TIMESTAMP)"
            + "¦lastSeen >= roundedDown('DAY', CAST(CAST(?0):DATE):TIMESTAMP(3)) EXACT: "
            + WHOLE
            + ") AND (lastSeen < nextRound('DAY', CAST(CAST(?0):DATE):TIMESTAMP(3)) EXACT: "
            + WHOLE,
        "strict¦FLOOR(lastSeen TO DAY) = FLOOR(CAST(? AS TIMESTAMP) TO MONTH)¦lastSeen >="
            + " roundedDown('DAY', FLOOR(CAST(?0):TIMESTAMP(3), FLAG(MONTH))) SUPERSET: implied by"
            + " the predicate) AND (lastSeen < nextRound('DAY', FLOOR(CAST(?0):TIMESTAMP(3),"
            + " FLAG(MONTH))) SUPERSET: implied by the predicate",
        "strict¦FLOOR(lastSeen TO MONTH) = CAST(CAST(? AS DATE) AS TIMESTAMP)"
            + "¦lastSeen >= roundedDown('MONTH', CAST(CAST(?0):DATE):TIMESTAMP(3)) SUPERSET:"
            + " implied by the predicate) AND (lastSeen < nextRound('MONTH',"
            + " CAST(CAST(?0):DATE):TIMESTAMP(3)) SUPERSET: implied by the predicate",
        "strict¦CAST(lastSeen AS TIMESTAMP(3)) > ?¦lastSeen > ?0 EXACT: " + WHOLE,
        // Either way round, negated, of another type.
        "strict¦18 < id¦id > 18:BIGINT EXACT: ids compare as numbers",
        "strict¦? >= lastSeen¦lastSeen <= ?0 EXACT: " + WHOLE,
        "strict¦NOT id < 5¦id >= 5:BIGINT EXACT: ids compare as numbers",
        "strict¦CAST(id AS DECIMAL(19, 0)) > 5.5¦id > 5.5:DECIMAL(20, 1) EXACT: ids compare as"
            + " numbers",
        "strict¦CAST(name AS VARCHAR) = 'a'¦name = 'a' SUPERSET: " + STRICT,
        "strict¦POSITION('x' IN name) >= 1¦name ~ 'x' SUPERSET: " + IMPLIED,
        "strict¦POSITION('x' IN name) = 3¦name ~ 'x' SUPERSET: " + IMPLIED,
        "strict¦POSITION('x' IN name) <> 0¦name ~ 'x' SUPERSET: " + IMPLIED,
        "strict¦id >= 5 AND id <> 7 AND id <= 100¦id >= 5:BIGINT EXACT: ids compare as numbers) AND"
            + " (id != 7:BIGINT EXACT: ids compare as numbers) AND (id <= 100:BIGINT EXACT: ids"
            + " compare as numbers",
        "strict¦id > 5 AND id <> 7 AND id < 100¦id > 5:BIGINT EXACT: ids compare as numbers) AND"
            + " (id != 7:BIGINT EXACT: ids compare as numbers) AND (id < 100:BIGINT EXACT: ids"
            + " compare as numbers",
        "strict¦id > 5 AND name = 'a'¦id > 5:BIGINT EXACT: ids compare as numbers)"
            + " AND (name = 'a' SUPERSET: "
            + STRICT,
      })
  void whatIsSent(String mode, String predicate, String search) throws Exception {
    String plan = account(mode).scan(predicate);
    assertThat(item(plan, "search")).as(plan).isEqualTo("(" + search + ")");
    assertThat(plan.contains("residual="))
        .isEqualTo(search.contains("SUPERSET") || isNegative(search));
  }

  private static boolean isNegative(String search) {
    return search.startsWith("name !");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      value = {
        "strict¦firstSeen > TIMESTAMP '2020-01-01 00:00:00'"
            + "¦>($6, 2020-01-01 00:00:00): the service can't search firstSeen",
        "strict¦name > 'a'¦>($1, 'a'): the service has no > for name",
        "strict¦deviceIp = 'a'¦=($12, 'a'): the service can't search deviceIp",
        "strict¦deviceIp LIKE '%a%'¦LIKE($12, '%a%'): the service can't search deviceIp",
        "strict¦SUBSTRING(deviceIp, 1, 1) = 'a'"
            + "¦=(SUBSTRING($12, 1, 1), 'a'): the service can't search deviceIp",
        "strict¦deviceIp || 'x' = 'ax'¦=(||($12, 'x'), 'ax'): the service can't search deviceIp",
        "strict¦name = 5¦=(CAST($1):INTEGER, 5): " + NO_FILTER,
        "strict¦name IS NULL¦IS NULL($1): " + NO_FILTER,
        "strict¦name = city¦=($1, $10): " + NO_FILTER,
        "strict¦blocked¦$17: a truth value has no filter",
        "strict¦name <> 'a'¦<>($1, 'a'): " + STRICT,
        "auto¦name <> 'a'¦<>($1, 'a'): " + UNDECIDED,
        "strict¦name = ''¦=($1, ''): the service may refuse an empty text",
        "server¦name = ''¦=($1, ''): the service may refuse an empty text",
        "server¦name LIKE '% %'¦LIKE($1, '% %'): the service may refuse a text of nothing but"
            + " spaces",
        "strict¦name LIKE ''¦LIKE($1, ''): the service may refuse an empty text",
        "strict¦name LIKE '% %'¦LIKE($1, '% %'): the service may refuse a text of nothing but"
            + " spaces",
        "strict¦name NOT LIKE '%a%'¦NOT(LIKE($1, '%a%')): " + STRICT,
        "server¦name NOT LIKE 'a%'¦NOT(LIKE($1, 'a%')): only NOT LIKE '%text%' has a filter",
        "strict¦name NOT LIKE ?¦NOT(LIKE($1, ?0)): the pattern is known only at execution",
        "strict¦name LIKE '%_%'¦LIKE($1, '_%'): the pattern has no text",
        "strict¦name LIKE '%\\%'¦LIKE($1, '%\\%'): the pattern has no text",
        "strict¦name LIKE 'a!' ESCAPE '!'¦LIKE($1, 'a!', '!'): the pattern is not valid",
        "strict¦UPPER(name) = 'A'¦=(UPPER($1), 'A'): not known to ignore case",
        "server¦LOWER(name) LIKE '%a%'¦LIKE(LOWER($1), '%a%'): not known to ignore case",
        "strict¦FLOOR(lastSeen TO DAY) <> ?¦<>(FLOOR($7, FLAG(DAY)), ?0): " + NO_FILTER,
        "strict¦CAST(lastSeen AS DATE) <> ?¦<>(CAST($7):DATE, ?0): " + NO_FILTER,
        "strict¦CAST(firstSeen AS DATE) = ?¦=(CAST($6):DATE, ?0): the service can't search"
            + " firstSeen",
        "strict¦CAST(lastSeen AS VARCHAR) = 'x'¦=(CAST($7), 'x'): " + NO_FILTER,
        "strict¦lastSeen + INTERVAL '1' MONTH > ?¦>(+($7, 1:INTERVAL MONTH), ?0): " + NO_FILTER,
        "strict¦name LIKE UPPER(city)¦LIKE($1, UPPER($10)): " + NO_FILTER,
        "strict¦name LIKE 'a%' ESCAPE ?¦LIKE($1, 'a%', ?0): " + NO_FILTER,
        "strict¦CAST(id AS INTEGER) > 5¦>(CAST($0):INTEGER NOT NULL, 5): " + NO_FILTER,
        "strict¦CAST(lastSeen AS TIMESTAMP(0)) > ?¦>(CAST($7):TIMESTAMP(0), ?0): " + NO_FILTER,
        "strict¦POSITION('x' IN name) = 0¦=(POSITION('x', $1), 0): " + NO_FILTER,
        "strict¦POSITION('x' IN name) >= 0¦>=(POSITION('x', $1), 0): " + NO_FILTER,
        "strict¦POSITION('x' IN name) > -1¦>(POSITION('x', $1), -1): " + NO_FILTER,
        "strict¦POSITION('x' IN name) < 5¦<(POSITION('x', $1), 5): " + NO_FILTER,
        "strict¦POSITION('x' IN name) <> 1¦<>(POSITION('x', $1), 1): " + NO_FILTER,
        "strict¦HAS_TAG(tags, '')¦HAS_TAG($25, ''): the service refuses an empty name",
        "strict¦HAS_TAG(notes, 'a')¦HAS_TAG($24, 'a'): only the tags of a customer can be searched",
        "strict¦NOT HAS_TAG(tags, 'a')¦NOT(HAS_TAG($25, 'a')): " + NO_FILTER,
      })
  void whyNothingIsSent(String mode, String predicate, String unsent) throws Exception {
    String plan = account(mode).scan(predicate);
    assertThat(item(plan, "search")).as(plan).isEqualTo("all customers");
    assertThat(item(plan, "unsent")).as(plan).isEqualTo("[" + unsent + "]");
    assertThat(item(plan, "residual"))
        .as(plan)
        .isEqualTo("[" + unsent.substring(0, unsent.lastIndexOf(": ")) + "]");
  }

  @Test
  void aPartThatIsNotSentIsNamedBesideThoseThatAre() throws Exception {
    String plan = strict.scan("id > 5 AND (blocked OR name = 'a')");
    assertThat(item(plan, "search")).isEqualTo("(id > 5:BIGINT EXACT: ids compare as numbers)");
    assertThat(item(plan, "residual")).isEqualTo("[OR($17, =($1, 'a'))]");
    assertThat(item(plan, "unsent")).isEqualTo("[$17: a truth value has no filter]");
  }

  @Test
  void whatServerModeSendsIsCheckedForNullsOnce() throws Exception {
    String plan = server.scan("name NOT IN ('a', 'b')");
    assertThat(item(plan, "residual")).isEqualTo("[IS NOT NULL($1)]");
  }

  private static List<DemoCustomer> halfASecondOff() {
    return People.many(300).stream()
        .map(c -> c.with(CustomerField.LAST_SEEN, Instant.ofEpochMilli(c.id() * 1_000 + 500)))
        .toList();
  }

  @Test
  void whatIsLearnedShows() throws Exception {
    try (AskedAccount account =
        AskedAccount.of(halfASecondOff(), Behaviour.of(Quirk.FRACTIONS_SHOWN))) {
      account.learn("name");
      account.ask("SELECT id, lastSeen FROM customers");
      assertThat(item(account.scan("name <> 'a'"), "search"))
          .isEqualTo(
              "(name != 'a' EXACT: a probe found no altered copy of a value: the service compares"
                  + " exactly)");
      assertThat(item(account.scan("lastSeen > ?"), "search"))
          .isEqualTo(
              "(lastSeen > ?0 SUPERSET: the service shows fractions of seconds, which its filters"
                  + " may not tell apart)");
    }
  }

  @Test
  void aPatternNotKnownYetIsNotSentWhereAnOperatorFindsTooLittle() throws Exception {
    for (Quirk quirk : List.of(Quirk.CONTAINS_FROM_WORD_START, Quirk.EQUALS_LOWERS_VALUE)) {
      try (AskedAccount account = AskedAccount.of(named(), Behaviour.of(quirk))) {
        account.ask("SELECT id, name FROM customers LIMIT 20");
        account.learn("name");
        String plan = account.scan("name LIKE ?");
        assertThat(item(plan, "search")).isEqualTo("all customers");
        assertThat(item(plan, "unsent")).startsWith("[LIKE($1, ?0): a probe did not find a value");
      }
    }
  }

  private static List<DemoCustomer> named() {
    return People.many(300).stream()
        .map(c -> c.with(CustomerField.NAME, "Name of number " + c.id()))
        .toList();
  }

  private static String text(ResultSet plan) throws SQLException {
    return ResultRows.read(plan).column(0).toString();
  }

  @Test
  void parametersNeedNoValues() throws Exception {
    String sql = "EXPLAIN PLAN AS TEXT FOR SELECT id FROM customers WHERE name LIKE ? AND id > ?";
    try (PreparedStatement statement = strict.connection().prepareStatement(sql)) {
      assertThat(text(statement.executeQuery()))
          .contains("the pattern is not known yet", "id > ?1");
      statement.setString(1, "%a%");
      assertThat(text(statement.executeQuery())).contains("'%a%' SUPERSET: " + STRICT);
    }
    try (Statement statement = strict.connection().createStatement()) {
      assertThatThrownBy(() -> statement.executeQuery("SELECT id FROM customers WHERE id = ?"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("prepareStatement")
          .extracting(e -> ((SQLException) e).getSQLState())
          .isEqualTo("07001");
    }
  }
}
