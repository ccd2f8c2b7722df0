package io.github.helpcrunchjdbc.jdbc;

import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import io.github.helpcrunchjdbc.jdbc.value.Lobs;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** The setters of a PreparedStatement: each ends in {@link #set}, which knows the type. */
abstract class ParameterSetters extends HelpCrunchStatement implements PreparedStatement {
  ParameterSetters(HelpCrunchConnection connection) {
    super(connection, true);
  }

  /**
   * Binds a value.
   *
   * @param calendar whose zone a date or time is a wall clock of, null for the usual one
   */
  abstract void set(int index, @Nullable Object value, @Nullable Calendar calendar)
      throws SQLException;

  private void setText(int index, @Nullable Reader value, long length) throws SQLException {
    ArgumentChecks.notNegative("the length", length);
    set(index, value == null ? null : Lobs.read(value, length), null);
  }

  private void setText(int index, @Nullable InputStream value, long length, Charset charset)
      throws SQLException {
    byte[] bytes =
        value == null ? null : Lobs.read(value, ArgumentChecks.notNegative("the length", length));
    set(index, bytes == null ? null : new String(bytes, charset), null);
  }

  private void setBytes(int index, @Nullable InputStream value, long length) throws SQLException {
    ArgumentChecks.notNegative("the length", length);
    set(index, value == null ? null : Lobs.read(value, length), null);
  }

  @Override
  public void setNull(int index, int sqlType) throws SQLException {
    set(index, null, null);
  }

  @Override
  public void setNull(int index, int sqlType, @Nullable String typeName) throws SQLException {
    set(index, null, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value) throws SQLException {
    set(index, value, null);
  }

  /** The parameter's place in the SQL decides its type; the type given here does not. */
  @Override
  public void setObject(int index, @Nullable Object value, int sqlType) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value, int sqlType, int scale)
      throws SQLException {
    boolean scaled = sqlType == Types.DECIMAL || sqlType == Types.NUMERIC;
    set(
        index,
        scaled && value instanceof BigDecimal number
            ? number.setScale(scale, RoundingMode.HALF_UP)
            : value,
        null);
  }

  @Override
  public void setObject(int index, @Nullable Object value, @Nullable SQLType type)
      throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setObject(int index, @Nullable Object value, @Nullable SQLType type, int scale)
      throws SQLException {
    Integer number = type == null ? null : type.getVendorTypeNumber();
    setObject(index, value, number == null ? Types.OTHER : number, scale);
  }

  @Override
  public void setRef(int index, @Nullable Ref value) throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no REF values");
  }

  @Override
  public void setRowId(int index, @Nullable RowId value) throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no ROWID values; the primary key is id");
  }

  @Override
  public void setSQLXML(int index, @Nullable SQLXML value) throws SQLException {
    checkOpen();
    throw SqlExceptions.notSupported("there are no XML values; use setString");
  }

  @Override
  public void setArray(int index, @Nullable Array value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value) throws SQLException {
    setText(index, value, Long.MAX_VALUE, StandardCharsets.US_ASCII);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setText(index, value, length, StandardCharsets.US_ASCII);
  }

  @Override
  public void setAsciiStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setText(index, value, length, StandardCharsets.US_ASCII);
  }

  @Override
  public void setBigDecimal(int index, @Nullable BigDecimal value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value) throws SQLException {
    setBytes(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setBytes(index, value, length);
  }

  @Override
  public void setBinaryStream(int index, @Nullable InputStream value, long length)
      throws SQLException {
    setBytes(index, value, length);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value) throws SQLException {
    setBytes(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setBlob(int index, @Nullable Blob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBlob(int index, @Nullable InputStream value, long length) throws SQLException {
    setBytes(index, value, length);
  }

  @Override
  public void setBoolean(int index, boolean value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setByte(int index, byte value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setBytes(int index, byte @Nullable [] value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setText(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, int length)
      throws SQLException {
    setText(index, value, length);
  }

  @Override
  public void setCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setText(index, value, length);
  }

  @Override
  public void setClob(int index, @Nullable Reader value) throws SQLException {
    setText(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setClob(int index, @Nullable Clob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setClob(int index, @Nullable Reader value, long length) throws SQLException {
    setText(index, value, length);
  }

  @Override
  public void setDate(int index, @Nullable Date value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setDate(int index, @Nullable Date value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setDouble(int index, double value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setFloat(int index, float value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setInt(int index, int value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setLong(int index, long value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value) throws SQLException {
    setText(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setNCharacterStream(int index, @Nullable Reader value, long length)
      throws SQLException {
    setText(index, value, length);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value) throws SQLException {
    setText(index, value, Long.MAX_VALUE);
  }

  @Override
  public void setNClob(int index, @Nullable NClob value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setNClob(int index, @Nullable Reader value, long length) throws SQLException {
    setText(index, value, length);
  }

  @Override
  public void setNString(int index, @Nullable String value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setShort(int index, short value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setString(int index, @Nullable String value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setTime(int index, @Nullable Time value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setTime(int index, @Nullable Time value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value) throws SQLException {
    set(index, value, null);
  }

  @Override
  public void setTimestamp(int index, @Nullable Timestamp value, @Nullable Calendar calendar)
      throws SQLException {
    set(index, value, calendar);
  }

  @Override
  public void setURL(int index, @Nullable URL value) throws SQLException {
    set(index, value == null ? null : value.toString(), null);
  }

  @Deprecated
  @Override
  public void setUnicodeStream(int index, @Nullable InputStream value, int length)
      throws SQLException {
    setText(index, value, length, StandardCharsets.UTF_16BE);
  }
}
