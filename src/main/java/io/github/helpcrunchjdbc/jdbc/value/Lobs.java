package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.SQLException;

/** Reads large objects and streams, all of which fit into memory here. */
public final class Lobs {
  private Lobs() {}

  /**
   * Returns the offset, from 0, of a position, which counts from 1. The position must exist or be
   * the one after the last.
   *
   * @throws SQLException for any other position
   */
  static int offset(long position, int length) throws SQLException {
    if (position < 1 || position > length + 1L) {
      throw ArgumentChecks.invalid(
          "the position is " + position + "; allowed are 1 to " + (length + 1L));
    }
    return (int) position - 1;
  }

  static void checkPart(int offset, int length, int all) throws SQLException {
    if (offset < 0 || length < 0 || (long) offset + length > all) {
      throw ArgumentChecks.invalid(
          "there are no " + length + " from offset " + offset + " on, of " + all);
    }
  }

  /** Returns all text of a CLOB. */
  public static String text(Clob clob) throws SQLException {
    return read(clob.getCharacterStream(), Long.MAX_VALUE);
  }

  /** Returns all bytes of a BLOB. */
  public static byte[] bytes(Blob blob) throws SQLException {
    return read(blob.getBinaryStream(), Long.MAX_VALUE);
  }

  /** Reads at most {@code length} characters. */
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

  /** Reads at most {@code length} bytes. */
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
