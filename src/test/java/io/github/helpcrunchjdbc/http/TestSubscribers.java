package io.github.helpcrunchjdbc.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.execution.WaitClock;
import io.github.helpcrunchjdbc.rows.Page;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A request counts once it has gone out: for the one of its subscribers that sent it. */
class TestSubscribers {
  private final Subscribers subscribers = new Subscribers();
  private final Execution first = Execution.unbounded();
  private final Execution second = Execution.unbounded();

  private CompletableFuture<Page> join(Execution execution) {
    return Objects.requireNonNull(subscribers.join(execution));
  }

  @Test
  void oneSendsItAndTheOthersShareIt() {
    join(first);
    join(second);
    subscribers.countRequest(false);
    assertThat(first.statistics().requests()).isEqualTo(1);
    assertThat(second.statistics().requests()).isZero();
    assertThat(second.statistics().of(Counter.SHARED_REQUESTS)).isEqualTo(1);
  }

  @Test
  void itWaitsOnceForTheOneThatSendsIt() {
    CompletableFuture<Page> page = join(first);
    join(second);
    assertThat(due()).containsExactly(0L, 0L);
    subscribers.enter(WaitClock.Phase.QUOTA);
    assertThat(due()).containsExactly(1L, 0L);
    page.cancel(false);
    assertThat(due()).containsExactly(0L, 1L);
    subscribers.countRequest(false);
    assertThat(due()).containsExactly(0L, 0L);
    // Sent again, it was counted before.
    subscribers.enter(WaitClock.Phase.QUOTA);
    assertThat(due()).containsExactly(0L, 0L);
  }

  @Test
  void whatIsGivenUpWaitsNoMore() {
    CompletableFuture<Page> page = join(first);
    subscribers.enter(WaitClock.Phase.QUOTA);
    page.cancel(false);
    assertThat(due()).containsExactly(0L, 0L);
  }

  private List<Long> due() {
    return Stream.of(first, second)
        .map(execution -> execution.statistics().of(Counter.WAITING))
        .toList();
  }

  @Test
  void whoHasLeftDoesNotSendIt() {
    CompletableFuture<Page> page = join(first);
    join(second);
    page.cancel(false);
    subscribers.countRequest(false);
    assertThat(first.statistics().requests()).isZero();
    assertThat(second.statistics().requests()).isEqualTo(1);
  }

  @Test
  void whatTheLastOneLeftWhileItWentOutIsItsOwn() {
    CompletableFuture<Page> page = join(first);
    page.cancel(false);
    subscribers.countRequest(false);
    assertThat(first.statistics().requests()).isEqualTo(1);
  }

  @Test
  void itWaitsUntilItHasGoneOut() {
    join(first);
    subscribers.enter(WaitClock.Phase.QUOTA);
    subscribers.enter(WaitClock.Phase.NETWORK);
    assertThat(due()).containsExactly(1L, 0L);
    assertThat(first.statistics().requests()).isZero();
    subscribers.countRequest(false);
    subscribers.countRequest(true);
    assertThat(due()).containsExactly(0L, 0L);
    assertThat(first.statistics().requests()).isEqualTo(2);
    assertThat(first.statistics().of(Counter.RETRIES)).isEqualTo(1);
  }
}
