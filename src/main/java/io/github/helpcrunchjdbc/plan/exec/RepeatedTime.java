package io.github.helpcrunchjdbc.plan.exec;

/**
 * A TIMESTAMP in the hour that clocks show twice, when they show it the second time. Its wall clock
 * alone would mean the first time.
 *
 * @param wallClockMillis milliseconds since 1970 of the wall clock in the connection's time zone
 * @param instantMillis milliseconds since 1970 of the instant
 */
public record RepeatedTime(long wallClockMillis, long instantMillis) {}
