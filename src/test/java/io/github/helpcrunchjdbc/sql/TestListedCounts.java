package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts for each value of a list, of which reading all takes ten requests. */
class TestListedCounts {
  private static final List<DemoCustomer> CUSTOMERS =
      IntStream.rangeClosed(1, 1_000)
          .mapToObj(
              id ->
                  (id % 5 == 0
                          ? DemoCustomer.of(id).withTags("Lead", "vip")
                          : id % 7 == 0
                              ? DemoCustomer.of(id).withTags("Paid")
                              : DemoCustomer.of(id))
                      .with(
                          CustomerField.COUNTRY_CODE,
                          id % 44 == 0 ? "pl" : id % 3 == 0 ? "PL" : "UA"))
          .toList();

  private static final String OF_TAGS =
      "SELECT t.tag, COUNT(*) FROM UNNEST(ARRAY['Lead', 'Paid', 'vip', 'none']) AS t (tag)"
          + " JOIN customers c ON HAS_TAG(c.tags, t.tag) GROUP BY t.tag";

  private static final String OF_VALUES =
      "SELECT t.tag, COUNT(c.id) FROM (VALUES ('Lead'), ('none'), ('vip')) AS t (tag)"
          + " LEFT JOIN customers c ON HAS_TAG(c.tags, t.tag) AND c.id > 200 GROUP BY t.tag";

  private static final String FILTERED =
      "SELECT t.tag, COUNT(*) FROM (VALUES ('Lead'), ('vip')) AS t (tag)"
          + " JOIN customers c ON HAS_TAG(c.tags, t.tag) WHERE c.id <= 700 GROUP BY t.tag"
          + " HAVING COUNT(*) > 3 ORDER BY 2 DESC, 1";

  /** Equality has the planner cast the texts of the list in a projection of its own. */
  private static final String OF_EQUAL_TEXTS =
      "SELECT v.x, COUNT(*) FROM (VALUES ('DE'), ('PL'), ('UAH')) v (x)"
          + " JOIN customers ON countryCode = v.x GROUP BY v.x";

  private static final String LIST_ON_THE_RIGHT =
      "SELECT v.x, COUNT(*), COUNT(c.id) FROM customers c JOIN UNNEST(ARRAY['DE', 'PL']) v (x)"
          + " ON c.countryCode = v.x AND c.id > 200 GROUP BY v.x";

  private static final String OUTER_LIST =
      "SELECT v.x, COUNT(c.id) FROM UNNEST(ARRAY['DE', 'PL', 'pl']) v (x) LEFT JOIN customers c"
          + " ON c.countryCode = v.x GROUP BY v.x";

  private static final String OUTER_LIST_ON_THE_RIGHT =
      "SELECT v.x, COUNT(c.id) FROM customers c RIGHT JOIN (VALUES ('DE'), ('PL')) v (x)"
          + " ON c.countryCode = v.x GROUP BY v.x HAVING COUNT(c.id) < 1000";

  private static final List<String> QUESTIONS =
      List.of(
          OF_TAGS,
          OF_VALUES,
          FILTERED,
          OF_EQUAL_TEXTS,
          LIST_ON_THE_RIGHT,
          OUTER_LIST,
          OUTER_LIST_ON_THE_RIGHT);

  @ParameterizedTest
  @CsvSource({"5,0", "4,1", "3,2", "6,3", "5,4", "6,5", "5,6"})
  void aTotalForEachValue(int most, int question) throws Exception {
    String sql = QUESTIONS.get(question);
    try (AskedAccount account = AskedAccount.of(CUSTOMERS)) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @EnumSource(Quirk.class)
  void exactUnderEachBehaviour(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS.subList(0, 320),
            Behaviour.of(quirk),
            "pageSize=20",
            AskedAccount.consistency(quirk))) {
      for (String sql : QUESTIONS) {
        account.assertJudged(sql);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT t.tag, COUNT(*) FROM (VALUES ('Lead'), ('none')) AS t (tag) LEFT JOIN customers c ON HAS_TAG(c.tags, t.tag) GROUP BY t.tag
          SELECT t.tag, COUNT(*) FROM (VALUES ('Lead'), ('Lead')) AS t (tag) JOIN customers c ON HAS_TAG(c.tags, t.tag) GROUP BY t.tag
          SELECT t.id, COUNT(*) FROM (VALUES (1), (300)) AS t (id) JOIN customers c ON c.id > t.id GROUP BY t.id
          SELECT t.code, COUNT(*) FROM (VALUES ('PL'), ('UA'), ('DE')) AS t (code) JOIN customers c ON c.countryCode = t.code GROUP BY t.code
          SELECT t.code, COUNT(*) FROM (VALUES ('PL'), (NULL), ('UA')) AS t (code) LEFT JOIN customers c ON c.countryCode = t.code GROUP BY t.code
          SELECT t.code, COUNT(t.code) FROM (VALUES ('PL'), ('UA')) AS t (code) JOIN customers c ON c.countryCode = t.code GROUP BY t.code
          SELECT c.countryCode, COUNT(*) FROM (VALUES ('PL'), ('UA')) AS t (code) JOIN customers c ON c.countryCode = t.code GROUP BY c.countryCode
          SELECT t.code, COUNT(*) FROM (VALUES ('PL', 'U'), ('UA', 'P')) AS t (code, other) JOIN customers c ON c.countryCode = t.code AND t.other <> 'U' GROUP BY t.code
          SELECT t.code, COUNT(*) FROM customers c LEFT JOIN (VALUES ('PL'), ('DE')) AS t (code) ON c.countryCode = t.code GROUP BY t.code
          SELECT UPPER(t.tag), COUNT(*) FROM (VALUES ('Lead'), ('lead')) AS t (tag) JOIN customers c ON HAS_TAG(c.tags, t.tag) GROUP BY UPPER(t.tag)
          """)
  void whatIsNotJustThatIsRight(String sql) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 320))) {
      account.assertJudged(sql);
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(7);
    }
  }

  @Test
  void aSmallAccountIsRead() throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS.subList(0, 90))) {
      account.assertJudged(OF_TAGS);
      assertThat(account.account().bodies()).hasSize(1);
    }
  }
}
