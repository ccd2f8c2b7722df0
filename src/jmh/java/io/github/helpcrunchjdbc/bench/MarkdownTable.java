package io.github.helpcrunchjdbc.bench;

import java.util.ArrayList;
import java.util.List;

/** A table for the page. Not thread-safe. */
final class MarkdownTable {
  private final List<String> lines = new ArrayList<>();

  MarkdownTable(String... heading) {
    row(heading);
    lines.add("|" + " --- |".repeat(heading.length));
  }

  MarkdownTable row(String... cells) {
    StringBuilder line = new StringBuilder("|");
    for (String cell : cells) {
      line.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    lines.add(line.toString());
    return this;
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }
}
