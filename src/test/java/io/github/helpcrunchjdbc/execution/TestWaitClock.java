package io.github.helpcrunchjdbc.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.execution.WaitClock.Phase;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TestWaitClock {
  private final AtomicLong time = new AtomicLong(1_000);
  private final WaitClock waits = new WaitClock(time::get);

  private void pass(long nanos) {
    time.addAndGet(nanos);
  }

  @Test
  void timeCountsOnlyWhileSomebodyWaits() {
    waits.move(null, Phase.NETWORK);
    pass(5);
    assertThat(waits.now()).isNull();
    waits.begin();
    pass(7);
    assertThat(waits.now()).isEqualTo(Phase.NETWORK);
    waits.end();
    pass(11);
    assertThat(waits.nanos(Phase.NETWORK)).isEqualTo(7);
    assertThat(waits.nanos()).isEqualTo(7);
  }

  @Test
  void anAnswerUnderWayIsWhatIsWaitedFor() {
    waits.begin();
    waits.move(null, Phase.QUOTA);
    waits.move(null, Phase.NETWORK);
    pass(3);
    waits.move(Phase.NETWORK, Phase.SERVICE);
    pass(4);
    waits.move(Phase.SERVICE, Phase.QUOTA);
    pass(5);
    waits.move(Phase.QUOTA, null);
    pass(6);
    waits.end();
    assertThat(waits.nanos(Phase.NETWORK)).isEqualTo(3);
    assertThat(waits.nanos(Phase.SERVICE)).isEqualTo(4);
    assertThat(waits.nanos(Phase.QUOTA)).isEqualTo(5 + 6);
  }
}
