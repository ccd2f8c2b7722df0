package io.github.helpcrunchjdbc.plan.pushdown;

/**
 * What is known of how the service compares the text of a field.
 *
 * @param equality what {@code =} selects, compared with SQL's
 * @param containment what {@code ~} selects, compared with a LIKE '%x%'
 * @param isTheMeaning whether the service's own comparison is taken as what the query means, so
 *     that the driver could not evaluate the same predicate
 * @param reason why, for people
 */
public record StringMatching(
    Verdict equality, Verdict containment, boolean isTheMeaning, String reason) {
  /** Nothing is known: the service may ignore case, accents or trailing spaces. */
  public static final StringMatching STRICT =
      new StringMatching(
          Verdict.SUPERSET,
          Verdict.SUPERSET,
          false,
          "the service may ignore case, accents or spaces");

  /** The user takes the service's comparison as the meaning. */
  public static final StringMatching SERVER =
      new StringMatching(
          Verdict.EXACT,
          Verdict.EXACT,
          true,
          "stringMatching=server takes the service's comparison as the meaning");
}
