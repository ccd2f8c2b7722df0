package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.Quirk;
import io.github.helpcrunchjdbc.testing.Contradiction;
import io.github.helpcrunchjdbc.testing.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What queries are run under: how the service behaves, and how the driver is set.
 *
 * @param stringMatching the driver's property of that name
 * @param consistency the driver's property of that name
 * @param pageSize the driver's property of that name
 * @param cacheTtl the driver's property of that name
 * @param contradiction in which way answers are at odds with each other
 * @param lasting how each request goes wrong, null if none does
 */
record Setting(
    Behaviour behaviour,
    String stringMatching,
    String consistency,
    int pageSize,
    int cacheTtl,
    int customers,
    Contradiction contradiction,
    @Nullable Failure lasting) {
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

  /** What makes a page or an offset another than its number says. */
  private static final List<Quirk> OF_OFFSETS =
      List.of(
          Quirk.DEEP_OFFSET_EMPTY,
          Quirk.DEEP_OFFSET_CLAMPED,
          Quirk.DEEP_OFFSET_REFUSED,
          Quirk.DEEP_OFFSET_NOT_FOUND,
          Quirk.TOTAL_CAPPED);

  /** Of these the first answer may believe what no other has refuted, but in strict. */
  private static final Set<Contradiction> OF_TOTALS =
      EnumSet.of(
          Contradiction.SOME_NEVER_COME,
          Contradiction.NOBODY_COMES,
          Contradiction.TOTAL_TOO_LARGE,
          Contradiction.TOTAL_CONSTANT,
          Contradiction.TOTAL_OF_BILLIONS,
          Contradiction.TOTAL_IS_LIMIT,
          Contradiction.TOTAL_TOO_SMALL,
          Contradiction.TOTAL_OF_PAGE,
          Contradiction.TOTAL_OF_PAGE_OFFSETS_END,
          Contradiction.TOTAL_OF_PAGE_NOT_FOUND,
          Contradiction.TOTAL_ZERO,
          Contradiction.OFFSET_ROUNDED,
          Contradiction.FILTERS_IGNORED,
          Contradiction.SAME_ANSWER);

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
        dice.pick(25, 60, 60, 130),
        Contradiction.NONE,
        null);
  }

  /** By name, so that a block can be run again when more ways have been added since. */
  private static final @Nullable String ONLY = System.getProperty("campaign.contradiction");

  /** A block of a service that contradicts itself: each of them in its turn, or only one. */
  static Setting contradicting(int block, Dice dice) {
    List<Contradiction> contradictions =
        Arrays.stream(Contradiction.values())
            // What has no end has no right answer; a first page in order is believed.
            .filter(
                c ->
                    c != Contradiction.NONE
                        && c != Contradiction.ENDLESS
                        && c != Contradiction.SORTED_WITHIN_PAGES)
            .toList();
    int turn = block % (contradictions.size() + OF_OFFSETS.size() + 1);
    boolean isOfOffsets = ONLY == null && turn >= contradictions.size();
    int quirk = turn - contradictions.size();
    boolean drips = isOfOffsets && quirk == OF_OFFSETS.size();
    Behaviour behaviour = Behaviour.PLAIN.withSeed(dice.below(1_000_000));
    Contradiction contradiction =
        ONLY != null
            ? Contradiction.valueOf(ONLY)
            : isOfOffsets ? Contradiction.NONE : contradictions.get(turn);
    boolean claims = OF_TOTALS.contains(contradiction);
    return new Setting(
        isOfOffsets && !drips
            ? behaviour.with(OF_OFFSETS.get(quirk)).withReach(dice.between(1, 70))
            : behaviour,
        dice.pick("strict", "auto", "server"),
        claims ? "strict" : dice.pick("strict", "warn"),
        dice.pick(100, 30, 7),
        dice.pick(0, 0, 60),
        dice.pick(25, 60, 130),
        contradiction,
        drips ? new Failure.Drip(Duration.ZERO) : null);
  }

  /** Whether an answer may also say that it is not whole. */
  boolean mayTell() {
    return contradiction != Contradiction.NONE
        || behaviour.quirks().stream().anyMatch(OF_OFFSETS::contains);
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
        + " filters, "
        + contradiction
        + (lasting == null ? "" : ", " + lasting);
  }
}
