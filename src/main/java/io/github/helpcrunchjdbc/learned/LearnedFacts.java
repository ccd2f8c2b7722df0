package io.github.helpcrunchjdbc.learned;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The facts learned of one account's service, with their evidence. Thread-safe. */
public final class LearnedFacts {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.learned");

  private record Sightings(
      String evidence, Instant first, Instant last, int count, Set<Object> witnesses) {}

  private final InstantSource clock;
  // Guarded by this object's lock.
  private final Map<ServiceFact, Sightings> sightings = new EnumMap<>(ServiceFact.class);
  private final Map<String, LearnedFact> notes = new LinkedHashMap<>();

  /**
   * Creates the facts of an account of which nothing is known yet.
   *
   * @param clock tells when facts are old enough to be forgotten
   */
  public LearnedFacts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Notes that a statement has seen a fact. If the same statement sees the fact again, the number
   * of sightings stays the same.
   *
   * @param evidence what was seen, without customers' data
   * @param witness the statement's execution
   * @param logPrefix how log lines about this statement begin
   */
  public void sight(ServiceFact fact, String evidence, Object witness, String logPrefix) {
    Instant now = clock.instant();
    boolean begins;
    synchronized (this) {
      Sightings before = known(fact, now);
      Set<Object> witnesses =
          before == null ? Collections.newSetFromMap(new WeakHashMap<>()) : before.witnesses();
      boolean again = !witnesses.add(witness);
      int count = before == null ? 1 : again ? before.count() : before.count() + 1;
      Instant first = before == null ? now : before.first();
      sightings.put(fact, new Sightings(evidence, first, now, count, witnesses));
      begins = !again && count == fact.sightingsNeeded();
    }
    if (begins) {
      LOG.log(
          fact.isCostly() ? Level.INFO : Level.CONFIG,
          () ->
              "%slearned of the service: %s (%s); forgotten %s after it was last seen"
                  .formatted(logPrefix, fact.meaning(), evidence, fact.lasts()));
    }
  }

  /** Whether statements that have not seen the fact themselves act on it. */
  public synchronized boolean holds(ServiceFact fact) {
    Sightings known = known(fact, clock.instant());
    return known != null && known.count() >= fact.sightingsNeeded();
  }

  /** Whether any statement has seen the fact recently, even if only one has. */
  public synchronized boolean isSuspected(ServiceFact fact) {
    return known(fact, clock.instant()) != null;
  }

  /** Returns all facts that have not been forgotten. */
  public synchronized List<LearnedFact> list() {
    Instant now = clock.instant();
    sightings.entrySet().removeIf(entry -> isOver(entry.getKey(), entry.getValue(), now));
    return sightings.entrySet().stream()
        .map(
            entry -> {
              ServiceFact fact = entry.getKey();
              Sightings seen = entry.getValue();
              return new LearnedFact(
                  "service",
                  fact.meaning(),
                  seen.evidence(),
                  seen.first(),
                  seen.last(),
                  seen.count(),
                  seen.count() >= fact.sightingsNeeded(),
                  seen.last().plus(fact.lasts()));
            })
        .toList();
  }

  /**
   * Notes something about the service that is no {@link ServiceFact}. It replaces the last note
   * with the same {@code about}.
   *
   * @param about what the note is about, such as a column
   * @param fact one sentence part for people
   * @param evidence what was seen, without customers' data
   */
  public synchronized void note(String about, String fact, String evidence) {
    Instant now = clock.instant();
    LearnedFact before = notes.get(about);
    LearnedFact known = before != null && before.meaning().equals(fact) ? before : null;
    notes.put(
        about,
        new LearnedFact(
            about,
            fact,
            evidence,
            known == null ? now : known.firstSeen(),
            now,
            known == null ? 1 : known.sightings() + 1,
            true,
            null));
  }

  /** Returns all notes, in the order in which they were first made. */
  public synchronized List<LearnedFact> notes() {
    return List.copyOf(notes.values());
  }

  /** Copies these facts and notes. Later changes of the copy don't change the original. */
  public synchronized LearnedFacts copy() {
    LearnedFacts copy = new LearnedFacts(clock);
    copy.sightings.putAll(sightings);
    copy.notes.putAll(notes);
    return copy;
  }

  /** Forgets all facts and notes. */
  public synchronized void forget() {
    sightings.clear();
    notes.clear();
  }

  private @Nullable Sightings known(ServiceFact fact, Instant now) {
    Sightings known = sightings.get(fact);
    return known == null || isOver(fact, known, now) ? null : known;
  }

  private static boolean isOver(ServiceFact fact, Sightings seen, Instant now) {
    return !now.isBefore(seen.last().plus(fact.lasts()));
  }
}
