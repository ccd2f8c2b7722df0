package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.read.facts.SeenPages;
import io.github.helpcrunchjdbc.read.page.ReadContext;
import io.github.helpcrunchjdbc.read.request.CountTerm;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.Span;
import io.github.helpcrunchjdbc.read.request.TimeRange;
import io.github.helpcrunchjdbc.read.totals.SortedOffsets;
import io.github.helpcrunchjdbc.read.totals.TextPresence;
import io.github.helpcrunchjdbc.read.totals.Totals;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Counts customers by totals, without reading their rows. Thread-safe. */
public record CountReader(CustomerReader rows) {
  /** This many rows show whether customers without tags have an empty list. */
  private static final int ENOUGH_TAGS = 100;

  /** Whether it was seen that customers without tags have an empty list, or a page can show it. */
  public boolean mayTellTags() {
    return areTagsShown() || (areTagsUnknown() && rows.pageSize() >= ENOUGH_TAGS);
  }

  /** Whether customers without tags were seen to have an empty list. */
  public boolean areTagsShown() {
    return Boolean.FALSE.equals(rows.facts().tagsAreNull());
  }

  /** Whether it was not seen yet how the service shows customers without tags. */
  public boolean areTagsUnknown() {
    return rows.facts().tagsAreNull() == null;
  }

  /**
   * Looks at some rows, which may show how the service shows customers without tags.
   *
   * @param column the index of the tags in the rows, JSON arrays or null if there is none
   */
  public void seeTags(List<@Nullable Object[]> page, int column) {
    boolean isNull = page.stream().anyMatch(row -> row[column] == null);
    boolean isEmpty = page.stream().anyMatch(row -> "[]".equals(row[column]));
    // A few rows with an empty list do not show that all customers have one.
    if (isNull || (page.size() >= ENOUGH_TAGS && isEmpty)) {
      rows.facts().learnTags(isNull);
    }
  }

  /** Returns how many pages have come so far, for all statements. */
  public long pagesCome() {
    return rows.facts().points().pages().learned();
  }

  /** Whether a term may be countable: {@code !=} is not known to find NULLs in its columns. */
  public boolean mayTell(CountTerm term) {
    return term.withTagsShown().present().stream()
        .noneMatch(text -> Boolean.TRUE.equals(rows.facts().nulls().areKeptByNegatives(text)));
  }

  /** Returns how many requests a term is assumed to need. */
  public int cost(CountTerm term) {
    if (term.range() != null) {
      boolean isOpen = !term.range().hasLower() || !term.range().hasUpper();
      return isOpen ? 8 : 11;
    }
    List<ColumnDef> texts = term.withTagsShown().present();
    boolean isOneSearch = texts.size() == 1 && term.search().filters().isEmpty();
    // No customer has the text that is searched for, so each further column takes one total more.
    int once = isOneSearch ? 1 : Math.max(0, texts.size() - 1);
    return Math.max(1, texts.stream().mapToInt(this::presenceCost).sum() - once);
  }

  /** Returns how many requests it should take to count the customers with a value in a column. */
  public int presenceCost(ColumnDef present) {
    if (present.isTags()) {
      return 0;
    }
    return rows.facts().nulls().areKeptByNegatives(present) == null ? 5 : 2;
  }

  /**
   * Returns the result of a counting.
   *
   * @param count may be called twice, so what it learns of the service is its only side effect
   */
  public <T> T counting(Execution execution, Function<Counts, T> count) {
    ReadRequest ids = new ReadRequest(List.of(), List.of(CustomerColumns.ID), null, 0, 1);
    return rows.answer(ids, execution, reading -> count.apply(new Counts(reading)));
  }

  /** The counts of one execution. Not thread-safe. */
  public static final class Counts {
    private final ReadContext reading;
    private final Totals totals;
    private final TextPresence presence;
    private final List<SortedOffsets> offsets = new ArrayList<>();
    private @Nullable Long seenSince;

    Counts(ReadContext reading) {
      this.reading = reading;
      this.totals = new Totals(reading);
      this.presence = new TextPresence(reading, totals);
    }

    /** Whether totals are of no use in this account, or for what was asked. */
    public boolean isGivenUp() {
      return presence.isUntold() || reading.holds(ServiceFact.TOTALS_UNRELIABLE);
    }

    /**
     * Uses the first page of an order that this statement has read already, if there is one.
     *
     * @param before what {@link CountReader#pagesCome} was when the statement began
     */
    public void seenFirstPages(long before) {
      Execution execution = reading.execution();
      boolean isUsable =
          !reading.isReplay()
              && execution.statistics().of(Counter.CACHED_PAGES) == 0
              && !execution.seen().contains(ServiceFact.FRACTIONS_SHOWN);
      seenSince = isUsable ? (Long) before : null;
    }

    /** Takes a total that has come with rows. */
    public void seen(CountTerm term, long total) {
      presence.seen(term.search(), total);
    }

    /** Counts a term once more, without a request if its total was the last one requested. */
    public @Nullable Long again(CountTerm term) {
      boolean isTotal = term.range() == null && term.present().isEmpty();
      return isTotal ? totals.now(term.search()) : of(term);
    }

    /** Returns a term's number of customers, null if it can't be found out. */
    public @Nullable Long of(CountTerm term) {
      TimeRange range = term.range();
      if (range != null) {
        Span span = term.present().isEmpty() ? span(term.search(), range) : null;
        return span == null ? null : (Long) span.size();
      }
      List<ColumnDef> texts = term.withTagsShown().present();
      boolean needsTags = texts.size() < term.present().size();
      if (needsTags && !Boolean.FALSE.equals(reading.facts().tagsAreNull())) {
        return null;
      }
      return presence.count(term.search(), texts);
    }

    /** Returns where the customers of a range are in the order of its time, null if unknown. */
    public @Nullable Span span(Search search, TimeRange range) {
      return offsets(search, range.column()).span(range);
    }

    /** Returns the least and greatest time of a non-empty span in milliseconds, null if unknown. */
    public long @Nullable [] extremes(Search search, ColumnDef column, Span span) {
      return offsets(search, column).extremes(span);
    }

    /**
     * Returns how many customers of a search have a sortable time before each of some seconds, null
     * if unknown.
     *
     * @param seconds the seconds in rising order
     */
    public long @Nullable [] before(Search search, ColumnDef column, long[] seconds) {
      return offsets(search, column).before(seconds);
    }

    /** Returns the first page this statement has read, null if there is none or it lacks a time. */
    private SeenPages.@Nullable Sorted firstPage(Search search, ColumnDef column) {
      Long since = seenSince;
      SeenPages.Sorted first =
          since == null ? null : reading.facts().points().pages().first(search, column, since);
      return first == null || first.rows().times().contains(null) ? null : first;
    }

    /** Returns an object that keeps the bounds found so far. They help to find the next ones. */
    private SortedOffsets offsets(Search search, ColumnDef column) {
      for (SortedOffsets known : offsets) {
        if (known.isOf(search, column)) {
          return known;
        }
      }
      SeenPages.Sorted first = firstPage(search, column);
      // The oldest come first, so that new customers come after them.
      SortOrder sort = first == null ? new SortOrder(column, false) : first.sort();
      SortedOffsets found = new SortedOffsets(reading, search, sort);
      if (first != null) {
        found.begin(first.rows().total(), first.rows().times());
      }
      offsets.add(found);
      return found;
    }
  }
}
