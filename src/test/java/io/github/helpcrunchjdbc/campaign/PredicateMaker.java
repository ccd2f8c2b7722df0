package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;

/** Predicates over the customers of one alias, nested up to a depth. */
final class PredicateMaker {
  static final List<String> FULL_TEXT_COLUMNS =
      List.of("name", "email", "company", "regionCode", "notes");

  /** Columns whose characters all take one UTF-16 unit: what {@code _} counts is the same. */
  static final List<String> PLAIN_TEXT_COLUMNS =
      List.of("userId", "phone", "countryCode", "city", "locale", "createdFrom");

  private final Dice dice;
  private final Values values;
  private final OperandMaker operands;
  private final AttributeMaker attributes;

  PredicateMaker(Dice dice) {
    this.dice = dice;
    this.values = new Values(dice);
    this.operands = new OperandMaker(dice);
    this.attributes = new AttributeMaker(dice);
  }

  /**
   * A predicate.
   *
   * @param alias of the customers
   * @param depth how deep AND, OR and NOT may nest
   */
  Fragment make(String alias, int depth) {
    if (depth == 0 || dice.chance(30)) {
      return leaf(alias);
    }
    return switch (dice.below(20)) {
      case 0, 1, 2 -> Fragment.join("NOT (", make(alias, depth - 1), ")");
      case 3 ->
          Fragment.join(
              "(",
              make(alias, depth - 1),
              ") IS ",
              dice.pick("TRUE", "FALSE", "NOT TRUE", "NOT FALSE", "NULL", "NOT NULL"));
      case 4 ->
          Fragment.join(
              "CASE WHEN ",
              make(alias, depth - 1),
              " THEN ",
              make(alias, depth - 1),
              dice.chance(30) ? "" : Fragment.join(" ELSE ", make(alias, depth - 1)),
              " END");
      case 5, 6 -> commonFactor(alias, depth - 1);
      case 7 ->
          Fragment.join(
              "(",
              make(alias, depth - 1),
              dice.pick(") = (", ") <> ("),
              make(alias, depth - 1),
              ")");
      default -> nested(alias, depth - 1, dice.chance(55) ? " AND " : " OR ");
    };
  }

  private Fragment nested(String alias, int depth, String operator) {
    Fragment all = Fragment.join("(", make(alias, depth), ")");
    for (int left = dice.between(1, 3); left > 0; left--) {
      all = Fragment.join(all, operator, "(", make(alias, depth), ")");
    }
    return all;
  }

  /** (A AND B) OR (A AND C), or the other way about. */
  private Fragment commonFactor(String alias, int depth) {
    String inner = dice.pick(" AND ", " OR ");
    String outer = inner.equals(" AND ") ? " OR " : " AND ";
    Fragment common = make(alias, 0);
    return Fragment.join(
        "((",
        common,
        ")",
        inner,
        "(",
        make(alias, depth),
        "))",
        outer,
        "((",
        common,
        ")",
        inner,
        "(",
        make(alias, depth),
        "))");
  }

  Fragment leaf(String alias) {
    return switch (dice.below(20)) {
      case 0, 1, 2 -> id(alias + ".id");
      case 3, 4, 5, 6 -> time(alias);
      case 7, 8 -> bool(alias);
      case 9, 10 -> tag(alias);
      case 11 -> columns(alias);
      case 12 -> derived(alias);
      case 13 -> rare(alias);
      case 14 -> attributes.predicate(alias);
      default -> text(alias);
    };
  }

  private String comparison() {
    return dice.pick(" = ", " <> ", " < ", " <= ", " > ", " >= ");
  }

  private Fragment compare(Object left, Object right) {
    return dice.chance(25)
        ? Fragment.join(right, comparison(), left)
        : Fragment.join(left, comparison(), right);
  }

  private String not() {
    return dice.chance(30) ? " NOT" : "";
  }

  private Fragment id(String id) {
    return switch (dice.below(8)) {
      case 0 ->
          Fragment.join(
              id, not(), " BETWEEN ", values.numberNearIds(), " AND ", values.numberNearIds());
      case 1, 2 -> Fragment.join(id, not(), " IN (", numbers(), ")");
      case 3 -> Fragment.join(id, " = ", values.number(dice.between(1, 60)));
      default -> compare(id, values.numberNearIds());
    };
  }

  private Fragment numbers() {
    List<Fragment> numbers = new ArrayList<>();
    for (int left = dice.chance(15) ? 25 : dice.between(1, 5); left > 0; left--) {
      numbers.add(
          dice.chance(2)
              ? Fragment.of("CAST(NULL AS BIGINT)")
              : values.number(dice.between(1, 80)));
    }
    return Fragment.list(numbers);
  }

  private Fragment time(String alias) {
    String column = operands.time(alias);
    return switch (dice.below(10)) {
      case 0 -> Fragment.of(column + " IS" + not() + " NULL");
      case 1, 2 -> Fragment.join(column, not(), " BETWEEN ", aTime(), " AND ", aTime());
      case 3 -> Fragment.join(column, not(), " IN (", aTime(), ", ", aTime(), ")");
      case 4 -> Fragment.join(column, " = ", values.time(dice.pick(Pool.TIMES).withNano(0)));
      default -> compare(column, aTime());
    };
  }

  private Fragment aTime() {
    return values.time(dice.pick(Pool.TIMES));
  }

  private Fragment bool(String alias) {
    String column = alias + "." + dice.pick("unsubscribed", "blocked");
    return Fragment.of(
        switch (dice.below(6)) {
          case 0 -> column;
          case 1 -> "NOT " + column;
          case 2 -> column + " = " + dice.pick("TRUE", "FALSE");
          case 3 -> column + " <> " + dice.pick("TRUE", "FALSE");
          case 4 -> alias + ".unsubscribed = " + alias + ".blocked";
          default -> column + " IS" + not() + " " + dice.pick("TRUE", "FALSE", "NULL");
        });
  }

  private Fragment tag(String alias) {
    return Fragment.join("HAS_TAG(", alias, ".tags, ", values.text(dice.pick(Pool.TAGS)), ")");
  }

  private Fragment text(String alias) {
    boolean plain = dice.chance(40);
    String column = operands.text(alias, plain ? PLAIN_TEXT_COLUMNS : FULL_TEXT_COLUMNS);
    return switch (dice.below(16)) {
      case 0 -> Fragment.of(column + " IS" + not() + " NULL");
      case 1, 2, 3 -> Fragment.join(column, not(), " IN (", texts(), ")");
      case 4, 5, 6, 7, 8 -> like(column, plain);
      case 9 -> Fragment.join(column, " <> ", aText());
      case 10 ->
          Fragment.join(column, " IS" + not() + " DISTINCT FROM ", Values.literal(pickText()));
      case 11 -> compare(column, aText());
      case 12 -> Fragment.join(column, not(), " BETWEEN ", aText(), " AND ", aText());
      default -> Fragment.join(column, " = ", aText());
    };
  }

  private String pickText() {
    return dice.pick(Pool.TEXTS);
  }

  private Fragment aText() {
    return values.text(pickText());
  }

  private Fragment texts() {
    List<Fragment> texts = new ArrayList<>();
    for (int left = dice.chance(10) ? 22 : dice.between(1, 4); left > 0; left--) {
      texts.add(dice.chance(3) ? Fragment.of("CAST(NULL AS VARCHAR)") : aText());
    }
    return Fragment.list(texts);
  }

  private Fragment like(String column, boolean singleWildcard) {
    StringBuilder pattern = new StringBuilder();
    char escape = dice.pick('!', '\\', '~');
    boolean escaped = dice.chance(40);
    int parts = dice.between(1, dice.chance(60) ? 1 : 3);
    boolean open = dice.chance(80);
    if (open) {
      pattern.append(wildcard(singleWildcard));
    }
    for (int part = 0; part < parts; part++) {
      if (part > 0) {
        pattern.append(wildcard(singleWildcard));
      }
      String piece = dice.chance(80) ? dice.pick(Pool.PIECES) : pickText();
      pattern.append(piece(piece, escaped, escape, singleWildcard));
    }
    if (dice.chance(open ? 90 : 70)) {
      pattern.append(wildcard(singleWildcard));
    }
    Fragment text = values.text(pattern.toString());
    return escaped
        ? Fragment.join(column, not(), " LIKE ", text, " ESCAPE '" + escape + "'")
        : Fragment.join(column, not(), " LIKE ", text);
  }

  private String wildcard(boolean single) {
    return single && dice.chance(15) ? "_" : "%";
  }

  /** Literal text within a pattern; without an escape its wildcards stay what they are. */
  private static String piece(String piece, boolean escaped, char escape, boolean singleWildcard) {
    StringBuilder text = new StringBuilder();
    for (char c : piece.toCharArray()) {
      if (escaped && (c == '%' || c == '_' || c == escape)) {
        text.append(escape).append(c);
      } else if (escaped || singleWildcard || c != '_') {
        text.append(c);
      }
    }
    return text.toString();
  }

  private Fragment columns(String alias) {
    String left = alias + "." + dice.pick(FULL_TEXT_COLUMNS);
    String right = alias + "." + dice.pick(PLAIN_TEXT_COLUMNS);
    return switch (dice.below(6)) {
      case 0 -> Fragment.of(alias + ".firstSeen" + comparison() + alias + ".lastSeen");
      case 1 -> Fragment.of(alias + ".id" + comparison() + alias + ".deviceId");
      case 2 -> Fragment.of(left + " IS" + not() + " DISTINCT FROM " + right);
      case 3 -> Fragment.join(aText(), not(), " IN (" + left + ", " + right + ")");
      default -> Fragment.of(left + comparison() + right);
    };
  }

  /** Comparisons of what is computed from a column. */
  private Fragment derived(String alias) {
    String text = alias + "." + dice.pick(FULL_TEXT_COLUMNS);
    String time = alias + "." + dice.pick("lastSeen", "firstSeen");
    String value = Values.literal(pickText());
    return switch (dice.below(14)) {
      case 0 -> Fragment.join("UPPER(", text, ")", comparison(), "UPPER(", value, ")");
      case 1 -> Fragment.join("LOWER(", text, ") LIKE '%", dice.pick("john", "a", "i"), "%'");
      case 2 ->
          dice.chance(50)
              ? Fragment.join("SUBSTRING(", text, " FROM 1 FOR 2) = ", dice.pick("'Jo'", "'J'"))
              : Fragment.join(
                  "CAST(", text, " AS VARCHAR(", dice.between(1, 6), "))", comparison(), value);
      case 3 -> Fragment.join(text, " || '' = ", value);
      case 4 -> Fragment.join("CHAR_LENGTH(", text, ")", comparison(), dice.below(6));
      case 5 -> Fragment.join("COALESCE(", text, ", '')", comparison(), value);
      case 6 -> Fragment.join("TRIM(", text, ") = 'John'");
      case 7 -> Fragment.join("POSITION('oh' IN ", text, ") > ", dice.below(2));
      case 8 -> Fragment.join("YEAR(", time, ")", comparison(), dice.between(2019, 2024));
      case 9 -> Fragment.join("EXTRACT(MONTH FROM ", time, ") IN (2, 10)");
      case 10 ->
          Fragment.join(
              "CAST(",
              time,
              " AS DATE)",
              comparison(),
              "DATE '",
              dice.pick(Pool.TIMES).toLocalDate(),
              "'");
      case 11 -> Fragment.join(time, " + INTERVAL '1' DAY", comparison(), aTime());
      case 12 -> Fragment.join("MOD(", alias, ".id, 3)", comparison(), dice.below(3));
      default -> Fragment.join(alias, ".id + 1", comparison(), values.number(dice.below(60)));
    };
  }

  private Fragment rare(String alias) {
    String column = alias + "." + dice.pick(PLAIN_TEXT_COLUMNS);
    return switch (dice.below(9)) {
      case 0 -> Fragment.of(dice.pick("TRUE", "FALSE", "1 = 1", "1 = 0", "'a' = 'b'"));
      case 1 -> Fragment.of(alias + ".id = CAST(NULL AS BIGINT)");
      case 2 -> Fragment.of(column + " <> CAST(NULL AS VARCHAR)");
      case 3 -> Fragment.of(alias + ".id = 5 AND " + alias + ".id = 6");
      case 4 -> Fragment.of(alias + ".id > 30 AND " + alias + ".id < 20");
      case 5 -> Fragment.join("NULLIF(", column, ", 'UA') IS" + not() + " NULL");
      case 6 ->
          Fragment.join("CASE ", column, " WHEN 'UA' THEN 'a' WHEN 'US' THEN 'bcd' END = 'a'");
      case 7 -> Fragment.join(aText(), comparison(), Values.literal(pickText()), " || ''");
      default -> Fragment.of(alias + ".id IS" + not() + " NULL");
    };
  }
}
