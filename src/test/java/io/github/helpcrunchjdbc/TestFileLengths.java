package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of the driver is longer than 300 lines, but for a bean. */
class TestFileLengths {
  private static final int MOST = 300;

  /** Why a file is longer. */
  private static final Map<String, String> LONGER =
      Map.of("HelpCrunchDataSource.java", "a bean has a getter and a setter for each property");

  @Test
  void filesAreShort() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(Path.of("src", "main", "java"))) {
      files = all.filter(file -> file.toString().endsWith(".java")).toList();
    }
    Map<String, Integer> longer = new TreeMap<>();
    for (Path file : files) {
      int lines = Files.readAllLines(file).size();
      if (lines > MOST) {
        longer.put(file.getFileName().toString(), lines);
      }
    }
    // Both ways: an exception that is not needed any more goes.
    assertThat(longer).as(LONGER.toString()).containsOnlyKeys(LONGER.keySet());
  }
}
