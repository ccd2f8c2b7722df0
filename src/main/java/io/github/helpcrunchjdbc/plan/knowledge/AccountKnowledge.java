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
   * Knowledge of an account.
   *
   * @param facts what the JVM has learned of it
   * @param given how the user says that a column is compared, null if that is to be learned
   * @param maxFilters how many filters the user wants a search to carry at the most
   * @param clock on whose face the connection shows times
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

  /** The same knowledge of pages that are no service's; nothing is added to what was learned. */
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
    // What is never shown gives no sample.
    return column.isSearchOnly() ? StringMatching.STRICT : facts.matching(column);
  }

  @Override
  public boolean showsFractions() {
    return learnedFacts.holds(ServiceFact.FRACTIONS_SHOWN);
  }

  /**
   * To be called where a row is read while the service is known to show fractions of seconds.
   *
   * @param relied whether the plan under way reckons with whole seconds
   * @throws LearnedException if it does, and there is time for another
   * @throws HelpCrunchException if there is none
   */
  public void noteFractions(boolean relied, Execution execution) {
    if (relied) {
      facts.outdate();
      replan("the service turns out to show fractions of seconds", execution);
    }
  }

  /**
   * Notes what a check of the service has shown by one answer, which others may act on at once: no
   * coming and going of customers explains it.
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

  /** Whether another Calcite makes the plans. */
  public boolean isPlannedElsewhere() {
    return foreign;
  }

  /**
   * Notes that another Calcite makes the plans: they must hold for every value of a parameter, as
   * they are not made again for some.
   */
  public void expectForeignPlans() {
    foreign = true;
    emptyTexts = true;
    repeatedHours = !clock.isUtc();
  }

  /**
   * Notes that a plan was executed for a time that the clock says twice, for which it has no check.
   *
   * @throws LearnedException if there is time for another plan
   * @throws HelpCrunchException if there is none
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

  /** How many filters a search may carry, and how that is learned. */
  public FilterBound filterBound() {
    return filterBound;
  }

  /** The newest customers as they were last seen, null if none were read yet. */
  public @Nullable AccountSample sample() {
    return facts.sample();
  }

  /** Changes whenever something is learned or forgotten; the same where the same is known. */
  public int version() {
    return 4 * facts.version() + (showsFractions() ? 2 : 0) + (repeatedHours ? 1 : 0);
  }

  /**
   * Asks the service how it compares fields of which that is not known; once an account, field and
   * JVM. Nothing is learned if the customer who served as sample has changed, or if the statement
   * may not send what it takes.
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
            // Nobody has shown it of the service.
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
        : probe.probe(sample, pair.companion(), seen, execution);
  }

  /**
   * Whether rows of these columns would save asking for some, should it come to asking how a field
   * is compared.
   */
  public boolean wantsSamples(List<ColumnDef> columns) {
    return columns.contains(CustomerColumns.ID)
        && columns.stream()
            .anyMatch(
                column ->
                    ProbeSamples.isOf(column)
                        && facts.samples().isWanted(column)
                        && given.apply(column) == null
                        && facts.matching(column).meaning()
                            == StringMatching.Meaning.SQL_UNDECIDED);
  }

  /**
   * How many requests statements could have saved by knowing how some fields are compared.
   *
   * @param more what another one could save
   */
  public long savings(Set<ColumnDef> columns, long more) {
    return facts.savings(columns, more);
  }

  /** That what was learned makes another plan better. */
  public LearnedException planAgain() {
    return new LearnedException("how the service compares text");
  }

  /** Takes samples from rows that a query has read anyway, from the service and just now. */
  public void takeSamples(List<ColumnDef> columns, List<@Nullable Object[]> rows) {
    facts.samples().take(columns, rows);
  }
}
