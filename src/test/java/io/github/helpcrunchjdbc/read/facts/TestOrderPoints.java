package io.github.helpcrunchjdbc.read.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.read.facts.OrderPoints.Point;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ends of pages, and where values end, are remembered, also for the opposite order. */
class TestOrderPoints {
  private static final Search NEWEST =
      Search.ALL.withSort(new SortOrder(CustomerColumns.FIRST_SEEN, true));
  private static final Search OLDEST =
      Search.ALL.withSort(new SortOrder(CustomerColumns.FIRST_SEEN, false));
  private static final int TOTAL = 100;

  private final OrderPoints points = new OrderPoints();

  private static Search about(long id) {
    return NEWEST.withFilters(
        List.of(new SearchFilter(CustomerColumns.ID, Operator.GT, id)), Comparison.AND);
  }

  private Map<Long, Double> places(Search search) {
    return points.places(search, TOTAL, millis -> millis == null ? -1 : millis);
  }

  @Test
  void endsOfAPageAndWhereValuesEnd() {
    points.learn(NEWEST, 10, Arrays.asList(9L, 8L, 7L, null, null, null));
    assertThat(places(NEWEST)).isEqualTo(Map.of(10L, 9.0, 12L, 7.0, 13L, -1.0, 15L, -1.0));
    points.learn(NEWEST, 20, Arrays.asList(null, null, 6L, 5L, 4L));
    assertThat(places(NEWEST)).containsKeys(20L, 21L, 22L, 24L).doesNotContainKey(23L);
    points.learn(NEWEST, 30, List.of(3L));
    assertThat(places(NEWEST)).containsEntry(30L, 3.0);
    points.learn(NEWEST, 40, List.of());
    assertThat(places(NEWEST)).hasSize(9);
  }

  @Test
  void theNearestInFront() {
    points.learn(NEWEST, 10, List.of(9L, 8L, 7L));
    assertThat(points.before(NEWEST, 9, TOTAL)).isNull();
    assertThat(points.before(NEWEST, 10, TOTAL)).isEqualTo(new Point(10, 9L));
    assertThat(points.before(NEWEST, 11, TOTAL)).isEqualTo(new Point(10, 9L));
  }

  /** Of a hundred, the eleventh from one end is the ninetieth from the other. */
  @Test
  void theOppositeOrderTellsToo() {
    points.learn(NEWEST, 10, List.of(9L, 8L, 7L));
    assertThat(points.before(OLDEST, 88, TOTAL)).isEqualTo(new Point(87, 7L));
    assertThat(points.before(OLDEST, 86, TOTAL)).isNull();
    assertThat(places(OLDEST)).isEqualTo(Map.of(87L, 7.0, 89L, 9.0));
    points.learn(OLDEST, 89, List.of(11L));
    assertThat(places(OLDEST)).isEqualTo(Map.of(87L, 7.0, 89L, 11.0));
    assertThat(points.before(OLDEST, 90, TOTAL)).isEqualTo(new Point(89, 11L));
  }

  @Test
  void theOldestIsTheLastWithATime() {
    assertThat(points.oldest(NEWEST, TOTAL)).isNull();
    points.learn(NEWEST, 10, Arrays.asList(9L, 8L, null, null));
    assertThat(points.oldest(NEWEST, TOTAL)).isEqualTo(new Point(11, 8L));
  }

  @Test
  void aCopyStaysAsItWas() {
    points.learn(NEWEST, 10, List.of(9L));
    OrderPoints copy = points.copy();
    points.forget();
    assertThat(places(NEWEST)).isEmpty();
    assertThat(copy.before(NEWEST, 10, TOTAL)).isEqualTo(new Point(10, 9L));
  }

  /** Beyond so many orders or places what is known is dropped, for it serves guesses only. */
  @Test
  void memoryIsBounded() {
    for (int id = 0; id < 50; id++) {
      points.learn(about(id), 0, List.of(1L));
    }
    points.learn(about(0), 5, List.of(1L));
    assertThat(places(about(0))).hasSize(2);
    points.learn(about(50), 0, List.of(1L));
    assertThat(places(about(0))).isEmpty();
    assertThat(places(about(50))).hasSize(1);

    for (int page = 0; page < 500; page++) {
      points.learn(NEWEST, 100L * page, Collections.nCopies(100, 1L));
    }
    assertThat(places(NEWEST)).hasSize(1_000);
    points.learn(NEWEST, 70_000, List.of(1L));
    assertThat(places(NEWEST)).hasSize(1);
  }

  /** A page of fewer rows is the beginning of the longer one only while as many are found. */
  @Test
  void aLongerPageIsKeptAsLongAsItsTotalHolds() {
    SeenPages pages = points.pages();
    SeenPages.Rows longer = new SeenPages.Rows(TOTAL, List.of(3L, 2L, 1L), List.of(9L, 8L, 7L));
    pages.learn(new PageRequest(NEWEST, 0, 3), longer);
    long before = pages.learned();
    pages.learn(new PageRequest(NEWEST, 0, 1), new SeenPages.Rows(TOTAL, List.of(3L), List.of(9L)));
    assertThat(pages.at(NEWEST, 0)).isEqualTo(longer);
    // Of the rows behind the beginning nobody knows whether they still stand there.
    assertThat(pages.first(Search.ALL, CustomerColumns.FIRST_SEEN, before)).isNull();
    SeenPages.Rows changed = new SeenPages.Rows(TOTAL + 1, List.of(3L), List.of(9L));
    pages.learn(new PageRequest(NEWEST, 0, 1), changed);
    assertThat(pages.at(NEWEST, 0)).isEqualTo(changed);
    assertThat(pages.first(Search.ALL, CustomerColumns.FIRST_SEEN, before))
        .isEqualTo(new SeenPages.Sorted(new SortOrder(CustomerColumns.FIRST_SEEN, true), changed));
  }
}
