package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.http.Freshness;
import io.github.helpcrunchjdbc.rows.Page;

/** How far in time a reading has come: no page may be older than those before. Not thread-safe. */
final class Progress {
  private boolean started;
  private long cameAt;

  void taken(Page page) {
    cameAt = started && cameAt - page.cameAt() > 0 ? cameAt : page.cameAt();
    started = true;
  }

  /** How new the answers have to be that are asked for now. */
  Freshness next() {
    return started ? Freshness.since(cameAt) : Freshness.RECENT;
  }
}
