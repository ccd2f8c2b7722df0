package io.github.helpcrunchjdbc.plan.function;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Translates patterns of SIMILAR TO and of POSIX to Java's regular expressions. */
final class RegexText {
  private static final String SIMILAR_OPERATORS = "|*+?{}()";

  /** Matches a named element within brackets: a class, or one character. */
  private static final Pattern NAMED =
      Pattern.compile("\\[(?:([.=])(.)\\1|:(\\w+):)\\]", Pattern.DOTALL);

  /** Stands for the escape in Java's sense: a backslash, which means what it means in Java. */
  private static final int JAVAS_ESCAPE = -2;

  private RegexText() {}

  /**
   * Translates a pattern of POSIX with PostgreSQL's rules for line breaks: {@code $} does not match
   * before a line break at the end of a text, and {@code [^a]} does not match one if lines are
   * matched.
   */
  static String ofPosix(String pattern, boolean ofLines) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == '\\' && i + 1 < pattern.length()) {
        regex.append(character).append(pattern.charAt(++i));
      } else if (character == '[') {
        i = appendBrackets(regex, pattern, i, JAVAS_ESCAPE, ofLines);
      } else {
        regex.append(character == '$' && !ofLines ? "\\z" : String.valueOf(character));
      }
    }
    return regex.toString();
  }

  /**
   * Translates a pattern of SIMILAR TO.
   *
   * @param escape a character, empty if there is none
   */
  static String ofSimilar(String pattern, String escape) {
    StringBuilder regex = new StringBuilder();
    int escaping = LikeSigns.escapeOf(escape);
    int character;
    for (int i = 0; i < pattern.length(); i += Character.charCount(character)) {
      character = pattern.codePointAt(i);
      int next = i + Character.charCount(character);
      if (character == escaping && next < pattern.length()) {
        i = next;
        character = pattern.codePointAt(i);
        appendLiteral(regex, character);
      } else if (character == '[') {
        i = appendBrackets(regex, pattern, i, escaping, false);
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
    return regex.toString();
  }

  /**
   * Appends an expression in brackets. Signs that have a meaning there only in Java are escaped.
   *
   * @param start the place of the opening bracket
   * @param escaping a character, -1 if there is none, or {@link #JAVAS_ESCAPE}
   * @return the place of the closing bracket
   */
  private static int appendBrackets(
      StringBuilder regex, String pattern, int start, int escaping, boolean ofLines) {
    boolean isNegation = pattern.startsWith("^", start + 1);
    regex.append(isNegation ? ofLines ? "[^\n" : "[^" : "[");
    int first = start + (isNegation ? 2 : 1);
    Matcher named = NAMED.matcher(pattern);
    for (int i = first; i < pattern.length(); i++) {
      char character = pattern.charAt(i);
      if (character == ']' && i > first) {
        regex.append(']');
        return i;
      } else if (escaping == JAVAS_ESCAPE && character == '\\' && i + 1 < pattern.length()) {
        regex.append(character).append(pattern.charAt(++i));
      } else if (pattern.codePointAt(i) == escaping
          && i + Character.charCount(escaping) < pattern.length()) {
        i += Character.charCount(escaping);
        int escaped = pattern.codePointAt(i);
        appendLiteral(regex, escaped);
        i += Character.charCount(escaped) - 1;
      } else if (named.region(i, pattern.length()).lookingAt()) {
        if (named.group(2) == null) {
          regex.append(ofClass(named.group(3), pattern, i));
        } else {
          appendLiteral(regex, named.group(2).codePointAt(0));
        }
        i = named.end() - 1;
      } else if (character == '['
          && i + 1 < pattern.length()
          && ":.=".indexOf(pattern.charAt(i + 1)) >= 0) {
        throw new PatternSyntaxException("no class has this name", pattern, i);
      } else {
        regex.append("[]&^\\".indexOf(character) >= 0 ? "\\" : "").append(character);
      }
    }
    throw new PatternSyntaxException("the brackets do not end", pattern, start);
  }

  /** Returns Java's class for a name; SIMILAR TO writes names in capitals. */
  private static String ofClass(String name, String pattern, int at) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "alnum" -> "\\p{Alnum}";
      case "alpha" -> "\\p{Alpha}";
      case "blank" -> "\\p{Blank}";
      case "cntrl" -> "\\p{Cntrl}";
      case "digit" -> "\\p{Digit}";
      case "graph" -> "\\p{Graph}";
      case "lower" -> "\\p{Lower}";
      case "print" -> "\\p{Print}";
      case "punct" -> "\\p{Punct}";
      case "space" -> name.equals("SPACE") ? " " : "\\s";
      case "upper" -> "\\p{Upper}";
      case "whitespace" -> "\\s";
      case "word" -> "\\w";
      case "xdigit" -> "\\p{XDigit}";
      default -> throw new PatternSyntaxException("no class has this name", pattern, at);
    };
  }

  private static void appendLiteral(StringBuilder regex, int character) {
    // A comma may stand in {3,6}, and it has no other meaning in Java.
    if (character < 128 && character != ',' && !Character.isLetterOrDigit(character)) {
      regex.append('\\');
    }
    regex.appendCodePoint(character);
  }
}
