package io.github.helpcrunchjdbc.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

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
   */
  record Outcome(long seed, int judged, int refused, List<Mismatch> mismatches) {
    @Override
    public String toString() {
      return "seed %d: %d queries judged, %d not understood by the judge, %d mismatches"
          .formatted(seed, judged, refused, mismatches.size());
    }
  }

  private Campaign() {}

  static Outcome run(long seed, int queries) throws InterruptedException, ExecutionException {
    return run(seed, 0, (queries + QUERIES_A_BLOCK - 1) / QUERIES_A_BLOCK);
  }

  static Outcome run(long seed, int firstBlock, int blocks)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<Outcome>> outcomes = new ArrayList<>();
      for (int i = firstBlock; i < firstBlock + blocks; i++) {
        int number = i;
        outcomes.add(threads.submit(() -> block(seed, number)));
      }
      Outcome all = new Outcome(seed, 0, 0, new ArrayList<>());
      for (Future<Outcome> outcome : outcomes) {
        Outcome one = outcome.get();
        all.mismatches().addAll(one.mismatches());
        all =
            new Outcome(
                seed, all.judged() + one.judged(), all.refused() + one.refused(), all.mismatches());
      }
      return all;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome block(long seed, int number) throws Exception {
    try (Block block = new Block(seed, number)) {
      block.run(QUERIES_A_BLOCK);
      return new Outcome(seed, block.judged(), block.refused(), block.mismatches());
    }
  }
}
