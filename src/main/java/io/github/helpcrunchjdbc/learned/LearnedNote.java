package io.github.helpcrunchjdbc.learned;

import java.time.Instant;

/**
 * Something about the service that was found out and is acted on at once.
 *
 * @param about what it is about, such as a column
 * @param fact one sentence part for people
 * @param evidence what was seen last, without customers' data
 * @param sightings how often it was found out
 */
public record LearnedNote(
    String about,
    String fact,
    String evidence,
    Instant firstSeen,
    Instant lastSeen,
    int sightings) {}
