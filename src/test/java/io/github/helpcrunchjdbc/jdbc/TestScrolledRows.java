package io.github.helpcrunchjdbc.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that are kept: how much of them, and where reading starts. */
class TestScrolledRows {
  private final List<Long> opened = new ArrayList<>();
  private int closed;

  private RowCursor counted(RowCursor cursor, long skipped) {
    return new RowCursor() {
      @Override
      public boolean next() {
        return cursor.next();
      }

      @Override
      public @Nullable Object[] row() {
        return cursor.row();
      }

      @Override
      public long skipped() {
        return skipped;
      }

      @Override
      public void close() {
        closed++;
        cursor.close();
      }
    };
  }

  private ScrolledRows rows(int count, long maxRows) {
    return rows(count, maxRows, true);
  }

  /** Rows of an answer that can begin at a later row or not. */
  private ScrolledRows rows(int count, long maxRows, boolean skips) {
    return new ScrolledRows(
        asked -> {
          opened.add(asked);
          long skip = skips ? asked : 0;
          List<@Nullable Object[]> rest = new ArrayList<>();
          for (long number = skip + 1; number <= count; number++) {
            rest.add(new @Nullable Object[] {number, "text of row " + number});
          }
          return counted(new RowsInMemory(rest), skip);
        },
        maxRows,
        100,
        new MemoryShare(MemoryBudget.of(1 << 20)));
  }

  @Test
  void whatTakesMoreMemoryThanTheBoundIsAnError() {
    ScrolledRows rows = rows(100_000, 0);
    assertThat(rows.has(1000)).isTrue();
    assertThatThrownBy(rows::count)
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("1 MB")
        .hasMessageContaining("TYPE_FORWARD_ONLY")
        .extracting(thrown -> ((HelpCrunchException) thrown).code().sqlState())
        .isEqualTo("53200");
    assertThat(ErrorCode.OUT_OF_MEMORY.sqlState()).isEqualTo("53200");
  }

  @Test
  void withTheLastRowThatMaxRowsAllowsReadingStops() {
    ScrolledRows rows = rows(1000, 5);
    for (long number = 1; number <= 4; number++) {
      assertThat(rows.has(number)).isTrue();
    }
    assertThat(closed).isZero();
    assertThat(rows.has(5)).isTrue();
    assertThat(closed).isEqualTo(1);
    assertThat(rows.isComplete()).isTrue();
  }

  @Test
  void readingStartsAtTheRowThatIsAskedFor() {
    ScrolledRows rows = rows(1000, 0);
    assertThat(rows.has(501)).isTrue();
    assertThat(rows.get(501)[0]).isEqualTo(501L);
    assertThat(rows.has(499)).isTrue();
    assertThat(rows.get(499)[0]).isEqualTo(499L);
    assertThat(rows.count()).isEqualTo(1000);
    assertThat(opened).containsExactly(500L, 401L);
  }

  @Test
  void whatCannotBeginLaterIsOpenedOnce() {
    ScrolledRows rows = rows(1000, 0, false);
    assertThat(rows.has(501)).isTrue();
    assertThat(rows.get(501)[0]).isEqualTo(501L);
    assertThat(rows.get(1)[0]).isEqualTo(1L);
    assertThat(rows.has(1001)).isFalse();
    assertThat(rows.count()).isEqualTo(1000);
    assertThat(opened).containsExactly(500L);
  }

  @Test
  void aStepBeforeWholePagesReadsThesePagesOnly() {
    ScrolledRows rows = rows(1000, 400);
    assertThat(rows.has(200)).isTrue();
    assertThat(rows.getIfRead(200)).isNull();
    assertThat(rows.has(400)).isTrue();
    assertThat(rows.has(401)).isFalse();
    assertThat(opened).containsExactly(200L);
    assertThat(rows.get(200)[0]).isEqualTo(200L);
    assertThat(opened).containsExactly(200L, 101L);
  }

  @Test
  void behindTheLastRowNothingIsOpenedThatMaxRowsForbids() {
    ScrolledRows rows = rows(1000, 400);
    assertThat(rows.has(401)).isFalse();
    assertThat(opened).isEmpty();
    assertThat(rows.count()).isEqualTo(400);
  }
}
