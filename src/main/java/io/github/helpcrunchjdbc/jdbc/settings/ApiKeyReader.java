package io.github.helpcrunchjdbc.jdbc.settings;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.http.settings.ApiKey;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the API key from a property, a file or the environment. No message shows the key.
 *
 * @param environment gives the value of an environment variable by its name, or null
 */
record ApiKeyReader(
    PropertyValues values, boolean demo, UnaryOperator<@Nullable String> environment) {
  /**
   * The variable that gives the key if no property does; used for the default {@code baseUrl} only.
   */
  private static final String KEY_VARIABLE = "HELPCRUNCH_API_KEY";

  /** The demo account takes any key. */
  private static final String DEMO_KEY = "demo";

  /** No key is longer than this many bytes, but a wrong path may lead to a file of any size. */
  private static final int MOST_BYTES = 10_000;

  /**
   * Returns the key for an address.
   *
   * @throws SQLException if no key is given, or the key has a character that no key can have
   */
  ApiKey read(URI baseUrl) throws SQLException {
    String key = values.get(ConnectionProperty.API_KEY);
    String origin = ConnectionProperty.API_KEY.propertyName();
    if (values.isGiven(ConnectionProperty.API_KEY_FILE)) {
      if (!key.isEmpty()) {
        throw PropertyValues.invalid("apiKey and apiKeyFile are both given; give one of them");
      }
      key = fromFile(values.get(ConnectionProperty.API_KEY_FILE));
      origin = "the file of apiKeyFile";
    }
    if (key.isEmpty() && !demo && isDefault(baseUrl)) {
      String fromEnvironment = environment.apply(KEY_VARIABLE);
      key = fromEnvironment == null ? "" : fromEnvironment;
      origin = "the environment variable " + KEY_VARIABLE;
    }
    for (int i = 0; i < key.length(); i++) {
      char character = key.charAt(i);
      if (character <= ' ' || character > '~') {
        throw PropertyValues.invalid(
            ("%s holds a %s as character %s of %s, which can't be part of an API key; copy "
                    + "the key again")
                .formatted(origin, nameOf(character), i + 1, key.length()));
      }
    }
    if (key.isEmpty() && !demo) {
      throw SqlExceptions.of(
          ErrorCode.NOT_AUTHORIZED,
          "no API key was given: set the property apiKey (or password), or apiKeyFile"
              + (isDefault(baseUrl)
                  ? " or the environment variable " + KEY_VARIABLE
                  : "; the environment variable "
                      + KEY_VARIABLE
                      + " counts only for the default baseUrl"));
    }
    return new ApiKey(key.isEmpty() ? DEMO_KEY : key);
  }

  /**
   * Returns the key in a file, as systems provide secrets, without white space around it.
   *
   * @throws SQLException 22023 if there is no such file, or no text in it
   */
  private static String fromFile(String path) throws SQLException {
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

  private static String nameOf(char character) {
    if (character == ' ') {
      return "space";
    }
    if (character == '\n' || character == '\r') {
      return "line break";
    }
    return character < ' ' || character == 127 ? "control character" : "non-ASCII character";
  }

  private static boolean isDefault(URI baseUrl) {
    return BaseUrl.parse(ConnectionProperty.BASE_URL.defaultValue())
        .filter(baseUrl::equals)
        .isPresent();
  }
}
