package io.github.helpcrunchjdbc.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fenced block of SQL in the documentation.
 *
 * @param line the line of the file that the SQL begins at, from 1
 * @param sql one statement
 * @param answer the fenced block of text behind it, if one follows with nothing between them
 */
public record DocExample(Path file, int line, String sql, @Nullable String answer) {
  private static final Pattern SQL =
      Pattern.compile("(?m)^```sql\\n(.*?)^```\\n(?:\\n*```text\\n(.*?)^```\\n)?", Pattern.DOTALL);

  /** All examples of README.md and the pages of {@code docs}. */
  public static List<DocExample> all() throws IOException {
    List<DocExample> examples = new ArrayList<>(of(Path.of("README.md")));
    try (Stream<Path> pages = Files.walk(Path.of("docs"))) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).sorted().toList()) {
        examples.addAll(of(page));
      }
    }
    return examples;
  }

  private static List<DocExample> of(Path file) throws IOException {
    String text = Files.readString(file);
    List<DocExample> examples = new ArrayList<>();
    for (Matcher block = SQL.matcher(text); block.find(); ) {
      int line = (int) text.substring(0, block.start(1)).lines().count() + 1;
      examples.add(new DocExample(file, line, block.group(1).strip(), block.group(2)));
    }
    return examples;
  }

  /** Puts this answer into the file in place of the one that is there. */
  public void write(String newAnswer) throws IOException {
    String text = Files.readString(file);
    String before = sql + "\n```\n";
    int start = text.indexOf("```text\n", text.indexOf(before) + before.length()) + 8;
    Files.writeString(
        file, text.substring(0, start) + newAnswer + text.substring(text.indexOf("```\n", start)));
  }

  @Override
  public String toString() {
    return file + ":" + line;
  }
}
