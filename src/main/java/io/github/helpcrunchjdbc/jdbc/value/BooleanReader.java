package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.ZoneId;

/** Reads booleans; as numbers they are 1 and 0. */
final class BooleanReader extends ColumnReader {
  BooleanReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public boolean asBoolean(Object raw) throws SQLException {
    if (raw instanceof Boolean value) {
      return value;
    }
    throw broken(raw);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return Boolean.toString(asBoolean(raw));
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asBoolean(raw);
  }

  @Override
  public long asLong(Object raw) throws SQLException {
    return asBoolean(raw) ? 1 : 0;
  }

  @Override
  public double asDouble(Object raw) throws SQLException {
    return asLong(raw);
  }

  @Override
  public BigDecimal asBigDecimal(Object raw) throws SQLException {
    return BigDecimal.valueOf(asLong(raw));
  }
}
