package io.github.helpcrunchjdbc.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The jars that the build has made, for the tests that run after {@code package}. */
public final class FinishedJar {
  private FinishedJar() {}

  /** The self-contained jar. */
  public static Path single() {
    return of("single.jar");
  }

  /** The jar of this project's classes alone. */
  public static Path thin() {
    return of("thin.jar");
  }

  private static Path of(String property) {
    String file = Objects.requireNonNull(System.getProperty(property), property);
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " does not exist; run mvn package first");
    }
    return path;
  }
}
