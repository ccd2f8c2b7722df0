package io.github.helpcrunchjdbc.plan.exec.join;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import org.apache.calcite.DataContext;

/**
 * Sends the keys of a join in batches. If all rows of the join are wanted, further batches are sent
 * before their turn. The first batch goes out alone, since it shows how many keys the service
 * takes. Each further one lets twice as many be on their way, none with more keys than the service
 * took before. Belongs to one execution. Not thread-safe.
 */
final class KeyBatches {
  /**
   * Keys that are sent together.
   *
   * @param rows the customers that have these keys
   */
  record Batch(List<Object> keys, RowSource rows) {}

  private final KeyedReader reader;
  private final DataContext context;
  private final Execution execution;
  private final int mostAhead;
  private final Deque<Batch> onTheirWay = new ArrayDeque<>();
  private int taken;
  private int accepted;
  private int sent;

  /**
   * Creates the batches; sends nothing yet.
   *
   * @param readsAhead whether the customers of all keys are wanted
   */
  KeyBatches(KeyedReader reader, DataContext context, boolean readsAhead) {
    this.reader = reader;
    this.context = context;
    this.execution = QueryContext.execution(context);
    this.mostAhead = readsAhead ? reader.mostAhead() : 0;
  }

  /**
   * Takes the next batch.
   *
   * @param pending the keys not yet taken, at least one, in the order of sending. Between calls,
   *     taken keys are removed, and new ones are added at the end.
   */
  Batch take(Collection<Object> pending) {
    execution.checkActive();
    accepted = Math.max(accepted, sent);
    if (onTheirWay.isEmpty()) {
      List<Object> keys = some(pending, 0);
      // The batch that the join waits for must go out before those that follow it.
      boolean isFollowed =
          keys.size() <= accepted
              && keys.size() < pending.size()
              && others() > 0
              && execution.budget().allows(2);
      onTheirWay.add(
          new Batch(
              keys, isFollowed ? reader.openAhead(context, keys) : reader.open(context, keys)));
    }
    sent = onTheirWay.element().keys().size();
    if (sent <= accepted) {
      follow(pending);
    }
    taken++;
    return onTheirWay.remove();
  }

  /** Sends the batches that follow the next one, as far as they may be ahead. */
  private void follow(Collection<Object> pending) {
    int skipped = onTheirWay.stream().mapToInt(each -> each.keys().size()).sum();
    while (onTheirWay.size() <= others() && skipped < pending.size() && isAffordable()) {
      List<Object> keys = some(pending, skipped);
      if (keys.size() > accepted) {
        return;
      }
      onTheirWay.add(new Batch(keys, reader.openAhead(context, keys)));
      skipped += keys.size();
    }
  }

  /** Reads the customers of fewer keys, after the service has refused a batch. */
  RowSource again(List<Object> keys) {
    close();
    sent = keys.size();
    return reader.open(context, keys);
  }

  /** Whether the service never took this many keys, so that it may refuse them for their number. */
  boolean isMoreThanEver(int keys) {
    return keys > accepted;
  }

  /** Returns how many batches may be on their way besides the next one. */
  private int others() {
    return (int) Math.min(mostAhead, (1L << Math.min(taken, 20)) - 1);
  }

  /** Whether the budget allows one more batch. It may not have counted those on their way yet. */
  private boolean isAffordable() {
    return execution.budget().allows(onTheirWay.size() + 1L);
  }

  private List<Object> some(Collection<Object> pending, int skipped) {
    return pending.stream().skip(skipped).limit(reader.mostFilters()).toList();
  }

  /** Aborts the requests that are on their way. */
  void close() {
    onTheirWay.forEach(each -> each.rows().close());
    onTheirWay.clear();
  }
}
