package io.github.helpcrunchjdbc.campaign;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as a query may write them: literals, parameters, expressions without columns. */
final class Values {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);

  private final Dice dice;

  Values(Dice dice) {
    this.dice = dice;
  }

  Fragment text(String value) {
    int form = dice.below(10);
    if (form < 6) {
      return Fragment.of(literal(value));
    } else if (form < 9) {
      return Fragment.parameter(dice.chance(4) ? null : value);
    }
    int cut = dice.below(value.length() + 1);
    return Character.isLowSurrogate(cut < value.length() ? value.charAt(cut) : ' ')
        ? Fragment.of(literal(value))
        : Fragment.join(
            "(", literal(value.substring(0, cut)), " || ", literal(value.substring(cut)), ")");
  }

  static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  Fragment number(long value) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> Fragment.parameter(dice.chance(4) ? null : value);
      case 3 -> Fragment.of("(" + (value - 3) + " + 3)");
      case 4 -> Fragment.join("CAST(", Fragment.parameter(value), " AS BIGINT)");
      default -> Fragment.of(Long.toString(value));
    };
  }

  /** A number that an id could be compared with, at times a fraction or out of reach. */
  Fragment numberNearIds() {
    int kind = dice.below(20);
    if (kind == 0) {
      return Fragment.of(dice.pick("5.5", "-0.5", "7.0", "40.25"));
    } else if (kind == 1) {
      return Fragment.of(
          dice.pick("9223372036854775807", "5000000000", "-1", "9999999999999999999", "0"));
    }
    return number(dice.between(0, 60));
  }

  Fragment time(LocalDateTime value) {
    return switch (dice.below(10)) {
      case 0, 1, 2 -> Fragment.parameter(dice.chance(4) ? null : value);
      case 3 -> Fragment.join("(", literal(value.minusDays(2)), " + INTERVAL '2' DAY)");
      case 4 -> Fragment.of("LOCALTIMESTAMP - INTERVAL '" + dice.between(100, 2500) + "' DAY(4)");
      default -> Fragment.of(literal(value));
    };
  }

  static String literal(LocalDateTime value) {
    return "TIMESTAMP '"
        + (value.getNano() == 0
            ? TIMESTAMP.format(value).substring(0, 19)
            : TIMESTAMP.format(value))
        + "'";
  }
}
