package io.github.helpcrunchjdbc.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files of statements with their answers. */
public final class AnswerFile {
  /**
   * One statement.
   *
   * @param expected its rows joined by {@code " / "}, their columns by {@code "|"}, or a SQLState
   *     after a {@code !}
   */
  public record Line(String expected, String statement) {
    @Override
    public String toString() {
      return statement;
    }
  }

  private AnswerFile() {}

  /** The statements of a file in {@code answers}; empty lines and those with a # are left out. */
  public static List<Line> read(String name) {
    InputStream file = AnswerFile.class.getResourceAsStream("/answers/" + name + ".tsv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t", 2))
          .map(parts -> new Line(parts[0], parts[1]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
