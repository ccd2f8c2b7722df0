package io.github.helpcrunchjdbc.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the service as it came, for a check of the service itself.
 *
 * @param tlsVersion such as {@code TLSv1.3}, null for plain http
 * @param servedAt the time of the service's own clock, null if the answer does not tell it
 * @param clockAhead how far this machine's clock is ahead of the service's, to a second
 * @param quotaHeaders the names of headers that tell of a quota
 * @param quotaLimit how many requests a minute such a header allows, null if no header tells
 * @param body the answer's body, not to be changed
 */
public record Inspection(
    int status,
    @Nullable String tlsVersion,
    @Nullable Instant servedAt,
    Duration clockAhead,
    List<String> quotaHeaders,
    @Nullable Integer quotaLimit,
    ByteBuffer body) {}
