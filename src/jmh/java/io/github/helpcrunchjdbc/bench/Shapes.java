package io.github.helpcrunchjdbc.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The kinds of queries, in an order that matters: what was learned or kept before is known. */
final class Shapes {
  private static final Shape.Least NONE = census -> 0;
  private static final Shape.Least ONE = census -> 1;
  private static final Shape.Least ALL = census -> census.pages("TRUE");
  private static final String PAGES = "so many pages of 100 hold them";
  private static final String ASKED = "somebody has to be asked";
  private static final String KNOWN = "follows without the service";
  private static final String UNSENT = "no filter says this, so all have to be read";
  private static final String TOTAL = "the total of one search";
  private static final String WEEK = "lastSeen >= TIMESTAMP '2026-11-15 00:00:00'";
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "customFields",
          "subscription_status:VARCHAR,number_of_payments:BIGINT,last_paid_amount:DECIMAL,"
              + "last_payment_was_successful:BOOLEAN");
  private static final Map<String, String> CACHED = Map.of("cacheTtl", "60");

  private Shapes() {}

  static List<Shape> all() {
    List<Shape> shapes = new ArrayList<>();
    shapes.addAll(withoutRequest());
    shapes.addAll(rows());
    shapes.addAll(orders());
    shapes.addAll(filters());
    shapes.addAll(text());
    shapes.addAll(tags());
    shapes.addAll(tagsAsRows());
    shapes.addAll(attributes());
    shapes.addAll(aggregates());
    shapes.addAll(joins());
    shapes.addAll(cached());
    return shapes;
  }

  private static Shape filtered(String predicate) {
    return Shape.of(
        "SELECT id, name FROM customers WHERE " + predicate,
        census -> census.pages(predicate),
        PAGES);
  }

  private static List<Shape> withoutRequest() {
    return List.of(
        Shape.of("SELECT 1", NONE, KNOWN),
        Shape.of("SELECT * FROM customers WHERE 1 = 0", NONE, KNOWN),
        Shape.of("SELECT * FROM customers LIMIT 0", NONE, KNOWN),
        Shape.of("SELECT * FROM customers WHERE id = 5 AND id = 6", NONE, KNOWN),
        Shape.of("SELECT * FROM customers WHERE email = NULL", NONE, KNOWN),
        Shape.of("SELECT COUNT(*) FROM customers WHERE id < 5 AND id > 6", NONE, KNOWN),
        Shape.of("EXPLAIN PLAN AS TEXT FOR SELECT * FROM customers", NONE, KNOWN),
        Shape.of("SELECT column_name FROM information_schema.columns", NONE, KNOWN));
  }

  private static List<Shape> rows() {
    return List.of(
        Shape.of("SELECT * FROM customers", ALL, PAGES),
        Shape.of("SELECT id FROM customers", ALL, PAGES),
        Shape.of("SELECT * FROM customers LIMIT 10", ONE, ASKED),
        Shape.of("SELECT * FROM customers LIMIT 100", ONE, ASKED),
        Shape.of("SELECT * FROM customers LIMIT 250", census -> 3, PAGES),
        Shape.of("SELECT * FROM customers LIMIT 10 OFFSET 500", ONE, ASKED),
        Shape.of("SELECT * FROM customers LIMIT 200 OFFSET 50", census -> 2, PAGES),
        Shape.of(
                "SELECT DISTINCT countryCode FROM customers",
                census -> 2,
                "a page that names them, and who is left")
            .butMore("the first such question finds out how the service compares countryCode"),
        Shape.of("SELECT id FROM customers UNION ALL SELECT -1 FROM (VALUES 1)", ALL, PAGES));
  }

  private static List<Shape> orders() {
    return List.of(
        Shape.of("SELECT * FROM customers ORDER BY lastSeen DESC LIMIT 20", ONE, ASKED),
        Shape.of("SELECT * FROM customers ORDER BY firstSeen DESC LIMIT 20", ONE, ASKED)
            .butMore(
                "this service puts those without firstSeen in front and has no filter for them; how"
                    + " many they are is found by leaps"),
        Shape.of("SELECT id FROM customers ORDER BY firstSeen DESC LIMIT 20", ONE, ASKED),
        Shape.of("SELECT * FROM customers ORDER BY firstSeen LIMIT 20", ONE, ASKED),
        Shape.of("SELECT * FROM customers ORDER BY lastSeen DESC LIMIT 20 OFFSET 300", ONE, ASKED),
        Shape.of(
            "SELECT id, name FROM customers WHERE " + WEEK + " ORDER BY lastSeen DESC LIMIT 5",
            ONE,
            ASKED),
        Shape.of("SELECT id FROM customers ORDER BY lastSeen DESC", ALL, PAGES),
        Shape.of("SELECT id FROM customers ORDER BY name LIMIT 10", ALL, UNSENT));
  }

  private static List<Shape> filters() {
    return List.of(
        filtered("id = 7"),
        filtered("id IN (3, 5, 8, 13, 21)"),
        filtered("id BETWEEN 100 AND 400"),
        filtered("id NOT IN (5, 9)"),
        filtered("id > 500 AND id <= 700"),
        filtered(WEEK),
        filtered("lastSeen < TIMESTAMP '2026-06-01 00:00:00'"),
        filtered("CAST(lastSeen AS DATE) = DATE '2026-11-20'"),
        Shape.of(
            "SELECT id FROM customers WHERE YEAR(lastSeen) = 2026",
            census -> census.pages("EXTRACT(YEAR FROM lastSeen) = 2026"),
            PAGES),
        Shape.of(
                "SELECT id FROM customers WHERE lastSeen >= ?",
                census -> census.pages("lastSeen >= TIMESTAMP '2026-11-01 00:00:00'"),
                PAGES)
            .with(java.sql.Timestamp.from(java.time.Instant.parse("2026-11-01T00:00:00Z"))),
        Shape.of("SELECT name FROM customers WHERE id = ?", ONE, ASKED).with(42L),
        Shape.of(
            "SELECT id FROM customers WHERE (id < 30000 AND blocked) OR (id < 50000 AND"
                + " unsubscribed)",
            census -> census.pages("id < 50000"),
            "the range that both sides share; nothing says 'blocked'"),
        Shape.of("SELECT id FROM customers WHERE blocked", ALL, UNSENT),
        Shape.of("SELECT id FROM customers WHERE telegramId = '12345'", ONE, ASKED));
  }

  private static List<Shape> text() {
    return List.of(
        filtered("email = 'ann@example.com'"),
        filtered("email LIKE '%gmail%'"),
        Shape.of(
            "SELECT id FROM customers WHERE name LIKE 'Ann%'",
            census -> census.pages("name LIKE '%Ann%'"),
            "the service knows no beginning, only a piece"),
        Shape.of(
                "SELECT id FROM customers WHERE company LIKE ?",
                census -> census.pages("company LIKE '%Demo%'"),
                PAGES)
            .with("%Demo%"),
        filtered("countryCode = 'UA'"),
        filtered("countryCode IN ('PL', 'DE')"),
        filtered("countryCode = 'UA' AND " + WEEK),
        Shape.of(
                "SELECT id FROM customers WHERE (countryCode = 'UA' AND id < 900)"
                    + " OR (countryCode = 'PL' AND id < 800)",
                census ->
                    Math.min(
                        census.pages("countryCode = 'UA' AND id < 900")
                            + census.pages("countryCode = 'PL' AND id < 800"),
                        Math.min(
                            census.pages("countryCode IN ('UA', 'PL')"), census.pages("id < 900"))),
                "two searches, or the one filter that holds both")
            .butMore("how many each way finds is guessed: to ask would cost requests too"),
        Shape.of("SELECT COUNT(*) FROM customers WHERE email LIKE '%yahoo%'", ONE, TOTAL)
            .butMore(
                "a page shows how many match; if they fill many, two questions find out how the"
                    + " service compares email, once for the account"),
        Shape.of("SELECT COUNT(*) FROM customers WHERE email LIKE '%gmail%'", ONE, TOTAL),
        Shape.of("SELECT id FROM customers WHERE email LIKE '%gmail%' LIMIT 5", ONE, ASKED),
        Shape.of("SELECT id FROM customers WHERE email IS NULL", ALL, UNSENT),
        Shape.of("SELECT id FROM customers WHERE UPPER(city) = 'KYIV'", ALL, UNSENT)
            .butMore("a page shows that it pays to find out how the service compares city"),
        Shape.of("SELECT id FROM customers WHERE UPPER(city) = 'LVIV'", ALL, UNSENT));
  }

  private static List<Shape> tags() {
    return List.of(
        filtered("HAS_TAG(tags, 'Lead')"),
        filtered("HAS_TAG(tags, 'Lead') AND HAS_TAG(tags, 'Paid')"),
        filtered("HAS_TAG(tags, 'vip') OR HAS_TAG(tags, 'VIP')"),
        filtered("HAS_TAG(tags, 'Lead') AND " + WEEK),
        Shape.of("SELECT COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead')", ONE, TOTAL),
        Shape.of("SELECT id FROM customers WHERE NOT HAS_TAG(tags, 'Lead')", ALL, UNSENT));
  }

  private static List<Shape> tagsAsRows() {
    return List.of(
        Shape.of(
            "SELECT c.id, t.color FROM customers c JOIN customer_tags t ON t.customerId = c.id"
                + " WHERE t.name = 'Lead' AND "
                + WEEK,
            census -> census.pages("HAS_TAG(tags, 'Lead') AND " + WEEK),
            PAGES),
        Shape.of(
            "SELECT id FROM customers WHERE "
                + WEEK
                + " AND id IN"
                + " (SELECT customerId FROM customer_tags WHERE name = 'Lead')",
            census -> census.pages("HAS_TAG(tags, 'Lead') AND " + WEEK),
            PAGES),
        Shape.of(
            "SELECT id FROM customers c WHERE "
                + WEEK
                + " AND NOT EXISTS (SELECT 1 FROM customer_tags t WHERE t.customerId = c.id"
                + " AND t.name = 'Lead')",
            census -> census.pages(WEEK),
            "no filter says that a tag is missing"),
        Shape.of(
            "SELECT c.id, t.name FROM customers c LEFT JOIN customer_tags t ON t.customerId = c.id",
            ALL,
            PAGES),
        Shape.of(
            "SELECT c.id, t.name FROM customers c, UNNEST(TAG_NAMES(c.tags)) AS t (name)"
                + " WHERE t.name = 'Lead'",
            census -> census.pages("HAS_TAG(tags, 'Lead')"),
            PAGES),
        Shape.of(
            "SELECT v.x, t.name FROM (VALUES (3), (5)) AS v (x)"
                + " JOIN customer_tags t ON t.customerId = v.x",
            ONE,
            "both keys in one search"),
        Shape.of(
            "SELECT customerId FROM customer_tags WHERE name LIKE 'L%'",
            ALL, "tags are searched by their whole names"),
        Shape.of("SELECT COUNT(*) FROM customer_tags WHERE name = 'Lead'", ONE, TOTAL),
        Shape.of(
            "SELECT COUNT(*) FROM customer_tags WHERE name IN ('Lead', 'Paid')",
            census -> 2,
            "a total for each"),
        Shape.of(
            "SELECT COUNT(DISTINCT customerId) FROM customer_tags WHERE name IN ('Lead', 'Paid')",
            ONE,
            TOTAL),
        Shape.of(
            "SELECT name, COUNT(*) FROM customer_tags WHERE name IN ('Lead', 'Paid')"
                + " GROUP BY name",
            census -> 2,
            "a total for each"),
        Shape.of(
            "SELECT name, COUNT(*) FROM customer_tags GROUP BY name",
            ALL,
            "a customer who is not read may have a tag that nobody else has"));
  }

  private static List<Shape> attributes() {
    return List.of(
        Shape.of(
                "SELECT id, subscription_status FROM customers"
                    + " WHERE number_of_payments > 30 AND countryCode = 'UA'",
                census -> census.pages("countryCode = 'UA'"),
                "the service can't search custom data")
            .on(ATTRIBUTES),
        Shape.of(
                "SELECT id FROM customers WHERE " + WEEK + " AND last_payment_was_successful",
                census -> census.pages(WEEK),
                "the service can't search custom data")
            .on(ATTRIBUTES),
        Shape.of(
                "SELECT subscription_status, SUM(last_paid_amount) FROM customers"
                    + " GROUP BY subscription_status",
                ALL,
                UNSENT)
            .on(ATTRIBUTES),
        Shape.of("SELECT key, type FROM helpcrunch_meta.custom_fields", NONE, KNOWN).on(ATTRIBUTES),
        Shape.of(
            "SELECT name, \"value\" FROM customer_attributes WHERE customerId = 42", ONE, ASKED),
        Shape.of(
            "SELECT name, type, COUNT(*) FROM customer_attributes GROUP BY name, type",
            ALL,
            UNSENT));
  }

  private static List<Shape> aggregates() {
    return List.of(
        Shape.of("SELECT COUNT(*) FROM customers", ONE, TOTAL),
        Shape.of("SELECT COUNT(id) FROM customers WHERE " + WEEK, ONE, TOTAL),
        Shape.of("SELECT COUNT(*) FROM (SELECT * FROM customers LIMIT 500)", ONE, TOTAL),
        Shape.of("SELECT COUNT(*) > 0 FROM customers WHERE id > 100", ONE, TOTAL),
        Shape.of("SELECT MAX(lastSeen) FROM customers", ONE, "the first row in that order"),
        Shape.of("SELECT MIN(firstSeen) FROM customers", ONE, "the first row in that order"),
        Shape.of(
            "SELECT COUNT(*), MAX(lastSeen) FROM customers",
            census -> 2,
            "those never seen stand in front; the filter that leaves them out has another total"),
        Shape.of("SELECT MIN(lastSeen), MAX(lastSeen) FROM customers", census -> 2, "two orders"),
        Shape.of(
            "SELECT (SELECT COUNT(*) FROM customers WHERE id > 500), (SELECT COUNT(*) FROM"
                + " customers WHERE "
                + WEEK
                + ")",
            census -> 2,
            "two totals"),
        Shape.of(
            "SELECT countryCode, COUNT(*) FROM customers GROUP BY countryCode",
            census -> census.values("countryCode") + 1,
            "a page that names them, a total for each value; those without one are the rest"),
        Shape.of(
            "SELECT countryCode, COUNT(*) FROM customers WHERE " + WEEK + " GROUP BY countryCode",
            census -> census.pages(WEEK),
            PAGES),
        Shape.of("SELECT COUNT(*) FROM customers WHERE countryCode = 'UA'", ONE, TOTAL)
            .butMore("a page shows how many match, and whether it pays to find out more"),
        Shape.of(
            "SELECT countryCode, COUNT(*) FROM customers WHERE countryCode IN ('UA', 'US', 'PL')"
                + " GROUP BY countryCode",
            census -> Math.min(3, census.pages("countryCode IN ('UA', 'US', 'PL')")),
            "a total for each"),
        Shape.of(
            "SELECT COUNT(email) FROM customers",
            census -> 3,
            "who is found by = or != of a value, and all before and after it"),
        Shape.of(
            "SELECT AVG(CHAR_LENGTH(name)) FROM customers WHERE id <= 50000",
            census -> census.pages("id <= 50000"),
            PAGES));
  }

  private static List<Shape> joins() {
    return List.of(
        Shape.of(
            "SELECT c.id FROM (VALUES ('a@example.com'), ('b@example.com')) AS v (mail)"
                + " JOIN customers AS c ON c.email = v.mail",
            ONE,
            "both keys in one search"),
        Shape.of(
            "SELECT c.name FROM (VALUES (3), (5), (8)) AS v (id) JOIN customers AS c ON c.id ="
                + " v.id",
            ONE,
            "all keys in one search"),
        Shape.of(
            "SELECT name FROM customers WHERE id IN (SELECT x FROM (VALUES (3), (5)) AS v (x))",
            ONE,
            "all keys in one search"),
        Shape.of(
            "SELECT 'yes' FROM (VALUES 1) WHERE EXISTS (SELECT * FROM customers WHERE "
                + WEEK
                + ")",
            ONE,
            ASKED),
        Shape.of(
            "SELECT a.id FROM customers AS a JOIN customers AS b ON a.id = b.id WHERE b.id < 50",
            census -> 1,
            "whom the one side finds the other has too, so one reading would do"));
  }

  private static List<Shape> cached() {
    return List.of(
        Shape.of("SELECT * FROM customers", ALL, PAGES).on(CACHED),
        Shape.of("SELECT * FROM customers", NONE, "was read within the minute").on(CACHED),
        Shape.of(
                "SELECT id FROM customers WHERE countryCode = 'UA'",
                NONE,
                "all were read within the minute")
            .on(CACHED),
        Shape.of("SELECT COUNT(*) FROM customers", NONE, "all were read within the minute")
            .on(CACHED));
  }
}
