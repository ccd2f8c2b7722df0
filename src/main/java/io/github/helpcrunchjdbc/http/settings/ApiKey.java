package io.github.helpcrunchjdbc.http.settings;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** An account's API key, which shows itself in the Authorization header only. Immutable. */
public final class ApiKey {
  private final String secret;

  /**
   * Creates a key.
   *
   * @throws HelpCrunchException INVALID_PROPERTY if the text can't stand in a header; the message
   *     does not show it
   */
  public ApiKey(String secret) {
    if (secret.isEmpty()) {
      throw new HelpCrunchException(ErrorCode.INVALID_PROPERTY, "apiKey is empty");
    }
    for (int i = 0; i < secret.length(); i++) {
      if (secret.charAt(i) <= ' ' || secret.charAt(i) > '~') {
        throw new HelpCrunchException(
            ErrorCode.INVALID_PROPERTY,
            "apiKey holds a character at position "
                + (i + 1)
                + " that no key has; printable ASCII characters without spaces are allowed");
      }
    }
    this.secret = secret;
  }

  /** Returns the value of the Authorization header. */
  public String authorization() {
    return "Bearer " + secret;
  }

  /** Removes the key from a text that came from outside, if the key is in it. */
  public String hiddenIn(String text) {
    return text.replace(secret, "***");
  }

  /**
   * Returns a text that stands for the key where accounts are told apart; the key can't be computed
   * from it.
   */
  public String fingerprint() {
    return hash(secret);
  }

  /** Returns the SHA-256 of a text in hexadecimal digits. */
  public static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ApiKey key && key.secret.equals(secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "ApiKey[hidden]";
  }
}
