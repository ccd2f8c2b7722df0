package io.github.helpcrunchjdbc.search.decode;

import com.fasterxml.jackson.core.JsonToken;

/** Thrown for a value that its column can't hold. The message tells its kind, never the value. */
public final class UndecodableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  public UndecodableValueException(String found) {
    super(found);
  }

  /** Returns the exception for a value that the column can't hold because of its kind alone. */
  static UndecodableValueException of(JsonToken token) {
    return new UndecodableValueException(kind(token));
  }

  /** Returns the kind of value that begins with a token, in the words of an error. */
  public static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number with a fraction";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case VALUE_NULL -> "null";
      case END_OBJECT, END_ARRAY, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "no value";
    };
  }
}
