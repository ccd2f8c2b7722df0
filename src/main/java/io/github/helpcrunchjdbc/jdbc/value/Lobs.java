package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;
import javax.sql.rowset.serial.SerialBlob;

/** Large objects and streams, all of which fit into memory here. */
public final class Lobs {
  private Lobs() {}

  public static Blob blob(byte[] bytes) throws SQLException {
    return new SerialBlob(bytes);
  }

  /** All text of a CLOB. */
  public static String text(Clob clob) throws SQLException {
    return read(clob.getCharacterStream(), Long.MAX_VALUE);
  }

  /** All bytes of a BLOB. */
  public static byte[] bytes(Blob blob) throws SQLException {
    return read(blob.getBinaryStream(), Long.MAX_VALUE);
  }

  /** At most {@code length} characters. */
  public static String read(Reader reader, long length) throws SQLException {
    StringBuilder text = new StringBuilder();
    try {
      for (int c = 0; text.length() < length && (c = reader.read()) >= 0; ) {
        text.append((char) c);
      }
    } catch (IOException e) {
      throw failure(e);
    }
    return text.toString();
  }

  /** At most {@code length} bytes. */
  public static byte[] read(InputStream stream, long length) throws SQLException {
    try {
      return stream.readNBytes((int) Math.min(length, Integer.MAX_VALUE));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private static SQLException failure(IOException cause) {
    return SqlExceptions.of(
        ErrorCode.INVALID_CONVERSION, 0, "the stream of a parameter could not be read", cause);
  }
}
