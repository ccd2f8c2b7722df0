package io.github.helpcrunchjdbc.read.rehearsal;

import io.github.helpcrunchjdbc.read.facts.OrderPoints;
import io.github.helpcrunchjdbc.read.facts.ReadFacts;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import org.jspecify.annotations.Nullable;

/**
 * The times that a search is sorted by: those that pages have shown where they stood, evenly
 * between them. Where nulls stand that no page has shown is taken to be as PostgreSQL has it.
 *
 * @param facts what is known of the account
 * @param otherwise whether what was not seen is imagined another way, to see what depends on it
 */
record ImaginedTimes(ReadFacts facts, boolean otherwise) {
  /** Times rise less evenly than that. */
  private static final double UNEVEN = 2;

  /**
   * The time at a place of a sorted search.
   *
   * @param first the time that the first of all would have
   * @param last the time that the last of all would have
   * @param nulls how many customers have none, as far as is known
   */
  @Nullable Long at(Search search, long place, long total, long first, long last, long nulls) {
    OrderPoints.Point before = facts.points().before(search, place, total);
    OrderPoints.Point behind = facts.points().behind(search, place, total);
    if (before != null && before.place() == place) {
      return before.millis();
    }
    Long start = before == null ? null : before.millis();
    Long end = behind == null ? null : behind.millis();
    boolean isInFront = isInFront(search.sort());
    boolean isNull = isInFront ? place < nulls : place >= total - nulls;
    if (nulls > 0 && isNull && (isInFront ? start : end) == null) {
      return null;
    }
    if (before != null && behind != null && (start == null || end == null)) {
      return place - before.place() <= behind.place() - place ? start : end;
    }
    // Behind those without a value the others follow at once, for all that is known.
    long from = Math.max(before == null ? -1 : before.place(), isInFront ? nulls - 1 : -1);
    long to = Math.min(behind == null ? total : behind.place(), isInFront ? total : total - nulls);
    return between(from, start == null ? first : start, to, end == null ? last : end, place);
  }

  private boolean isInFront(@Nullable SortOrder sort) {
    if (sort == null) {
      return false;
    }
    Boolean known = facts.nulls().areFirst(sort);
    return known == null ? sort.descending() : known;
  }

  private Long between(long from, long start, long to, long end, long place) {
    double part = (double) Math.max(0, place - from) / (double) Math.max(1, to - from);
    double passed = otherwise ? Math.pow(part, UNEVEN) : part;
    return Math.round(((double) start + passed * (double) (end - start)) / 1_000) * 1_000;
  }
}
