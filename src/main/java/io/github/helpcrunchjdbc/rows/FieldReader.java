package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.ColumnType;
import io.github.helpcrunchjdbc.search.decode.JsonTextDecoder;
import io.github.helpcrunchjdbc.search.decode.ScalarDecoder;
import io.github.helpcrunchjdbc.search.decode.UndecodableValueException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the keys of JSON objects into a row, with one parser. Serves one answer only. */
final class FieldReader {
  private final JsonParser json;
  private final JsonTextDecoder texts;
  private final Undecodable undecodable;
  private final Map<Field.Slot, String> undecoded;
  private @Nullable Long id;
  private ColumnDef column;

  /**
   * Creates a reader.
   *
   * @param column the column that an error names if no key has been read yet
   */
  FieldReader(JsonParser json, ColumnDef column, Undecodable undecodable) {
    this(json, column, undecodable, new LinkedHashMap<>());
  }

  private FieldReader(
      JsonParser json,
      ColumnDef column,
      Undecodable undecodable,
      Map<Field.Slot, String> undecoded) {
    this.json = json;
    this.texts = new JsonTextDecoder(json);
    this.column = column;
    this.undecodable = undecodable;
    this.undecoded = undecoded;
  }

  private FieldReader again(JsonParser copy) {
    return new FieldReader(copy, column, undecodable, undecoded);
  }

  /** Returns the customer's id if it has been read. */
  @Nullable Long id() {
    return id;
  }

  /** Returns the column whose value was read last. */
  ColumnDef column() {
    return column;
  }

  /**
   * Returns the columns that are null because they can't hold what the service sent, each with the
   * kind of value that was sent.
   */
  Map<Field.Slot, String> undecoded() {
    return undecoded;
  }

  /** Forgets the last customer, before the next one is read. */
  void forget() {
    id = null;
    undecoded.clear();
  }

  /** Reads the object that starts with the parser's current token. */
  void object(KeyOrder order, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    KeyOrder.Key key = nextKey(order, 0);
    while (key != null) {
      Field field = key.field();
      int depth = json.getParsingContext().getNestingDepth();
      JsonToken token = json.nextToken();
      if (field == null) {
        json.skipChildren();
      } else {
        try {
          field(field, key.inner(), token, row);
        } catch (UndecodableValueException e) {
          showAsNull(field, e, row);
          skipTo(depth);
        }
      }
      key = nextKey(order, key.next());
    }
  }

  /** Sets the columns at a key and below it to null, unless the exception has to be thrown. */
  private void showAsNull(Field field, UndecodableValueException e, @Nullable Object[] row)
      throws UndecodableValueException {
    for (Field.Slot slot : field.slots()) {
      if (slot.isId() || (slot.isAsked() && undecodable == Undecodable.ERROR)) {
        throw e;
      }
      row[slot.index()] = null;
      undecoded.put(slot, String.valueOf(e.getMessage()));
    }
  }

  /** Reads on to the end of a value that can't be decoded. */
  private void skipTo(int depth) throws IOException {
    while (json.getParsingContext().getNestingDepth() > depth) {
      json.nextToken();
    }
  }

  /** Returns the next key of the object, null at its end. */
  private KeyOrder.@Nullable Key nextKey(KeyOrder order, int place) throws IOException {
    KeyOrder.Key due = order.due(place);
    if (due != null && json.nextFieldName(due.name())) {
      return due;
    }
    String name = due == null ? json.nextFieldName() : json.currentName();
    boolean isKey = json.currentToken() == JsonToken.FIELD_NAME && name != null;
    return isKey ? order.find(name) : null;
  }

  private void field(Field field, @Nullable KeyOrder inner, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    int uses = field.columns().size() + (inner == null ? 0 : 1);
    if (uses > 1 && token.isStructStart()) {
      again(field, inner, token, row);
      return;
    }
    for (Field.Slot slot : field.columns()) {
      slot(slot, token, row);
    }
    if (inner != null) {
      inner(field, inner, token, row);
    }
  }

  /**
   * Reads a value with several uses: it is first copied as text, because the answer's parser passes
   * it only once.
   */
  private void again(Field field, @Nullable KeyOrder inner, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    column = field.sample();
    String text = column.isInCustomData() ? attributes(token) : texts.copy(token);
    for (Field.Slot slot : field.columns()) {
      if (slot.column().type() == ColumnType.ATTRIBUTES && column.isInCustomData()) {
        row[slot.index()] = text;
        continue;
      }
      column = slot.column();
      try (JsonParser copy = PageDecoder.parser(text)) {
        again(copy).slot(slot, copy.nextToken(), row);
      }
    }
    if (inner != null) {
      below(field, inner, text, row);
    }
  }

  private void below(Field field, KeyOrder inner, String text, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    try (JsonParser copy = PageDecoder.parser(text)) {
      FieldReader reader = again(copy);
      try {
        reader.inner(field, inner, copy.nextToken(), row);
      } finally {
        column = reader.column();
      }
    }
  }

  private void inner(Field field, KeyOrder inner, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    column = field.sample();
    if (ScalarDecoder.isEmptyText(json, token)) {
      return;
    }
    if (token == JsonToken.START_OBJECT) {
      object(inner, row);
    } else if (token == JsonToken.START_ARRAY) {
      if (column.isInCustomData()) {
        // This is the old form of custom data, a list of properties with their values.
        below(field, inner, attributes(token), row);
      } else if (json.nextToken() != JsonToken.END_ARRAY) {
        // PHP may write an object without keys as an empty list.
        throw new UndecodableValueException("an array in the place of an object");
      }
    } else if (token != JsonToken.VALUE_NULL) {
      throw new UndecodableValueException(
          UndecodableValueException.kind(token) + " in the place of an object");
    }
  }

  /** Returns the account's own attributes as a JSON object, from either of their forms. */
  private String attributes(JsonToken token) throws IOException, UndecodableValueException {
    return Objects.requireNonNullElse(texts.attributes(token), "{}");
  }

  private void slot(Field.Slot slot, JsonToken token, @Nullable Object[] row)
      throws IOException, UndecodableValueException {
    column = slot.column();
    @Nullable Object value = column.type().decoder().decode(json, token, texts, column.zone());
    if (slot.isId()) {
      id = (Long) value;
    }
    if (slot.index() != Field.Slot.NOT_SHOWN) {
      row[slot.index()] = value;
    }
  }
}
