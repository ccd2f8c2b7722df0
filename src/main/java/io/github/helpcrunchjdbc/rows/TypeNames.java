package io.github.helpcrunchjdbc.rows;

import com.fasterxml.jackson.core.JsonToken;
import io.github.helpcrunchjdbc.search.ColumnType;

/** Words for kinds of values, so that errors need not show the values. */
final class TypeNames {
  private TypeNames() {}

  static String of(JsonToken token) {
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

  static String allowed(ColumnType type) {
    return switch (type) {
      case INTEGER -> "a whole number of 64 bits";
      case STRING -> "text";
      case DATE -> "UNIX seconds between the years 1 and 9999";
      case BOOLEAN -> "true or false";
      case TAGS -> "a list of tags with names";
      case ATTRIBUTES -> "an object or a list of properties with values";
    };
  }
}
