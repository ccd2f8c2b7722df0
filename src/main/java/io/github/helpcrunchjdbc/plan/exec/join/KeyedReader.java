package io.github.helpcrunchjdbc.plan.exec.join;

import com.google.common.primitives.Ints;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.plan.exec.expression.Residual;
import io.github.helpcrunchjdbc.plan.exec.operator.QueryContext;
import io.github.helpcrunchjdbc.plan.exec.scan.ScanProgram;
import io.github.helpcrunchjdbc.plan.exec.scan.ShownRows;
import io.github.helpcrunchjdbc.plan.pushdown.Branch;
import io.github.helpcrunchjdbc.plan.pushdown.BranchBinder;
import io.github.helpcrunchjdbc.plan.pushdown.FieldText;
import io.github.helpcrunchjdbc.plan.pushdown.Leaf;
import io.github.helpcrunchjdbc.read.cache.CachedAnswer;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.request.SearchPart;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.Comparison;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SearchFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.apache.calcite.DataContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads a scan's customers by their keys, or all of them. A search has one flat list of filters, so
 * several keys leave no place for the scan's own predicate, which the driver then evaluates on the
 * rows. Beside a single key the predicate is sent too. Thread-safe.
 */
public final class KeyedReader {
  private final ScanProgram all;
  private final List<ColumnDef> read;
  private final @Nullable Residual predicate;
  private final Leaf leaf;
  private final int[] output;
  private final int key;
  private final int id;

  /**
   * Creates a reader.
   *
   * @param all reads all customers of the scan
   * @param read the columns of a row that is read
   * @param predicate the scan's own predicate, over a row that is read; null for none
   * @param leaf the filter that is made of a key
   * @param output for each column of the scan its index in a row that is read; negative for NULL
   */
  public KeyedReader(
      ScanProgram all,
      List<ColumnDef> read,
      @Nullable Residual predicate,
      Leaf leaf,
      int[] output) {
    this.all = all;
    this.read = read;
    this.predicate = predicate;
    this.leaf = leaf;
    this.output = output;
    this.key = read.indexOf(leaf.column());
    this.id = read.indexOf(CustomerColumns.ID);
  }

  /** Returns how many keys one request may carry. */
  int mostFilters() {
    return all.knowledge().mostFilters();
  }

  /**
   * Returns how many keys may cost a tenth of the scan's pages, by its known total; at least those
   * of one request. As keys may find a little more than a page, each request counts as two.
   */
  int keysOfATenth(DataContext context) {
    ReadRequest request = all.request(context);
    long total = request.parts().size() == 1 ? all.knownTotal(request.parts().get(0).search()) : 0;
    return Ints.saturatedCast(mostFilters() * Math.max(1, total / (20L * all.pageSize())));
  }

  /** Halves the keys of further requests, if one may have been refused because it had too many. */
  boolean sendFewer(HelpCrunchException refusal, DataContext context) {
    return all.knowledge().filterBound().halveIfSuspected(refusal, QueryContext.execution(context));
  }

  /** Restores {@code most} keys a request if fewer keys were refused as well. */
  void failedWith(int most, HelpCrunchException failure) {
    all.knowledge().filterBound().restore(most, failure);
  }

  /** Returns a key in the form of both sides: whole numbers of any width become a Long. */
  @Nullable Object normalize(@Nullable Object value) {
    return leaf.column().isWholeNumber() && value instanceof Number number
        ? (Object) number.longValue()
        : value;
  }

  /** Returns the key of a row that was read. */
  @Nullable Object keyOf(@Nullable Object[] row) {
    return row[key];
  }

  /** Returns the id of a row's customer, null if the id was not read. */
  @Nullable Object idOf(@Nullable Object[] row) {
    return id < 0 ? null : row[id];
  }

  /** Returns a row that was read as the scan returns it; search-only columns are NULL. */
  @Nullable Object[] output(@Nullable Object[] row) {
    @Nullable Object[] shown = new @Nullable Object[output.length];
    for (int i = 0; i < output.length; i++) {
      shown[i] = output[i] < 0 ? null : row[output[i]];
    }
    return shown;
  }

  /** Whether a filter can carry a key. If not, only reading all customers finds its customers. */
  boolean canSend(Object value) {
    return !(value instanceof String text) || FieldText.canBeSent(text);
  }

  /** Returns all customers from memory, or null if they are not kept or can't answer this scan. */
  @Nullable CachedAnswer allCustomers() {
    return all.allCustomers();
  }

  /**
   * Reads all customers.
   *
   * @param allCustomers those in memory, null to read them from the service
   */
  RowSource openAll(@Nullable CachedAnswer allCustomers, DataContext context) {
    return allCustomers == null ? all.open(context) : all.open(allCustomers, context);
  }

  /**
   * Reads the customers of some keys.
   *
   * @param keys at most {@link #mostFilters()}, all different
   */
  RowSource open(DataContext context, Collection<Object> keys) {
    return all.open(request(context, keys), context);
  }

  /** Like {@link #open}, but sends the request at once: all these customers are wanted. */
  RowSource openAhead(DataContext context, Collection<Object> keys) {
    return all.openAhead(request(context, keys), context);
  }

  /** Returns how many batches of keys may be on their way before their turn. */
  int mostAhead() {
    return all.mostAhead();
  }

  private ReadRequest request(DataContext context, Collection<Object> keys) {
    Branch branch = new Branch(Comparison.OR, Collections.nCopies(keys.size(), leaf), List.of());
    Search search = BranchBinder.bind(branch, List.copyOf(keys), all.clock());
    if (search != null && keys.size() == 1) {
      search = narrowed(search, context);
    }
    List<SearchPart> parts =
        search == null ? List.of() : List.of(new SearchPart(search, residual(context)));
    // The id identifies one customer, so that there are no more rows than keys.
    boolean unique = leaf.column().isId();
    long limit = unique ? keys.size() : ReadRequest.NO_LIMIT;
    return new ReadRequest(parts, read, null, 0, limit);
  }

  /** Adds the scan's own filters to a key's if they fit; null if no customer satisfies them. */
  private @Nullable Search narrowed(Search key, DataContext context) {
    List<SearchPart> own = all.request(context).parts();
    if (own.size() != 1) {
      return own.isEmpty() ? null : key;
    }
    Search search = own.get(0).search();
    List<SearchFilter> filters = new ArrayList<>(key.filters());
    filters.addAll(search.filters());
    boolean fits = filters.size() <= mostFilters() && search.isConjunction();
    return fits ? key.withFilters(filters, Comparison.AND) : key;
  }

  private @Nullable Predicate<@Nullable Object[]> residual(DataContext context) {
    return predicate == null ? null : ShownRows.check(predicate.in(context), read, all.clock());
  }
}
