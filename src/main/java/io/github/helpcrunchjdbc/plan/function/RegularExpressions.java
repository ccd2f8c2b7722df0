package io.github.helpcrunchjdbc.plan.function;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.rex.PlanningThread;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.calcite.linq4j.function.Strict;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions that ignore the case of all letters if asked to, and that give up before they
 * take minutes. Calcite's ignore the case of English letters only, and never give up. Public for
 * the code that Calcite generates, which keeps one object for each place in a statement.
 * Thread-safe.
 */
@Strict
public final class RegularExpressions {
  /** Matches the flags at the beginning of a pattern; they win over the flags of the function. */
  private static final Pattern EMBEDDED = Pattern.compile("\\(\\?([cimns]+)\\)");

  /** The pattern compiled last, because a statement uses one pattern for row after row. */
  private volatile @Nullable Compiled last;

  private record Compiled(String syntax, String text, Pattern pattern) {}

  public boolean similarTo(String text, String pattern) {
    return matches(matcher("similar", pattern, text));
  }

  public boolean similarToEscape(String text, String pattern, String escape) {
    return matches(matcher("similar" + escape, pattern, text));
  }

  /** The operator {@code ~}. */
  public boolean posixMatch(String text, String pattern) {
    return finds(matcher("posix", pattern, text));
  }

  /** The operator {@code ~*}. */
  public boolean posixMatchAnyCase(String text, String pattern) {
    return finds(matcher("posix*", pattern, text));
  }

  public boolean regexpLike(String text, String pattern) {
    return finds(matcher("java", pattern, text));
  }

  public boolean regexpLikeFlags(String text, String pattern, String flags) {
    return finds(matcher("java" + flags, pattern, text));
  }

  public String regexpReplace(String text, String pattern, String replacement) {
    return replaced(matcher("java", pattern, text), text, replacement, false);
  }

  public String regexpReplaceFlags(String text, String pattern, String replacement, String flags) {
    return replaced(
        matcher("java" + flags, pattern, text), text, replacement, flags.indexOf('g') >= 0);
  }

  private static boolean matches(Matcher matcher) {
    return unlessTooDeep(matcher::matches);
  }

  private static boolean finds(Matcher matcher) {
    return unlessTooDeep(matcher::find);
  }

  private static boolean unlessTooDeep(BooleanSupplier search) {
    try {
      return search.getAsBoolean();
    } catch (StackOverflowError e) {
      throw new HelpCrunchException(
          ErrorCode.TOO_COMPLEX,
          "a regular expression needs too many steps inside each other on one text; (..)* of"
              + " alternatives is such a one, [..]* of single characters is not");
    }
  }

  /**
   * Replaces as PostgreSQL does: {@code \1} is the match of the first group, {@code \&} the whole
   * match.
   */
  private static String replaced(Matcher matcher, String text, String replacement, boolean all) {
    StringBuilder result = new StringBuilder();
    int copied = 0;
    while (finds(matcher)) {
      result.append(text, copied, matcher.start());
      appendReplacement(matcher, text, replacement, result);
      copied = matcher.end();
      if (result.length() > BoundedText.MAX_LENGTH) {
        throw BoundedText.tooLong();
      }
      if (!all) {
        break;
      }
    }
    return result.append(text, copied, text.length()).toString();
  }

  private static void appendReplacement(
      Matcher matcher, String text, String replacement, StringBuilder result) {
    for (int i = 0; i < replacement.length(); i++) {
      char character = replacement.charAt(i);
      if (character != '\\' || i + 1 == replacement.length()) {
        result.append(character);
        continue;
      }
      char next = replacement.charAt(++i);
      int group = next == '&' ? 0 : Character.digit(next, 10);
      if (group < 0) {
        result.append(next);
      } else if (group <= matcher.groupCount() && matcher.start(group) >= 0) {
        result.append(text, matcher.start(group), matcher.end(group));
      }
    }
  }

  private Matcher matcher(String syntax, String pattern, String text) {
    Compiled compiled = last;
    if (compiled == null || !compiled.syntax.equals(syntax) || !compiled.text.equals(pattern)) {
      compiled = new Compiled(syntax, pattern, compile(syntax, pattern));
      last = compiled;
    }
    return compiled.pattern.matcher(new CountedText(text));
  }

  private static Pattern compile(String syntax, String pattern) {
    try {
      if (syntax.startsWith("similar")) {
        String escape = syntax.substring("similar".length());
        return Pattern.compile(
            RegexText.ofSimilar(pattern, escape), Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
      }
      String letters =
          syntax.startsWith("posix")
              ? syntax.endsWith("*") ? "i" : ""
              : syntax.substring("java".length());
      Matcher embedded = EMBEDDED.matcher(pattern);
      boolean isEmbedded = embedded.lookingAt();
      int flags = flags(isEmbedded ? letters + embedded.group(1) : letters);
      String rest = isEmbedded ? pattern.substring(embedded.end()) : pattern;
      boolean ofLines = (flags & Pattern.DOTALL) == 0;
      return Pattern.compile(RegexText.ofPosix(rest, ofLines), flags);
    } catch (PatternSyntaxException e) {
      throw new HelpCrunchException(
          ErrorCode.INVALID_PATTERN, "a regular expression can't be understood");
    }
  }

  /**
   * Returns the flags, as PostgreSQL defines them: n and m match line by line, s matches the whole
   * text.
   */
  private static int flags(String letters) {
    int ofLines = Pattern.MULTILINE | Pattern.UNIX_LINES;
    int flags = Pattern.UNICODE_CHARACTER_CLASS | Pattern.UNICODE_CASE | Pattern.DOTALL;
    for (int i = 0; i < letters.length(); i++) {
      flags =
          switch (letters.charAt(i)) {
            case 'i' -> flags | Pattern.CASE_INSENSITIVE;
            case 'c' -> flags & ~Pattern.CASE_INSENSITIVE;
            case 'n', 'm' -> (flags | ofLines) & ~Pattern.DOTALL;
            case 's' -> (flags & ~ofLines) | Pattern.DOTALL;
            case 'g' -> flags;
            default ->
                throw new HelpCrunchException(
                    ErrorCode.INVALID_PATTERN,
                    "a regular expression has a flag that is none of c, g, i, m, n and s");
          };
    }
    return flags;
  }

  /** A text that throws once too many of its characters were asked for. */
  private static final class CountedText implements CharSequence {
    private static final int MOST = 20_000_000;

    /**
     * The bound while a constant is folded: the stack is so deep then that walking it for a garbage
     * collection takes long.
     */
    private static final int MOST_WHILE_PLANNING = 100_000;

    private final int most = PlanningThread.isCurrent() ? MOST_WHILE_PLANNING : MOST;
    private final String text;
    private int asked;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++asked > most) {
        throw new HelpCrunchException(
            ErrorCode.TOO_COMPLEX,
            "a regular expression takes too long: more than " + most + " steps on one text");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
