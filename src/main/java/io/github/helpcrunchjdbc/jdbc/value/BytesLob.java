package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Blob;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as a BLOB, for callers that read or set long values in no other way. It grows by what is
 * written to it. Positions count from 1. Not thread-safe.
 */
public final class BytesLob implements Blob {
  private byte @Nullable [] bytes;

  public BytesLob(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  private byte[] bytes() throws SQLException {
    if (bytes == null) {
      throw SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the BLOB is freed");
    }
    return bytes;
  }

  @Override
  public long length() throws SQLException {
    return bytes().length;
  }

  @Override
  public byte[] getBytes(long position, int length) throws SQLException {
    int start = Lobs.offset(position, bytes().length);
    int count = Math.min(ArgumentChecks.notNegative("the length", length), bytes().length - start);
    return Arrays.copyOfRange(bytes(), start, start + count);
  }

  @Override
  public InputStream getBinaryStream() throws SQLException {
    return new ByteArrayInputStream(bytes().clone());
  }

  @Override
  public InputStream getBinaryStream(long position, long length) throws SQLException {
    return new ByteArrayInputStream(getBytes(position, (int) Math.min(length, Integer.MAX_VALUE)));
  }

  @Override
  public long position(byte @Nullable [] search, long start) throws SQLException {
    byte[] wanted = ArgumentChecks.notNull("the bytes to search", search);
    byte[] all = bytes();
    for (int at = Lobs.offset(start, all.length); at + wanted.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
        return at + 1L;
      }
    }
    return -1;
  }

  @Override
  public long position(@Nullable Blob search, long start) throws SQLException {
    return position(Lobs.bytes(ArgumentChecks.notNull("the BLOB to search", search)), start);
  }

  @Override
  public int setBytes(long position, byte @Nullable [] written) throws SQLException {
    byte[] given = ArgumentChecks.notNull("the bytes", written);
    int start = Lobs.offset(position, bytes().length);
    byte[] grown = Arrays.copyOf(bytes(), Math.max(bytes().length, start + given.length));
    System.arraycopy(given, 0, grown, start, given.length);
    bytes = grown;
    return given.length;
  }

  @Override
  public int setBytes(long position, byte @Nullable [] written, int offset, int length)
      throws SQLException {
    byte[] given = ArgumentChecks.notNull("the bytes", written);
    Lobs.checkPart(offset, length, given.length);
    return setBytes(position, Arrays.copyOfRange(given, offset, offset + length));
  }

  @Override
  public OutputStream setBinaryStream(long position) throws SQLException {
    Lobs.offset(position, bytes().length);
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        try {
          setBytes(position, toByteArray());
        } catch (SQLException e) {
          throw new IOException(e);
        }
      }
    };
  }

  @Override
  public void truncate(long length) throws SQLException {
    bytes = Arrays.copyOf(bytes(), Lobs.offset(length + 1, bytes().length));
  }

  @Override
  public void free() throws SQLException {
    bytes = null;
  }
}
