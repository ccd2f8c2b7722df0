package io.github.helpcrunchjdbc.http.quota;

/** How soon the answer to a request is needed: {@link #NOW} goes before {@link #READ_AHEAD}. */
public enum Priority {
  /** A thread waits for the answer: a first page, the next page of a reader, a probe. */
  NOW,
  /** The answer is expected to be needed later. */
  READ_AHEAD
}
