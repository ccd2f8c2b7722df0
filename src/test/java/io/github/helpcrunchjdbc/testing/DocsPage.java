package io.github.helpcrunchjdbc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/**
 * A page of the documentation with a table that the code determines, between the lines {@code <!--
 * generated -->} and {@code <!-- end of generated -->}.
 *
 * <p>With the system property {@code docs.write=true} the table is written instead of compared.
 */
public final class DocsPage {
  private static final String START = "<!-- generated -->\n";
  private static final String END = "<!-- end of generated -->\n";

  private final Path file;

  /**
   * @param name file name in {@code docs}
   */
  public DocsPage(String name) {
    file = Path.of("docs", name);
  }

  /** Compares the page's table with these rows; the first one is the heading. */
  public void assertTable(List<List<String>> rows) {
    try {
      String page = Files.readString(file);
      int start = page.indexOf(START) + START.length();
      int end = page.indexOf(END, start);
      Assertions.assertThat(end).as("the generated part of " + file).isPositive();
      String table = table(rows);
      if (Boolean.getBoolean("docs.write")) {
        Files.writeString(file, page.substring(0, start) + table + page.substring(end));
      } else {
        Assertions.assertThat(page.substring(start, end))
            .as(file + " is out of date; docs.write=true writes it anew, see CONTRIBUTING.md")
            .isEqualTo(table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String table(List<List<String>> rows) {
    String rule = "|" + " --- |".repeat(rows.get(0).size());
    return rows.stream()
        .map(row -> row.stream().map(DocsPage::cell).collect(Collectors.joining(" | ", "| ", " |")))
        .collect(
            Collectors.collectingAndThen(
                Collectors.toList(),
                lines -> {
                  lines.add(1, rule);
                  return "\n" + String.join("\n", lines) + "\n\n";
                }));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
