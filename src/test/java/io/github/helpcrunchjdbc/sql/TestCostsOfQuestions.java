package io.github.helpcrunchjdbc.sql;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.testing.DocsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of docs/what-it-costs.md: requests of common questions, each the first that is asked of
 * an account. Large accounts take long, so that they are asked only to write the table.
 */
class TestCostsOfQuestions {
  private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
  private static final String PAGE = "what-it-costs.md";
  private static final int SMALL = 1_000;
  private static final int LARGE = 20_000;
  private static final int LARGEST = 200_000;
  private static final int A_MINUTE = 120;

  /**
   * A question.
   *
   * @param readsAll whether all customers are read, so that the number of pages is known
   */
  private record Question(String words, String sql, boolean readsAll) {}

  private static final String DUPLICATES =
      "a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id";

  private static final List<Question> QUESTIONS =
      List.of(
          question("How many customers are there?", "COUNT(*) FROM customers"),
          question("Who is customer 1042?", "* FROM customers WHERE id = 1042"),
          question("Who has this address?", "* FROM customers WHERE email = 'ann@example.com'"),
          question("Who was seen last?", "* FROM customers ORDER BY lastSeen DESC LIMIT 10"),
          question(
              "Who came in today?",
              "* FROM customers WHERE firstSeen >= TIMESTAMP '2026-11-22 00:00:00'"),
          question(
              "How many came in this month?",
              "COUNT(*) FROM customers WHERE firstSeen >= TIMESTAMP '2026-11-01 00:00:00'"),
          question(
              "How many were seen in each month?",
              "FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1"),
          question(
              "How many are there in each country?",
              "countryCode, COUNT(*) FROM customers GROUP BY countryCode"),
          question(
              "How many have each of three tags?",
              "t.tag, COUNT(*) FROM UNNEST(ARRAY['Lead', 'Paid', 'vip']) AS t (tag) JOIN customers"
                  + " c ON HAS_TAG(c.tags, t.tag) GROUP BY t.tag"),
          question("How many have no address?", "COUNT(*) FROM customers WHERE email IS NULL"),
          question(
              "How many of Ukraine have a tag?",
              "COUNT(*) FROM customers WHERE countryCode = 'UA' AND HAS_TAG(tags, 'vip')"),
          reading("Who shares an address with another?", DUPLICATES),
          reading("Whose notes speak of money?", "id FROM customers WHERE notes LIKE '%money%'"),
          reading("Who is first by name?", "id, name FROM customers ORDER BY name LIMIT 10"),
          reading("Everything, for an export", "* FROM customers"));

  private static Question question(String words, String select) {
    return new Question(words, "SELECT " + select, false);
  }

  private static Question reading(String words, String select) {
    return new Question(words, "SELECT " + select, true);
  }

  @Test
  void table() throws Exception {
    boolean writes = Boolean.getBoolean("docs.write");
    List<DemoCustomer> small = DemoAccount.customers(NOW, SMALL);
    List<DemoCustomer> large = writes ? DemoAccount.customers(NOW, LARGE) : List.of();
    List<DemoCustomer> largest = writes ? DemoAccount.customers(NOW, LARGEST) : List.of();
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Question", "SQL", "of 1,000", "of 20,000", "of 200,000"));
    for (Question question : QUESTIONS) {
      List<String> row = new ArrayList<>();
      row.add(question.words());
      row.add("`" + question.sql() + "`");
      row.add(cell(requests(question, small)));
      if (writes) {
        row.add(cell(question.readsAll() ? LARGE / 100 : requests(question, large)));
        row.add(cell(question.readsAll() ? LARGEST / 100 : requests(question, largest)));
      } else {
        row.addAll(written(question));
      }
      rows.add(row);
    }
    new DocsPage(PAGE).assertTable(rows);
  }

  private static long requests(Question question, List<DemoCustomer> customers)
      throws SQLException {
    try (AskedAccount account = AskedAccount.unjudged(customers, Behaviour.PLAIN)) {
      account.ask(question.sql());
      return account.account().bodies().size();
    }
  }

  /** The numbers of large accounts as the page has them. */
  private static List<String> written(Question question) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("docs", PAGE))) {
      return lines
          .filter(line -> line.startsWith("| " + question.words() + " |"))
          .map(line -> line.split(" \\| ", -1))
          .map(cells -> List.of(cells[3], cells[4].replaceAll(" \\|$", "")))
          .findFirst()
          .orElse(List.of("", ""));
    }
  }

  private static String cell(long requests) {
    if (requests <= A_MINUTE) {
      return Long.toString(requests);
    }
    long seconds = requests * 60 / A_MINUTE;
    return requests
        + ", "
        + seconds / 60
        + " min"
        + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }
}
