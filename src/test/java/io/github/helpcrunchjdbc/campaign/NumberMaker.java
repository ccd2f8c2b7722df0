package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;

/** Queries of which totals, or a few rows in the service's order, may be all that is needed. */
final class NumberMaker {
  private static final String FROM = " FROM {customers} c";

  private static final List<String> TIMES =
      List.of("2020-10-28 11:49:06", "2022-03-01 00:00:00", "2024-01-01 00:00:00");

  private final Dice dice;
  private final PredicateMaker predicates;

  NumberMaker(Dice dice, PredicateMaker predicates) {
    this.dice = dice;
    this.predicates = predicates;
  }

  GeneratedQuery make() {
    return switch (dice.below(7)) {
      case 0 -> GeneratedQuery.of(counts(), List.of());
      case 1 -> GeneratedQuery.of(groups(), List.of());
      case 2 -> GeneratedQuery.of(listed(), List.of());
      case 3 -> GeneratedQuery.of(rangeOfFirstSeen(), List.of());
      case 4 ->
          GeneratedQuery.of(Fragment.join("SELECT 1, 'a'", FROM, where(dice.below(3))), List.of());
      case 5 -> GeneratedQuery.of(withoutValue(), List.of());
      default -> firstOfTwoKeys();
    };
  }

  /** Those without a time or a text, and what is left of the others. */
  private Fragment withoutValue() {
    String time = dice.pick("c.lastSeen", "c.firstSeen");
    String bound = time + dice.pick(" < ", " >= ") + "TIMESTAMP '" + dice.pick(TIMES) + "'";
    String key = dice.pick("c.countryCode", "c.city", "EXTRACT(YEAR FROM c.lastSeen)");
    String valued = key.startsWith("E") ? "c.lastSeen" : key;
    Fragment more =
        dice.chance(40) ? Fragment.join(" AND (", predicates.make("c", 1), ")") : Fragment.of("");
    return switch (dice.below(4)) {
      case 0 -> Fragment.join("SELECT c.id", FROM, " WHERE ", time, " IS NULL", more);
      case 1 ->
          Fragment.join("SELECT c.id", FROM, " WHERE (", bound, " OR ", time, " IS NULL)", more);
      case 2 ->
          Fragment.join(
              "SELECT ", dice.pick("MIN", "MAX"), "(", time, ")", FROM, " WHERE ", bound, more);
      default ->
          Fragment.join(
              "SELECT ",
              key,
              ", COUNT(*)",
              FROM,
              " WHERE ",
              valued,
              " IS NOT NULL",
              more,
              " GROUP BY ",
              key);
    };
  }

  private Fragment where(int depth) {
    return dice.chance(40)
        ? Fragment.of("")
        : Fragment.join(" WHERE ", predicates.make("c", depth));
  }

  private Fragment counts() {
    List<Fragment> calls = new ArrayList<>();
    for (int left = dice.between(1, 4); left > 0; left--) {
      calls.add(
          switch (dice.below(8)) {
            case 0 -> Fragment.of("COUNT(*)");
            case 6 -> Fragment.of("COUNT(NULLIF(c.countryCode, 'UA'))");
            case 7 ->
                Fragment.join(
                    "SUM(CASE WHEN ", predicates.make("c", dice.below(2)), " THEN 0 ELSE 1 END)");
            case 1 -> Fragment.of("COUNT(c." + dice.pick("email", "lastSeen", "city", "id") + ")");
            case 2 ->
                Fragment.join("COUNT(*) FILTER (WHERE ", predicates.make("c", dice.below(2)), ")");
            case 3 ->
                Fragment.join(
                    "SUM(CASE WHEN ", predicates.make("c", dice.below(2)), " THEN 1 ELSE 0 END)");
            case 4 -> Fragment.join("COUNT(CASE WHEN ", predicates.make("c", 0), " THEN 1 END)");
            default -> Fragment.of(dice.pick("MIN", "MAX") + "(c.lastSeen)");
          });
    }
    return Fragment.join("SELECT ", Fragment.list(calls), FROM, where(1));
  }

  private Fragment groups() {
    String key =
        dice.pick(
            "c.countryCode",
            "c.city",
            "c.name",
            "UPPER(c.countryCode)",
            "c.countryCode, c.city",
            "c.city, EXTRACT(YEAR FROM c.lastSeen)",
            "TO_CHAR(c.lastSeen, 'YYYY-MM')",
            "DATE_TRUNC('ISO_WEEK', c.lastSeen)",
            "EXTRACT(YEAR FROM c.lastSeen)",
            "EXTRACT(YEAR FROM c.firstSeen)",
            "CAST(c.lastSeen AS DATE)");
    return dice.chance(25)
        ? Fragment.join("SELECT DISTINCT ", key, FROM, where(1))
        : Fragment.join("SELECT ", key, ", COUNT(*)", FROM, where(1), " GROUP BY ", key);
  }

  private Fragment listed() {
    boolean isLeft = dice.chance(40);
    String condition =
        dice.pick("HAS_TAG(c.tags, t.v)", "HAS_TAG(c.tags, t.v) AND c.id > 12", "c.city = t.v");
    return Fragment.of(
        "SELECT t.v, COUNT("
            + (isLeft ? "c.id" : dice.pick("*", "c.id"))
            + ") FROM (VALUES ('"
            + String.join("'), ('", dice.pick(Pool.TAGS), dice.pick("Kyiv", "Lviv"), "no one")
            + "')) AS t (v)"
            + (isLeft ? " LEFT" : "")
            + " JOIN {customers} c ON "
            + condition
            + " GROUP BY t.v");
  }

  private Fragment rangeOfFirstSeen() {
    String bound = "TIMESTAMP '" + dice.pick(TIMES) + "'";
    String range =
        dice.pick(
            "c.firstSeen >= " + bound,
            "c.firstSeen < " + bound,
            "c.firstSeen BETWEEN TIMESTAMP '2020-01-01 00:00:00' AND " + bound,
            "EXTRACT(YEAR FROM c.firstSeen) = 2022");
    Fragment more =
        dice.chance(40) ? Fragment.join(" AND (", predicates.make("c", 1), ")") : Fragment.of("");
    return Fragment.join("SELECT ", dice.pick("COUNT(*)", "c.id"), FROM, " WHERE ", range, more);
  }

  private GeneratedQuery firstOfTwoKeys() {
    String direction = dice.pick("", " DESC");
    long limit = dice.pick(1, 3, 10, 40);
    Fragment whole =
        Fragment.join(
            "SELECT c.lastSeen, c.firstSeen, c.id",
            FROM,
            where(1),
            " ORDER BY ",
            dice.chance(60) ? "c.lastSeen" + direction : "c.firstSeen" + direction,
            ", c.id",
            dice.pick("", " DESC"));
    return new GeneratedQuery(whole, List.of(0, 1, 2), Fragment.of(" LIMIT " + limit), limit, 0);
  }
}
