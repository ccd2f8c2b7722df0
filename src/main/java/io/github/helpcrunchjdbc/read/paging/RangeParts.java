package io.github.helpcrunchjdbc.read.paging;

import io.github.helpcrunchjdbc.read.request.IdRange;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.search.Search;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** The ranges of ids of a search that are still to be read. Not thread-safe. */
final class RangeParts {
  private final Deque<RangePart> parts = new ArrayDeque<>();

  /** Starts with all ids; {@code total} is negative if it is not known. */
  RangeParts(Search search, long total) {
    for (Search one : IdRange.conjunctions(search)) {
      parts.add(new RangePart(one, IdRange.ALL, total, Set.of(), false));
    }
  }

  boolean isEmpty() {
    return parts.isEmpty();
  }

  RangePart pop() {
    return parts.pop();
  }

  void push(RangePart part) {
    parts.push(part);
  }

  void clear() {
    parts.clear();
  }

  /** Replaces a range by its two parts. */
  void split(RangePart part, RangeCuts.Cut cut) {
    IdRange lower = part.range().upTo(cut.middle());
    IdRange upper = part.range().from(cut.middle());
    RangePart first =
        new RangePart(
            part.search(),
            cut.isUpperFirst() ? upper : lower,
            Page.UNKNOWN_TOTAL,
            cut.shown(),
            true);
    parts.push(
        new RangePart(
            part.search(), cut.isUpperFirst() ? lower : upper, part.total(), cut.shown(), false));
    parts.push(first);
  }

  /**
   * Learns how many customers the range taken last has. If it is the first part of a cut range, the
   * other part has the rest.
   */
  void learn(RangePart part, long total, RangeCuts cuts) {
    RangePart other = parts.peek();
    if (part.isFirst() && other != null && other.total() >= 0 && total >= 0) {
      parts.pop();
      parts.push(other.withTotal(Math.max(0, other.total() - total)));
      cuts.learnPart(part.range(), total);
    }
  }
}
