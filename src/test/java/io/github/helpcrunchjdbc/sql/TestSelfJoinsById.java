package io.github.helpcrunchjdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerField;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Customers joined with themselves by id are read once: both sides are one customer. */
class TestSelfJoinsById {
  private static final List<DemoCustomer> CUSTOMERS =
      LongStream.rangeClosed(1, 600)
          .mapToObj(
              id ->
                  (id % 4 == 0 ? DemoCustomer.of(id).withTags("vip") : DemoCustomer.of(id))
                      .with(CustomerField.NAME, id % 5 == 0 ? null : "N" + id)
                      .with(CustomerField.COUNTRY_CODE, List.of("PL", "UA", "pl").get((int) id % 3))
                      .with(CustomerField.CITY, id % 7 == 0 ? null : "C" + id % 6))
          .toList();

  private static final List<String> QUESTIONS =
      List.of(
          "SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')"
              + " AND id IN (SELECT id FROM customers WHERE countryCode = 'PL')",
          "SELECT id, name FROM customers c WHERE EXISTS"
              + " (SELECT 1 FROM customers d WHERE d.id = c.id AND d.countryCode <> c.name)",
          "SELECT id FROM customers"
              + " WHERE id NOT IN (SELECT id FROM customers WHERE city = 'C1' OR name IS NULL)",
          "SELECT id FROM customers c WHERE NOT EXISTS"
              + " (SELECT 1 FROM customers d WHERE d.id = c.id AND d.city = 'C1')",
          "SELECT a.id, a.name, b.city FROM customers a"
              + " JOIN customers b ON a.id = b.id AND b.city > a.countryCode",
          "SELECT a.id, b.id, b.city, b.name FROM customers a"
              + " LEFT JOIN customers b ON a.id = b.id AND b.countryCode = 'PL' WHERE a.id < 90",
          "SELECT b.id, a.name FROM customers a"
              + " RIGHT JOIN customers b ON a.id = b.id AND a.city = 'C1' WHERE b.id > 500",
          "SELECT b.countryCode, COUNT(*), COUNT(a.id) FROM customers b"
              + " LEFT JOIN (SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')) a"
              + " ON a.id = b.id GROUP BY b.countryCode",
          "SELECT COUNT(*) FROM customers WHERE id IN"
              + " (SELECT id FROM customers WHERE countryCode = 'UA' AND id IN"
              + " (SELECT id FROM customers WHERE HAS_TAG(tags, 'vip')))",
          "SELECT a.id FROM customers a JOIN customers b ON a.id = b.id AND a.name = b.city",
          "SELECT a.id, d.id FROM customers a JOIN customers d ON a.id = d.id + 1 WHERE d.id < 9",
          "SELECT a.id FROM customers a JOIN"
              + " (SELECT id, COUNT(*) AS n FROM customers GROUP BY id) b ON a.id = b.id AND n = 1",
          "SELECT id FROM customers WHERE id IN"
              + " (SELECT id FROM customers WHERE city IS NOT NULL ORDER BY id LIMIT 5)");

  /** One of them finds too little where no join is, which no answer shows. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "EQUALS_LOWERS_VALUE")
  void whateverTheServiceIsLike(Quirk quirk) throws Exception {
    try (AskedAccount account =
        AskedAccount.of(
            CUSTOMERS.subList(0, 240),
            Behaviour.of(quirk),
            "pageSize=40",
            AskedAccount.consistency(quirk))) {
      for (String question : QUESTIONS) {
        account.assertJudged(question);
      }
    }
  }

  /** Reading all takes 30 requests. */
  @ParameterizedTest
  @CsvSource({"5,0", "30,1", "30,2", "30,3", "30,4", "30,5", "30,7"})
  void readOnce(int most, int question) throws Exception {
    try (AskedAccount account = AskedAccount.of(CUSTOMERS, "pageSize=20")) {
      account.assertJudged(QUESTIONS.get(question));
      assertThat(account.account().bodies()).hasSizeLessThanOrEqualTo(most);
      String plan =
          account.ask("EXPLAIN PLAN AS TEXT FOR " + QUESTIONS.get(question)).rows().toString();
      assertThat(plan).doesNotContain("Join");
    }
  }

  /** A grid asks for its rows alone, which both conditions find at once. */
  @Test
  void aGridReadsItsOwnPage() throws Exception {
    try (AskedAccount account =
            AskedAccount.of(CUSTOMERS, "pageSize=20", "stringMatching=countryCode:exact");
        var statement = account.connection().createStatement()) {
      statement.setMaxRows(20);
      account.account().clear();
      int rows = 0;
      try (var result = statement.executeQuery(QUESTIONS.get(0))) {
        while (result.next()) {
          rows++;
        }
      }
      assertThat(rows).isEqualTo(20);
      account.assertSent(
          "{\"comparison\":\"AND\",\"filter\":[{\"field\":\"customers.tagsData\",\"operator\":\"=\",\"value\":"
              + "[{\"name\":\"vip\"}]},{\"field\":\"customers.countryCode\",\"operator\":\"=\","
              + "\"value\":\"PL\"}],\"offset\":0,\"limit\":20}");
    }
  }
}
