package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.Set;

/** Tells an error that says something of what was asked from one that does not. */
public final class Refusal {
  /** The status of a service that met what it did not expect. */
  private static final int FAILED = 500;

  /**
   * Statuses, besides 400 and 404, that say something of what was asked. A proxy that wants a login
   * or an address that has moved say nothing of it.
   */
  private static final Set<Integer> OF_THE_SEARCH = Set.of(413, 416, 422);

  private Refusal() {}

  /** Whether the service refuses what was asked, whoever asks and whenever. */
  public static boolean isRefusal(HelpCrunchException e) {
    return e.code() == ErrorCode.BAD_REQUEST
        || e.code() == ErrorCode.SEARCH_REFUSED
        || e.code() == ErrorCode.NOT_FOUND
        || (e.code() == ErrorCode.REFUSED && OF_THE_SEARCH.contains(e.vendorCode()));
  }

  /** Whether the service refuses the filters of a search, or does not obey them. */
  public static boolean isOfFilters(HelpCrunchException e) {
    return e.code() == ErrorCode.NOT_AS_ASKED || isRefusal(e);
  }

  /**
   * Whether the service will not give an offset. Some fail where others refuse; who goes on then
   * asks something else first, which shows whether the service answers at all.
   */
  public static boolean refusesOffset(PageRequest request, HelpCrunchException e) {
    boolean fails = e.code() == ErrorCode.SERVER_ERROR && e.vendorCode() == FAILED;
    return isRefusal(e) || (fails && request.offset() >= OffsetReach.USUAL);
  }
}
