package io.github.helpcrunchjdbc.jdbc.value;

import java.sql.Struct;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row as a value, such as {@code ROW(1, 'a')}. */
final class RowStruct implements Struct {
  private final String typeName;
  private final @Nullable Object[] fields;

  RowStruct(String typeName, @Nullable Object[] fields) {
    this.typeName = typeName;
    this.fields = fields;
  }

  @Override
  public String getSQLTypeName() {
    return typeName;
  }

  @Override
  public @Nullable Object[] getAttributes() {
    return fields.clone();
  }

  @Override
  public @Nullable Object[] getAttributes(@Nullable Map<String, Class<?>> map) {
    return getAttributes();
  }

  @Override
  public String toString() {
    return Arrays.toString(fields);
  }
}
