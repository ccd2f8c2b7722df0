package io.github.helpcrunchjdbc.jdbc.filler;

import io.github.helpcrunchjdbc.jdbc.failure.SelfWrapper;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/**
 * The part of a ResultSet that can't be had here: whatever changes a row, and whatever moves
 * otherwise than to the next one.
 */
public abstract class ForwardReadOnlyResultSet implements ResultSet, SelfWrapper {
  private static SQLException readsOnly() {
    return SqlExceptions.readsOnly("updating through a ResultSet");
  }

  private static SQLException forwardOnly() {
    return SqlExceptions.notSupported(
        "the ResultSet moves forward only; ask for TYPE_SCROLL_INSENSITIVE to move back");
  }

  @Override
  public int getType() throws SQLException {
    return TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    return CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    return HOLD_CURSORS_OVER_COMMIT;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    return FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    if (direction != FETCH_FORWARD) {
      throw forwardOnly();
    }
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlExceptions.notSupported("there are no named cursors, as nothing can be updated");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void afterLast() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean first() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean last() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean absolute(int row) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean relative(int rows) throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean previous() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public void refreshRow() throws SQLException {
    throw forwardOnly();
  }

  @Override
  public boolean rowUpdated() throws SQLException {
    return false;
  }

  @Override
  public boolean rowInserted() throws SQLException {
    return false;
  }

  @Override
  public boolean rowDeleted() throws SQLException {
    return false;
  }

  @Override
  public void cancelRowUpdates() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void deleteRow() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void insertRow() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void moveToCurrentRow() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void moveToInsertRow() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateArray(String columnLabel, Array value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateArray(int columnIndex, Array value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream value, int length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(String columnLabel, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value, int length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateAsciiStream(int columnIndex, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBigDecimal(String columnLabel, BigDecimal value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBigDecimal(int columnIndex, BigDecimal value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream value, int length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(String columnLabel, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value, int length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBinaryStream(int columnIndex, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(String columnLabel, InputStream value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(String columnLabel, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(String columnLabel, Blob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(int columnIndex, InputStream value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBlob(int columnIndex, Blob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBoolean(String columnLabel, boolean value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBoolean(int columnIndex, boolean value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateByte(String columnLabel, byte value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateByte(int columnIndex, byte value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBytes(String columnLabel, byte[] value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateBytes(int columnIndex, byte[] value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader value, int length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(String columnLabel, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value, int length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateCharacterStream(int columnIndex, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(String columnLabel, Reader value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(String columnLabel, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(String columnLabel, Clob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(int columnIndex, Reader value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(int columnIndex, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateClob(int columnIndex, Clob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateDate(String columnLabel, Date value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateDate(int columnIndex, Date value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateDouble(String columnLabel, double value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateDouble(int columnIndex, double value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateFloat(String columnLabel, float value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateFloat(int columnIndex, float value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateInt(String columnLabel, int value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateInt(int columnIndex, int value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateLong(String columnLabel, long value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateLong(int columnIndex, long value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNCharacterStream(String columnLabel, Reader value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNCharacterStream(String columnLabel, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader value, long length)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNCharacterStream(int columnIndex, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(String columnLabel, Reader value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(String columnLabel, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(String columnLabel, NClob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(int columnIndex, Reader value, long length) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(int columnIndex, Reader value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNClob(int columnIndex, NClob value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNString(String columnLabel, String value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNString(int columnIndex, String value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNull(String columnLabel) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateNull(int columnIndex) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(String columnLabel, Object value, int scaleOrLength)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(String columnLabel, Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(String columnLabel, Object value, SQLType targetType)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(String columnLabel, Object value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, int scaleOrLength) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, SQLType targetType, int scaleOrLength)
      throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value, SQLType targetType) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateObject(int columnIndex, Object value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateRef(String columnLabel, Ref value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateRef(int columnIndex, Ref value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateRow() throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateRowId(String columnLabel, RowId value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateRowId(int columnIndex, RowId value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateSQLXML(String columnLabel, SQLXML value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateSQLXML(int columnIndex, SQLXML value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateShort(String columnLabel, short value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateShort(int columnIndex, short value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateString(String columnLabel, String value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateString(int columnIndex, String value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateTime(String columnLabel, Time value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateTime(int columnIndex, Time value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateTimestamp(String columnLabel, Timestamp value) throws SQLException {
    throw readsOnly();
  }

  @Override
  public void updateTimestamp(int columnIndex, Timestamp value) throws SQLException {
    throw readsOnly();
  }
}
