package io.github.helpcrunchjdbc.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.helpcrunchjdbc.campaign.Dice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * Cases in a row. {@code -Dfuzz.runs} and {@code -Dfuzz.seed} make the row longer or another one;
 * {@code -Dfuzz.case} runs a single case of it.
 */
final class FuzzRun {
  private static final Logger LOG = Logger.getLogger(FuzzRun.class.getName());

  /** Far more than any case takes: a case that hangs ends here. */
  private static final Duration BOUND = Duration.ofSeconds(60);

  private static final int SHOWN = 20;

  private FuzzRun() {}

  /** Runs so many cases, unless told otherwise, and says how often each end came. */
  static Map<String, Integer> run(int usualRuns, Function<Dice, FuzzCase> maker) {
    long seed = Long.getLong("fuzz.seed", 20_261_126L);
    Integer single = Integer.getInteger("fuzz.case");
    int from = single == null ? 0 : single;
    int to = single == null ? Integer.getInteger("fuzz.runs", usualRuns) : single + 1;
    Map<String, Integer> ends = new TreeMap<>();
    List<String> defects = new ArrayList<>();
    for (int number = from; number < to; number++) {
      FuzzCase one = maker.apply(new Dice(seed * 1_000_003 + number));
      ends.merge(run(one, "fuzz.seed=" + seed + " fuzz.case=" + number, defects), 1, Integer::sum);
    }
    LOG.info(() -> "seed " + seed + ": " + ends);
    assertThat(defects.subList(0, Math.min(SHOWN, defects.size())))
        .as("%d of %d cases", defects.size(), to - from)
        .isEmpty();
    return ends;
  }

  private static String run(FuzzCase one, String name, List<String> defects) {
    try {
      return assertTimeoutPreemptively(BOUND, one::run);
    } catch (Throwable thrown) {
      String defect = Failures.defect(thrown, one.secrets());
      if (defect != null) {
        defects.add(name + ": " + defect + "\n  " + one);
        return "defect";
      }
      return Failures.state(thrown);
    }
  }
}
