package io.github.helpcrunchjdbc.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import org.junit.jupiter.api.Test;

class TestMemoryBudget {
  private static final long MEGABYTE = 1L << 20;

  private final MemoryPool pool = new MemoryPool(10 * MEGABYTE);
  private final MemoryBudget first = pool.budget(8 * MEGABYTE);

  /** Several statements, each within its own bound, may keep more than the heap has. */
  @Test
  void statementsTogetherKeepNoMoreThanTheirPool() {
    first.keep(6 * MEGABYTE);
    MemoryBudget second = pool.budget(8 * MEGABYTE);
    second.keep(3 * MEGABYTE);
    assertThatThrownBy(() -> second.keep(2 * MEGABYTE))
        .isInstanceOf(HelpCrunchException.class)
        .hasMessageContaining("this statement and the others")
        .hasMessageContaining("10 MB");
  }

  @Test
  void whatHasEndedTakesNoRoom() {
    first.keep(7 * MEGABYTE);
    first.end();
    MemoryBudget second = pool.budget(8 * MEGABYTE);
    second.keep(7 * MEGABYTE);
    assertThat(pool.kept()).isEqualTo(7 * MEGABYTE);
  }

  /** Nobody ends a statement whose result was dropped without closing it. */
  @Test
  void whatWasForgottenTakesNoRoom() {
    for (int i = 0; i < 20; i++) {
      pool.budget(8 * MEGABYTE).keep(3 * MEGABYTE);
    }
    assertThat(pool.kept()).isLessThanOrEqualTo(10 * MEGABYTE);
  }

  @Test
  void whatIsReleasedAtAShortageIsRoomAgain() {
    first.keep(6 * MEGABYTE);
    MemoryBudget second = pool.budget(8 * MEGABYTE);
    second.keep(3 * MEGABYTE);
    second.atShortage(() -> second.release(3 * MEGABYTE));
    second.keep(2 * MEGABYTE);
    assertThat(pool.kept()).isEqualTo(8 * MEGABYTE);
  }

  @Test
  void aBoundOfAStatementsOwnMayBeLargerThanThePool() {
    MemoryBudget only = pool.budget(20 * MEGABYTE);
    only.keep(15 * MEGABYTE);
    assertThat(pool.kept()).isEqualTo(15 * MEGABYTE);
  }
}
