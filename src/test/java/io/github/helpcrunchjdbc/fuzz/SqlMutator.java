package io.github.helpcrunchjdbc.fuzz;

import io.github.helpcrunchjdbc.campaign.Dice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Changes a statement token by token, so that much of what comes of it is still SQL. */
final class SqlMutator {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|\"[^\"]*\"|[\\p{L}_][\\p{L}\\p{N}_]*|[0-9]+(?:\\.[0-9]+)?"
              + "|<=|>=|<>|!=|\\|\\||::|=>|\\S");

  private static final List<String> ODD =
      List.of(
          "NULL",
          "0",
          "-1",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "1e308",
          "0.000000000000000000000000001",
          "''",
          "'%'",
          "'\\'",
          "'2024-02-30'",
          "'é😀'",
          "TRUE",
          "DATE '0001-01-01'",
          "TIMESTAMP '9999-12-31 23:59:59.999999'",
          "INTERVAL '99' YEAR",
          "ARRAY[NULL]",
          "MAP[1, NULL]",
          "ROW(1, NULL)",
          "(SELECT 1)",
          "(SELECT id FROM customers)",
          "CAST(NULL AS TIMESTAMP)",
          "COUNT(*)",
          "id",
          "name",
          "lastSeen",
          "customData",
          "*",
          "DISTINCT",
          "NOT",
          "IN",
          "LIKE",
          "OVER ()",
          "FILTER (WHERE id > 1)",
          "IS NULL",
          "?",
          "ESCAPE",
          "COLLATE",
          "LATERAL",
          "UNNEST(ARRAY[1, 2])",
          "(",
          ")",
          ",",
          "=",
          "||",
          "/");

  private final Dice dice;

  SqlMutator(Dice dice) {
    this.dice = dice;
  }

  /**
   * The statement with one to three changes.
   *
   * @param other another statement, of which tokens may get in
   */
  String mutate(String sql, String other) {
    List<String> tokens = tokens(sql);
    List<String> others = tokens(other);
    for (int left = dice.between(1, 3); left > 0 && !tokens.isEmpty(); left--) {
      once(tokens, others);
    }
    return String.join(" ", tokens);
  }

  private static List<String> tokens(String sql) {
    return new ArrayList<>(TOKEN.matcher(sql).results().map(MatchResult::group).toList());
  }

  private void once(List<String> tokens, List<String> others) {
    int at = dice.below(tokens.size());
    String token = tokens.get(at);
    switch (dice.below(9)) {
      case 0 -> tokens.remove(at);
      case 1 -> tokens.add(at, token);
      case 2 -> tokens.set(at, dice.pick(ODD));
      case 3 -> tokens.add(at, dice.pick(ODD));
      case 4 -> tokens.set(at, dice.pick(others));
      case 5 -> {
        int to = dice.below(tokens.size());
        tokens.set(at, tokens.get(to));
        tokens.set(to, token);
      }
      case 6 -> {
        int from = dice.below(others.size());
        tokens.addAll(at, others.subList(from, Math.min(others.size(), from + dice.between(1, 8))));
      }
      case 7 -> tokens.set(at, dice.pick("(" + token + ")", "-" + token, "NOT " + token));
      default -> tokens.set(at, operand(token));
    }
  }

  /** Something else of the same kind, so that the types often fit. */
  private String operand(String token) {
    if (token.startsWith("'")) {
      return dice.pick("''", "'1'", "'a%_'", "'" + "x".repeat(dice.pick(10, 5000)) + "'", "'[('");
    }
    return Character.isDigit(token.charAt(0))
        ? dice.pick("0", "-1", "1000000", "2147483648", "99999999999999999999", "0.5", "1e400")
        : dice.pick("id", "name", "blocked", "firstSeen", "customData", "tags", token + "x");
  }
}
