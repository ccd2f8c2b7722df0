package io.github.helpcrunchjdbc.learned;

import java.time.Instant;

/**
 * A fact as a person may read it.
 *
 * @param evidence what was seen last, without customers' data
 * @param sightings in how many statements it was seen
 * @param believed whether statements act on it that have not seen it themselves
 * @param expires when it is forgotten unless it is seen again
 */
public record LearnedFact(
    ServiceFact fact,
    String evidence,
    Instant firstSeen,
    Instant lastSeen,
    int sightings,
    boolean believed,
    Instant expires) {}
