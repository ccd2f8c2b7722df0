package io.github.helpcrunchjdbc.plan.knowledge;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.learned.LearnedFacts;
import io.github.helpcrunchjdbc.learned.ServiceFact;
import io.github.helpcrunchjdbc.plan.pushdown.Knowledge;
import io.github.helpcrunchjdbc.plan.pushdown.RequestEstimator;
import io.github.helpcrunchjdbc.plan.pushdown.StringMatching;
import io.github.helpcrunchjdbc.plan.pushdown.WallClock;
import io.github.helpcrunchjdbc.read.request.AccountSample;
import io.github.helpcrunchjdbc.read.source.PageSource;
import io.github.helpcrunchjdbc.search.ColumnDef;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What one connection knows of its account's service, and how it learns more. Thread-safe. */
public final class AccountKnowledge implements Knowledge {
  private static final Logger LOG = Logger.getLogger("io.github.helpcrunchjdbc.learned");

  private final AccountFacts facts;
  private final LearnedFacts learnedFacts;
  private final MatchingProbe probe;
  private final FilterBound filterBound;
  private final Function<ColumnDef, @Nullable StringMatching> given;
  private final int maxFilters;
  private final WallClock clock;
  private final RequestEstimator estimator;
  private volatile boolean repeatedHours;
  private volatile boolean emptyTexts;
  private volatile boolean foreign;
  private volatile boolean imagined;

  /**
   * Creates the knowledge of an account.
   *
   * @param facts what the JVM has learned of the account
   * @param given how the user says that the service compares a column, null if that is to be
   *     learned
   * @param maxFilters how many filters a search may carry at the most, as the user has set it
   * @param clock shows times in the connection's time zone
   * @param pageSize rows a request
   */
  public AccountKnowledge(
      AccountFacts facts,
      PageSource pages,
      Function<ColumnDef, @Nullable StringMatching> given,
      int maxFilters,
      WallClock clock,
      int pageSize) {
    this.clock = clock;
    this.estimator = new RequestEstimator(() -> pages.facts().total(Search.ALL), pageSize);
    this.facts = facts;
    this.learnedFacts = pages.facts().learned();
    this.filterBound = new FilterBound(facts, pages, maxFilters);
    this.probe = new MatchingProbe(pages, filterBound);
    this.given = given;
    this.maxFilters = maxFilters;
  }

  /** Returns a copy for imagined pages; what the copy learns is not added to this knowledge. */
  public AccountKnowledge rehearsing(PageSource pages) {
    AccountKnowledge rehearsal =
        new AccountKnowledge(facts.copy(), pages, given, maxFilters, clock, estimator.pageSize());
    rehearsal.repeatedHours = repeatedHours;
    rehearsal.emptyTexts = emptyTexts;
    rehearsal.imagined = true;
    return rehearsal;
  }

  @Override
  public StringMatching matching(ColumnDef column) {
    StringMatching said = given.apply(column);
    if (said != null) {
      return said;
    }
    // The service never returns the value of a search-only column, so there are no samples of it.
    return column.isSearchOnly() ? StringMatching.STRICT : facts.matching(column);
  }

  @Override
  public boolean showsFractions() {
    return learnedFacts.holds(ServiceFact.FRACTIONS_SHOWN);
  }

  /**
   * Notes that a row was read while the service is known to show fractions of seconds.
   *
   * @param relied whether the current plan relies on whole seconds
   * @throws LearnedException if it does, and no row was returned yet: the statement is planned
   *     again
   * @throws HelpCrunchException if it does, and rows were returned already
   */
  public void noteFractions(boolean relied, Execution execution) {
    if (relied) {
      facts.outdate();
      replan("the service turns out to show fractions of seconds", execution);
    }
  }

  /**
   * Notes a fact that one answer of a check has proved. Other statements may rely on it at once,
   * because customers who come and go can't explain such an answer.
   *
   * @param evidence without customers' data
   */
  public void noteShown(ServiceFact fact, String evidence, Execution execution) {
    execution.statistics().learned(fact.meaning());
    for (int i = 0; i < fact.sightingsNeeded(); i++) {
      learnedFacts.sight(fact, evidence, new Object(), execution.logPrefix());
    }
  }

  private static void replan(String learned, Execution execution) {
    if (execution.isAnswering()) {
      throw HelpCrunchException.notSupported(
          learned + ", which the plan did not reckon with; execute the statement again");
    }
    throw new LearnedException(learned);
  }

  @Override
  public WallClock clock() {
    return clock;
  }

  @Override
  public boolean expectsRepeatedHours() {
    return repeatedHours;
  }

  @Override
  public boolean expectsEmptyTexts() {
    return emptyTexts;
  }

  /** Whether another Calcite makes the plans, and not the driver's own. */
  public boolean isPlannedElsewhere() {
    return foreign;
  }

  /**
   * Notes that another Calcite makes the plans. It does not plan again for other values of
   * parameters, so each plan must hold for all values.
   */
  public void expectForeignPlans() {
    foreign = true;
    emptyTexts = true;
    repeatedHours = !clock.isUtc();
  }

  /**
   * Notes that a time in the hour that the clock shows twice was compared, by a plan that does not
   * check for it.
   *
   * @throws LearnedException if no row was returned yet: the statement is planned again
   * @throws HelpCrunchException if rows were returned already
   */
  public void noteRepeatedHour(Execution execution) {
    repeatedHours = true;
    replan("a time is compared that the clocks of the time zone say twice", execution);
  }

  @Override
  public RequestEstimator estimator() {
    return estimator;
  }

  @Override
  public int mostFilters() {
    return filterBound.most();
  }

  /** Returns how many filters a search may carry, and how that is learned. */
  public FilterBound filterBound() {
    return filterBound;
  }

  /** Returns the newest customers as they were last seen, or null if none were read yet. */
  public @Nullable AccountSample sample() {
    return facts.sample();
  }

  /** Returns a number that is equal only while the same facts are known. */
  public int version() {
    return 4 * facts.version() + (showsFractions() ? 2 : 0) + (repeatedHours ? 1 : 0);
  }

  /**
   * Asks the service how it compares those fields for which that is unknown; once for each account,
   * field and JVM. Nothing is learned if the sampled customer has changed, or if the statement may
   * not send the requests that are needed.
   *
   * @throws HelpCrunchException if the service can't be asked
   */
  public void learn(Collection<ColumnDef> columns, Execution execution) {
    facts.lock(execution);
    try {
      for (ColumnDef column : columns) {
        if (facts.matching(column).meaning() == StringMatching.Meaning.SQL_UNDECIDED) {
          StringMatching learned = ask(column, execution);
          if (learned == null) {
            continue;
          }
          facts.learn(column, imagined ? learned.imagined() : learned);
          if (imagined) {
            // An imagined answer proves nothing about the service, so it is not reported.
            continue;
          }
          learnedFacts.note(
              column.name(),
              "= " + learned.equality() + ", LIKE " + learned.containment(),
              learned.reason());
          execution.statistics().learned("matching of " + column.name() + ": " + learned.reason());
          LOG.config(
              () ->
                  execution.logPrefix() + "matching of " + column.name() + ": " + learned.reason());
        }
      }
    } finally {
      facts.unlock();
    }
  }

  private @Nullable StringMatching ask(ColumnDef column, Execution execution) {
    ProbeSamples samples = facts.samples();
    ProbeSamples.Pair pair = samples.of(column);
    boolean seen = pair != null && pair.sample() != null;
    if (!execution.budget().allows(probe.fewestRequests() + (seen ? 0 : 1))) {
      return null;
    }
    if (!seen) {
      samples.take(ProbeSamples.columns(), probe.newest(execution));
      pair = samples.of(column);
    }
    ProbeSample sample = pair == null ? null : pair.sample();
    samples.drop(column);
    return pair == null || sample == null
        ? StringMatching.DOUBTFUL
        : probe.probe(sample, pair.otherSample(), seen, execution);
  }

  /**
   * Whether rows with these columns are worth keeping as samples: they would save a request if the
   * service is asked later how it compares a field.
   */
  public boolean wantsSamples(List<ColumnDef> columns) {
    return columns.contains(CustomerColumns.ID)
        && columns.stream()
            .anyMatch(
                column ->
                    ProbeSamples.canServe(column)
                        && facts.samples().isWanted(column)
                        && given.apply(column) == null
                        && facts.matching(column).meaning()
                            == StringMatching.Meaning.SQL_UNDECIDED);
  }

  /**
   * Adds up how many requests statements could have saved by knowing how the service compares some
   * fields, and returns the sum.
   *
   * @param more what one more statement could have saved
   */
  public long savings(Set<ColumnDef> columns, long more) {
    return facts.savings(columns, more);
  }

  /** Returns the exception that says that a better plan is possible with what was learned. */
  public LearnedException planAgain() {
    return new LearnedException("how the service compares text");
  }

  /** Takes samples from rows that a query has just read from the service, not from the cache. */
  public void takeSamples(List<ColumnDef> columns, List<@Nullable Object[]> rows) {
    facts.samples().take(columns, rows);
  }
}
