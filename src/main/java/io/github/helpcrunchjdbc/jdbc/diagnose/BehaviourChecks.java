package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.jdbc.diagnose.Finding.Verdict;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.plan.pushdown.MatchingNames;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.read.page.Refusal;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how a service pages, sorts and compares, as far as a few requests show it. Not
 * thread-safe.
 */
record BehaviourChecks(
    CustomerClient client,
    AccountKnowledge knowledge,
    List<Finding> findings,
    Execution execution) {
  /** The most requests that finding out how one column is compared takes. */
  private static final int MOST_OF_A_COLUMN = 5;

  private static final List<ColumnDef> COLUMNS =
      CustomerColumns.all().stream().filter(column -> !column.isSearchOnly()).toList();

  /**
   * Returns a decoder that reads all shown columns and takes values that can't be decoded for NULL.
   */
  static PageDecoder decoder() {
    return new PageDecoder(COLUMNS, COLUMNS.size(), Undecodable.NULL);
  }

  void add(String check, Verdict verdict, String detail, @Nullable String property) {
    findings.add(new Finding(check, verdict, detail, property));
  }

  Page page(PageRequest request) {
    return client.search(request, decoder(), execution);
  }

  static @Nullable Object value(@Nullable Object[] row, ColumnDef column) {
    return row[COLUMNS.indexOf(column)];
  }

  /** Looks at a page of the newest customers and reads a few more pages. */
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
    boolean inOrder =
        SortOrder.STABLE.isOrderOf(
            newest.rows().stream()
                .map(row -> (Long) value(row, CustomerColumns.FIRST_SEEN))
                .toList());
    order(inOrder);
    checkRepeatedPage(newest);
    pageLimit(newest, new OrderEndChecks(this, newest).look(inOrder));
    // If filters are not obeyed, the rows of a search tell nothing of how text is compared.
    if (filters(newest)) {
      knowledge.takeSamples(COLUMNS, newest.rows());
      COLUMNS.stream().filter(ColumnDef::isSearchableText).forEach(this::matching);
    }
  }

  /**
   * Reports whether a page has as many customers as were asked for.
   *
   * @param fewer whether there are fewer customers than the total says
   */
  private void pageLimit(Page newest, boolean fewer) {
    int rows = newest.rows().size();
    boolean isCut =
        !fewer
            && newest.total() != Page.UNKNOWN_TOTAL
            && rows < Math.min(newest.total(), PageRequest.MAX_LIMIT);
    add(
        "page limit",
        isCut ? Verdict.WARNING : Verdict.OK,
        isCut
            ? "of 100 customers asked for, " + rows + " come"
            : "100 customers a request" + (rows < PageRequest.MAX_LIMIT ? ", as far as seen" : ""),
        isCut ? "pageSize=" + rows : null);
  }

  private void order(boolean inOrder) {
    if (!inOrder) {
      knowledge.noteShown(ServiceFact.IGNORES_SORT, "the newest are not in order", execution);
    }
    add(
        "order",
        inOrder ? Verdict.OK : Verdict.WARNING,
        inOrder
            ? "customers come in the order asked for"
            : "they don't come in the order asked for: ordered limits read all rows",
        inOrder ? null : "consistency=strict");
  }

  private void checkRepeatedPage(Page newest) {
    Search search = Search.ALL.withSort(new SortOrder(CustomerColumns.FIRST_SEEN, true));
    Page again = page(new PageRequest(search, 0, PageRequest.MAX_LIMIT));
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

  /**
   * Sends a search with as many filters as a page has customers; all of them name one customer.
   *
   * @return false if the answer shows that filters are ignored
   */
  private boolean filters(Page newest) {
    long id = (Long) Objects.requireNonNull(value(newest.rows().get(0), CustomerColumns.ID));
    int most = knowledge.mostFilters();
    Page found = ofFilters(most, id);
    while (found == null
        && knowledge.filterBound().mayBeExceeded(most)
        && execution.budget().allows(1)) {
      most /= 2;
      found = ofFilters(most, id);
    }
    if (found == null) {
      if (knowledge.filterBound().mayBeExceeded(most)) {
        // The next diagnosis then begins with the number at which this one ended.
        knowledge.filterBound().learn(most / 2, execution);
      }
      add("bound of filters", Verdict.WARNING, "a search of " + most + " filters is refused", null);
      add("filters", Verdict.UNKNOWN, "no search with filters was answered", null);
      return true;
    }
    boolean usual = most == PageRequest.MAX_LIMIT;
    if (most < knowledge.mostFilters()) {
      knowledge.filterBound().learn(most, execution);
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
    return obeyed;
  }

  /**
   * Returns the customers that a search with this number of filters finds, all of which name this
   * id; null if the service refuses the search.
   */
  private @Nullable Page ofFilters(int number, long id) {
    SearchFilter filter = new SearchFilter(CustomerColumns.ID, Operator.EQ, id);
    try {
      Search search = new Search(Collections.nCopies(number, filter), Comparison.OR, null);
      return page(new PageRequest(search, 0, 2));
    } catch (HelpCrunchException e) {
      execution.checkActive();
      if (!Refusal.isRefusal(e)) {
        throw e;
      }
      return null;
    }
  }

  private boolean isUndecided(ColumnDef column) {
    return knowledge.matching(column).meaning() == StringMatching.Meaning.SQL_UNDECIDED;
  }

  private void matching(ColumnDef column) {
    String check = "matching of " + column.name();
    if (isUndecided(column)) {
      knowledge.learn(List.of(column), execution);
    }
    if (isUndecided(column) && !execution.budget().allows(MOST_OF_A_COLUMN)) {
      add(check, Verdict.UNKNOWN, "not found out within ten requests", null);
      return;
    }
    StringMatching known = knowledge.matching(column);
    String word = MatchingNames.of(known);
    add(
        check,
        "exact".equals(word) ? Verdict.OK : Verdict.NOTE,
        known.reason(),
        word == null ? null : "stringMatching=" + column.name() + ":" + word);
  }
}
