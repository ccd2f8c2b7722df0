package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.decode.JsonTextDecoder;
import io.github.helpcrunchjdbc.search.decode.ScalarDecoder;
import io.github.helpcrunchjdbc.search.decode.UndecodableValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one answer: {@code data} and {@code total}, in any order. Serves one answer only. */
final class PageReader {
  /**
   * A greater total is not believed: it is far more than there are people, and arithmetic with a
   * greater number could overflow.
   */
  private static final long MOST_CUSTOMERS = 1_000_000_000_000L;

  private final JsonParser json;
  private final CustomerDecoder customers;
  private @Nullable List<@Nullable Object[]> rows;
  private final List<ServiceError> errors = new ArrayList<>();
  private long total = Page.UNKNOWN_TOTAL;
  private long metaTotal = Page.UNKNOWN_TOTAL;

  PageReader(JsonParser json, Field fields, int width, Undecodable undecodable) {
    this.json = json;
    this.customers = new CustomerDecoder(json, fields, width, undecodable);
  }

  Page read() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("the answer is no JSON object");
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken token = json.nextToken();
      switch (key) {
        case "data" -> readData(token);
        case "total" -> total = readTotal(token);
        // Related endpoints of the API send the total in {@code meta}.
        case "meta" -> readMeta(token);
        case "errors" -> ServiceError.read(json, errors);
        default -> json.skipChildren();
      }
    }
    if (!errors.isEmpty()) {
      throw new ErrorsInAnswerException(errors);
    }
    if (rows == null) {
      throw new IOException("the answer has no \"data\" array");
    }
    if (json.nextToken() != null) {
      throw new IOException("the answer goes on after its end");
    }
    return new Page(
        Collections.unmodifiableList(rows),
        total == Page.UNKNOWN_TOTAL ? metaTotal : total,
        customers.undecoded(),
        null,
        0,
        0);
  }

  private void readData(JsonToken token) throws IOException {
    if (rows != null) {
      throw new IOException("the answer has two \"data\" arrays");
    }
    List<@Nullable Object[]> read = new ArrayList<>(100);
    JsonToken next = JsonTextDecoder.nextElement(json, token);
    while (next != null && !next.isStructEnd()) {
      read.add(customers.read(next, read.size()));
      next = JsonTextDecoder.nextElement(json, token);
    }
    if (next == null || (next == JsonToken.END_OBJECT && read.isEmpty())) {
      throw new IOException("\"data\" of the answer is no array");
    }
    rows = read;
  }

  private void readMeta(JsonToken token) throws IOException {
    if (token != JsonToken.START_OBJECT) {
      json.skipChildren();
      return;
    }
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      JsonToken value = json.nextToken();
      if (key.equals("total")) {
        metaTotal = readTotal(value);
      } else {
        json.skipChildren();
      }
    }
  }

  /**
   * Reads a total. A total that can't be read counts as missing, because only the number of
   * requests depends on it.
   */
  private long readTotal(JsonToken token) throws IOException {
    try {
      Long read = ScalarDecoder.whole(json, token);
      boolean isCount = read != null && read >= 0 && read <= MOST_CUSTOMERS;
      return isCount ? read : Page.UNKNOWN_TOTAL;
    } catch (UndecodableValueException e) {
      json.skipChildren();
      return Page.UNKNOWN_TOTAL;
    }
  }
}
