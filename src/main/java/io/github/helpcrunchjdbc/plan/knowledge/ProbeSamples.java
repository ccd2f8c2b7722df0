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
 * The samples with which an account's service can be asked how it compares text. A sample is kept
 * for a minute only: so long its customer is likely to be unchanged. Thread-safe.
 */
final class ProbeSamples {
  /**
   * The samples of one column.
   *
   * @param sample null if no value was fit
   * @param otherSample a sample that no copy of {@code sample} finds, null if there is none
   * @param nanos when the samples were taken, on {@link System#nanoTime}'s clock
   */
  record Pair(@Nullable ProbeSample sample, @Nullable ProbeSample otherSample, long nanos) {}

  private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoTime;
  private final Map<ColumnDef, Pair> pairs = new ConcurrentHashMap<>();

  ProbeSamples(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Whether values of a column can serve as samples. */
  static boolean canServe(ColumnDef column) {
    return column.isSearchableText() && !column.isSearchOnly();
  }

  /** Returns the columns of which samples are taken; the id comes first. */
  static List<ColumnDef> columns() {
    List<ColumnDef> columns = new ArrayList<>(List.of(CustomerColumns.ID));
    CustomerColumns.all().stream().filter(ProbeSamples::canServe).forEach(columns::add);
    return columns;
  }

  /**
   * Takes samples from rows, for each column that has no complete pair yet.
   *
   * @param columns the columns of the rows; the id is one of them
   * @param rows as the service has just returned them
   */
  void take(List<ColumnDef> columns, List<@Nullable Object[]> rows) {
    int id = columns.indexOf(CustomerColumns.ID);
    for (int i = 0; i < columns.size(); i++) {
      if (canServe(columns.get(i)) && isWanted(columns.get(i))) {
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

  /** Takes over all samples of another object, with their age. */
  void take(ProbeSamples others) {
    pairs.putAll(others.pairs);
  }

  /**
   * Returns the samples of which no altered copy equals, or is part of, another customer's text.
   * Every service finds such a text, so it would be hard to see whether it finds the sample too.
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

  /** Returns the sample whose piece is part of the fewest values, so that few rows come back. */
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

  /** Whether a column lacks a sample or a companion. */
  boolean isWanted(ColumnDef column) {
    Pair pair = of(column);
    return pair == null || pair.sample() == null || pair.otherSample() == null;
  }

  /** Forgets the samples of a column, which have been used. */
  void drop(ColumnDef column) {
    pairs.remove(column);
  }

  /** Forgets all samples. */
  void clear() {
    pairs.clear();
  }

  /** Returns the samples of a column, or null if none were taken within the last minute. */
  @Nullable Pair of(ColumnDef column) {
    long now = nanoTime.getAsLong();
    pairs.values().removeIf(pair -> now - pair.nanos() > FRESH_NANOS);
    return pairs.get(column);
  }
}
