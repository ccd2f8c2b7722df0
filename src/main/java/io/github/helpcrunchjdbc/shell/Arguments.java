package io.github.helpcrunchjdbc.shell;

import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command line, read and checked.
 *
 * @param mode what the user wants; the other parameters matter for {@link Mode#CONNECT} only
 * @param url a JDBC URL of this driver
 * @param sql the statement, {@code -} to read it from standard input, null for an interactive shell
 */
record Arguments(Mode mode, String url, OutputFormat format, @Nullable String sql) {
  enum Mode {
    HELP,
    VERSION,
    CONNECT
  }

  static final String URL_PREFIX = "jdbc:helpcrunch:";
  static final String DEMO_URL = URL_PREFIX + "demo";
  static final String FROM_STANDARD_INPUT = "-";

  static Arguments parse(String... args) throws UsageException {
    String url = null;
    String sql = null;
    OutputFormat format = OutputFormat.TABLE;
    boolean optionsEnded = false;
    for (Iterator<String> rest = List.of(args).iterator(); rest.hasNext(); ) {
      String arg = rest.next();
      if (optionsEnded || !arg.startsWith("-") || arg.equals(FROM_STANDARD_INPUT)) {
        sql = statement(arg, sql);
        continue;
      }
      // The text after the = may be a secret, so it is never shown.
      String option = arg.split("=", 2)[0];
      switch (option) {
        case "--help", "-h" -> {
          return new Arguments(Mode.HELP, "", format, null);
        }
        case "--version" -> {
          return new Arguments(Mode.VERSION, "", format, null);
        }
        case "--demo" -> url = onlyOne(url, DEMO_URL);
        case "--url" -> url = onlyOne(url, checkedUrl(value(option, arg, rest)));
        case "--format" -> format = OutputFormat.parse(value(option, arg, rest));
        case "--" -> optionsEnded = true;
        default ->
            throw new UsageException(
                "found the option "
                    + option
                    + "; allowed are --demo, --url, --format, --help, --version");
      }
    }
    if (url == null) {
      throw new UsageException(
          "found nothing to connect to; give --demo, or --url "
              + URL_PREFIX
              + " for your own account");
    }
    return new Arguments(Mode.CONNECT, url, format, sql);
  }

  private static String statement(String found, @Nullable String before) throws UsageException {
    if (before != null) {
      throw new UsageException(
          "found two SQL statements, '%s' and '%s'; allowed is one, in quotes"
              .formatted(before, found));
    }
    if (found.isBlank()) {
      throw new UsageException("found an empty SQL statement; leave it out for a shell");
    }
    return found;
  }

  private static String onlyOne(@Nullable String before, String url) throws UsageException {
    if (before != null) {
      throw new UsageException("found --demo or --url twice; allowed is one of them, once");
    }
    return url;
  }

  private static String value(String option, String arg, Iterator<String> rest)
      throws UsageException {
    if (arg.length() > option.length()) {
      return arg.substring(option.length() + 1);
    }
    if (!rest.hasNext()) {
      throw new UsageException("found " + option + " without a value");
    }
    return rest.next();
  }

  private static String checkedUrl(String url) throws UsageException {
    if (!url.regionMatches(true, 0, URL_PREFIX, 0, URL_PREFIX.length())) {
      int scheme = url.indexOf(':', url.indexOf(':') + 1) + 1;
      throw new UsageException(
          "--url "
              + (scheme > 0 ? "starts with " + url.substring(0, scheme) : "is no JDBC URL")
              + "; allowed is what starts with "
              + URL_PREFIX);
    }
    return url;
  }
}
