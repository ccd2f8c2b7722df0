package io.github.helpcrunchjdbc.http.quota;

/**
 * What one connection may send at a moment.
 *
 * @param limit requests a minute that the connection may send, 0 for no limit
 * @param used requests with the same key that count now: those of the last minute and those under
 *     way, of all connections and of other programs of this machine
 * @param free requests that may be sent at once; {@code Integer.MAX_VALUE} without a limit
 * @param nanosUntilNext nanoseconds until the next request may be sent. It is 0 for at once, and 0
 *     if that depends on the one request in flight after a 429. It is a minute if that depends on
 *     other answers that are still to come.
 * @param pausedNanos nanoseconds until a pause ends that the service asked for by 429, else 0
 * @param slowed whether a 429 holds requests back although the quota has room: during a pause, or
 *     because fewer requests are sent after it
 */
public record QuotaState(
    int limit, int used, int free, long nanosUntilNext, long pausedNanos, boolean slowed) {}
