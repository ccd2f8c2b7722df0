package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Decodes the values of a column. */
public interface Decoder {
  /**
   * Returns the value at which a parser stands; null for JSON's null.
   *
   * @param token the parser's current token
   * @param texts the decoder of JSON texts that uses the same parser
   * @param zone for attributes that were declared to be times: the zone in which UNIX seconds are
   *     shown as local time; null if a number is no time. Other types of columns ignore it
   */
  @Nullable Object decode(
      JsonParser json, JsonToken token, JsonTextDecoder texts, @Nullable ZoneId zone)
      throws IOException, UndecodableValueException;
}
