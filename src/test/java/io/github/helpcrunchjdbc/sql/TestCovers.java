package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the searches that could answer a condition are sent, and what is checked after them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TestCovers {
  private static final String TWELVE_NAMES =
      IntStream.rangeClosed(1, 12)
          .mapToObj(i -> "'n" + i + "'")
          .collect(Collectors.joining(", ", "name IN (", ")"));

  private Map<String, AskedAccount> accounts = Map.of();

  /** Of those with a bound it is learned that a search takes six filters, four of them a plan's. */
  @BeforeAll
  void connect() throws Exception {
    Behaviour bounded = Behaviour.PLAIN.withMaxFilters(6);
    accounts =
        Map.of(
            "strict", AskedAccount.of(People.few(), "stringMatching=strict"),
            "server", AskedAccount.of(People.few(), "stringMatching=server"),
            "four", AskedAccount.of(People.few(), bounded, "stringMatching=strict"),
            "fourToServer", AskedAccount.of(People.few(), bounded, "stringMatching=server"));
    accounts.get("four").ask("SELECT id FROM customers WHERE " + TWELVE_NAMES);
    accounts.get("fourToServer").ask("SELECT id FROM customers WHERE " + TWELVE_NAMES);
  }

  @AfterAll
  void disconnect() throws Exception {
    for (AskedAccount account : accounts.values()) {
      account.close();
    }
  }

  /** The plan's searches and residual, without the reasons of verdicts and the types of values. */
  private static String cover(AskedAccount account, String predicate) throws SQLException {
    String scan = account.scan(predicate);
    return scan.substring(scan.indexOf("search="), scan.length() - 1)
        .replaceAll(", unsent=.*", "")
        .replaceAll(" (EXACT|SUPERSET): [^()]*", "")
        .replaceAll(":(BIGINT|TIMESTAMP\\(3\\))", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      value = {
        // Of two that take one request the one that finds fewer.
        "strict¦id = 5 AND (name = 'a' OR name = 'b')"
            + "¦search=[(id = 5)], residual=[[SEARCH($1, Sarg['a', 'b'])]]",
        "strict¦name = 'a' AND (id = 5 OR id = 6)"
            + "¦search=[(id = 5) OR (id = 6)], residual=[[=($1, 'a')]]",
        "strict¦countryCode = 'UA' AND (name = 'a' OR name = 'b')"
            + "¦search=[(name = 'a') OR (name = 'b')],"
            + " residual=[[=($9, 'UA'), SEARCH($1, Sarg['a', 'b'])]]",
        // What only the service can answer as it is meant goes first.
        "server¦id = 5 AND (name = 'a' OR name = 'b')"
            + "¦search=[(name = 'a') OR (name = 'b')], residual=[[=($0, 5)]]",
        "server¦id = 5 AND (name LIKE 'a%' OR name LIKE 'b%')"
            + "¦search=[(id = 5)], residual=[[OR(LIKE($1, 'a%'), LIKE($1, 'b%'))]]",
        "strict¦id = 5 AND (telegramId = 'a' OR telegramId = 'b')"
            + "¦search=[(telegramId = 'a') OR (telegramId = 'b')], residual=[[=($0, 5)]]",
        "strict¦telegramId = 'a' AND (id = 5 OR id = 6)¦search=[(telegramId = 'a') AND (id >= 5)"
            + " AND (id <= 6)], residual=[[SEARCH($0, Sarg[5L, 6L])]]",
        "server¦id = 5 AND ((name = 'a' AND city = 'b') OR (name = 'c' AND city = 'd'))"
            + "¦search=[(id = 5) AND (name = 'a') AND (city = 'b')],"
            + " search2=[(id = 5) AND (name = 'c') AND (city = 'd')]",
        "server¦((id = 5 AND (name = 'a' OR email = 'b')) OR id = 6) AND (city = 'x' OR phone ="
            + " 'y')¦search=[(city = 'x') OR (phone = 'y')], residual=[[OR(AND(=($0, 5), OR(=($1,"
            + " 'a'), =($2, 'b'))), =($0, 6))]]",
        "server¦((id = 5 AND blocked) OR (id = 6 AND unsubscribed)) AND (city = 'x' OR phone = 'y')"
            + "¦search=[(city = 'x') OR (phone = 'y')],"
            + " residual=[[OR(AND(=($0, 5), $17), AND(=($0, 6), $16))]]",
        "strict¦name = 'a' OR name = 'b'"
            + "¦search=[(name = 'a') OR (name = 'b')], residual=[[SEARCH($1, Sarg['a', 'b'])]]",
        "strict¦id IN (3, 5) OR id > 70¦search=[(id = 3) OR (id = 5) OR (id > 70)]",
        "strict¦id NOT BETWEEN 5 AND 9¦search=[(id < 5) OR (id > 9)]",
        "strict¦NOT (id = 5 OR name = 'a')¦search=[(id != 5)], residual=[[<>($1, 'a')]]",
        // A list that is not sent stays in one piece.
        "strict¦name NOT IN ('a', 'b')¦search=[all customers], residual=[[SEARCH($1,"
            + " Sarg[(-∞..'a'), ('a'..'b'), ('b'..+∞)])]]",
        // A search for each branch, with what stands beside the branches.
        "strict¦name LIKE '%a%' AND ((id = 5 AND blocked) OR (city = 'b' AND unsubscribed))"
            + "¦search=[(name ~ '%a%') AND (id = 5), then [$17]],"
            + " search2=[(name ~ '%a%') AND (city = 'b'), then [=($10, 'b'), $16]],"
            + " residual=[[LIKE($1, '%a%')]]",
        "strict¦blocked AND ((id = 5 AND name = 'a') OR (id = 7 AND name = 'b'))"
            + "¦search=[(id = 5) AND (name = 'a'), then [=($1, 'a')]],"
            + " search2=[(id = 7) AND (name = 'b'), then [=($1, 'b')]], residual=[[$17]]",
        "strict¦(name = 'a' AND id > 7) OR (name = 'b' AND id < 3)"
            + "¦search=[(name = 'a') AND (id > 7), then [=($1, 'a')]],"
            + " search2=[(name = 'b') AND (id < 3), then [=($1, 'b')]]",
        // A second takes two filters.
        "strict¦lastSeen = TIMESTAMP '2020-01-01 00:00:00' OR id = 5"
            + "¦search=[(lastSeen = 2020-01-01 00:00:00)], search2=[(id = 5)]",
        "strict¦lastSeen < TIMESTAMP '2020-01-01 00:00:00' OR id = 5"
            + "¦search=[(lastSeen < 2020-01-01 00:00:00) OR (id = 5)]",
        // The range that the branches share.
        "strict¦(lastSeen > TIMESTAMP '2020-01-01 00:00:00' AND blocked)"
            + " OR (lastSeen > TIMESTAMP '2019-01-01 00:00:00' AND unsubscribed)"
            + "¦search=[(lastSeen >= 2019-01-01 00:00:00)], residual=[["
            + "OR(AND(>($7, 2020-01-01 00:00:00), $17), AND(>($7, 2019-01-01 00:00:00), $16))]]",
        "strict¦(id < 9 AND blocked) OR (id < 7 AND unsubscribed)"
            + "¦search=[(id <= 9)], residual=[[OR(AND(<($0, 9), $17), AND(<($0, 7), $16))]]",
        "strict¦(id < 7 AND blocked) OR (id < 9 AND unsubscribed)"
            + "¦search=[(id <= 9)], residual=[[OR(AND(<($0, 7), $17), AND(<($0, 9), $16))]]",
        "strict¦(id = 5 AND blocked) OR (id > 3 AND unsubscribed)"
            + "¦search=[(id >= 3)], residual=[[OR(AND(=($0, 5), $17), AND(>($0, 3), $16))]]",
        // But not what may lie between two ranges, nor one that is not known yet.
        "strict¦(id BETWEEN 5 AND 9 AND blocked) OR (id BETWEEN 3 AND 7 AND unsubscribed)"
            + "¦search=[(id >= 5) AND (id <= 9), then [$17]],"
            + " search2=[(id >= 3) AND (id <= 7), then [$16]]",
        "strict¦id BETWEEN 5 AND 9 OR id BETWEEN 300 AND 400"
            + "¦search=[(id >= 5) AND (id <= 9)], search2=[(id >= 300) AND (id <= 400)]",
        "strict¦id BETWEEN 5 AND 9 OR id = 400"
            + "¦search=[(id >= 5) AND (id <= 9)], search2=[(id = 400)]",
        "strict¦(lastSeen BETWEEN TIMESTAMP '2020-01-01 00:00:00' AND TIMESTAMP '2020-01-02"
            + " 00:00:00') OR (lastSeen BETWEEN TIMESTAMP '2024-01-01 00:00:00'"
            + " AND TIMESTAMP '2024-01-02 00:00:00')"
            + "¦search=[(lastSeen >= 2020-01-01 00:00:00) AND (lastSeen <= 2020-01-02 00:00:00)],"
            + " search2=[(lastSeen >= 2024-01-01 00:00:00) AND (lastSeen <= 2024-01-02"
            + " 00:00:00)]",
        "strict¦(lastSeen > ? AND blocked) OR (lastSeen > ? AND unsubscribed)"
            + "¦search=[(lastSeen > ?0), then [$17]], search2=[(lastSeen > ?1), then [$16]]",
      })
  void withoutABound(String mode, String predicate, String cover) throws Exception {
    assertThat(cover(accounts.get(mode), predicate)).isEqualTo(cover);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\u0001',
      value = {
        "four¦name = 'a' AND city = 'b' AND email = 'c' AND phone = 'd'"
            + "¦search=[(name = 'a') AND (city = 'b') AND (email = 'c') AND (phone = 'd')], "
            + "residual=[[=($1, 'a'), =($10, 'b'), =($2, 'c'), =($5, 'd')]]",
        // Of more than there is room for, those that find fewest.
        "four¦id > 3 AND name = 'a' AND city = 'b' AND email = 'c' AND phone = 'd'"
            + "¦search=[(name = 'a') AND (city = 'b') AND (email = 'c') AND (phone = 'd')], "
            + "residual=[[>($0, 3), =($1, 'a'), =($10, 'b'), =($2, 'c'), =($5, 'd')]]",
        // But first what only the service can answer as it is meant.
        "four¦name = 'a' AND telegramId LIKE '%e%' AND city = 'b' AND email = 'c'"
            + " AND phone = 'd'"
            + "¦search=[(name = 'a') AND (telegramId ~ '%e%') AND (email = 'c') AND (phone = 'd')],"
            + " residual=[[=($1, 'a'), =($10, 'b'), =($2, 'c'), =($5, 'd')]]",
        "fourToServer¦id = 3 AND name <> 'a' AND city <> 'b' AND email <> 'c'"
            + " AND phone <> 'd'"
            + "¦search=[(name != 'a') AND (city != 'b') AND (email != 'c') AND (phone != 'd')],"
            + " residual=[[=($0, 3), IS NOT NULL($1), IS NOT NULL($10), IS NOT NULL($2),"
            + " IS NOT NULL($5)]]",
        // A search for each branch, if it has room for all that stands beside.
        "four¦id > 3 AND lastSeen > TIMESTAMP '2020-01-01 00:00:00' AND"
            + " ((name = 'a' AND city = 'b') OR (email = 'c' AND phone = 'd'))"
            + "¦search=[(id > 3) AND (lastSeen > 2020-01-01 00:00:00) AND (name = 'a')"
            + " AND (city = 'b'), then [=($1, 'a'), =($10, 'b')]],"
            + " search2=[(id > 3) AND (lastSeen > 2020-01-01 00:00:00) AND (email = 'c')"
            + " AND (phone = 'd'), then [=($2, 'c'), =($5, 'd')]]",
        "four¦id > 3 AND id <> 7 AND lastSeen > TIMESTAMP '2020-01-01 00:00:00' AND "
            + "((name = 'a' AND city = 'b') OR (email = 'c' AND phone = 'd'))"
            + "¦search=[(id > 3) AND (id != 7) AND (lastSeen > 2020-01-01 00:00:00)],"
            + " residual=[[OR(AND(=($1, 'a'), =($10, 'b')), AND(=($2, 'c'), =($5, 'd')))]]",
        // The range that the branches share, if there is room.
        "four¦name = 'a' AND city = 'b' AND email = 'c' AND"
            + " ((id > 5 AND blocked) OR (id > 9 AND unsubscribed))"
            + "¦search=[(name = 'a') AND (city = 'b') AND (email = 'c') AND (id >= 5)], "
            + "residual=[[=($1, 'a'), =($10, 'b'), =($2, 'c'), OR(AND(>($0, 5), $17),"
            + " AND(>($0, 9), $16))]]",
        "four¦name = 'a' AND city = 'b' AND email = 'c' AND phone = 'd' AND"
            + " ((id > 5 AND blocked) OR (id > 9 AND unsubscribed))"
            + "¦search=[(name = 'a') AND (city = 'b') AND (email = 'c') AND (phone = 'd')], "
            + "residual=[[=($1, 'a'), =($10, 'b'), =($2, 'c'), =($5, 'd'), OR(AND(>($0, 5), $17),"
            + " AND(>($0, 9), $16))]]",
      })
  void ofFourFilters(String mode, String predicate, String cover) throws Exception {
    assertThat(cover(accounts.get(mode), predicate)).isEqualTo(cover);
  }
}
