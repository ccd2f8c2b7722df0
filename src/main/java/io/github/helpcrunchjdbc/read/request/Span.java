package io.github.helpcrunchjdbc.read.request;

/**
 * Neighbouring customers of a search that is sorted by a time, oldest first.
 *
 * @param begin the offset of the first customer
 * @param end the offset after the last customer
 * @param total how many customers the search finds
 */
public record Span(long begin, long end, long total) {
  /** Returns how many customers the span has. */
  public long size() {
    return end - begin;
  }
}
