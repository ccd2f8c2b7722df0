package io.github.helpcrunchjdbc.plan.exec;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.execution.WholeReads;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which statements the bound that nobody chose warns of, and does not refuse. */
class TestReadingProfile {
  private static ReadingProfile checkedAgain(boolean streams) {
    return new ReadingProfile(
        false,
        false,
        streams,
        false,
        0,
        WholeReads.NONE,
        WholeReads.NONE,
        List.of("blocked"),
        List.of(),
        "");
  }

  @Test
  void aGridWhoseRowsAreCheckedAgainIsStoppedByClosingIt() {
    assertThat(checkedAgain(true).budgeted(200).stopsOnClose()).isTrue();
    assertThat(checkedAgain(true).budgeted(0).stopsOnClose()).isFalse();
  }

  @Test
  void aGridForWhichAllRowsAreGatheredIsNot() {
    assertThat(checkedAgain(false).budgeted(200).stopsOnClose()).isFalse();
  }
}
