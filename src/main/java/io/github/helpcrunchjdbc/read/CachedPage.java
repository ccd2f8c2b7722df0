package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One answer of the service, as it came: any column can be had from it.
 *
 * @param reading tells the pages of one reading from those of others
 * @param limit how many rows were asked for
 * @param askedAt when, on the cache's clock
 */
record CachedPage(Object reading, ByteBuffer body, int limit, long askedAt) {
  /** What a page takes beside its text, generously: keys, searches, nodes of the cache. */
  private static final int OVERHEAD = 1024;

  long bytes() {
    return (long) body.remaining() + OVERHEAD;
  }

  Page decode(PageDecoder decoder) {
    try {
      return decoder.decode(body);
    } catch (IOException e) {
      throw new IllegalStateException("an answer that was decoded before can't be decoded", e);
    }
  }
}
