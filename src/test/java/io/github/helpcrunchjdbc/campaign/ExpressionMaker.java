package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.campaign.Expression.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** Makes expressions, and works out with Java's big numbers what comes of them. */
final class ExpressionMaker {
  private static final List<Kind> WHOLES = List.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT);
  private static final int MOST_DIGITS = 38;

  private final Dice dice;
  private final TextMaker texts;

  ExpressionMaker(long seed) {
    this.dice = new Dice(seed);
    this.texts = new TextMaker(dice);
  }

  Expression any(int depth) {
    return switch (dice.below(10)) {
      case 0, 1, 2, 3 -> whole(depth);
      case 4, 5, 6 -> decimal(depth);
      case 7, 8 -> texts.text(depth);
      default -> bool(depth);
    };
  }

  private Expression whole(int depth) {
    if (depth == 0) {
      return wholeLeaf(dice.pick(WHOLES));
    }
    return switch (dice.below(12)) {
      case 0, 1, 2, 3 -> arithmetic(dice.pick("+", "-", "*"), whole(depth - 1), whole(depth - 1));
      case 4 -> quotient(whole(depth - 1), whole(depth - 1));
      case 5 -> remainder(whole(depth - 1), whole(depth - 1));
      case 6 -> negative(whole(depth - 1));
      case 7 -> absolute(whole(depth - 1));
      case 8 -> cast(depth % 2 == 0 ? whole(depth - 1) : decimal(depth - 1), dice.pick(WHOLES));
      case 9 -> choice(bool(depth - 1), depth);
      case 10 -> texts.length(texts.text(depth - 1));
      default -> texts.position(texts.text(depth - 1));
    };
  }

  private Expression wholeLeaf(Kind kind) {
    if (dice.chance(6)) {
      return Expression.whole("CAST(NULL AS " + kind + ")", kind, null);
    }
    long value =
        switch (dice.below(5)) {
          case 0 -> kind.least;
          case 1 -> kind.greatest;
          case 2 -> dice.between(-3, 3);
          case 3 -> kind.greatest - dice.between(0, 9);
          default -> dice.between(-30_000, 30_000);
        };
    String literal =
        dice.chance(50)
            ? "CAST(" + value + " AS " + kind + ")"
            : "CAST(id - id + " + value + " AS " + kind + ")";
    // What is known beforehand is worked out while planning, what hangs on a column is not.
    return Expression.whole(
        value == Long.MIN_VALUE ? "CAST('" + value + "' AS " + kind + ")" : literal, kind, value);
  }

  private static Expression arithmetic(String operator, Expression a, Expression b) {
    Kind kind = a.kind().compareTo(b.kind()) >= 0 ? a.kind() : b.kind();
    BigDecimal result =
        switch (operator) {
          case "+" -> a.number().add(b.number());
          case "-" -> a.number().subtract(b.number());
          default -> a.number().multiply(b.number());
        };
    String sql = "(" + a.sql() + " " + operator + " " + b.sql() + ")";
    return fitting(sql, kind, result).madeOf(a, b);
  }

  private static Expression fitting(String sql, Kind kind, BigDecimal result) {
    boolean fits =
        result.compareTo(BigDecimal.valueOf(kind.least)) >= 0
            && result.compareTo(BigDecimal.valueOf(kind.greatest)) <= 0;
    return fits
        ? Expression.whole(sql, kind, result.longValueExact())
        : Expression.whole(sql, kind, null).failing("22003");
  }

  private static Expression quotient(Expression a, Expression b) {
    Kind kind = a.kind().compareTo(b.kind()) >= 0 ? a.kind() : b.kind();
    String sql = "(" + a.sql() + " / " + b.sql() + ")";
    return (b.number().signum() == 0
            ? Expression.whole(sql, kind, null).failing("22012")
            : fitting(sql, kind, a.number().divide(b.number(), 0, RoundingMode.DOWN)))
        .madeOf(a, b);
  }

  private static Expression remainder(Expression a, Expression b) {
    String sql = "MOD(" + a.sql() + ", " + b.sql() + ")";
    return (b.number().signum() == 0
            ? Expression.whole(sql, b.kind(), null).failing("22012")
            : fitting(sql, b.kind(), a.number().remainder(b.number())))
        .madeOf(a, b);
  }

  private static Expression negative(Expression a) {
    return fitting("(- " + a.sql() + ")", a.kind(), a.number().negate()).madeOf(a);
  }

  private static Expression absolute(Expression a) {
    return fitting("ABS(" + a.sql() + ")", a.kind(), a.number().abs()).madeOf(a);
  }

  private static Expression cast(Expression a, Kind kind) {
    return fitting(
            "CAST(" + a.sql() + " AS " + kind + ")",
            kind,
            a.number().setScale(0, RoundingMode.HALF_UP))
        .madeOf(a);
  }

  /** What is not chosen may fail. */
  private Expression choice(Expression condition, int depth) {
    Kind kind = dice.pick(WHOLES);
    Expression then = cast(whole(depth - 1), kind);
    Expression otherwise = cast(whole(depth - 1), kind);
    String sql =
        "CASE WHEN "
            + condition.sql()
            + " THEN "
            + then.sql()
            + " ELSE "
            + otherwise.sql()
            + " END";
    if (condition.fails()) {
      return Expression.whole(sql, kind, null).madeOf(condition);
    }
    Expression chosen = Boolean.TRUE.equals(condition.value()) ? then : otherwise;
    Expression result = chosen.as(sql);
    return condition.certain()
        ? result
        : new Expression(sql, kind, kind.digits, 0, result.value(), result.failure(), false);
  }

  private Expression decimal(int depth) {
    if (depth == 0) {
      return decimalLeaf();
    }
    Expression a = decimal(depth - 1);
    Expression b = dice.chance(30) ? whole(0) : decimal(depth - 1);
    int whole = Math.max(a.wholeDigits(), b.wholeDigits());
    return switch (dice.below(6)) {
      case 0, 1 -> {
        int scale = Math.max(a.scale(), b.scale());
        boolean plus = dice.chance(50);
        BigDecimal result = plus ? a.number().add(b.number()) : a.number().subtract(b.number());
        yield rounded(
                "(" + a.sql() + (plus ? " + " : " - ") + b.sql() + ")",
                Math.min(whole + scale + 1, MOST_DIGITS),
                scale,
                result)
            .madeOf(a, b);
      }
      case 2, 3 -> {
        int before = a.wholeDigits() + b.wholeDigits();
        int scale = bounded(a.scale() + b.scale(), before);
        yield rounded(
                "(" + a.sql() + " * " + b.sql() + ")",
                Math.min(before + scale, MOST_DIGITS),
                scale,
                a.number().multiply(b.number()))
            .madeOf(a, b);
      }
      case 4 -> {
        int before = a.wholeDigits() + b.scale();
        int scale = bounded(Math.max(16, a.scale() + 6), before);
        String sql = "(" + a.sql() + " / " + b.sql() + ")";
        int precision = Math.min(before + scale, MOST_DIGITS);
        yield (b.number().signum() == 0
                ? Expression.decimal(sql, precision, scale, null).failing("22012")
                : rounded(
                    sql,
                    precision,
                    scale,
                    a.number().divide(b.number(), scale, RoundingMode.HALF_UP)))
            .madeOf(a, b);
      }
      default -> {
        int scale = dice.below(4);
        yield rounded("CAST(" + a.sql() + " AS DECIMAL(9, " + scale + "))", 9, scale, a.number())
            .madeOf(a);
      }
    };
  }

  /** The rule of docs/sql.md: room for 19 digits before the point, if they may be needed. */
  private static int bounded(int scale, int before) {
    return Math.min(scale, MOST_DIGITS - Math.min(before, 19));
  }

  private static Expression rounded(String sql, int precision, int scale, BigDecimal exact) {
    BigDecimal result = exact.setScale(scale, RoundingMode.HALF_UP);
    return result.precision() <= precision
        ? Expression.decimal(sql, precision, scale, result)
        : Expression.decimal(sql, precision, scale, null).failing("22003");
  }

  private Expression decimalLeaf() {
    int scale = dice.below(5);
    if (dice.chance(6)) {
      return Expression.decimal("CAST(NULL AS DECIMAL(9, " + scale + "))", 9, scale, null);
    }
    BigDecimal value =
        dice.chance(20)
            ? BigDecimal.valueOf(dice.between(-1, 1)).setScale(scale)
            : BigDecimal.valueOf(dice.between(-999_999_999, 999_999_999), scale);
    String number = value.toPlainString();
    return Expression.decimal(
        dice.chance(50)
            ? "CAST(" + number + " AS DECIMAL(9, " + scale + "))"
            : "CAST(id - id + " + number + " AS DECIMAL(9, " + scale + "))",
        9,
        scale,
        value);
  }

  private Expression bool(int depth) {
    if (depth > 0 && dice.chance(25)) {
      return dice.chance(50) ? isNull(any(depth - 1)) : not(bool(depth - 1));
    }
    if (dice.chance(30)) {
      return texts.like(texts.text(Math.max(0, depth - 1)));
    }
    Expression a = whole(Math.max(0, depth - 1));
    Expression b = dice.chance(50) ? whole(0) : decimal(0);
    String operator = dice.pick("=", "<>", "<", "<=", ">", ">=");
    int order = a.number().compareTo(b.number());
    boolean holds =
        switch (operator) {
          case "=" -> order == 0;
          case "<>" -> order != 0;
          case "<" -> order < 0;
          case "<=" -> order <= 0;
          case ">" -> order > 0;
          default -> order >= 0;
        };
    return Expression.bool("(" + a.sql() + " " + operator + " " + b.sql() + ")", holds)
        .madeOf(a, b);
  }

  private static Expression isNull(Expression a) {
    String sql = "(" + a.sql() + " IS NULL)";
    // What can't be NULL need not be computed.
    return a.fails()
        ? new Expression(sql, Kind.BOOLEAN, 0, 0, false, null, false)
        : new Expression(sql, Kind.BOOLEAN, 0, 0, a.isNull(), null, a.certain());
  }

  private static Expression not(Expression a) {
    return Expression.bool(
            String.format(Locale.ROOT, "(NOT %s)", a.sql()), !Boolean.TRUE.equals(a.value()))
        .madeOf(a);
  }
}
