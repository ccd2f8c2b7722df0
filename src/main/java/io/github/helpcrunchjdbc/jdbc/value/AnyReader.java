package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * Reads columns whose type does not say what they hold. The class of each value decides how it is
 * read.
 */
final class AnyReader extends ColumnReader {
  private final TextReader texts;
  private final NumberReader numbers;
  private final BooleanReader booleans;
  private final BytesReader bytes;

  AnyReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
    this.texts = new TextReader(column, zone);
    this.numbers = new NumberReader(column, zone, SqlType.ANY);
    this.booleans = new BooleanReader(column, zone);
    this.bytes = new BytesReader(column, zone);
  }

  @Override
  public ColumnReader of(Object raw) {
    if (raw instanceof Number) {
      return numbers;
    }
    if (raw instanceof Boolean) {
      return booleans;
    }
    if (raw instanceof byte[]) {
      return bytes;
    }
    return raw instanceof List || raw instanceof Map || raw instanceof Object[] ? this : texts;
  }

  @Override
  public String asString(Object raw) {
    return asObject(raw).toString();
  }

  @Override
  public Object asObject(Object raw) {
    if (raw instanceof List<?> elements) {
      return new ListArray(elements);
    }
    return raw instanceof Object[] fields ? new RowStruct(column().typeName(), fields) : raw;
  }
}
