package io.github.helpcrunchjdbc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page in {@code docs}: people write the text, the program the part between {@code <!-- name -->}
 * and {@code <!-- end of name -->}.
 */
final class BenchPage {
  private BenchPage() {}

  static void replace(String file, String section, String text) throws IOException {
    Path path = Path.of("docs", file);
    String page = Files.readString(path);
    String start = "<!-- " + section + " -->\n";
    String end = "<!-- end of " + section + " -->\n";
    int from = page.indexOf(start);
    int to = page.indexOf(end);
    if (from < 0 || to < from) {
      throw new IllegalStateException(path + " has no section " + section);
    }
    Files.writeString(
        path, page.substring(0, from + start.length()) + "\n" + text + "\n" + page.substring(to));
  }
}
