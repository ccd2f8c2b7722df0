package io.github.helpcrunchjdbc.http.quota;

/**
 * What one connection may send at a moment.
 *
 * @param limit requests a minute that the connection may send, 0 for no limit
 * @param used requests with the same key that count now: those of the last minute, and those under
 *     way, of all connections and of other programs of this machine
 * @param free requests that may go out at once; {@code Integer.MAX_VALUE} without a limit
 * @param nanosUntilNext nanoseconds until the next request may go out, 0 for at once, and where it
 *     hangs on the one request that is out after a 429; a minute where it hangs on other answers
 *     that are yet to come
 * @param pausedNanos nanoseconds until a pause ends that the service asked for by 429, else 0
 * @param slowed whether a 429 holds requests back though the quota has room: for a pause, or since
 *     fewer go out after it
 */
public record QuotaState(
    int limit, int used, int free, long nanosUntilNext, long pausedNanos, boolean slowed) {}
