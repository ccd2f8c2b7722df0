package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Blocks of queries, on two threads, and what came of them. */
final class Campaign {
  /** Queries under one setting: fewer would cost more for accounts than for queries. */
  private static final int QUERIES_A_BLOCK = 25;

  private static final int THREADS = 2;

  /**
   * What came of it.
   *
   * @param judged queries compared
   * @param refused queries that the judge did not understand
   * @param told answers that said that they are not whole
   */
  record Outcome(long seed, int judged, int refused, int told, List<Mismatch> mismatches) {
    Outcome and(Outcome other) {
      List<Mismatch> all = new ArrayList<>(mismatches);
      all.addAll(other.mismatches);
      return new Outcome(
          seed, judged + other.judged, refused + other.refused, told + other.told, all);
    }

    @Override
    public String toString() {
      return "seed %d: %d queries judged, %d not understood by the judge, %d told, %d mismatches"
          .formatted(seed, judged, refused, told, mismatches.size());
    }
  }

  private final BiFunction<Integer, Dice, Setting> settings;

  /** A campaign under settings by the number of a block and its dice. */
  Campaign(BiFunction<Integer, Dice, Setting> settings) {
    this.settings = settings;
  }

  Outcome run(long seed, int queries) throws InterruptedException, ExecutionException {
    return run(seed, 0, (queries + QUERIES_A_BLOCK - 1) / QUERIES_A_BLOCK);
  }

  Outcome run(long seed, int firstBlock, int blocks)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = firstBlock; i < firstBlock + blocks; i++) {
        int number = i;
        outcomes.add(threads.submit(() -> block(seed, number)));
      }
      Outcome all = new Outcome(seed, 0, 0, 0, List.of());
      for (Future<Outcome> outcome : outcomes) {
        all = all.and(outcome.get());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private Outcome block(long seed, int number) throws Exception {
    try (Block block = new Block(seed, number, settings)) {
      block.run(QUERIES_A_BLOCK);
      return new Outcome(seed, block.judged(), block.refused(), block.told(), block.mismatches());
    }
  }
}
