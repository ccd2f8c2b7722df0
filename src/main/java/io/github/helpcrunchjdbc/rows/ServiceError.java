package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One entry of an error answer, {@code {"errors":[{"code":..,"message":..}]}}. Source: the vendor's
 * "Error Responses".
 *
 * @param code a word such as {@code not_found}, or the path of the property that is wrong
 * @param message the service's own words
 */
public record ServiceError(String code, String message) {
  public static final String NOT_FOUND = "not_found";
  public static final String UNAUTHORIZED = "unauthorized";
  public static final String TOO_MANY_REQUESTS = "too_many_requests";

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int MAX_ENTRIES = 20;
  private static final int MAX_LENGTH = 300;

  /** Returns all entries of an error body; none if the body does not have that form. */
  public static List<ServiceError> parse(byte[] body) {
    List<ServiceError> errors = new ArrayList<>();
    try (JsonParser json = FACTORY.createParser(body)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
          json.nextToken();
          if (key.equals("errors")) {
            read(json, errors);
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (IOException e) {
      // The body may be a proxy's page or a part of an answer. The entries read so far are all
      // there is.
      return errors;
    }
    return errors;
  }

  /** Reads the value of {@code errors}: a list of entries, one entry, or the text of an entry. */
  static void read(JsonParser json, List<ServiceError> errors) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      readEntry(json, errors, false);
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readEntry(json, errors, true);
    }
  }

  /**
   * Reads one entry. An entry outside a list is no error if it is empty or no text, because {@code
   * false} and 0 then mean that there is no error.
   */
  private static void readEntry(JsonParser json, List<ServiceError> errors, boolean listed)
      throws IOException {
    JsonToken token = json.currentToken();
    if (token != JsonToken.START_OBJECT) {
      String text =
          token.isScalarValue() ? shortened(json.getText()) : "an entry that is no object";
      if (listed || (token == JsonToken.VALUE_STRING && !text.isBlank())) {
        add(errors, "", text);
      }
      json.skipChildren();
      return;
    }
    String code = "";
    String message = "";
    boolean filled = listed;
    for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
      filled = true;
      boolean scalar = json.nextToken().isScalarValue();
      if (scalar && key.equals("code")) {
        code = shortened(json.getText());
      } else if (scalar && key.equals("message")) {
        message = shortened(json.getText());
      } else {
        json.skipChildren();
      }
    }
    if (filled) {
      add(errors, code, message);
    }
  }

  private static void add(List<ServiceError> errors, String code, String message) {
    if (errors.size() < MAX_ENTRIES) {
      errors.add(new ServiceError(code, message));
    }
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "..";
  }

  @Override
  public String toString() {
    return code.isEmpty() ? message : message.isEmpty() ? code : code + ": " + message;
  }
}
