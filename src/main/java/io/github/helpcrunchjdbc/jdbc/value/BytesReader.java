package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.plan.ResultColumn;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HexFormat;

/** Reads bytes; as text they are hexadecimal. */
final class BytesReader extends ColumnReader {
  BytesReader(ResultColumn column, ZoneId zone) {
    super(column, zone);
  }

  @Override
  public byte[] asBytes(Object raw) throws SQLException {
    if (raw instanceof byte[] bytes) {
      return bytes.clone();
    }
    throw broken(raw);
  }

  @Override
  public String asString(Object raw) throws SQLException {
    return HexFormat.of().formatHex(asBytes(raw));
  }

  @Override
  public Object asObject(Object raw) throws SQLException {
    return asBytes(raw);
  }
}
