package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How the values of a column are decoded. */
public interface Decoder {
  /**
   * The value at which a parser stands; null for JSON's null.
   *
   * @param token the parser's current one
   * @param texts of the same parser
   * @param zone on whose clock UNIX seconds are shown that may be other values too, or null
   */
  @Nullable Object decode(
      JsonParser json, JsonToken token, JsonTextDecoder texts, @Nullable ZoneId zone)
      throws IOException, UndecodableValueException;
}
