package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.jdbc.diagnose.Finding.Verdict;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.MatchingWords;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.page.Refusal;
import io.github.helpcrunchjdbc.read.request.NullsSorted;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Operator;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a service pages, sorts and compares, as far as a few requests show. Not thread-safe. */
record Behaviours(
    CustomerClient client,
    AccountKnowledge knowledge,
    List<Finding> findings,
    Execution execution) {
  private static final int MOST_REQUESTS = 10;

  /** So many requests finding out how a column is compared takes at the most. */
  private static final int REQUESTS_A_COLUMN = 3;

  private static final List<ColumnDef> COLUMNS =
      CustomerColumns.all().stream().filter(column -> !column.isSearchOnly()).toList();

  /** Reads all columns that are shown, and takes what can't be decoded for NULL. */
  static PageDecoder decoder() {
    return new PageDecoder(COLUMNS, COLUMNS.size(), Undecodable.NULL);
  }

  private void add(String check, Verdict verdict, String detail, @Nullable String property) {
    findings.add(new Finding(check, verdict, detail, property));
  }

  private Page page(Search search, long offset, int limit) {
    return client.search(new PageRequest(search, offset, limit), decoder(), execution);
  }

  private static @Nullable Object value(@Nullable Object[] row, ColumnDef column) {
    return row[COLUMNS.indexOf(column)];
  }

  /** Looks at a page of the newest customers, and at a few more. */
  void look(Page newest) {
    if (newest.rows().isEmpty()) {
      boolean counted = newest.total() > 0;
      add(
          "customers",
          counted ? Verdict.FAILED : Verdict.UNKNOWN,
          counted
              ? "the service counts some and gives none"
              : "there are none, so that nothing more can be told",
          null);
      return;
    }
    pageLimit(newest);
    order(newest);
    ties(newest);
    nulls(newest);
    filters(newest);
    knowledge.takeSamples(COLUMNS, newest.rows());
    COLUMNS.stream().filter(ColumnDef::isSearchableText).forEach(this::matching);
  }

  private void pageLimit(Page newest) {
    int rows = newest.rows().size();
    boolean isCut =
        newest.total() != Page.UNKNOWN_TOTAL
            && rows < Math.min(newest.total(), PageRequest.MAX_LIMIT);
    add(
        "page limit",
        isCut ? Verdict.WARNING : Verdict.OK,
        isCut
            ? "of 100 customers asked for, " + rows + " come"
            : "100 customers a request" + (rows < PageRequest.MAX_LIMIT ? ", as far as seen" : ""),
        isCut ? "pageSize=" + rows : null);
  }

  private static boolean isInOrder(Page newest) {
    List<@Nullable Object[]> rows = newest.rows();
    boolean inOrder = true;
    for (int i = 1; i < rows.size(); i++) {
      Object before = value(rows.get(i - 1), CustomerColumns.FIRST_SEEN);
      Object after = value(rows.get(i), CustomerColumns.FIRST_SEEN);
      inOrder &= !(before instanceof Long b && after instanceof Long a) || b >= a;
    }
    return inOrder;
  }

  private void order(Page newest) {
    boolean inOrder = isInOrder(newest);
    add(
        "order",
        inOrder ? Verdict.OK : Verdict.WARNING,
        inOrder
            ? "customers come in the order asked for"
            : "they don't come in the order asked for: ordered limits read all rows",
        inOrder ? null : "consistency=strict");
  }

  private void ties(Page newest) {
    Search search = Search.ALL.withSort(new SortOrder(CustomerColumns.FIRST_SEEN, true));
    Page again = page(search, 0, PageRequest.MAX_LIMIT);
    boolean same = ids(again).equals(ids(newest));
    add(
        "ties",
        same ? Verdict.OK : Verdict.NOTE,
        same
            ? "the same page twice has the same customers in the same order"
            : "the same page twice differs: equal rows move, or customers came or went",
        same ? null : "consistency=strict");
  }

  private static List<@Nullable Object> ids(Page page) {
    return page.rows().stream()
        .<@Nullable Object>map(row -> value(row, CustomerColumns.ID))
        .toList();
  }

  /** Looks at the ends of both directions until it is clear where NULLs are. */
  private void nulls(Page newest) {
    if (newest.total() < 1) {
      add(
          "place of NULLs",
          Verdict.UNKNOWN,
          "without a total the last customer is not found",
          null);
      return;
    }
    boolean inFront = isNull(page(lastSeen(true), 0, 1));
    Page oldest = page(lastSeen(false), newest.total() - 1, 2);
    total(oldest.rows().size());
    NullsSorted sorted =
        !isInOrder(newest)
            ? NullsSorted.AUTO
            : oldest.rows().size() == 1
                ? ofEnds(inFront, isNull(oldest), newest.total() - 1)
                : ofFronts(inFront, isNull(page(lastSeen(false), 0, 1)));
    add(
        "place of NULLs",
        sorted == NullsSorted.AUTO ? Verdict.UNKNOWN : Verdict.OK,
        sorted == NullsSorted.AUTO
            ? "no customer without lastSeen was met at an end"
            : "customers without lastSeen come %s in DESC, %s in ASC"
                .formatted(place(sorted, true), place(sorted, false)),
        sorted == NullsSorted.AUTO
            ? null
            : "nullsSorted=" + sorted.name().toLowerCase(Locale.ROOT));
  }

  /**
   * Where NULLs are by the front of the descending order and the end of the ascending one, and by
   * the end of the descending one if neither has any.
   */
  private NullsSorted ofEnds(boolean inFront, boolean atEnd, long end) {
    if (inFront) {
      return atEnd ? NullsSorted.HIGH : NullsSorted.FIRST;
    }
    if (atEnd) {
      return NullsSorted.LAST;
    }
    return isNull(page(lastSeen(true), end, 1)) ? NullsSorted.LOW : NullsSorted.AUTO;
  }

  /** The same where nobody knows the ends. */
  private static NullsSorted ofFronts(boolean descending, boolean ascending) {
    if (descending) {
      return ascending ? NullsSorted.FIRST : NullsSorted.HIGH;
    }
    return ascending ? NullsSorted.LOW : NullsSorted.AUTO;
  }

  private static String place(NullsSorted sorted, boolean descending) {
    return Boolean.TRUE.equals(sorted.areFirst(descending)) ? "first" : "last";
  }

  private static Search lastSeen(boolean descending) {
    return Search.ALL.withSort(new SortOrder(CustomerColumns.LAST_SEEN, descending));
  }

  private static boolean isNull(Page page) {
    return !page.rows().isEmpty() && value(page.rows().get(0), CustomerColumns.LAST_SEEN) == null;
  }

  /**
   * Whether the total is the number of customers.
   *
   * @param found how many come from the last on that it tells of
   */
  private void total(int found) {
    add(
        "total checked",
        found == 1 ? Verdict.OK : Verdict.WARNING,
        found == 1
            ? "behind as many customers as it tells comes nobody"
            : found == 0
                ? "there are fewer customers than it tells"
                : "there are more customers than it tells",
        found == 1 ? null : "consistency=strict");
  }

  /** As many filters as a page has customers, all of which name one and the same customer. */
  private void filters(Page newest) {
    long id = (Long) Objects.requireNonNull(value(newest.rows().get(0), CustomerColumns.ID));
    int most = knowledge.mostFilters();
    Page found = ofFilters(most, id);
    while (found == null && knowledge.mayBeTooMany(most) && isWithin(1)) {
      most /= 2;
      found = ofFilters(most, id);
    }
    if (found == null) {
      add("bound of filters", Verdict.WARNING, "a search of " + most + " filters is refused", null);
      return;
    }
    boolean usual = most == PageRequest.MAX_LIMIT;
    if (most < knowledge.mostFilters()) {
      knowledge.learnMostFilters(most);
    }
    add(
        "bound of filters",
        usual ? Verdict.OK : Verdict.NOTE,
        "a search takes " + most + " filters" + (usual ? "" : ": long lists are split"),
        usual ? null : "maxFilters=" + most);
    boolean obeyed =
        !found.rows().isEmpty()
            && found.rows().stream()
                .allMatch(row -> Objects.equals(value(row, CustomerColumns.ID), id));
    add(
        "filters",
        obeyed ? Verdict.OK : Verdict.FAILED,
        obeyed
            ? "a search by id finds that customer"
            : "a search by id does not find that customer alone: filters are not obeyed",
        null);
  }

  /** Who is found by so many filters, each for the same id; null if they are refused. */
  private @Nullable Page ofFilters(int number, long id) {
    SearchFilter filter = new SearchFilter(CustomerColumns.ID, Operator.EQ, id);
    try {
      return page(new Search(Collections.nCopies(number, filter), Comparison.OR, null), 0, 2);
    } catch (HelpCrunchException e) {
      execution.checkActive();
      if (!Refusal.isRefusal(e)) {
        throw e;
      }
      return null;
    }
  }

  /** Whether so many more requests may be sent. */
  private boolean isWithin(int more) {
    return execution.statistics().requests() + more <= MOST_REQUESTS;
  }

  private void matching(ColumnDef column) {
    String check = "matching of " + column.name();
    boolean decided = knowledge.matching(column).meaning() != StringMatching.Meaning.SQL_UNDECIDED;
    if (!decided) {
      if (!isWithin(REQUESTS_A_COLUMN)) {
        add(check, Verdict.UNKNOWN, "not asked: ten requests are enough", null);
        return;
      }
      knowledge.learn(List.of(column), execution);
    }
    StringMatching known = knowledge.matching(column);
    String word = MatchingWords.of(known);
    add(
        check,
        "exact".equals(word) ? Verdict.OK : Verdict.NOTE,
        known.reason(),
        word == null ? null : "stringMatching=" + column.name() + ":" + word);
  }
}
