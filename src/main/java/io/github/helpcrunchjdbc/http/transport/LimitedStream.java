package io.github.helpcrunchjdbc.http.transport;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Ends the reading of an answer that is far larger than any page can be. */
public final class LimitedStream extends FilterInputStream {
  /** Such an answer of 100 customers would hold 640 KB per customer. */
  public static final long MAX_BYTES = 64L << 20;

  private long left = MAX_BYTES;

  private LimitedStream(InputStream in) {
    super(in);
  }

  /** Returns the limited body of an answer. */
  public static LimitedStream of(Response response) {
    return new LimitedStream(response.body().byteStream());
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(count, 0));
    return count;
  }

  /** Returns how many bytes were read so far. */
  public long count() {
    return MAX_BYTES - left;
  }

  private void count(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw tooLarge(null);
    }
  }

  /**
   * Returns the error for an answer that is too large. It is no IOException, because another try
   * would fetch as much again.
   */
  public static HelpCrunchException tooLarge(@Nullable IOException cause) {
    return new HelpCrunchException(
        ErrorCode.TOO_LARGE,
        200,
        "the answer for one page is larger than " + (MAX_BYTES >> 20) + " MB",
        cause);
  }
}
