package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.ColumnDef;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Decodes the value of a column at which a parser stands. Serves one answer only. */
final class ValueDecoder {
  private final JsonParser json;
  private final JsonTextDecoder texts;

  ValueDecoder(JsonParser json) {
    this.json = json;
    this.texts = new JsonTextDecoder(json);
  }

  /** The value as {@link Page} has it; null for JSON's null. */
  @Nullable Object decode(ColumnDef column, JsonToken token)
      throws IOException, UndecodableValueException {
    return switch (column.type()) {
      case INTEGER -> ScalarDecoder.whole(json, token);
      case STRING -> ScalarDecoder.text(json, token);
      case DATE -> ScalarDecoder.millis(json, token);
      case BOOLEAN -> ScalarDecoder.truth(json, token);
      case TAGS -> texts.tags(token);
      case TAG_OBJECTS -> texts.tagObjects(token);
      case ATTRIBUTES -> texts.attributes(token);
      case ANY_TEXT -> token.isStructStart() ? copy(token) : ScalarDecoder.text(json, token);
      case WHOLE -> CustomDecoder.whole(json, token);
      case DECIMAL -> CustomDecoder.decimal(json, token);
      case TIME -> CustomDecoder.time(json, token, column.zone());
    };
  }

  /** A JSON object of the account's own attributes, whichever form they come in. */
  String attributes(JsonToken token) throws IOException, UndecodableValueException {
    String text = texts.attributes(token);
    return text == null ? "{}" : text;
  }

  /** The value as compact JSON. */
  String copy(JsonToken token) throws IOException {
    return texts.copy(token);
  }
}
