package io.github.helpcrunchjdbc.read.cache;

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
  /** What a page takes beside its text, generously: keys, searches, the index of its customers. */
  private static final int OVERHEAD = 8192;

  long bytes() {
    return (long) body.remaining() + OVERHEAD;
  }

  /** The one of two pages that was asked for later. */
  CachedPage newer(CachedPage other) {
    return askedAt - other.askedAt > 0 ? this : other;
  }

  /** The page as if it had come just now, so that it can be kept again. */
  Page again(PageDecoder decoder, int most) {
    Page page = decode(decoder).first(most);
    return new Page(page.rows(), page.total(), page.undecoded(), body, askedAt, askedAt);
  }

  Page decode(PageDecoder decoder) {
    try {
      return decoder.decode(body);
    } catch (IOException e) {
      throw new IllegalStateException("an answer that was decoded before can't be decoded", e);
    }
  }
}
