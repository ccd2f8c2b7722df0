package io.github.helpcrunchjdbc.bench;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of queries of which it matters how they grow. */
final class GrowthShapes {
  private static final String ONE = "1: somebody has to be asked";
  private static final String TOTAL = "1: the total of a search";
  private static final String PLACE = "2 and the pages that hold them: the place is not known";
  private static final String BOUND = "3: a total, and the offset of a bound between two pages";
  private static final String UNSENT = "no filter says this";
  private static final String MONTH = "TIMESTAMP '2026-11-01 00:00:00'";
  private static final String DAY = "TIMESTAMP '2026-11-22 00:00:00'";

  private GrowthShapes() {}

  static List<GrowthShape> all() {
    return Stream.of(rows(), orders(), ranges(), counts(), groups(), joins(), readings())
        .flatMap(List::stream)
        .toList();
  }

  private static List<GrowthShape> rows() {
    return List.of(
        GrowthShape.of(1, "* FROM customers LIMIT 10", ONE),
        GrowthShape.of(1, "* FROM customers WHERE id = 1042", ONE),
        GrowthShape.of(1, "* FROM customers WHERE id IN (1042, 1044, 1050)", ONE),
        GrowthShape.of(1, "* FROM customers WHERE email = 'ann@example.com'", ONE),
        GrowthShape.of(200, "* FROM customers WHERE email = ANY (ARRAY['a@b.de', 'c@d.de'])", ONE),
        GrowthShape.of(1, "* FROM customers WHERE name LIKE '%nobody at all%'", ONE),
        GrowthShape.of(1, "* FROM customers LIMIT 10 OFFSET 1500", ONE),
        GrowthShape.of(200, "1 FROM customers", TOTAL));
  }

  private static List<GrowthShape> orders() {
    return List.of(
        GrowthShape.of(1, "* FROM customers ORDER BY lastSeen DESC LIMIT 10", ONE),
        GrowthShape.of(1, "* FROM customers ORDER BY firstSeen LIMIT 10", ONE),
        GrowthShape.of(200, "* FROM customers ORDER BY lastSeen DESC, name LIMIT 10", ONE),
        GrowthShape.of(
            200, "id FROM customers ORDER BY lastSeen, id LIMIT 100", "2: a page and a row"),
        GrowthShape.of(
            93,
            "id FROM customers WHERE lastSeen > "
                + MONTH
                + " OR (lastSeen = "
                + MONTH
                + " AND id > 7) ORDER BY lastSeen, id LIMIT 100",
            "2: a page and a row"),
        GrowthShape.of(
            200, "MAX(id) FROM customers", "2: a page with its total, and what is beyond"),
        GrowthShape.of(
            200, "MIN(id) FROM customers", "2: a page with its total, and what is before"),
        GrowthShape.of(200, "id FROM customers ORDER BY id LIMIT 10", "2: as the least id"),
        GrowthShape.of(200, "id FROM customers ORDER BY id DESC LIMIT 10", "2: as the greatest id"),
        GrowthShape.of(
            199, "id FROM customers WHERE id > 1500 ORDER BY id LIMIT 100", "2: as above"),
        GrowthShape.of(
            200,
            "id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS n FROM customers) AS t"
                + " WHERE n BETWEEN 101 AND 200",
            "4: as the least id, and two pages"));
  }

  private static List<GrowthShape> ranges() {
    return List.of(
        GrowthShape.of(200, "id FROM customers WHERE firstSeen >= " + DAY, PLACE),
        GrowthShape.of(
            200, "id FROM customers WHERE CAST(firstSeen AS DATE) = DATE '2025-06-10'", PLACE),
        GrowthShape.of(
            200, "id FROM customers WHERE firstSeen < TIMESTAMP '2024-06-10 00:00:00'", ONE),
        GrowthShape.of(
            64,
            "id FROM customers WHERE firstSeen > TIMESTAMP '2026-01-01 00:00:00' ORDER BY firstSeen"
                + " LIMIT 100",
            PLACE),
        GrowthShape.of(
            1, "id FROM customers WHERE lastSeen >= " + DAY + " AND blocked", "its pages"));
  }

  private static List<GrowthShape> counts() {
    return List.of(
        GrowthShape.of(1, "COUNT(*) FROM customers", TOTAL),
        GrowthShape.of(1, "COUNT(*) FROM customers WHERE id > 1500", TOTAL),
        GrowthShape.of(1, "COUNT(*) FROM customers WHERE lastSeen >= " + MONTH, TOTAL),
        GrowthShape.of(
            200, "COUNT(*) FROM customers WHERE lastSeen IS NULL", "2: all, and who has one"),
        GrowthShape.of(200, "COUNT(lastSeen) FROM customers", TOTAL),
        GrowthShape.of(
            200,
            "COUNT(email) FROM customers",
            "3: who is found by = or != of a value, and all before and after it"),
        GrowthShape.of(200, "COUNT(*) FROM customers WHERE email IS NULL", "3: the same"),
        GrowthShape.of(4, "COUNT(*) FROM customers WHERE email = 'ann@example.com'", TOTAL),
        GrowthShape.of(
            4,
            "COUNT(*) FROM customers WHERE email LIKE '%@gmail.com%'",
            "3: a total, once it is known by two questions that the service compares exactly"),
        GrowthShape.of(
            4,
            "COUNT(*) FROM customers WHERE countryCode = 'UA'",
            "3: a total, once it is known by two questions that the service compares exactly"),
        GrowthShape.of(
            138,
            "COUNT(*) FROM customers WHERE countryCode <> 'UA'",
            "3: the same, with the others"),
        GrowthShape.of(
            200,
            "COUNT(*) FROM customers WHERE countryCode NOT IN (SELECT x FROM (VALUES ('UA'),"
                + " ('PL')) AS v (x))",
            "3: the same, with the others"),
        GrowthShape.of(1, "COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead')", TOTAL),
        GrowthShape.of(
            1,
            "COUNT(*) FROM customers WHERE HAS_TAG(tags, 'Lead') OR HAS_TAG(tags, 'vip')",
            TOTAL),
        GrowthShape.of(200, "COUNT(*) FROM customers WHERE firstSeen >= " + MONTH, BOUND),
        GrowthShape.of(
            200, "COUNT(*) FROM customers WHERE EXTRACT(YEAR FROM firstSeen) = 2025", BOUND),
        GrowthShape.of(
            200,
            "COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')), SUM(CASE WHEN lastSeen >= "
                + MONTH
                + " THEN 1 ELSE 0 END), MAX(lastSeen) FROM customers",
            "4: three totals, and the first row of an order"),
        GrowthShape.of(8, "MIN(firstSeen), MAX(firstSeen) FROM customers", "2: two orders"),
        GrowthShape.of(2, "MIN(lastSeen), MAX(lastSeen) FROM customers", "2: two orders"));
  }

  private static List<GrowthShape> groups() {
    String each = "a total for each, two questions, and who is left";
    return List.of(
        GrowthShape.of(200, "countryCode, COUNT(*) FROM customers GROUP BY countryCode", each),
        GrowthShape.of(
            200,
            "countryCode, COUNT(*) FROM customers GROUP BY countryCode ORDER BY 2 DESC LIMIT 3",
            each),
        GrowthShape.of(
            200,
            "DISTINCT countryCode FROM customers",
            "2: a page that names them, and who is left"),
        GrowthShape.of(200, "COUNT(DISTINCT countryCode) FROM customers", "2: the same"),
        GrowthShape.of(
            93,
            "countryCode, COUNT(*) FROM customers WHERE lastSeen >= "
                + MONTH
                + " GROUP BY countryCode",
            each),
        GrowthShape.of(
            200,
            "countryCode, COUNT(*), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM customers"
                + " GROUP BY countryCode",
            "two totals for each, two questions, and who is left"),
        GrowthShape.of(
            200,
            "countryCode, COUNT(*) FROM customers WHERE countryCode <> '' GROUP BY countryCode",
            each),
        GrowthShape.of(
            201,
            "COUNT(*) FROM customers WHERE lastSeen >= (SELECT MAX(lastSeen) FROM customers)"
                + " - INTERVAL '7' DAY",
            "2: the first row of an order, and the total of a search"),
        GrowthShape.of(
            200,
            "t.tag, COUNT(*) FROM UNNEST(ARRAY['Lead', 'Paid', 'vip']) AS t (tag) JOIN customers c"
                + " ON HAS_TAG(c.tags, t.tag) GROUP BY t.tag",
            "3: a total for each"),
        GrowthShape.of(
            200,
            "EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1",
            "a total for each year, and two orders for the first and the last"),
        GrowthShape.of(
            200,
            "FLOOR(lastSeen TO MONTH), COUNT(*) FROM customers GROUP BY 1",
            "a total for each month, and two orders for the first and the last"),
        GrowthShape.of(
            200,
            "TO_CHAR(lastSeen, 'YYYY-MM'), COUNT(*) FROM customers GROUP BY 1",
            "a total for each month, and two orders for the first and the last"),
        GrowthShape.of(
            200,
            "countryCode, city, COUNT(*) FROM customers GROUP BY countryCode, city",
            "a total for each pair, two questions for each column, and who is left"),
        GrowthShape.of(
            132,
            "DATE_TRUNC('WEEK', lastSeen), COUNT(*) FROM customers WHERE lastSeen >= TIMESTAMP"
                + " '2026-09-01 00:00:00' GROUP BY 1",
            "a total for each week, and two orders for the first and the last"),
        GrowthShape.of(
            200,
            "countryCode, EXTRACT(YEAR FROM lastSeen), COUNT(*) FROM customers GROUP BY 1, 2",
            "a total for each pair, two questions, two orders, and who is left"),
        GrowthShape.of(
            200,
            "EXTRACT(YEAR FROM firstSeen), COUNT(*) FROM customers GROUP BY 1",
            "an offset for each year"),
        GrowthShape.of(
            200,
            "EXTRACT(YEAR FROM lastSeen), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM"
                + " customers GROUP BY 1",
            "two totals for each year, and two orders for the first and the last"),
        GrowthShape.of(
            200,
            "EXTRACT(YEAR FROM firstSeen), COUNT(*) FILTER (WHERE HAS_TAG(tags, 'vip')) FROM"
                + " customers GROUP BY 1",
            "two offsets for each year"));
  }

  private static List<GrowthShape> joins() {
    return List.of(
        GrowthShape.of(
            1,
            "c.name FROM (VALUES (1042), (1044)) AS v (id) JOIN customers c ON c.id = v.id",
            ONE),
        GrowthShape.of(
            1, "1 FROM (VALUES 1) WHERE EXISTS (SELECT * FROM customers WHERE id > 500)", ONE));
  }

  private static List<GrowthShape> readings() {
    return List.of(
        GrowthShape.reading(200, "* FROM customers", "that is what is asked for"),
        GrowthShape.reading(200, "id FROM customers WHERE notes LIKE '%money%'", UNSENT),
        GrowthShape.reading(200, "id FROM customers WHERE blocked", UNSENT),
        GrowthShape.reading(200, "id, name FROM customers ORDER BY name LIMIT 10", "no such order"),
        GrowthShape.reading(
            200, "locale, COUNT(*) FROM customers GROUP BY locale", "no such filter"),
        GrowthShape.reading(
            543,
            "a.id, b.id FROM customers a JOIN customers b ON a.email = b.email AND a.id < b.id",
            "any two may share an address"),
        GrowthShape.reading(
            743,
            "a.id FROM customers a WHERE NOT EXISTS (SELECT 1 FROM customers b WHERE b.email ="
                + " a.email AND b.id < a.id)",
            "any two may share an address"),
        GrowthShape.reading(
            200,
            "COUNT(*) FROM customers WHERE NOT HAS_TAG(tags, 'Lead')",
            "some customers' tags are NULL here, whom no total counts; else 3"));
  }
}
