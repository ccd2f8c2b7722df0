package io.github.helpcrunchjdbc.http;

/** Who waits for a request; the more urgent goes first, equals go in their order of arrival. */
public enum Urgency {
  /** Somebody waits for the answer: a first page, the page a reader stands before, a probe. */
  NOW,
  /** The answer will be wanted soon: read-ahead. */
  AHEAD
}
