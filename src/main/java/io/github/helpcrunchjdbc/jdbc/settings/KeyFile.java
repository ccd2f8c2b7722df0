package io.github.helpcrunchjdbc.jdbc.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Reads the key from a file, where a system mounts its secrets. */
final class KeyFile {
  /** No key is longer; a wrong path may lead to a file of any size. */
  private static final int MOST_BYTES = 10_000;

  private KeyFile() {}

  /**
   * The key in a file, without white space around it.
   *
   * @throws SQLException 22023 if there is no such file, or no text in it
   */
  static String read(String path) throws SQLException {
    byte[] bytes;
    try (InputStream file = Files.newInputStream(Path.of(path))) {
      bytes = file.readNBytes(MOST_BYTES + 1);
    } catch (IOException | InvalidPathException e) {
      throw PropertyValues.invalid(
          "the file that apiKeyFile names can't be read (" + e.getClass().getSimpleName() + ")");
    }
    String key = new String(bytes, StandardCharsets.UTF_8).strip();
    if (key.isEmpty() || bytes.length > MOST_BYTES) {
      throw PropertyValues.invalid(
          "the file that apiKeyFile names "
              + (key.isEmpty() ? "is empty" : "is longer than any key")
              + "; allowed is a file that holds the API key and nothing else");
    }
    return key;
  }
}
