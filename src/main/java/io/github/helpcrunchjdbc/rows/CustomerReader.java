package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.search.Column;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads customer objects into rows. Serves one answer only. */
final class CustomerReader {
  private final JsonParser json;
  private final KeyOrder keys;
  private final int width;
  private final JsonTextDecoder texts;
  private final Undecodable undecodable;
  private final List<UndecodedValue> undecoded = new ArrayList<>();

  // Of the customer that is being read.
  private @Nullable Long id;
  private Column column = CustomerColumns.ID;
  private final Map<Column, String> found = new LinkedHashMap<>();

  CustomerReader(JsonParser json, Field.Branch fields, int width, Undecodable undecodable) {
    this.json = json;
    this.undecodable = undecodable;
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
    found.clear();
    try {
      readObject(keys, row);
    } catch (UndecodableValueException e) {
      Column failed = column;
      findId(depth);
      String customer = id == null ? index(index) : id.toString();
      throw undecodable(UndecodedValue.message(String.valueOf(e.getMessage()), failed, customer));
    }
    if (id == null) {
      throw undecodable("the service sent no id for customer " + index(index));
    }
    long customer = id;
    found.forEach((odd, what) -> undecoded.add(new UndecodedValue(odd, customer, what)));
    return row;
  }

  /** What could not be decoded of the customers read so far. */
  List<UndecodedValue> undecoded() {
    return List.copyOf(undecoded);
  }

  private void readObject(KeyOrder order, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    KeyOrder.Key key = nextKey(order, 0);
    while (key != null) {
      Field field = key.field();
      KeyOrder inner = key.inner();
      int depth = json.getParsingContext().getNestingDepth();
      JsonToken token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else {
        try {
          readField(field, inner, token, row);
        } catch (UndecodableValueException e) {
          showAsNull(field, e, row);
          skipTo(depth);
        }
      }
      key = nextKey(order, key.next());
    }
  }

  private void readField(
      Field field, @Nullable KeyOrder inner, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    if (field instanceof Field.Leaf leaf) {
      readLeaf(leaf, token, row);
    } else if (field instanceof Field.Branch branch && inner != null) {
      readInner(branch, inner, token, row);
    }
  }

  /** Notes that the columns below a key are null, unless that is an error. */
  private void showAsNull(Field field, UndecodableValueException e, @Nullable Object[] row)
      throws UndecodableValueException {
    for (Field.Leaf leaf : field.leaves()) {
      if (leaf.isId() || (leaf.isAsked() && undecodable == Undecodable.ERROR)) {
        throw e;
      }
      row[leaf.slot()] = null;
      if (leaf.isAsked()) {
        found.put(leaf.column(), String.valueOf(e.getMessage()));
      }
    }
  }

  /** Goes on to the end of a value that was given up. */
  private void skipTo(int depth) throws IOException {
    while (json.getParsingContext().getNestingDepth() > depth) {
      json.nextToken();
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
    if (ScalarDecoder.isEmptyText(json, token)) {
      return;
    }
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
