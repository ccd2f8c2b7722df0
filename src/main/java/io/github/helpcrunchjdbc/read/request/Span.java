package io.github.helpcrunchjdbc.read.request;

/**
 * Customers of a search that stand together in the order of a time, the oldest first.
 *
 * @param begin the offset of the first
 * @param end behind the last
 * @param total how many the search finds
 */
public record Span(long begin, long end, long total) {
  /** How many they are. */
  public long size() {
    return end - begin;
  }
}
