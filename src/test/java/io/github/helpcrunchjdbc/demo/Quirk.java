package io.github.helpcrunchjdbc.demo;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A way the real service may behave that its documentation does not settle. Without any, the
 * account is plain: strings match exactly, NULLs sort as the greatest, ties and the default order
 * go by id.
 */
public enum Quirk {
  /** {@code =} and {@code !=} of strings ignore upper and lower case. */
  EQUALS_FOLDS_CASE,
  /** {@code =} and {@code !=} of strings ignore accents. */
  EQUALS_FOLDS_ACCENTS,
  /** {@code =} and {@code !=} of strings ignore spaces at the end. */
  EQUALS_FOLDS_TRAILING_SPACES,
  /** {@code ~} and {@code !~} ignore upper and lower case. */
  CONTAINS_FOLDS_CASE,
  /** {@code ~} and {@code !~} ignore accents. */
  CONTAINS_FOLDS_ACCENTS,
  /** {@code ~} and {@code !~} ignore spaces at the end. */
  CONTAINS_FOLDS_TRAILING_SPACES,
  /** {@code %} and {@code _} in the value of {@code ~} and {@code !~} are wildcards. */
  CONTAINS_HAS_WILDCARDS,
  /** A backslash in the value of {@code ~} and {@code !~} takes the next character literally. */
  CONTAINS_HAS_ESCAPES,
  /** {@code ~} finds its value only where a word starts: fewer customers than it should. */
  CONTAINS_FROM_WORD_START,
  /** {@code =} lowers the value sent but not those it is compared with, so it finds too little. */
  EQUALS_LOWERS_VALUE,
  /** {@code !=} and {@code !~} also match customers without a value. */
  NEGATIVES_KEEP_NULLS,
  /** A filter whose value is the empty string is a 400. */
  BLANK_VALUE_REJECTED,

  /** NULLs sort as the smallest: first in ascending order. */
  NULLS_LOW(Group.NULL_ORDER),
  /** NULLs come first in either order. */
  NULLS_FIRST(Group.NULL_ORDER),
  /** NULLs come last in either order. */
  NULLS_LAST(Group.NULL_ORDER),
  /** Customers with the same sort value come in a new order with every request. */
  TIES_SHUFFLED,
  /** Without a {@code sort}, the greatest id comes first. */
  DEFAULT_ORDER_DESCENDING(Group.DEFAULT_ORDER),
  /** Without a {@code sort}, every request has its own order. */
  DEFAULT_ORDER_RANDOM(Group.DEFAULT_ORDER),
  /** {@code sort} is taken and not obeyed. */
  SORT_IGNORED,

  /** Times are stored, searched and sorted with milliseconds, and shown as whole seconds. */
  FRACTIONS_HIDDEN(Group.FRACTIONS),
  /** Times are stored, searched, sorted and shown with milliseconds. */
  FRACTIONS_SHOWN(Group.FRACTIONS),

  /** A {@code limit} above 100 is taken as 100, else it is a 400. */
  LIMIT_CLAMPED,
  /** A search without {@code filter} is a 400; the list endpoint still works. */
  MISSING_FILTER_REJECTED,
  /** A search with {@code "filter": []} is a 400. */
  EMPTY_FILTER_REJECTED,
  /** An answer without customers is a 404. */
  EMPTY_IS_NOT_FOUND,

  /** Answers have no {@code total}. */
  TOTAL_MISSING(Group.TOTAL),
  /** {@code total} stands in an object {@code meta}. */
  TOTAL_UNDER_META(Group.TOTAL),
  /** {@code total} is an old estimate, too low. */
  TOTAL_TOO_LOW(Group.TOTAL),
  /** {@code total} is an old estimate, too high. */
  TOTAL_TOO_HIGH(Group.TOTAL),
  /** {@code total} counts no further than 10,000, as search engines do. */
  TOTAL_CAPPED(Group.TOTAL),

  /** A page beyond offset 10,000 is empty, though {@code total} counts on. */
  DEEP_OFFSET_EMPTY(Group.DEEP_OFFSET),
  /** A page beyond offset 10,000 is the last one before it. */
  DEEP_OFFSET_CLAMPED(Group.DEEP_OFFSET),
  /** A page beyond offset 10,000 is a 400. */
  DEEP_OFFSET_REFUSED(Group.DEEP_OFFSET),
  /** A page beyond offset 10,000 is a 404. */
  DEEP_OFFSET_NOT_FOUND(Group.DEEP_OFFSET),

  /** The oldest documented customer object: numeric times, customData as a list of properties. */
  GENERATION_OLD(Group.GENERATION),
  /** The second: numeric times, customData's dates as text. */
  GENERATION_MIDDLE(Group.GENERATION),
  /** Keys whose value would be null are left out. */
  NULLS_LEFT_OUT,
  /** Objects have keys that no document names. */
  EXTRA_KEYS,
  /** Empty customData is {@code []}. */
  EMPTY_DATA_AS_LIST,
  /** The times of a customer who was never seen are {@code ""}. */
  NEVER_SEEN_AS_BLANK;

  /** Of each group, a behaviour has one quirk at most. */
  private enum Group {
    NULL_ORDER,
    DEFAULT_ORDER,
    FRACTIONS,
    TOTAL,
    DEEP_OFFSET,
    GENERATION
  }

  private final @Nullable Group group;

  Quirk() {
    this(null);
  }

  Quirk(@Nullable Group group) {
    this.group = group;
  }

  /** The quirks that can't be had together with this one. */
  public Set<Quirk> rivals() {
    Set<Quirk> rivals = EnumSet.noneOf(Quirk.class);
    if (group != null) {
      Arrays.stream(values()).filter(q -> q != this && q.group == group).forEach(rivals::add);
    }
    return rivals;
  }
}
