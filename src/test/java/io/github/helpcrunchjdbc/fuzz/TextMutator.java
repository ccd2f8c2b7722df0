package io.github.helpcrunchjdbc.fuzz;

import io.github.helpcrunchjdbc.campaign.Dice;
import java.util.List;

/** Changes a text here and there, without knowing what it means. */
final class TextMutator {
  private static final List<String> ODD =
      List.of(
          " ",
          "'",
          "''",
          "\"",
          ";",
          "=",
          "\\",
          "\0",
          "\uD800",
          "é",
          "\u202E",
          "%",
          "%00",
          "?",
          "--",
          "/*",
          "*/",
          "\n",
          "(",
          ")",
          "[",
          "{",
          "}",
          "0",
          "-1",
          "99999999999999999999",
          "1e999",
          "😀",
          ":",
          "@",
          "#",
          "&",
          "$",
          ",",
          ".",
          "null",
          "İ");

  private final Dice dice;

  TextMutator(Dice dice) {
    this.dice = dice;
  }

  /**
   * The text with one to three changes.
   *
   * @param other another text of the kind, of which a part may get in
   */
  String mutate(String text, String other) {
    String changed = text;
    for (int left = dice.between(1, 3); left > 0; left--) {
      changed = once(changed, other);
    }
    return changed;
  }

  private String once(String text, String other) {
    int from = dice.below(text.length() + 1);
    int to = Math.min(text.length(), from + dice.pick(0, 1, 1, 2, 5, 20));
    String before = text.substring(0, from);
    String part = text.substring(from, to);
    String after = text.substring(to);
    return switch (dice.below(8)) {
      case 0 -> before + after;
      case 1 -> before + part + part + after;
      case 2 -> before + dice.pick(ODD) + after;
      case 3 -> before + dice.pick(ODD) + part + after;
      case 4 -> before + new StringBuilder(part).reverse() + after;
      case 5 -> before + part(other) + after;
      case 6 -> dice.chance(30) ? before : before + swapped(part) + after;
      default -> before + (part + dice.pick(ODD)).repeat(dice.pick(2, 3, 40)) + after;
    };
  }

  private String part(String text) {
    int from = dice.below(text.length() + 1);
    return text.substring(from, Math.min(text.length(), from + dice.between(1, 30)));
  }

  private static String swapped(String text) {
    StringBuilder swapped = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))
        .forEach(swapped::appendCodePoint);
    return swapped.toString();
  }
}
