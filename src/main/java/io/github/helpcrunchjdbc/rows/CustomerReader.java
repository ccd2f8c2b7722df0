package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads customer objects into rows. Serves one answer only. */
final class CustomerReader {
  private final JsonParser json;
  private final KeyOrder keys;
  private final int width;
  private final JsonTextDecoder texts;

  // Of the customer that is being read.
  private @Nullable Long id;
  private Column column = CustomerColumns.ID;

  CustomerReader(JsonParser json, Field.Branch fields, int width) {
    this.json = json;
    this.keys = new KeyOrder(fields);
    this.width = width;
    this.texts = new JsonTextDecoder(json);
  }

  /**
   * Reads the customer that starts with the current token.
   *
   * @param index its place on the page, to name it if it has no id
   */
  @Nullable Object[] read(JsonToken token, int index) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      throw undecodable("the service sent " + TypeNames.of(token) + " as customer " + index(index));
    }
    int depth = json.getParsingContext().getNestingDepth();
    @Nullable Object[] row = new @Nullable Object[width];
    id = null;
    try {
      readObject(keys, row);
    } catch (UndecodableValueException e) {
      Column failed = column;
      findId(depth);
      throw undecodable(
          "the service sent "
              + e.getMessage()
              + " for column "
              + failed.name()
              + " of customer "
              + (id == null ? index(index) : id)
              + "; it holds "
              + TypeNames.allowed(failed.type()));
    }
    if (id == null) {
      throw undecodable("the service sent no id for customer " + index(index));
    }
    return row;
  }

  private void readObject(KeyOrder order, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    KeyOrder.Key key = nextKey(order, 0);
    while (key != null) {
      Field field = key.field();
      KeyOrder inner = key.inner();
      JsonToken token = json.nextToken();
      if (field instanceof Field.Leaf leaf) {
        readLeaf(leaf, token, row);
      } else if (field instanceof Field.Branch branch && inner != null) {
        readInner(branch, inner, token, row);
      } else {
        json.skipChildren();
      }
      key = nextKey(order, key.next());
    }
  }

  /** The next key of the object, null at its end. */
  private KeyOrder.@Nullable Key nextKey(KeyOrder order, int place) throws IOException {
    KeyOrder.Key due = order.due(place);
    if (due != null && json.nextFieldName(due.name())) {
      return due;
    }
    String name = due == null ? json.nextFieldName() : json.currentName();
    boolean isKey = json.currentToken() == JsonToken.FIELD_NAME && name != null;
    return isKey ? order.find(name) : null;
  }

  private void readInner(
      Field.Branch inner, KeyOrder order, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    column = inner.sample();
    if (token == JsonToken.START_OBJECT) {
      readObject(order, row);
    } else if (token == JsonToken.START_ARRAY) {
      // An object without keys may come as an empty list.
      if (json.nextToken() != JsonToken.END_ARRAY) {
        throw new UndecodableValueException("an array in the place of an object");
      }
    } else if (token != JsonToken.VALUE_NULL) {
      throw new UndecodableValueException(TypeNames.of(token) + " in the place of an object");
    }
  }

  private void readLeaf(Field.Leaf leaf, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    column = leaf.column();
    @Nullable Object value =
        switch (leaf.column().type()) {
          case INTEGER -> ScalarDecoder.whole(json, token);
          case STRING -> ScalarDecoder.text(json, token);
          case DATE -> ScalarDecoder.millis(json, token);
          case BOOLEAN -> ScalarDecoder.truth(json, token);
          case TAGS -> texts.tags(token);
          case ATTRIBUTES -> texts.attributes(token);
        };
    if (leaf.isId()) {
      id = (Long) value;
    }
    if (leaf.slot() != Field.Leaf.NOT_SHOWN) {
      row[leaf.slot()] = value;
    }
  }

  /** Goes on to the end of a customer that has failed, for its id may come last. */
  private void findId(int depth) throws IOException {
    while (id == null && json.getParsingContext().getNestingDepth() >= depth) {
      JsonToken token = json.nextToken();
      boolean key =
          token == JsonToken.FIELD_NAME && json.getParsingContext().getNestingDepth() == depth;
      if (key && json.currentName().equals("id")) {
        try {
          id = ScalarDecoder.whole(json, json.nextToken());
        } catch (UndecodableValueException e) {
          // The message then tells the customer's place instead.
          return;
        }
      }
    }
  }

  private static String index(int index) {
    return "number " + (index + 1) + " of the page";
  }

  private static HelpCrunchException undecodable(String message) {
    return new HelpCrunchException(ErrorCode.UNDECODABLE, message);
  }
}
