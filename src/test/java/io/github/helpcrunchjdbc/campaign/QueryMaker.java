package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Queries of every kind that the driver answers and the judge understands alike. */
final class QueryMaker {
  private static final String FROM = " FROM {customers} c";

  private static final List<String> COLUMNS =
      List.of(
          "id",
          "name",
          "email",
          "userId",
          "company",
          "phone",
          "firstSeen",
          "lastSeen",
          "regionCode",
          "countryCode",
          "city",
          "deviceId",
          "unsubscribed",
          "blocked",
          "locale",
          "createdFrom",
          "notes",
          "tags",
          "customData");

  private static final List<String> SORTED_BY =
      List.of(
          "lastSeen",
          "lastSeen",
          "lastSeen",
          "firstSeen",
          "firstSeen",
          "id",
          "name",
          "city",
          "unsubscribed",
          "deviceId");

  private final Dice dice;
  private final PredicateMaker predicates;
  private final ElementQueryMaker elements;
  private final NumberMaker numbers;
  private final AttributeMaker attributes;

  QueryMaker(Dice dice) {
    this.dice = dice;
    this.predicates = new PredicateMaker(dice);
    this.elements = new ElementQueryMaker(dice, predicates);
    this.numbers = new NumberMaker(dice, predicates);
    this.attributes = new AttributeMaker(dice);
  }

  GeneratedQuery make() {
    if (dice.chance(15)) {
      return elements.make();
    }
    if (dice.chance(6)) {
      return GeneratedQuery.of(
          dice.chance(80) ? attributes.numbers(where("c", 1)) : attributes.joined(where("c", 1)),
          List.of());
    }
    return switch (dice.below(24)) {
      case 0, 1 -> aggregate();
      case 2, 3 -> grouped();
      case 4 -> GeneratedQuery.of(distinct(), List.of());
      case 5, 6 -> GeneratedQuery.of(join(), List.of());
      case 7, 8 -> GeneratedQuery.of(setOperation(), List.of());
      case 9, 10 -> GeneratedQuery.of(subQuery(), List.of());
      case 11 -> GeneratedQuery.of(window(), List.of());
      case 12 -> GeneratedQuery.of(dice.chance(60) ? derivedTable() : limitOfLimit(), List.of());
      case 13, 14, 15, 16 -> numbers.make();
      default -> select();
    };
  }

  Fragment predicate() {
    return predicates.make("c", dice.between(0, 4));
  }

  private Fragment where(String alias, int depth) {
    return dice.chance(10)
        ? Fragment.of("")
        : Fragment.join(" WHERE ", predicates.make(alias, depth));
  }

  private Fragment where() {
    return where("c", dice.between(0, 4));
  }

  /** Plain selection, sorted and cut at times. */
  private GeneratedQuery select() {
    List<Fragment> outputs = new ArrayList<>();
    List<Integer> keys = new ArrayList<>();
    Fragment order = Fragment.of("");
    if (dice.chance(60)) {
      Set<String> sorted = new LinkedHashSet<>();
      for (int left = dice.chance(70) ? 1 : 2; left > 0; left--) {
        sorted.add(dice.pick(SORTED_BY));
      }
      for (String column : sorted) {
        keys.add(outputs.size());
        outputs.add(Fragment.of("c." + column));
        order =
            Fragment.join(
                order,
                order.sql().isEmpty() ? " ORDER BY " : ", ",
                dice.chance(20) ? Integer.toString(outputs.size()) : "c." + column,
                dice.pick("", " ASC", " DESC", " DESC"),
                dice.pick("", "", " NULLS FIRST", " NULLS LAST"));
      }
    }
    outputs.add(Fragment.of("c.id AS k"));
    for (int left = dice.below(5); left > 0; left--) {
      outputs.add(output());
    }
    Fragment whole = Fragment.join("SELECT ", Fragment.list(outputs), FROM, where(), order);
    return dice.chance(keys.isEmpty() ? 10 : 50)
        ? cut(whole, keys)
        : GeneratedQuery.of(whole, keys);
  }

  private GeneratedQuery cut(Fragment whole, List<Integer> keys) {
    long limit = dice.chance(80) ? dice.pick(0, 1, 2, 5, 10, 50, 1000) : Long.MAX_VALUE;
    long offset = limit == Long.MAX_VALUE || dice.chance(40) ? dice.pick(0, 1, 3, 10, 40, 1000) : 0;
    Fragment tail = Fragment.of("");
    if (limit != Long.MAX_VALUE) {
      tail = Fragment.join(" LIMIT ", count(limit));
    }
    if (offset > 0 || limit == Long.MAX_VALUE) {
      tail = Fragment.join(tail, " OFFSET ", count(offset));
    }
    return new GeneratedQuery(whole, keys, tail, limit, offset);
  }

  private Fragment count(long number) {
    return dice.chance(30) ? Fragment.parameter(number) : Fragment.of(Long.toString(number));
  }

  private Fragment output() {
    String text = "c." + dice.pick(PredicateMaker.FULL_TEXT_COLUMNS);
    return switch (dice.below(20)) {
      case 0 -> Fragment.of("UPPER(" + text + ")");
      case 1 -> Fragment.of("c.id * 2 - 1");
      case 2 -> Fragment.of("COALESCE(" + text + ", c.city, 'none')");
      case 3 -> Fragment.of("CHAR_LENGTH(" + text + ")");
      case 4 -> Fragment.of("EXTRACT(DAY FROM c.lastSeen)");
      case 5 -> Fragment.of("CAST(c.id AS VARCHAR)");
      case 6 -> Fragment.of("CAST(c.firstSeen AS DATE)");
      case 7 -> Fragment.of("c.lastSeen IS NULL");
      case 8 -> Fragment.of("'<' || " + text + " || '>'");
      case 9 -> Fragment.join("CASE WHEN ", predicates.make("c", 1), " THEN 'a' ELSE 'bcd' END");
      case 10 -> Fragment.of("NULLIF(" + text + ", 'John')");
      case 11 -> Fragment.of("CARDINALITY(TAG_NAMES(c.tags))");
      case 12 -> Fragment.of(attributes.column("c"));
      default -> Fragment.of("c." + dice.pick(COLUMNS));
    };
  }

  private String aggregateCall() {
    return dice.pick(
        "COUNT(*)",
        "COUNT(*)",
        "COUNT(c.id)",
        "COUNT(c.name)",
        "COUNT(DISTINCT c.city)",
        "MIN(c.lastSeen)",
        "MAX(c.lastSeen)",
        "MIN(c.firstSeen)",
        "MAX(c.firstSeen)",
        "MIN(c.name)",
        "MAX(c.id)",
        "SUM(c.deviceId)",
        "CAST(AVG(CAST(c.id AS DOUBLE)) AS DOUBLE)",
        "COUNT(*) FILTER (WHERE c.unsubscribed)");
  }

  private Fragment aggregateCalls() {
    List<Fragment> calls = new ArrayList<>();
    for (int left = dice.between(1, 3); left > 0; left--) {
      calls.add(Fragment.of(aggregateCall()));
    }
    return Fragment.list(calls);
  }

  private GeneratedQuery aggregate() {
    return GeneratedQuery.of(Fragment.join("SELECT ", aggregateCalls(), FROM, where()), List.of());
  }

  private GeneratedQuery grouped() {
    Set<String> keys = new LinkedHashSet<>();
    for (int left = dice.between(1, 2); left > 0; left--) {
      keys.add(
          dice.pick(
              "c.countryCode",
              "c.city",
              "c.unsubscribed",
              "c.lastSeen",
              "YEAR(c.firstSeen)",
              "c.name"));
    }
    String key = String.join(", ", keys);
    Fragment having =
        switch (dice.below(4)) {
          case 0 -> Fragment.of(" HAVING COUNT(*) > 1");
          case 1 -> Fragment.of(" HAVING MIN(c.id) < 30 AND MAX(c.lastSeen) IS NOT NULL");
          default -> Fragment.of("");
        };
    return GeneratedQuery.of(
        Fragment.join(
            "SELECT ", key, ", ", aggregateCalls(), FROM, where(), " GROUP BY ", key, having),
        List.of());
  }

  private Fragment distinct() {
    return Fragment.join(
        "SELECT DISTINCT ",
        dice.pick("c.name", "c.city, c.unsubscribed", "c.lastSeen", "c.tags"),
        FROM,
        where());
  }

  private Fragment join() {
    String kind = dice.pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN ");
    Fragment other =
        dice.chance(30)
            ? Fragment.of(
                "(VALUES (3, 'John'), (7, 'a'), (9, 'Kyiv'), (1000, 'long one')) AS d (id, name)")
            : Fragment.of("{customers} d");
    boolean customers = other.sql().startsWith("{");
    String on =
        customers
            ? dice.pick(
                "c.id = d.id",
                "c.email = d.email",
                "c.city = d.countryCode",
                "c.name = d.company AND c.id < d.id",
                "c.id = d.deviceId")
            : dice.pick("c.id = d.id", "c.name = d.name", "c.id < d.id AND c.city = d.name");
    Fragment more =
        dice.chance(30) ? Fragment.join(" AND ", predicates.make("c", 1)) : Fragment.of("");
    Fragment where =
        customers && dice.chance(50)
            ? Fragment.join(
                " WHERE (",
                predicates.make("c", 1),
                ")",
                dice.pick(" AND ", " OR "),
                "(",
                predicates.make("d", 1),
                ")")
            : where("c", 2);
    return Fragment.join(
        "SELECT c.id, c.name, d.id AS other, d.name", FROM, kind, other, " ON ", on, more, where);
  }

  private Fragment setOperation() {
    String columns =
        dice.pick("c.id", "c.name", "c.id, c.lastSeen", "c.countryCode", "c.city, c.unsubscribed");
    Fragment all = Fragment.join("SELECT ", columns, FROM, where("c", 2));
    for (int left = dice.between(1, 2); left > 0; left--) {
      all =
          Fragment.join(
              "(",
              all,
              ")",
              dice.pick(" UNION ", " UNION ALL ", " EXCEPT ", " INTERSECT "),
              "(SELECT ",
              columns,
              FROM,
              where("c", 2),
              ")");
    }
    return all;
  }

  private Fragment subQuery() {
    Fragment inner = predicates.make("d", 1);
    String column = dice.pick("id", "email", "city");
    Fragment condition =
        switch (dice.below(6)) {
          case 0 ->
              Fragment.join(
                  dice.pick("", "NOT "),
                  "EXISTS (SELECT 1 FROM {customers} d WHERE d.",
                  column,
                  " = c.",
                  column,
                  " AND d.id <> c.id AND (",
                  inner,
                  "))");
          case 1 -> Fragment.join("EXISTS (SELECT 1 FROM {customers} d WHERE ", inner, ")");
          case 2 -> Fragment.join("c.id > (SELECT MIN(d.id) FROM {customers} d WHERE ", inner, ")");
          case 3 ->
              Fragment.join(
                  "c.lastSeen = (SELECT MAX(d.lastSeen) FROM {customers} d WHERE ", inner, ")");
          default ->
              Fragment.join(
                  "c.",
                  column,
                  dice.pick(" IN", " NOT IN"),
                  " (SELECT d.",
                  column,
                  " FROM {customers} d WHERE ",
                  inner,
                  ")");
        };
    return Fragment.join(
        "SELECT c.id, c.name",
        FROM,
        " WHERE (",
        condition,
        ")",
        dice.pick(" AND ", " OR "),
        "(",
        predicates.make("c", 2),
        ")");
  }

  private Fragment window() {
    String function =
        dice.pick(
            "ROW_NUMBER() OVER (ORDER BY c.id)",
            "ROW_NUMBER() OVER (PARTITION BY c.city ORDER BY c.id DESC)",
            "RANK() OVER (ORDER BY c.lastSeen DESC)",
            "DENSE_RANK() OVER (PARTITION BY c.unsubscribed ORDER BY c.firstSeen)",
            "COUNT(*) OVER (PARTITION BY c.countryCode)",
            "SUM(c.id) OVER (ORDER BY c.id)",
            "LAG(c.id) OVER (ORDER BY c.id)",
            "MAX(c.lastSeen) OVER (PARTITION BY c.city)");
    return Fragment.join("SELECT c.id, ", function, FROM, where());
  }

  private Fragment derivedTable() {
    Fragment inner =
        Fragment.join(
            "SELECT c.id, c.name, c.lastSeen, UPPER(c.city) AS town", FROM, where("c", 2));
    Fragment outer =
        switch (dice.below(4)) {
          case 0 -> Fragment.of("SELECT COUNT(*) FROM q");
          case 1 -> Fragment.of("SELECT town, COUNT(*) FROM q GROUP BY town");
          case 2 -> Fragment.of("SELECT a.id, b.town FROM q a JOIN q b ON a.id = b.id");
          default -> Fragment.of("SELECT id, town FROM q WHERE town = 'KYIV' OR id < 20");
        };
    if (dice.chance(30)) {
      inner =
          Fragment.join(
              inner,
              dice.pick(" ORDER BY c.id LIMIT 7", " ORDER BY c.lastSeen DESC, c.id LIMIT 12"));
    }
    return Fragment.join("WITH q AS (", inner, ") ", outer);
  }

  /**
   * As tools wrap a query to see a piece of it. Ids leave no choice which rows are meant; without a
   * limit, the order inside means nothing.
   */
  private Fragment limitOfLimit() {
    String order = dice.pick("c.id", "c.id DESC", "c.lastSeen DESC, c.id", "c.firstSeen, c.id");
    Fragment inner =
        Fragment.join(
            "SELECT c.id, c.lastSeen, c.firstSeen",
            FROM,
            where("c", 2),
            " ORDER BY ",
            order,
            offset(limit()));
    Fragment middle = Fragment.join("SELECT ", dice.pick("*", "c.id"), " FROM (", inner, ") c");
    Fragment sorted =
        dice.chance(70)
            ? Fragment.join(middle, limits())
            : Fragment.join(middle, " ORDER BY c.id", limits());
    return dice.chance(70)
        ? sorted
        : Fragment.join("SELECT COUNT(*), MAX(c.id) FROM (", sorted, ") c");
  }

  private Fragment limits() {
    return dice.chance(75) ? offset(limit()) : offset(Fragment.of(""));
  }

  private Fragment limit() {
    return Fragment.join(" LIMIT ", count(dice.pick(0, 1, 2, 5, 12, 60)));
  }

  private Fragment offset(Fragment limit) {
    return dice.chance(50)
        ? Fragment.join(limit, " OFFSET ", count(dice.pick(0, 1, 2, 7, 30)))
        : limit;
  }
}
