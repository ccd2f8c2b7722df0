package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.Quirk;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What queries are run under: how the service behaves, and how the driver is set.
 *
 * @param stringMatching the driver's property of that name
 * @param consistency the driver's property of that name
 * @param pageSize the driver's property of that name
 * @param cacheTtl the driver's property of that name
 */
record Setting(
    Behaviour behaviour,
    String stringMatching,
    String consistency,
    int pageSize,
    int cacheTtl,
    int customers) {
  /** What makes the service's comparison of text another than SQL's. */
  private static final Set<Quirk> OF_TEXT =
      EnumSet.of(
          Quirk.EQUALS_FOLDS_CASE,
          Quirk.EQUALS_FOLDS_ACCENTS,
          Quirk.EQUALS_FOLDS_TRAILING_SPACES,
          Quirk.CONTAINS_FOLDS_CASE,
          Quirk.CONTAINS_FOLDS_ACCENTS,
          Quirk.CONTAINS_FOLDS_TRAILING_SPACES,
          Quirk.CONTAINS_HAS_WILDCARDS,
          Quirk.CONTAINS_HAS_ESCAPES);

  /**
   * What contradicts itself only later, if ever: the first answer may believe it, but in strict.
   */
  private static final Set<Quirk> OF_CLAIMS =
      EnumSet.of(Quirk.TOTAL_TOO_LOW, Quirk.TOTAL_TOO_HIGH, Quirk.SORT_IGNORED);

  /**
   * The switches. Not among them is the one that makes {@code ~} find less than it should, which no
   * setting of the driver takes for possible without having asked.
   */
  static final List<Quirk> SWITCHES =
      Arrays.stream(Quirk.values())
          .filter(q -> q != Quirk.CONTAINS_FROM_WORD_START && q != Quirk.EQUALS_LOWERS_VALUE)
          .toList();

  /** The setting of a block: each switch in its turn, then combinations by chance. */
  static Setting of(int block, Dice dice) {
    Behaviour behaviour = behaviour(block, dice).withSeed(dice.below(1_000_000));
    boolean exact = behaviour.quirks().stream().noneMatch(OF_TEXT::contains);
    boolean taken = !behaviour.has(Quirk.BLANK_VALUE_REJECTED);
    boolean claims = behaviour.quirks().stream().anyMatch(OF_CLAIMS::contains);
    return new Setting(
        behaviour,
        dice.pick("strict", "auto", exact && taken ? "server" : "auto"),
        claims ? "strict" : dice.pick("strict", "warn", "warn"),
        dice.pick(100, 100, 100, 30, 7),
        // By the block, not by the dice: the queries of a seed stay what they were.
        block % 3 == 2 ? 60 : 0,
        dice.pick(25, 60, 60, 130));
  }

  private static Behaviour behaviour(int block, Dice dice) {
    int turn = block % (2 * SWITCHES.size());
    if (turn < SWITCHES.size()) {
      return turn == 0 && dice.chance(50) ? Behaviour.PLAIN : Behaviour.of(SWITCHES.get(turn));
    }
    Behaviour behaviour = Behaviour.PLAIN.withMaxFilters(dice.pick(0, 0, 0, 20, 7));
    for (int left = dice.between(2, 7); left > 0; left--) {
      behaviour = behaviour.with(dice.pick(SWITCHES));
    }
    return behaviour;
  }

  @Override
  public String toString() {
    return "stringMatching="
        + stringMatching
        + ", consistency="
        + consistency
        + ", pageSize="
        + pageSize
        + ", cacheTtl="
        + cacheTtl
        + ", "
        + customers
        + " customers, the service's seed "
        + behaviour.seed()
        + " and quirks "
        + behaviour.quirks()
        + ", at most "
        + behaviour.maxFilters()
        + " filters";
  }
}
