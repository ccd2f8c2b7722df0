package io.github.helpcrunchjdbc.campaign;

import io.github.helpcrunchjdbc.campaign.Expression.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Makes expressions of text, and works them out on lists of characters. */
final class TextMaker {
  private static final List<String> POOL =
      List.of(
          "", "a", "Олена", "ОЛЕНА", "😀", "a😀b", "Zoë ZOË", "100%", "a_b", "שלום", "さくら😀😁",
          " x ");
  private static final List<String> PATTERNS =
      List.of("%", "_", "a%", "%b", "%Л%", "о____", "%😀_", "a\\_b", "%\\%", "zoë%", "__");

  private final Dice dice;

  TextMaker(Dice dice) {
    this.dice = dice;
  }

  Expression text(int depth) {
    if (depth == 0) {
      return leaf();
    }
    Expression a = text(depth - 1);
    List<String> text = characters(a.string());
    int n = dice.between(0, 4);
    int from = dice.between(1, 4);
    return switch (dice.below(10)) {
      case 0 -> {
        Expression b = text(depth - 1);
        yield made("(" + a.sql() + " || " + b.sql() + ")", a.string() + b.string(), a, b);
      }
      case 1 -> made("LEFT(" + a.sql() + ", " + n + ")", part(text, 0, n), a);
      case 2 ->
          made("RIGHT(" + a.sql() + ", " + n + ")", part(text, text.size() - n, text.size()), a);
      case 3 ->
          made(
              "SUBSTRING(" + a.sql() + " FROM " + from + " FOR " + n + ")",
              part(text, from - 1, from - 1 + n),
              a);
      case 4 -> {
        List<String> reversed = new ArrayList<>(text);
        Collections.reverse(reversed);
        yield made("REVERSE(" + a.sql() + ")", String.join("", reversed), a);
      }
      case 5 -> made("UPPER(" + a.sql() + ")", a.string().toUpperCase(Locale.ROOT), a);
      case 6 -> made("LOWER(" + a.sql() + ")", a.string().toLowerCase(Locale.ROOT), a);
      case 7 ->
          made(
              "LPAD(" + a.sql() + ", " + (n + 2) + ", '😀')",
              "😀".repeat(Math.max(0, n + 2 - text.size())) + part(text, 0, n + 2),
              a);
      case 8 ->
          made(
              "OVERLAY(" + a.sql() + " PLACING 'Ж' FROM " + from + " FOR " + n + ")",
              part(text, 0, from - 1) + "Ж" + part(text, from - 1 + n, text.size()),
              a);
      default -> made("CAST(" + a.sql() + " AS VARCHAR(" + (n + 1) + "))", part(text, 0, n + 1), a);
    };
  }

  private Expression leaf() {
    String value = dice.pick(POOL);
    return dice.chance(6)
        ? Expression.text("CAST(NULL AS VARCHAR)", null)
        : Expression.text(
            dice.chance(50)
                ? "CAST('" + value + "' AS VARCHAR)"
                : "CASE WHEN id > 0 THEN '" + value + "' END",
            value);
  }

  private static Expression made(String sql, String value, Expression... operands) {
    return Expression.text(sql, value).madeOf(operands);
  }

  Expression length(Expression a) {
    return Expression.whole(
            "CHAR_LENGTH(" + a.sql() + ")", Kind.INTEGER, (long) characters(a.string()).size())
        .madeOf(a);
  }

  Expression position(Expression a) {
    String sought = dice.pick("b", "😀", "Л", "x");
    return Expression.whole(
            "POSITION('" + sought + "' IN " + a.sql() + ")",
            Kind.INTEGER,
            characters(a.string()).indexOf(sought) + 1L)
        .madeOf(a);
  }

  /** LIKE and ILIKE. */
  Expression like(Expression a) {
    String pattern = dice.pick(PATTERNS);
    boolean anyCase = dice.chance(50);
    List<String> text = characters(anyCase ? folded(a.string()) : a.string());
    List<String> signs = characters(anyCase ? folded(pattern) : pattern);
    return Expression.bool(
            "(" + a.sql() + (anyCase ? " ILIKE '" : " LIKE '") + pattern + "' ESCAPE '\\')",
            matches(text, 0, signs, 0))
        .madeOf(a);
  }

  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static boolean matches(List<String> text, int at, List<String> signs, int sign) {
    if (sign == signs.size()) {
      return at == text.size();
    }
    String next = signs.get(sign);
    if (next.equals("%")) {
      for (int rest = at; rest <= text.size(); rest++) {
        if (matches(text, rest, signs, sign + 1)) {
          return true;
        }
      }
      return false;
    }
    int literal = next.equals("\\") ? sign + 1 : sign;
    boolean one = at < text.size() && (next.equals("_") || text.get(at).equals(signs.get(literal)));
    return one && matches(text, at + 1, signs, literal + 1);
  }

  private static String part(List<String> text, int from, int to) {
    int start = Math.max(0, Math.min(from, text.size()));
    int end = Math.max(start, Math.min(to, text.size()));
    return String.join("", text.subList(start, end));
  }

  private static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }
}
