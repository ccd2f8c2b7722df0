package io.github.helpcrunchjdbc.read.page;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.read.facts.OffsetReach;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.Set;

/** Tells errors that are caused by the request from errors that are not. */
public final class Refusal {
  /** The status of a service with an unexpected error. */
  private static final int FAILED = 500;

  /**
   * Statuses, besides 400 and 404, that are caused by the request. The statuses of a proxy that
   * wants a login, or of an address that has moved, are not.
   */
  private static final Set<Integer> OF_THE_SEARCH = Set.of(413, 416, 422);

  private Refusal() {}

  /** Whether the service refuses the request, whoever sends it and whenever. */
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
   * Whether the service does not accept an offset. Some services fail with 500 in place of a
   * refusal. A caller that goes on after that first sends another request, which shows whether the
   * service answers at all.
   */
  public static boolean refusesOffset(PageRequest request, HelpCrunchException e) {
    boolean fails = e.code() == ErrorCode.SERVER_ERROR && e.vendorCode() == FAILED;
    return isRefusal(e) || (fails && request.offset() >= OffsetReach.USUAL);
  }
}
