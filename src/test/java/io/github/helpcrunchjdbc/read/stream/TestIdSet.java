package io.github.helpcrunchjdbc.read.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import org.junit.jupiter.api.Test;

class TestIdSet {
  /** A megabyte holds 131,072 longs, of which half are ids. */
  private static final int MOST = 65_536;

  private final MemoryShare share = new MemoryShare(MemoryBudget.of(1L << 20));

  @Test
  void manyIdsCountUntilTheirShareEnds() {
    for (int round = 0; round < 3; round++) {
      IdSet ids = new IdSet(share);
      for (long id = 1; id <= MOST; id++) {
        assertThat(ids.add(id)).isTrue();
      }
      assertThat(share.room()).isBetween(0L, 4096L);
      assertThatThrownBy(() -> ids.add(MOST + 1))
          .isInstanceOf(HelpCrunchException.class)
          .hasMessageContaining("ids")
          .extracting(e -> ((HelpCrunchException) e).code())
          .isEqualTo(ErrorCode.OUT_OF_MEMORY);
      share.clear();
    }
    assertThat(share.room()).isEqualTo(1L << 20);
  }

  @Test
  void aSetThatIsReleasedCountsNoMore() {
    for (int round = 0; round < 3; round++) {
      IdSet ids = new IdSet(share);
      for (long id = 1; id <= MOST; id++) {
        ids.add(id);
      }
      ids.release();
      assertThat(share.room()).isEqualTo(1L << 20);
    }
  }

  @Test
  void fewIdsDoNotCount() {
    IdSet ids = new IdSet(share);
    for (long id = -50; id <= 50; id++) {
      ids.add(id);
    }
    assertThat(share.room()).isEqualTo(1L << 20);
    assertThat(ids.size()).isEqualTo(101);
  }
}
