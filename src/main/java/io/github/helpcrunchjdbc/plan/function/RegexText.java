package io.github.helpcrunchjdbc.plan.function;

import java.util.regex.PatternSyntaxException;

/** Patterns of SIMILAR TO and of POSIX as Java writes regular expressions. */
final class RegexText {
  private static final String SIMILAR_OPERATORS = "|*+?{}()";

  private RegexText() {}

  /** POSIX has the same but for its names of classes, {@code [[:alpha:]]}. */
  static String ofPosix(String pattern) {
    return pattern
        .replace("[:alnum:]", "\\p{Alnum}")
        .replace("[:alpha:]", "\\p{Alpha}")
        .replace("[:blank:]", "\\p{Blank}")
        .replace("[:cntrl:]", "\\p{Cntrl}")
        .replace("[:digit:]", "\\p{Digit}")
        .replace("[:graph:]", "\\p{Graph}")
        .replace("[:lower:]", "\\p{Lower}")
        .replace("[:print:]", "\\p{Print}")
        .replace("[:punct:]", "\\p{Punct}")
        .replace("[:space:]", "\\s")
        .replace("[:upper:]", "\\p{Upper}")
        .replace("[:word:]", "\\w")
        .replace("[:xdigit:]", "\\p{XDigit}")
        // SIMILAR TO knows them in capitals.
        .replace("[:ALNUM:]", "\\p{Alnum}")
        .replace("[:ALPHA:]", "\\p{Alpha}")
        .replace("[:DIGIT:]", "\\p{Digit}")
        .replace("[:LOWER:]", "\\p{Lower}")
        .replace("[:SPACE:]", " ")
        .replace("[:UPPER:]", "\\p{Upper}")
        .replace("[:WHITESPACE:]", "\\s");
  }

  /**
   * The same pattern with PostgreSQL's sense of line breaks: {@code $} is not before one at the end
   * of a text, and {@code [^a]} is none where lines are matched. Java's other signs within brackets
   * are characters there.
   */
  static String ofLines(String pattern, boolean ofLines) {
    StringBuilder regex = new StringBuilder();
    int bracket = -1;
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == '\\' && i + 1 < pattern.length()) {
        regex.append(character).append(pattern.charAt(++i));
        continue;
      }
      boolean isFirst = i == bracket + 1 || (i == bracket + 2 && pattern.charAt(i - 1) == '^');
      if (bracket < 0 && character == '[') {
        bracket = i;
      } else if (bracket >= 0 && character == ']' && !isFirst) {
        bracket = -1;
      }
      boolean isNegation = bracket >= 0 && i == bracket + 1 && character == '^';
      boolean isCharacter = bracket >= 0 && bracket < i && "[]&".indexOf(character) >= 0;
      if (isCharacter
          && character == '['
          && i + 1 < pattern.length()
          && ":.=".indexOf(pattern.charAt(i + 1)) >= 0) {
        throw new PatternSyntaxException("no class has this name", pattern, i);
      }
      if (bracket < 0 && character == '$' && !ofLines) {
        regex.append("\\z");
      } else {
        regex
            .append(isCharacter ? "\\" : "")
            .append(character)
            .append(isNegation && ofLines ? "\n" : "");
      }
    }
    return regex.toString();
  }

  /**
   * A pattern of SIMILAR TO.
   *
   * @param escape a character, empty if there is none
   */
  static String ofSimilar(String pattern, String escape) {
    StringBuilder regex = new StringBuilder();
    int[] characters = pattern.codePoints().toArray();
    int escaping = LikeSigns.escapeOf(escape);
    int depth = 0;
    for (int i = 0; i < characters.length; i++) {
      int character = characters[i];
      if (character == escaping && i + 1 < characters.length) {
        appendLiteral(regex, characters[++i]);
      } else if (character == '[') {
        depth++;
        regex.append('[');
      } else if (character == ']' && depth > 0) {
        depth--;
        regex.append(']');
      } else if (depth > 0) {
        if (character == '\\' || character == '&') {
          regex.append('\\');
        }
        regex.appendCodePoint(character);
      } else if (character == '%') {
        regex.append(".*");
      } else if (character == '_') {
        regex.append('.');
      } else if (SIMILAR_OPERATORS.indexOf(character) >= 0) {
        regex.appendCodePoint(character);
      } else {
        appendLiteral(regex, character);
      }
    }
    return ofPosix(regex.toString());
  }

  private static void appendLiteral(StringBuilder regex, int character) {
    if (character < 128 && !Character.isLetterOrDigit(character)) {
      regex.append('\\');
    }
    regex.appendCodePoint(character);
  }
}
