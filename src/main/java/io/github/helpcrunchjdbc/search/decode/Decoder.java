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
   * @param zone for attributes that were declared to be times: UNIX seconds are shown as the local
   *     time there; null if a number is no time. Other types of columns don't heed it
   */
  @Nullable Object decode(
      JsonParser json, JsonToken token, JsonTextDecoder texts, @Nullable ZoneId zone)
      throws IOException, UndecodableValueException;
}
