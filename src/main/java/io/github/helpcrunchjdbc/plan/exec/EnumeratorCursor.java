package io.github.helpcrunchjdbc.plan.exec;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.linq4j.Enumerator;
import org.jspecify.annotations.Nullable;

/** The rows of generated code. The first is read at once, so that errors show at execution. */
final class EnumeratorCursor implements RowCursor {
  private final Enumerator<?> enumerator;
  private final boolean single;
  private final RepeatedTimes repeatedTimes;
  private final Execution execution;
  private final Runnable atEnd;
  private final long skipped;
  private final UnaryOperator<HelpCrunchException> onLateFailure;
  private final boolean hasFirst;
  private boolean started;
  private boolean closed;

  /**
   * Creates a cursor.
   *
   * @param single whether a row has one column, and so is that column's value
   * @param skipped how many rows of the answer were left out before the first one
   * @param onLateFailure makes the exception to throw for a failure after rows were returned
   * @param atEnd closes the rows, and does everything else that an execution's end needs
   */
  EnumeratorCursor(
      Enumerator<?> enumerator,
      boolean single,
      RepeatedTimes repeatedTimes,
      Execution execution,
      long skipped,
      UnaryOperator<HelpCrunchException> onLateFailure,
      Runnable atEnd) {
    this.skipped = skipped;
    this.onLateFailure = onLateFailure;
    this.repeatedTimes = repeatedTimes;
    this.atEnd = atEnd;
    this.enumerator = enumerator;
    this.single = single;
    this.execution = execution;
    this.hasFirst = advance();
    execution.startAnswering();
  }

  @Override
  public boolean next() {
    execution.checkActive();
    boolean first = !started;
    started = true;
    boolean has = first ? hasFirst : !closed && advance();
    if (has) {
      execution.statistics().count(Counter.ROWS_ANSWERED);
    }
    return has;
  }

  private boolean advance() {
    try {
      return enumerator.moveNext();
    } catch (HelpCrunchException e) {
      throw started ? onLateFailure.apply(e) : e;
    } catch (RuntimeException e) {
      throw EvaluationErrors.of(e);
    }
  }

  @Override
  public @Nullable Object[] row() {
    Object current = current();
    @Nullable Object[] row =
        repeatedTimes.of(single ? new @Nullable Object[] {current} : arrayOf(current));
    for (int i = 0; i < row.length; i++) {
      row[i] = withoutByteStrings(row[i]);
    }
    return row;
  }

  /** Replaces Calcite's class for bytes, which the rest of the driver does not know. */
  private static @Nullable Object withoutByteStrings(@Nullable Object value) {
    if (value instanceof ByteString bytes) {
      return bytes.getBytes();
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> plain = new ArrayList<>();
      list.forEach(element -> plain.add(withoutByteStrings(element)));
      return plain;
    }
    if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, mapped) -> plain.put(withoutByteStrings(key), withoutByteStrings(mapped)));
      return plain;
    }
    return value instanceof @Nullable Object[] fields
        ? Arrays.stream(fields).map(EnumeratorCursor::withoutByteStrings).toArray()
        : value;
  }

  private static @Nullable Object[] arrayOf(@Nullable Object current) {
    if (current instanceof @Nullable Object[] row) {
      return row;
    }
    if (current instanceof List<?> row) {
      // Rows of UNNEST are lists.
      return row.toArray();
    }
    throw new IllegalStateException("a row of several columns is no array");
  }

  private @Nullable Object current() {
    try {
      return enumerator.current();
    } catch (RuntimeException e) {
      throw EvaluationErrors.of(e);
    }
  }

  @Override
  public long skipped() {
    return skipped;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      atEnd.run();
    }
  }
}
