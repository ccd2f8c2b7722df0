package io.github.helpcrunchjdbc.campaign;

import java.util.List;

/** Queries of what customers have several of, alone and together with the customers. */
final class ElementQueryMaker {
  private final Dice dice;
  private final Values values;
  private final PredicateMaker predicates;

  ElementQueryMaker(Dice dice, PredicateMaker predicates) {
    this.dice = dice;
    this.values = new Values(dice);
    this.predicates = predicates;
  }

  GeneratedQuery make() {
    return GeneratedQuery.of(
        switch (dice.below(12)) {
          case 0, 1 -> joined();
          case 2 -> attributes();
          case 3, 4 -> tested();
          case 5 -> grouped();
          case 6 -> counted();
          case 7 -> two();
          case 8 -> unnested();
          case 9 -> totals();
          case 10 -> groupedAttributes();
          default -> others();
        },
        List.of());
  }

  /** A predicate on a tag. */
  private Fragment ofTag(String alias) {
    Fragment name = values.text(dice.pick(Pool.TAGS));
    return switch (dice.below(9)) {
      case 0, 1, 2 -> Fragment.join(alias, ".name = ", name);
      case 3 ->
          Fragment.join(alias, ".name IN (", name, ", ", values.text(dice.pick(Pool.TAGS)), ")");
      case 4 -> Fragment.join(alias, ".name <> ", name);
      case 5 -> Fragment.join("(", alias, ".name = ", name, " OR ", alias, ".color IS NULL)");
      case 6 -> Fragment.join("UPPER(", alias, ".name) = 'LEAD'");
      case 7 -> Fragment.join("NOT (", alias, ".name = ", name, ")");
      default -> Fragment.of(alias + ".color = '#888888'");
    };
  }

  private Fragment both(String alias) {
    Fragment ofCustomer = Fragment.join("(", predicates.make(alias, 1), ")");
    return Fragment.join(ofCustomer, dice.pick(" AND ", " AND ", " OR "), ofTag("t"));
  }

  private Fragment joined() {
    Fragment more = dice.chance(50) ? Fragment.join(" AND ", ofTag("t")) : Fragment.of("");
    Fragment where = dice.chance(60) ? Fragment.join(" WHERE ", both("c")) : Fragment.of("");
    return Fragment.join(
        "SELECT c.id, c.name, t.customerId, t.name AS tag, t.color FROM {customers} c",
        dice.pick(" JOIN ", " JOIN ", " LEFT JOIN ", " RIGHT JOIN "),
        "customer_tags t ON t.customerId = c.id",
        more,
        where);
  }

  private Fragment attributes() {
    Fragment where =
        dice.chance(60) ? Fragment.join(" WHERE ", predicates.make("c", 1)) : Fragment.of("");
    return Fragment.join(
        "SELECT c.id, a.name, a.\"value\", a.type FROM {customers} c",
        dice.pick(" JOIN ", " LEFT JOIN "),
        "customer_attributes a ON a.customerId = c.id",
        dice.pick("", " AND a.name = 'plan'", " AND a.type = 'DECIMAL'"),
        where);
  }

  private Fragment tested() {
    Fragment tag = ofTag("t");
    Fragment test =
        dice.chance(50)
            ? Fragment.join(
                dice.pick("", "NOT "),
                "EXISTS (SELECT 1 FROM customer_tags t WHERE t.customerId = c.id AND ",
                tag,
                ")")
            : Fragment.join(
                "c.id",
                dice.pick(" IN", " NOT IN"),
                " (SELECT t.customerId FROM customer_tags t WHERE ",
                tag,
                ")");
    return Fragment.join(
        dice.pick("SELECT c.id, c.name", "SELECT COUNT(*)"),
        " FROM {customers} c WHERE (",
        test,
        ")",
        dice.pick(" AND ", " OR "),
        "(",
        predicates.make("c", 1),
        ")");
  }

  private Fragment grouped() {
    return Fragment.join(
        "SELECT t.name, ",
        dice.pick("COUNT(*)", "COUNT(DISTINCT t.customerId), COUNT(*)", "COUNT(*), MIN(t.color)"),
        " FROM customer_tags t",
        dice.chance(60) ? Fragment.join(" WHERE ", ofTag("t")) : Fragment.of(""),
        " GROUP BY t.name",
        dice.pick("", " HAVING COUNT(*) > 3"));
  }

  /** Names out of the array of them. */
  private Fragment unnested() {
    Fragment name = values.text(dice.pick(Pool.TAGS));
    Fragment ofName =
        switch (dice.below(5)) {
          case 0 ->
              Fragment.join("t.name IN (", name, ", ", values.text(dice.pick(Pool.TAGS)), ")");
          case 1 -> Fragment.join("t.name <> ", name);
          case 2 -> Fragment.join("(t.name = ", name, " OR c.id < 10)");
          case 3 -> Fragment.of("t.name LIKE '%e%'");
          default -> Fragment.join("t.name = ", name);
        };
    Fragment where =
        dice.chance(50)
            ? Fragment.join(" WHERE ", ofName, " AND (", predicates.make("c", 1), ")")
            : Fragment.join(" WHERE ", ofName);
    return dice.chance(70)
        ? Fragment.join("SELECT c.id, t.name FROM {customers} c{names}", where)
        : Fragment.join("SELECT COUNT(*) FROM {customers} c{names}", where);
  }

  /** How many tags there are, or how many customers have one. */
  private Fragment totals() {
    Fragment where = Fragment.join(" WHERE ", ofTag("t"));
    return Fragment.join(
        "SELECT ",
        dice.pick("COUNT(*)", "COUNT(DISTINCT t.customerId)", "COUNT(*), COUNT(t.name)"),
        dice.chance(50)
            ? Fragment.join(" FROM customer_tags t", where)
            : Fragment.join(
                " FROM {customers} c JOIN customer_tags t ON t.customerId = c.id",
                where,
                " AND (",
                predicates.make("c", 1),
                ")"));
  }

  private Fragment groupedAttributes() {
    String key = dice.pick("a.name", "a.type", "a.name, a.type", "a.\"value\"");
    return Fragment.join(
        "SELECT ",
        key,
        dice.pick(", COUNT(*)", ", COUNT(DISTINCT a.customerId), MIN(a.\"value\")"),
        " FROM customer_attributes a",
        dice.pick("", " WHERE a.name = 'Visits'", " WHERE a.type <> 'VARCHAR'"),
        " GROUP BY ",
        key);
  }

  private Fragment counted() {
    Fragment tags =
        Fragment.join(
            "SELECT COUNT(*) FROM customer_tags t WHERE t.customerId = c.id AND ", ofTag("t"));
    return switch (dice.below(3)) {
      case 0 -> Fragment.join("SELECT c.id, (", tags, ") FROM {customers} c");
      case 1 ->
          Fragment.join(
              "SELECT c.id, COUNT(t.name) FROM {customers} c LEFT JOIN customer_tags t"
                  + " ON t.customerId = c.id AND ",
              ofTag("t"),
              " GROUP BY c.id");
      default ->
          Fragment.join(
              "SELECT t.customerId, COUNT(*) FROM customer_tags t WHERE ",
              ofTag("t"),
              " GROUP BY t.customerId HAVING COUNT(*) ",
              dice.pick("> 1", "= 1", "< 3"));
    };
  }

  private Fragment two() {
    return Fragment.join(
        "SELECT t.customerId, t.name, u.name AS other FROM customer_tags t",
        dice.pick(" JOIN ", " LEFT JOIN "),
        "customer_tags u ON t.customerId = u.customerId AND ",
        dice.chance(50) ? Fragment.of("t.name < u.name") : ofTag("u"),
        " WHERE ",
        ofTag("t"));
  }

  private Fragment others() {
    return Fragment.join(
        "SELECT v.x, t.name FROM (VALUES (3, 'vip'), (7, 'Lead'), (9, 'a')) AS v (x, y)",
        dice.pick(" JOIN ", " LEFT JOIN "),
        "customer_tags t ON t.customerId = v.x",
        dice.pick("", " AND t.name = v.y"),
        dice.chance(50) ? Fragment.join(" WHERE ", ofTag("t")) : Fragment.of(""));
  }
}
