package io.github.helpcrunchjdbc.plan.exec.join;

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
 * Reads a scan's customers by their keys, or all of them. The service takes one flat list, so that
 * beside several keys nothing else can be sent: what the scan has taken in is evaluated on the rows
 * that come. Beside a single key it is sent too. Thread-safe.
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
   * @param all reads all customers
   * @param read the columns of a row that is read
   * @param predicate what the scan has taken in, over a row that is read; null for none
   * @param leaf what a key is compared with
   * @param output the scan's columns by their index in a row that is read, negative for NULL
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

  /** How many keys one request takes. */
  int mostFilters() {
    return all.knowledge().mostFilters();
  }

  /** Has the next requests have fewer keys, if one that was refused may have had too many. */
  boolean sendFewer(HelpCrunchException refusal, DataContext context) {
    return all.knowledge().filterBound().halveIfSuspected(refusal, QueryContext.execution(context));
  }

  /** Notes what failed in the end: if fewer keys were refused too, it was not for their number. */
  void failedWith(int most, HelpCrunchException failure) {
    all.knowledge().filterBound().restore(most, failure);
  }

  /** A key as both sides have it, whatever width of number they use; null if it can't match. */
  @Nullable Object normalize(@Nullable Object value) {
    return leaf.column().isWholeNumber() && value instanceof Number number
        ? (Object) number.longValue()
        : value;
  }

  /** The key of a row that was read. */
  @Nullable Object keyOf(@Nullable Object[] row) {
    return row[key];
  }

  /** The id of a row's customer, null if it was not read. */
  @Nullable Object idOf(@Nullable Object[] row) {
    return id < 0 ? null : row[id];
  }

  /** A row that was read as the scan gives it; what is never shown is NULL. */
  @Nullable Object[] output(@Nullable Object[] row) {
    @Nullable Object[] shown = new @Nullable Object[output.length];
    for (int i = 0; i < output.length; i++) {
      shown[i] = output[i] < 0 ? null : row[output[i]];
    }
    return shown;
  }

  /** Whether a key can be sent; if not, only reading all customers finds its own. */
  boolean canSend(Object value) {
    return !(value instanceof String text) || FieldText.canBeSent(text);
  }

  /** All customers in memory, if those that the join needs can be found among them; else null. */
  @Nullable CachedAnswer allCustomers() {
    return all.allCustomers();
  }

  /**
   * All customers.
   *
   * @param allCustomers those in memory, null to read them
   */
  RowSource openAll(@Nullable CachedAnswer allCustomers, DataContext context) {
    return allCustomers == null ? all.open(context) : all.open(allCustomers, context);
  }

  /**
   * The customers of some keys.
   *
   * @param keys no more than {@link #mostFilters()}, each different
   */
  RowSource open(DataContext context, Collection<Object> keys) {
    return all.open(request(context, keys), context);
  }

  /** The same for keys whose customers are surely wanted: they are on their way at once. */
  RowSource openAhead(DataContext context, Collection<Object> keys) {
    return all.openAhead(request(context, keys), context);
  }

  /** How many batches of keys may be on their way before it is their turn. */
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
    // No two customers have the same id.
    boolean unique = leaf.column().isId();
    long limit = unique ? keys.size() : ReadRequest.NO_LIMIT;
    return new ReadRequest(parts, read, null, 0, limit);
  }

  /** Beside one key, what the scan itself sends goes along; null if no customer satisfies it. */
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
