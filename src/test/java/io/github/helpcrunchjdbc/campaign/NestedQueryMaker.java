package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Makes queries of small tables with NULLs, whose sub-queries stand in sub-queries and ask for the
 * values of any query around them. Each row tells its first table's columns.
 */
final class NestedQueryMaker {
  private final Dice random;
  private int tables;

  NestedQueryMaker(long seed) {
    this.random = new Dice(seed);
  }

  String query() {
    int depth = 1 + random.below(3);
    From from = from();
    String columns = from.aliases().get(0) + ".a, " + from.aliases().get(0) + ".b";
    return chance(60)
        ? "SELECT "
            + columns
            + ", "
            + scalar(from.aliases(), depth)
            + from.sql()
            + (chance(30) ? " WHERE " + condition(from.aliases(), depth - 1) : "")
        : "SELECT " + columns + from.sql() + " WHERE " + condition(from.aliases(), depth);
  }

  private record From(String sql, List<String> aliases) {}

  private boolean chance(int percent) {
    return random.below(100) < percent;
  }

  private String one(String... choices) {
    return choices[random.below(choices.length)];
  }

  private From from() {
    String first = "t" + tables++;
    String sql = " FROM " + values() + " AS " + first + "(a, b)";
    if (chance(85)) {
      return new From(sql, List.of(first));
    }
    String second = "t" + tables++;
    return new From(
        "%s %sJOIN %s AS %s(a, b) ON %s.a = %s.a"
            .formatted(sql, one("", "", "LEFT "), values(), second, first, second),
        List.of(first, second));
  }

  private String values() {
    return IntStream.rangeClosed(0, random.below(3))
        .mapToObj(row -> "(" + value() + ", " + value() + ")")
        .collect(Collectors.joining(", ", "(VALUES ", ")"));
  }

  private String value() {
    return one("0", "1", "2", "3", "1", "CAST(NULL AS INTEGER)");
  }

  private String column(List<String> scope) {
    return scope.get(random.below(scope.size())) + one(".a", ".b");
  }

  private String expression(List<String> scope, int depth) {
    return switch (random.below(9)) {
      case 0, 1, 2, 3 -> column(scope);
      case 4, 5 -> "(" + column(scope) + " + " + column(scope) + ")";
      case 6 -> one("0", "1", "2", "3");
      case 7 -> "COALESCE(" + column(scope) + ", " + column(scope) + " + 1, 7)";
      default -> depth > 0 ? scalar(scope, depth - 1) : column(scope);
    };
  }

  private String condition(List<String> scope, int depth) {
    int kind = random.below(depth > 0 ? 10 : 4);
    return switch (kind) {
      case 0, 1, 2 ->
          expression(scope, depth)
              + one(" = ", " <= ", " < ", " <> ", " >= ")
              + expression(scope, depth);
      case 3 ->
          "(%s%s%s)"
              .formatted(
                  condition(scope, Math.max(0, depth - 1)),
                  one(" AND ", " AND ", " OR "),
                  condition(scope, 0));
      case 4, 5 -> one("", "NOT ") + "EXISTS " + query(scope, depth - 1, false);
      case 6, 7 -> expression(scope, 0) + one(" IN ", " NOT IN ") + query(scope, depth - 1, true);
      case 8 ->
          expression(scope, 0)
              + one(" = ANY ", " < ANY ", " >= ALL ", " <> ALL ")
              + query(scope, depth - 1, true);
      default -> scalar(scope, depth - 1) + one(" = ", " <= ", " <> ") + column(scope);
    };
  }

  private static List<String> both(List<String> scope, From from) {
    List<String> both = new ArrayList<>(scope);
    both.addAll(from.aliases());
    return both;
  }

  private String query(List<String> scope, int depth, boolean ofValues) {
    From from = from();
    List<String> inner = both(scope, from);
    String value =
        chance(20)
            ? one("MAX(", "COUNT(") + column(from.aliases()) + ")"
            : expression(chance(50) ? inner : from.aliases(), 0);
    return "(SELECT %s%s WHERE %s)"
        .formatted(ofValues ? value : "1", from.sql(), condition(inner, depth));
  }

  private String scalar(List<String> scope, int depth) {
    From from = from();
    List<String> inner = both(scope, from);
    String where = chance(15) ? "" : " WHERE " + condition(inner, depth);
    if (chance(20)) {
      return "(SELECT %s%s%s ORDER BY 1 LIMIT 1)"
          .formatted(column(from.aliases()), from.sql(), where);
    }
    String argument = chance(40) ? column(from.aliases()) : expression(inner, depth);
    // An aggregate of nothing but outer columns would be one of the query around.
    String total = one("MAX", "MIN", "SUM", "COUNT") + "(" + column(from.aliases());
    return "(SELECT %s%s%s)"
        .formatted(
            chance(20) ? "COUNT(*)" : total + (chance(50) ? ")" : " + " + argument + ")"),
            from.sql(),
            where);
  }
}
