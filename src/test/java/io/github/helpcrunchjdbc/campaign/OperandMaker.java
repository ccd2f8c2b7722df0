package io.github.helpcrunchjdbc.campaign;

import java.util.List;

/** What predicates are about: mostly columns, at times what is computed from several. */
final class OperandMaker {
  private final Dice dice;

  OperandMaker(Dice dice) {
    this.dice = dice;
  }

  /**
   * A text.
   *
   * @param columns those it is taken from
   */
  String text(String alias, List<String> columns) {
    String one = alias + "." + dice.pick(columns);
    if (dice.chance(80)) {
      return one;
    }
    String other = alias + "." + dice.pick(columns);
    return switch (dice.below(8)) {
      case 0, 1 -> "COALESCE(" + one + ", " + other + ")";
      case 2 -> "COALESCE(" + one + ", " + other + ", 'Kyiv')";
      case 3 -> "NULLIF(" + one + ", 'UA')";
      case 4 -> "CASE WHEN " + alias + ".unsubscribed THEN " + one + " ELSE " + other + " END";
      case 5 ->
          "CASE WHEN "
              + one
              + " IS NULL THEN 'b' WHEN "
              + alias
              + ".blocked THEN "
              + other
              + " END";
      case 6 -> "LOWER(COALESCE(" + one + ", ''))";
      default -> "(" + one + " || " + other + ")";
    };
  }

  String time(String alias) {
    String one = alias + "." + dice.pick("lastSeen", "lastSeen", "firstSeen");
    if (dice.chance(85)) {
      return one;
    }
    String other = alias + "." + dice.pick("lastSeen", "firstSeen");
    return switch (dice.below(3)) {
      case 0 -> "COALESCE(" + one + ", " + other + ")";
      case 1 -> "COALESCE(" + one + ", TIMESTAMP '2020-10-28 11:49:06')";
      default -> "NULLIF(" + one + ", " + other + ")";
    };
  }
}
