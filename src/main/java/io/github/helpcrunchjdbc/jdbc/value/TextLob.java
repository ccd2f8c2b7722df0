package io.github.helpcrunchjdbc.jdbc.value;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.jdbc.failure.ArgumentChecks;
import io.github.helpcrunchjdbc.jdbc.failure.SqlExceptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A text as a CLOB or NCLOB, for callers that read or set long text in no other way. It grows by
 * what is written to it. Positions count from 1, in Java's chars. Not thread-safe.
 */
public final class TextLob implements NClob {
  private @Nullable StringBuilder text;

  public TextLob(String text) {
    this.text = new StringBuilder(text);
  }

  private StringBuilder text() throws SQLException {
    if (text == null) {
      throw SqlExceptions.of(ErrorCode.OBJECT_CLOSED, "the CLOB is freed");
    }
    return text;
  }

  @Override
  public long length() throws SQLException {
    return text().length();
  }

  @Override
  public String getSubString(long position, int length) throws SQLException {
    int start = Lobs.offset(position, text().length());
    int end =
        start + Math.min(ArgumentChecks.notNegative("the length", length), text().length() - start);
    return text().substring(start, end);
  }

  @Override
  public Reader getCharacterStream() throws SQLException {
    return new StringReader(text().toString());
  }

  @Override
  public Reader getCharacterStream(long position, long length) throws SQLException {
    return new StringReader(getSubString(position, (int) Math.min(length, Integer.MAX_VALUE)));
  }

  @Override
  public InputStream getAsciiStream() throws SQLException {
    return new ByteArrayInputStream(text().toString().getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public long position(@Nullable String search, long start) throws SQLException {
    int from = Lobs.offset(start, text().length());
    int found = text().indexOf(ArgumentChecks.notNull("the text to search", search), from);
    return found < 0 ? found : found + 1L;
  }

  @Override
  public long position(@Nullable Clob search, long start) throws SQLException {
    return position(Lobs.text(ArgumentChecks.notNull("the CLOB to search", search)), start);
  }

  @Override
  public int setString(long position, @Nullable String written) throws SQLException {
    String given = ArgumentChecks.notNull("the text", written);
    int start = Lobs.offset(position, text().length());
    text().replace(start, Math.min(text().length(), start + given.length()), given);
    return given.length();
  }

  @Override
  public int setString(long position, @Nullable String written, int offset, int length)
      throws SQLException {
    String given = ArgumentChecks.notNull("the text", written);
    Lobs.checkPart(offset, length, given.length());
    return setString(position, given.substring(offset, offset + length));
  }

  @Override
  public OutputStream setAsciiStream(long position) throws SQLException {
    Lobs.offset(position, text().length());
    return new ByteArrayOutputStream() {
      @Override
      public void close() throws IOException {
        writeBack(position, toString(StandardCharsets.US_ASCII));
      }
    };
  }

  @Override
  public Writer setCharacterStream(long position) throws SQLException {
    Lobs.offset(position, text().length());
    return new StringWriter() {
      @Override
      public void close() throws IOException {
        writeBack(position, toString());
      }
    };
  }

  /** Puts the text of a closed stream into this CLOB; before the close it is not there. */
  private void writeBack(long position, String written) throws IOException {
    try {
      setString(position, written);
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void truncate(long length) throws SQLException {
    text().setLength(Lobs.offset(length + 1, text().length()));
  }

  @Override
  public void free() throws SQLException {
    text = null;
  }
}
