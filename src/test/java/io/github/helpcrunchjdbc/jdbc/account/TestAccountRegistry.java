package io.github.helpcrunchjdbc.jdbc.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.helpcrunchjdbc.testing.ManualTime;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Who shares an account, and when it is forgotten. */
class TestAccountRegistry {
  private static final URI SERVICE = URI.create("https://service.test/v1");
  private static final AccountId REAL = new AccountId(false, SERVICE, "f1");

  private final ManualTime time = new ManualTime();
  private final AccountRegistry registry = new AccountRegistry(time);

  @Test
  void connectionsToOneAccountShareIt() {
    assertThat(registry.open(REAL)).isSameAs(registry.open(new AccountId(false, SERVICE, "f1")));
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void whoAnswersAndWhereAndTheKeyTellAccountsApart() {
    Account account = registry.open(REAL);
    assertThat(registry.open(new AccountId(true, SERVICE, "f1"))).isNotSameAs(account);
    assertThat(registry.open(new AccountId(false, URI.create("https://b.test"), "f1")))
        .isNotSameAs(account);
    assertThat(registry.open(new AccountId(false, SERVICE, "f2"))).isNotSameAs(account);
    assertThat(registry.size()).isEqualTo(4);
  }

  @Test
  void registriesShareNothing() {
    assertThat(new AccountRegistry(time).open(REAL)).isNotSameAs(registry.open(REAL));
  }

  @Test
  void anAccountIsRememberedForAnHourAfterItsLastConnection() {
    Account account = registry.open(REAL);
    registry.open(REAL);
    registry.close(REAL);
    time.pass(Duration.ofHours(5));
    assertThat(registry.open(REAL)).isSameAs(account);
    registry.close(REAL);
    registry.close(REAL);
    time.pass(Duration.ofMinutes(59));
    assertThat(registry.open(REAL)).isSameAs(account);
    registry.close(REAL);
    time.pass(Duration.ofMinutes(61));
    assertThat(registry.open(REAL)).isNotSameAs(account);
  }

  @Test
  void othersConnectionsHaveWhatIsOldForgotten() {
    registry.open(REAL);
    registry.close(REAL);
    time.pass(Duration.ofHours(2));
    registry.open(new AccountId(true, SERVICE, "f1"));
    assertThat(registry.size()).isEqualTo(1);
  }

  @Test
  void whatWasNotOpenedCannotBeClosed() {
    assertThatThrownBy(() -> registry.close(REAL)).isInstanceOf(IllegalStateException.class);
    registry.open(REAL);
    registry.close(REAL);
    assertThatThrownBy(() -> registry.close(REAL)).isInstanceOf(IllegalStateException.class);
  }
}
