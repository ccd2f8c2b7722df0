package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.BytesLob;
import io.github.helpcrunchjdbc.jdbc.value.ColumnReader;
import io.github.helpcrunchjdbc.jdbc.value.JdbcTimes;
import io.github.helpcrunchjdbc.jdbc.value.TextLob;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The getters by index. Each getter asks the reader of the column, which knows the column's type.
 */
abstract class ValueResultSet {
  private final ColumnReader[] readers;
  private @Nullable Object @Nullable [] row;
  private boolean wasNull;

  ValueResultSet(ColumnReader[] readers) {
    this.readers = readers;
  }

  /** Sets the row that the getters read; null for none. */
  final void setRow(@Nullable Object @Nullable [] newRow) {
    row = newRow;
  }

  final @Nullable Object @Nullable [] currentRow() {
    return row;
  }

  /** Returns the current row if it was not read yet; null if there is no current row. */
  @Nullable Object @Nullable [] lateRow() throws SQLException {
    return null;
  }

  /**
   * Explains why there is no value: the result set is closed, is on no row, or has no such column.
   */
  abstract SQLException noValue(int columnIndex);

  private @Nullable Object value(int columnIndex) throws SQLException {
    @Nullable Object[] current = row == null ? lateRow() : row;
    if (current == null || columnIndex < 1 || columnIndex > readers.length) {
      throw noValue(columnIndex);
    }
    Object raw = current[columnIndex - 1];
    wasNull = raw == null;
    return raw;
  }

  private ColumnReader reader(int columnIndex, Object raw) {
    return readers[columnIndex - 1].of(raw);
  }

  public boolean wasNull() throws SQLException {
    return wasNull;
  }

  public @Nullable String getString(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asString(raw);
  }

  public boolean getBoolean(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw != null && reader(columnIndex, raw).asBoolean(raw);
  }

  public byte getByte(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asByte(raw);
  }

  public short getShort(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asShort(raw);
  }

  public int getInt(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asInt(raw);
  }

  public long getLong(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asLong(raw);
  }

  public float getFloat(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asFloat(raw);
  }

  public double getDouble(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? 0 : reader(columnIndex, raw).asDouble(raw);
  }

  public @Nullable BigDecimal getBigDecimal(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asBigDecimal(raw);
  }

  public @Nullable BigDecimal getBigDecimal(int columnIndex, int scale) throws SQLException {
    BigDecimal number = getBigDecimal(columnIndex);
    return number == null ? null : ArgumentChecks.scaled(number, scale);
  }

  public byte @Nullable [] getBytes(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asBytes(raw);
  }

  public @Nullable Date getDate(int columnIndex) throws SQLException {
    return getDate(columnIndex, null);
  }

  public @Nullable Date getDate(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asDate(raw, JdbcTimes.zoneOf(calendar));
  }

  public @Nullable Time getTime(int columnIndex) throws SQLException {
    return getTime(columnIndex, null);
  }

  public @Nullable Time getTime(int columnIndex, @Nullable Calendar calendar) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asTime(raw, JdbcTimes.zoneOf(calendar));
  }

  public @Nullable Timestamp getTimestamp(int columnIndex) throws SQLException {
    return getTimestamp(columnIndex, null);
  }

  public @Nullable Timestamp getTimestamp(int columnIndex, @Nullable Calendar calendar)
      throws SQLException {
    Object raw = value(columnIndex);
    return raw == null
        ? null
        : reader(columnIndex, raw).asTimestamp(raw, JdbcTimes.zoneOf(calendar));
  }

  public @Nullable Object getObject(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asObject(raw);
  }

  /** Ignores the map, because there are no user-defined types. */
  public @Nullable Object getObject(int columnIndex, @Nullable Map<String, Class<?>> map)
      throws SQLException {
    return getObject(columnIndex);
  }

  public <T> @Nullable T getObject(int columnIndex, @Nullable Class<T> type) throws SQLException {
    Object raw = value(columnIndex);
    if (type == null) {
      throw SqlExceptions.of(ErrorCode.INVALID_ARGUMENT, "getObject was given null for the class");
    }
    return raw == null ? null : reader(columnIndex, raw).as(raw, type);
  }

  public @Nullable String getNString(int columnIndex) throws SQLException {
    return getString(columnIndex);
  }

  public @Nullable Reader getCharacterStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new StringReader(text);
  }

  public @Nullable Reader getNCharacterStream(int columnIndex) throws SQLException {
    return getCharacterStream(columnIndex);
  }

  public @Nullable InputStream getAsciiStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** Returns the text in UTF-16, most significant byte first, as JDBC once defined this method. */
  public @Nullable InputStream getUnicodeStream(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16BE));
  }

  public @Nullable InputStream getBinaryStream(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  public @Nullable Blob getBlob(int columnIndex) throws SQLException {
    byte[] bytes = getBytes(columnIndex);
    return bytes == null ? null : new BytesLob(bytes);
  }

  public @Nullable Clob getClob(int columnIndex) throws SQLException {
    return getNClob(columnIndex);
  }

  public @Nullable NClob getNClob(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    return text == null ? null : new TextLob(text);
  }

  public @Nullable Array getArray(int columnIndex) throws SQLException {
    Object raw = value(columnIndex);
    return raw == null ? null : reader(columnIndex, raw).asArray(raw);
  }

  public @Nullable URL getURL(int columnIndex) throws SQLException {
    String text = getString(columnIndex);
    try {
      return text == null ? null : new URL(text);
    } catch (MalformedURLException e) {
      // A cause would quote the value, so none is given.
      throw SqlExceptions.of(
          ErrorCode.INVALID_CONVERSION,
          "a value of column " + columnIndex + " can't be read as a URL");
    }
  }

  public @Nullable Ref getRef(int columnIndex) throws SQLException {
    throw SqlExceptions.notSupported("there are no REF values");
  }

  public @Nullable RowId getRowId(int columnIndex) throws SQLException {
    throw SqlExceptions.notSupported("there are no ROWID values; the primary key is id");
  }

  public @Nullable SQLXML getSQLXML(int columnIndex) throws SQLException {
    throw SqlExceptions.notSupported("there are no XML values; use getString");
  }
}
