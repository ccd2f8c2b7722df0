package io.github.helpcrunchjdbc.plan.pushdown;

/**
 * How the service compares the text of a field, as far as it is known.
 *
 * @param equality what {@code =} finds, compared with SQL's
 * @param containment what {@code ~} finds, compared with a LIKE '%x%'
 * @param foldsCase whether both are known to ignore case
 * @param meaning whether SQL or the service defines what a comparison means
 * @param reason why, for people
 */
public record StringMatching(
    Verdict equality, Verdict containment, boolean foldsCase, Meaning meaning, String reason) {
  /** Whether SQL or the service defines what a comparison of texts means. */
  public enum Meaning {
    /** SQL defines it: texts are compared character by character. */
    SQL,
    /** SQL defines it, and the service can still be asked how it compares. */
    SQL_UNDECIDED,
    /** The service defines it. The driver can't evaluate such a predicate. */
    SERVICE
  }

  /** Nothing is known, and the service must not be asked. */
  public static final StringMatching STRICT =
      ofSql(Verdict.SUPERSET, Verdict.SUPERSET, "the service may ignore case, accents or spaces");

  /** Nothing is known yet. */
  public static final StringMatching UNDECIDED =
      new StringMatching(
          Verdict.SUPERSET,
          Verdict.SUPERSET,
          false,
          Meaning.SQL_UNDECIDED,
          "not yet known whether the service ignores case, accents or spaces");

  /** The user wants the service's comparison as the meaning. */
  public static final StringMatching SERVER =
      new StringMatching(
          Verdict.EXACT,
          Verdict.EXACT,
          false,
          Meaning.SERVICE,
          "stringMatching=server takes the service's comparison as the meaning");

  /** A probe has shown that the service compares as SQL does. */
  public static final StringMatching EXACT =
      ofSql(
          Verdict.EXACT,
          Verdict.EXACT,
          "a probe found no altered copy of a value: the service compares exactly");

  /** A probe has shown that the service ignores case. */
  public static final StringMatching FOLDS_CASE =
      new StringMatching(
          Verdict.SUPERSET,
          Verdict.SUPERSET,
          true,
          Meaning.SQL,
          "a probe found a value in another case: the service ignores case");

  /** A probe could not show that the service compares exactly. */
  public static final StringMatching DOUBTFUL =
      ofSql(
          Verdict.SUPERSET,
          Verdict.SUPERSET,
          "a probe could not show that the service compares exactly");

  /** A probe has shown that {@code ~} does not find a value by a piece of it. */
  public static final StringMatching EQUALITY_ALONE =
      ofSql(
          Verdict.SUPERSET,
          Verdict.NONE,
          "a probe did not find a value by a piece of it: the service's ~ is not SQL's LIKE");

  /** A probe has shown that {@code =} does not find a value. */
  public static final StringMatching CONTAINMENT_ALONE =
      ofSql(
          Verdict.NONE,
          Verdict.SUPERSET,
          "a probe did not find a value by itself: the service's = is not SQL's");

  /** A probe has shown that neither {@code =} nor {@code ~} finds a value. */
  public static final StringMatching UNUSABLE =
      ofSql(
          Verdict.NONE,
          Verdict.NONE,
          "a probe did not find a value by itself: the service compares otherwise than SQL");

  /** Whether {@code =} is SQL's, as a probe has shown or the user has said. */
  public boolean isEqualityOfSql() {
    return meaning == Meaning.SQL && equality == Verdict.EXACT;
  }

  /** Returns this result for a rehearsal: no service has shown it. */
  public StringMatching imagined() {
    return new StringMatching(
        equality, containment, foldsCase, meaning, "as imagined, not yet learned: " + reason);
  }

  private static StringMatching ofSql(Verdict equality, Verdict containment, String reason) {
    return new StringMatching(equality, containment, false, Meaning.SQL, reason);
  }
}
