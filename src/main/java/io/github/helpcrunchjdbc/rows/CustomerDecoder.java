package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.decode.ScalarDecoder;
import io.github.helpcrunchjdbc.search.decode.UndecodableValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads customer objects into rows. One instance serves one answer only. */
final class CustomerDecoder {
  private final JsonParser json;
  private final KeyOrder keys;
  private final int width;
  private final FieldReader fields;
  private final List<UndecodedValue> undecoded = new ArrayList<>();

  CustomerDecoder(JsonParser json, Field fields, int width, Undecodable undecodable) {
    this.json = json;
    this.keys = new KeyOrder(fields);
    this.width = width;
    this.fields = new FieldReader(json, CustomerColumns.ID, undecodable);
  }

  /**
   * Reads the customer that starts with the current token.
   *
   * @param index the customer's place on the page, from 0; an error names it if there is no id
   */
  @Nullable Object[] read(JsonToken token, int index) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw undecodable(
          "the service sent "
              + UndecodableValueException.kind(token)
              + " as customer "
              + index(index));
    }
    int depth = json.getParsingContext().getNestingDepth();
    @Nullable Object[] row = new @Nullable Object[width];
    fields.forget();
    try {
      fields.object(keys, row);
    } catch (UndecodableValueException e) {
      ColumnDef failed = fields.column();
      Long id = fields.id() == null ? findId(depth) : fields.id();
      String customer = id == null ? index(index) : id.toString();
      throw undecodable(UndecodedValue.message(String.valueOf(e.getMessage()), failed, customer));
    }
    Long customer = fields.id();
    if (customer == null) {
      throw undecodable("the service sent no id for customer " + index(index));
    }
    fields
        .undecoded()
        .forEach(
            (odd, what) ->
                undecoded.add(new UndecodedValue(odd.column(), customer, what, odd.isAsked())));
    return row;
  }

  /** Returns the values that could not be decoded of the customers read so far. */
  List<UndecodedValue> undecoded() {
    return List.copyOf(undecoded);
  }

  /**
   * Reads on to the end of a customer whose decoding has failed, and returns its id, which may come
   * last; null if there is none.
   */
  private @Nullable Long findId(int depth) throws IOException {
    while (json.getParsingContext().getNestingDepth() >= depth) {
      JsonToken token = json.nextToken();
      boolean key =
          token == JsonToken.FIELD_NAME && json.getParsingContext().getNestingDepth() == depth;
      if (key && json.currentName().equals("id")) {
        try {
          return ScalarDecoder.whole(json, json.nextToken());
        } catch (UndecodableValueException e) {
          // The message then names the customer's place on the page.
          return null;
        }
      }
    }
    return null;
  }

  private static String index(int index) {
    return "number " + (index + 1) + " of the page";
  }

  private static HelpCrunchException undecodable(String message) {
    return new HelpCrunchException(ErrorCode.UNDECODABLE, message);
  }
}
