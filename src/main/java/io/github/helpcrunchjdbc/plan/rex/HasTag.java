package io.github.helpcrunchjdbc.plan.rex;

import io.github.helpcrunchjdbc.rows.TagNames;
import org.jspecify.annotations.Nullable;

/** The SQL function {@code HAS_TAG(tags, 'Lead')}. Public for the code that Calcite generates. */
public final class HasTag {
  public static final String NAME = "HAS_TAG";

  private HasTag() {}

  /** Whether a JSON array of tag names holds {@code tag}; null if either is null. */
  public static @Nullable Boolean hasTag(@Nullable String tags, @Nullable String tag) {
    return (tags == null || tag == null) ? null : TagNames.contains(tags, tag);
  }
}
