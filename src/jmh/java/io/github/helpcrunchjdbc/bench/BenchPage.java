package io.github.helpcrunchjdbc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code docs/benchmarks.md}: people write the text, the program the part between {@code <!-- name
 * -->} and {@code <!-- end of name -->}.
 */
final class BenchPage {
  private static final Path FILE = Path.of("docs", "benchmarks.md");

  private BenchPage() {}

  static void replace(String section, String text) throws IOException {
    String page = Files.readString(FILE);
    String start = "<!-- " + section + " -->\n";
    String end = "<!-- end of " + section + " -->\n";
    int from = page.indexOf(start);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException(FILE + " has no section " + section);
    }
    Files.writeString(
        FILE, page.substring(0, from + start.length()) + "\n" + text + "\n" + page.substring(to));
  }
}
