package io.github.helpcrunchjdbc.plan.exec.join;

import com.google.common.collect.ObjectArrays;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.exec.operator.KeptMemory;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.apache.calcite.linq4j.Enumerable;
import org.apache.calcite.linq4j.Enumerator;
import org.apache.calcite.rel.core.JoinRelType;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a join that sends keys. It gathers rows of the side that gives the keys, and
 * sends their keys. It gathers few rows first, so that the first rows of the answer cost few keys.
 * It asks for customers when a row comes that needs them. Not thread-safe.
 */
final class KeyedJoinRows implements RowSource {
  /** Bounds the gathered rows if these bring no new keys, or if a few rows may be enough. */
  private static final int MOST_GATHERED = 10_000;

  private final KeyedJoinProgram program;
  private final JoinShape shape;
  private final KeyedReader reader;
  private final DataContext context;
  private final Predicate<@Nullable Object[]> meets;
  private final Enumerable<@Nullable Object[]> source;
  private @Nullable Enumerator<@Nullable Object[]> input;
  private boolean inputEnded;
  private int mostPending;
  private int mostKeys;

  private final Deque<@Nullable Object[]> gathered = new ArrayDeque<>();
  private final Deque<@Nullable Object[]> output = new ArrayDeque<>();
  private final Map<@Nullable Object, List<@Nullable Object[]>> customers = new HashMap<>();

  /** The ids of customers that were read. A customer whose key changes keeps its first key. */
  private final Set<Object> ids = new HashSet<>();

  private final Set<Object> pending = new LinkedHashSet<>();
  private final Set<@Nullable Object[]> given = Collections.newSetFromMap(new IdentityHashMap<>());
  private final @Nullable CachedAnswer allCustomers;
  private final KeptMemory memory;
  private final KeyBatches batches;
  private int sent;
  private final boolean isAllWanted;
  private final boolean isTrial;
  private long gatheredBytes;
  private boolean readsAll;
  private boolean hasAll;

  KeyedJoinRows(
      KeyedJoinProgram program, DataContext context, Enumerable<@Nullable Object[]> source) {
    this.program = program;
    this.shape = program.shape();
    this.reader = program.customers();
    this.context = context;
    this.isAllWanted = program.demand().isAll(QueryContext.execution(context).maxRows());
    // The other side's end costs all customers, but a few keys may find rows enough.
    this.isTrial = program.otherSideReadsAll() && !isAllWanted;
    this.batches = new KeyBatches(reader, context, isAllWanted);
    this.memory = KeptMemory.of(context);
    this.meets = program.meets(context);
    this.source = source;
    this.mostPending = program.firstKeys();
    this.allCustomers = reader.allCustomers();
    this.readsAll = allCustomers != null || (program.otherSideReadsAll() && isAllWanted);
  }

  @Override
  public @Nullable Object @Nullable [] next() {
    while (output.isEmpty()) {
      if (gathered.isEmpty() && !gather()) {
        return null;
      }
      join(gathered.remove());
    }
    return output.remove();
  }

  /** Reads rows until enough keys are new. Returns false at the end. */
  private boolean gather() {
    Enumerator<@Nullable Object[]> rows = input == null ? source.enumerator() : input;
    input = rows;
    // If all customers are read or in memory, rows need not be gathered.
    int mostRows = readsAll ? 1 : Math.min(mostPending, MOST_GATHERED);
    mostKeys = isTrial ? reader.keysOfATenth(context) : program.mostKeys();
    int most = Math.min(mostPending, isTrial ? Math.max(1, mostKeys - sent) : mostKeys + 1);
    memory.drop(gatheredBytes);
    gatheredBytes = 0;
    // The number of keys decides whether keys are sent at all.
    while (!inputEnded
        && gathered.size() < mostRows + (isAllWanted ? pending.size() : 0)
        && pending.size() < most) {
      if (rows.moveNext()) {
        @Nullable Object[] row = rows.current();
        gathered.add(row);
        gatheredBytes += gathered.size() > MOST_GATHERED ? memory.keep(row) : 0;
        note(row);
      } else {
        inputEnded = true;
      }
    }
    // A trial reads at most twice as many each time as the time before.
    mostPending = isTrial ? 2 * Math.min(mostPending, MOST_GATHERED) : Integer.MAX_VALUE;
    return !gathered.isEmpty();
  }

  private void note(@Nullable Object[] row) {
    Object key = reader.normalize(row[shape.inputKey()]);
    if (readsAll) {
      return;
    }
    if (key == null) {
      // No filter finds the customers without a value.
      readsAll = shape.nullsMatch();
    } else if (!customers.containsKey(key) && pending.add(key)) {
      readsAll = !reader.canSend(key) || sent + pending.size() > mostKeys;
    }
    if (readsAll) {
      pending.clear();
    }
  }

  private void join(@Nullable Object[] row) {
    Object key = reader.normalize(row[shape.inputKey()]);
    boolean met = false;
    if (key != null || shape.nullsMatch()) {
      for (@Nullable Object[] customer : find(key)) {
        @Nullable Object[] joined = joined(row, customer);
        if (meets.test(joined)) {
          met = true;
          give(joined, customer);
          if (shape.onlyTests()) {
            break;
          }
        }
      }
    }
    if (shape.keepsUnmatched() && !met) {
      output.add(joined(row, new @Nullable Object[shape.joined().getFieldCount() - row.length]));
    } else if (shape.onlyTests() && met == (shape.type() == JoinRelType.SEMI)) {
      output.add(row);
    }
  }

  private void give(@Nullable Object[] joined, @Nullable Object[] customer) {
    if (shape.selectsCustomers()) {
      if (given.add(customer)) {
        output.add(customer);
      }
    } else if (!shape.onlyTests()) {
      output.add(joined);
    }
  }

  private @Nullable Object[] joined(@Nullable Object[] row, @Nullable Object[] customer) {
    return shape.customersRight()
        ? ObjectArrays.concat(row, customer, Object.class)
        : ObjectArrays.concat(customer, row, Object.class);
  }

  private List<@Nullable Object[]> find(@Nullable Object key) {
    if (readsAll && !hasAll) {
      hasAll = true;
      loadAll();
    } else if (!readsAll && !customers.containsKey(key)) {
      KeyBatches.Batch batch = batches.take(pending);
      List<Object> keys = batch.keys();
      int most = reader.mostFilters();
      try {
        boolean loaded = load(keys, batch.rows());
        while (!loaded) {
          keys = keys.subList(0, Math.min(keys.size(), reader.mostFilters()));
          loaded = load(keys, batches.again(keys));
        }
      } catch (HelpCrunchException e) {
        reader.failedWith(most, e);
        throw e;
      }
      keys.forEach(pending::remove);
      sent += keys.size();
    }
    return customers.getOrDefault(key, List.of());
  }

  /** Reads the customers of some keys; false if the service refused the keys for their number. */
  private boolean load(List<Object> keys, RowSource source) {
    Map<Object, List<@Nullable Object[]>> found = new HashMap<>();
    keys.forEach(each -> found.put(each, new ArrayList<>()));
    Set<Object> foundIds = new HashSet<>();
    long bytes = 0;
    try (RowSource rows = source) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        Object key = reader.keyOf(row);
        // If the service ignores case, a row's key may be one that was not sent, or another
        // batch's.
        List<@Nullable Object[]> sameKey = key == null ? null : found.get(key);
        if (sameKey != null && isNew(row, foundIds)) {
          @Nullable Object[] shown = reader.output(row);
          bytes += memory.keep(shown);
          sameKey.add(shown);
        }
      }
      customers.putAll(found);
      ids.addAll(foundIds);
      return true;
    } catch (HelpCrunchException refusal) {
      if (batches.isMoreThanEver(keys.size()) && reader.sendFewer(refusal, context)) {
        memory.drop(bytes);
        return false;
      }
      throw refusal;
    }
  }

  private boolean isNew(@Nullable Object[] row, Set<Object> found) {
    Object id = reader.idOf(row);
    return id == null || (!ids.contains(id) && found.add(id));
  }

  /** Reads all customers, except those of keys that were sent before: these are in memory. */
  private void loadAll() {
    Set<@Nullable Object> atHand = new HashSet<>(customers.keySet());
    try (RowSource rows = reader.openAll(allCustomers, context)) {
      for (@Nullable Object[] row = rows.next(); row != null; row = rows.next()) {
        Object key = reader.keyOf(row);
        if ((key != null || shape.nullsMatch())
            && !atHand.contains(key)
            && !ids.contains(reader.idOf(row))) {
          @Nullable Object[] shown = reader.output(row);
          memory.keep(shown);
          customers.computeIfAbsent(key, any -> new ArrayList<>()).add(shown);
        }
      }
    }
  }

  @Override
  public void close() {
    memory.clear();
    batches.close();
    if (input != null) {
      input.close();
    }
  }
}
