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
 * Sends the keys of a join in batches. Where all its rows are wanted, the next batches are on their
 * way before their turn: none with the first, which shows how many keys the service takes, then
 * twice as many with each, none of them longer than those it took. One execution's, so not
 * thread-safe.
 */
final class KeyBatches {
  /**
   * Keys that are sent together.
   *
   * @param rows the customers that they find
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
   * Starts with nothing sent.
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
   * @param pending the keys that were not taken, at least one, in the order they are sent; the same
   *     as before less those taken, and others behind them
   */
  Batch take(Collection<Object> pending) {
    execution.checkActive();
    accepted = Math.max(accepted, sent);
    if (onTheirWay.isEmpty()) {
      List<Object> keys = some(pending, 0);
      // What is waited for goes out before what follows it.
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

  /** Sets out for the batches behind the next. */
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

  /** The customers of some keys, where those of more could not be had. */
  RowSource again(List<Object> keys) {
    close();
    sent = keys.size();
    return reader.open(context, keys);
  }

  /** Whether the service took fewer keys so far, so that a refusal may be for their number. */
  boolean isMoreThanEver(int keys) {
    return keys > accepted;
  }

  /** How many batches may be on their way besides the next. */
  private int others() {
    return (int) Math.min(mostAhead, (1L << Math.min(taken, 20)) - 1);
  }

  /** Those on their way may not have been counted yet. */
  private boolean isAffordable() {
    return execution.budget().allows(onTheirWay.size() + 1L);
  }

  private List<Object> some(Collection<Object> pending, int skipped) {
    return pending.stream().skip(skipped).limit(reader.mostFilters()).toList();
  }

  /** Aborts what is on its way. */
  void close() {
    onTheirWay.forEach(each -> each.rows().close());
    onTheirWay.clear();
  }
}
