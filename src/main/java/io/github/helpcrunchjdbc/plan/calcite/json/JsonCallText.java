package io.github.helpcrunchjdbc.plan.calcite.json;

import java.util.List;

/**
 * Shows calls of the driver's own JSON functions as SQL text in EXPLAIN and warnings, for {@link
 * JsonConvertlets}. Each method takes the texts of a call's operands, in their order.
 */
final class JsonCallText {
  private JsonCallText() {}

  static String value(List<String> operands) {
    String type = word(operands, 6) + digits(operands);
    String returning = type.equals("VARCHAR") ? "" : " RETURNING " + type;
    String clauses = clause(operands, 2, "ON EMPTY") + clause(operands, 4, "ON ERROR");
    return "JSON_VALUE(%s, %s%s%s)".formatted(operands.get(0), operands.get(1), returning, clauses);
  }

  static String exists(List<String> operands) {
    String clause = clause(operands, 2, "ON ERROR");
    return "JSON_EXISTS(%s, %s%s)".formatted(operands.get(0), operands.get(1), clause);
  }

  static String query(List<String> operands) {
    String list = operands.size() > 5 ? " RETURNING " + word(operands, 5) + " ARRAY" : "";
    String clauses =
        clause(operands, 2, "WRAPPER")
            + clause(operands, 3, "ON EMPTY")
            + clause(operands, 4, "ON ERROR");
    return "JSON_QUERY(%s, %s%s%s)".formatted(operands.get(0), operands.get(1), list, clauses);
  }

  /**
   * Shows a call of JSON_SET and similar functions, whose first operand is the name; JSON_REMOVE
   * has no new value.
   */
  static String change(List<String> operands) {
    String name = word(operands, 0);
    List<String> given = operands.subList(1, name.equals("JSON_REMOVE") ? 3 : 4);
    return name + "(" + String.join(", ", given) + ")";
  }

  private static String digits(List<String> operands) {
    String precision = operands.get(7);
    return switch (word(operands, 6)) {
      case "DECIMAL" -> "(" + precision + ", " + operands.get(8) + ")";
      case "TIME" -> "(" + precision + ")";
      // A negative precision means text of any length.
      case "VARCHAR" -> precision.startsWith("-") ? "" : "(" + precision + ")";
      default -> "";
    };
  }

  /**
   * Returns a clause that begins with the word of an operand; nothing if the clause is the default.
   */
  private static String clause(List<String> operands, int index, String what) {
    String word = word(operands, index).replace('_', ' ');
    if (List.of("NULL", "FALSE", "WITHOUT ARRAY").contains(word)) {
      return "";
    }
    String value = word.equals("DEFAULT") ? " " + operands.get(index + 1) : "";
    return " " + word + value + " " + what;
  }

  /** Returns the text in a literal. */
  private static String word(List<String> operands, int index) {
    return operands.get(index).replace("'", "");
  }
}
