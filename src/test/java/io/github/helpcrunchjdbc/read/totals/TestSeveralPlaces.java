package io.github.helpcrunchjdbc.read.totals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The places of many bounds, where rows stand at the places 0, 1, 2 .. of an order. */
class TestSeveralPlaces {
  private static final int PAGE = 10;

  private final KnownPlaces known = new KnownPlaces();
  private double[] positions = {};
  private int longestWalk;

  /** Sees page after page where it is asked to, else halves; as the pages of a service show it. */
  private Long place(double bound, boolean isDense) {
    int pages = 0;
    while (true) {
      Map.Entry<Long, Double> low = known.before(bound);
      Map.Entry<Long, Double> high = known.atOrBehind(bound);
      long first = low == null ? 0 : low.getKey() + 1;
      long last = high == null ? positions.length : high.getKey();
      if (first == last) {
        return first;
      }
      long from = isDense ? first : (first + last) / 2;
      for (long at = from; at < Math.min(from + PAGE, positions.length); at++) {
        known.add(at, positions[(int) at]);
      }
      pages++;
      longestWalk = isDense ? Math.max(longestWalk, pages) : longestWalk;
    }
  }

  private long[] find(double[] bounds) {
    return new SeveralPlaces(known, positions.length, PAGE, bounds, this::place).find();
  }

  /** All rows but the last ten stand before the second bound, as many pages from the first. */
  @ParameterizedTest
  @ValueSource(ints = {30, 39, 41, 60, 200, 1_000})
  void aWalkOverPagesIsNoLongerThanOneBoundMayTake(int count) {
    int rows = count * PAGE;
    positions = IntStream.range(0, rows).mapToDouble(i -> i < rows - PAGE ? i : i + 1e6).toArray();
    double[] bounds = IntStream.range(0, count).mapToDouble(i -> rows - PAGE + i).toArray();
    assertThat(find(bounds)).hasSize(count).containsOnly(rows - PAGE);
    assertThat(longestWalk).isLessThanOrEqualTo(40);
  }

  @Test
  void aBoundOnEachPageIsSeenPageAfterPage() {
    positions = IntStream.range(0, 300).mapToDouble(i -> i).toArray();
    double[] bounds = IntStream.range(0, 30).mapToDouble(i -> i * PAGE + 5).toArray();
    assertThat(find(bounds))
        .containsExactly(IntStream.range(0, 30).mapToLong(i -> i * PAGE + 5).toArray());
    assertThat(longestWalk).isEqualTo(1);
  }
}
