package io.github.helpcrunchjdbc.http.quota;

import io.github.helpcrunchjdbc.http.failure.Failure;
import io.github.helpcrunchjdbc.http.failure.FailureKind;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to send one request. It must be ended in exactly one way; later ends do nothing. */
public final class Permit {
  private final Quota quota;
  private final ConnectionLimit limit;
  private final long grantedAt;
  private final AtomicBoolean ended = new AtomicBoolean();

  Permit(Quota quota, ConnectionLimit limit, long grantedAt) {
    this.quota = quota;
    this.limit = limit;
    this.grantedAt = grantedAt;
  }

  long grantedAt() {
    return grantedAt;
  }

  /** Ends the permit of a request that has its answer, or will never have one. */
  public void end() {
    if (ended.compareAndSet(false, true)) {
      quota.release(limit, true);
    }
  }

  /**
   * Ends the permit of a request that failed. If the service refused it with 429, it does not
   * count, and the whole account pauses.
   */
  public void end(Failure failure) {
    if (failure.kind() == FailureKind.RATE_LIMITED) {
      quota.rateLimited(this, failure);
      giveBack();
    } else {
      end();
    }
  }

  /** Ends the permit of a request that was not sent. */
  public void giveBack() {
    if (ended.compareAndSet(false, true)) {
      quota.release(limit, false);
    }
  }
}
