package io.github.helpcrunchjdbc.learned;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact learned of the service, in the words for people.
 *
 * @param about what the fact is about, such as a column
 * @param meaning one sentence part for people
 * @param evidence what was seen last, without customers' data
 * @param sightings in how many statements the fact was seen
 * @param believed whether statements act on the fact that have not seen it themselves
 * @param expires when the fact is forgotten unless it is seen again; null if it is kept
 */
public record LearnedFact(
    String about,
    String meaning,
    String evidence,
    Instant firstSeen,
    Instant lastSeen,
    int sightings,
    boolean believed,
    @Nullable Instant expires) {}
