package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Values of an account's customers by which its service's comparison can be told. They are kept
 * only for as long as it is likely that their customers are still as they were. Thread-safe.
 */
final class ProbeSamples {
  /**
   * Of one column.
   *
   * @param sample null if no value is fit
   * @param companion one that no copy of the sample finds, null if there is none
   */
  record Pair(@Nullable ProbeSample sample, @Nullable ProbeSample companion, long nanos) {}

  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<ColumnDef, Pair> pairs = new ConcurrentHashMap<>();

  ProbeSamples(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether a column's values can serve. */
  static boolean isOf(ColumnDef column) {
    return column.isSearchableText() && !column.isSearchOnly();
  }

  /** The columns that samples are taken of, the id first. */
  static List<ColumnDef> columns() {
    List<ColumnDef> columns = new ArrayList<>(List.of(CustomerColumns.ID));
    CustomerColumns.all().stream().filter(ProbeSamples::isOf).forEach(columns::add);
    return columns;
  }

  /**
   * Takes samples from rows, of columns that have none yet.
   *
   * @param columns of the rows, one of them the id
   * @param rows as the service has just given them
   */
  void take(List<ColumnDef> columns, List<@Nullable Object[]> rows) {
    int id = columns.indexOf(CustomerColumns.ID);
    for (int i = 0; i < columns.size(); i++) {
      if (isOf(columns.get(i)) && isWanted(columns.get(i))) {
        List<ProbeSample> found = found(rows, id, columns.get(i), i);
        List<ProbeSample> clear = withoutTwins(found, rows, i);
        ProbeSample best = rarest(clear.isEmpty() ? found : clear, found);
        ProbeSample companion =
            best == null
                ? null
                : rarest(found.stream().filter(best::isUnrelatedTo).toList(), found);
        Pair old = of(columns.get(i));
        if (old == null || old.sample() == null || companion != null) {
          pairs.put(columns.get(i), new Pair(best, companion, nanoTime.getAsLong()));
        }
      }
    }
  }

  /** Takes those of others, as old as they are. */
  void take(ProbeSamples others) {
    pairs.putAll(others.pairs);
  }

  /**
   * Those of which no altered copy is a text of some customer: every service finds such a text, so
   * that whether it finds the sample by the copy is hard to see.
   */
  private static List<ProbeSample> withoutTwins(
      List<ProbeSample> samples, List<@Nullable Object[]> rows, int index) {
    Set<String> texts = new HashSet<>();
    for (@Nullable Object[] row : rows) {
      if (row[index] instanceof String text) {
        texts.add(text);
      }
    }
    return samples.stream()
        .filter(sample -> texts.stream().noneMatch(sample::isAlteredIn))
        .toList();
  }

  /** The one whose piece is in the fewest values, so that an answer about it is short. */
  private static @Nullable ProbeSample rarest(List<ProbeSample> choice, List<ProbeSample> all) {
    return choice.stream()
        .min(
            Comparator.<ProbeSample>comparingLong(one -> all.stream().filter(one::isIn).count())
                .thenComparing(one -> -one.piece().length()))
        .orElse(null);
  }

  private static List<ProbeSample> found(
      List<@Nullable Object[]> rows, int idIndex, ColumnDef column, int index) {
    List<ProbeSample> found = new ArrayList<>();
    for (@Nullable Object[] row : rows) {
      if (row[idIndex] instanceof Long id && row[index] instanceof String value) {
        ProbeSample sample = ProbeSample.of(column, id, value);
        if (sample != null) {
          found.add(sample);
        }
      }
    }
    return found;
  }

  /** Whether a column has no pair of values yet. */
  boolean isWanted(ColumnDef column) {
    Pair pair = of(column);
    return pair == null || pair.sample() == null || pair.companion() == null;
  }

  /** Forgets what has served. */
  void drop(ColumnDef column) {
    pairs.remove(column);
  }

  /** Forgets all. */
  void clear() {
    pairs.clear();
  }

  /** Those of a column, null if none were taken within the last minute. */
  @Nullable Pair of(ColumnDef column) {
    long now = nanoTime.getAsLong();
    pairs.values().removeIf(pair -> now - pair.nanos() > FRESH_NANOS);
    return pairs.get(column);
  }
}
