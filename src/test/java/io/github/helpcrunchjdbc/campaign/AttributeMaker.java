package io.github.helpcrunchjdbc.campaign;

/** What queries do with the account's own attributes: {@link Pool#ATTRIBUTES}. */
final class AttributeMaker {
  private final Dice dice;
  private final Values values;

  AttributeMaker(Dice dice) {
    this.dice = dice;
    this.values = new Values(dice);
  }

  /** A column, quoted. */
  String column(String alias) {
    return alias
        + "."
        + dice.pick(
            "plan",
            "\"paid amount\"",
            "\"last\"",
            "\"Visits\"",
            "visits",
            "\"is.member\"",
            "mixed");
  }

  Fragment predicate(String alias) {
    String comparison = dice.pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
    return switch (dice.below(10)) {
      case 0 -> Fragment.of(column(alias) + " IS" + dice.pick("", " NOT") + " NULL");
      case 1 -> Fragment.join(alias, ".plan", comparison, values.text(dice.pick(Pool.TEXTS)));
      case 2 -> Fragment.join(alias, ".plan LIKE '", dice.pick("%o%", "J%", "%n"), "'");
      case 3 -> Fragment.join(alias, ".mixed IN ('5', 'true', ", dice.pick("'a'", "'5.0'"), ")");
      case 4 -> Fragment.join(alias, ".\"last\"", comparison, values.time(dice.pick(Pool.TIMES)));
      case 5 ->
          Fragment.of(
              alias + ".\"is.member\"" + dice.pick("", " IS NOT TRUE", " = " + alias + ".blocked"));
      case 6 -> Fragment.join(alias, ".visits", comparison, values.numberNearIds());
      case 7 -> Fragment.join(alias, ".visits", comparison, alias + ".id");
      case 8 ->
          Fragment.join(
              alias,
              ".\"paid amount\"",
              dice.pick("", " NOT"),
              " IN (",
              dice.pick(Pool.AMOUNTS).toPlainString(),
              ", 7, ",
              alias + ".visits)");
      default ->
          Fragment.join(
              alias, ".\"paid amount\"", comparison, dice.pick(Pool.AMOUNTS).toPlainString());
    };
  }

  /** Groups and totals of them. */
  Fragment numbers(Fragment where) {
    String key = dice.pick(column("c"), "c.\"paid amount\"", "c.\"is.member\", c.mixed");
    String calls =
        dice.pick(
            "COUNT(*), COUNT(c.visits)",
            "SUM(c.\"paid amount\"), MIN(c.\"last\")",
            "COUNT(DISTINCT c.\"paid amount\"), MAX(c.visits)",
            "MAX(c.plan), SUM(CASE WHEN c.\"is.member\" THEN 1 ELSE 0 END)");
    return dice.chance(60)
        ? Fragment.join(
            "SELECT ", key, ", ", calls, " FROM {customers} c", where, " GROUP BY ", key)
        : dice.chance(50)
            ? Fragment.join("SELECT ", calls, " FROM {customers} c", where)
            : Fragment.join("SELECT DISTINCT ", key, " FROM {customers} c", where);
  }

  Fragment joined(Fragment where) {
    return Fragment.join(
        "SELECT c.id, d.id AS other FROM {customers} c JOIN {customers} d ON ",
        dice.pick(
            "c.\"paid amount\" = d.\"paid amount\" AND c.id < d.id",
            "c.\"Visits\" = d.id",
            "c.mixed = d.plan"),
        where);
  }
}
