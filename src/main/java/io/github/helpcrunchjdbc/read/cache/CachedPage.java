package io.github.helpcrunchjdbc.read.cache;

import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One undecoded answer of the service, from which any column can be decoded.
 *
 * @param reading identifies the reading that the page belongs to
 * @param limit how many rows were asked for
 * @param askedAt when the page was asked for, on the cache's clock
 */
record CachedPage(Object reading, ByteBuffer body, int limit, long askedAt) {
  /** A generous estimate of a page's bytes besides its text: keys, searches, index of customers. */
  private static final int OVERHEAD = 8192;

  long bytes() {
    return (long) body.remaining() + OVERHEAD;
  }

  /** Returns the page that was asked for later. */
  CachedPage newer(CachedPage other) {
    return askedAt - other.askedAt > 0 ? this : other;
  }

  /** Returns the page in the form of a new answer, so that it can be kept again. */
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
