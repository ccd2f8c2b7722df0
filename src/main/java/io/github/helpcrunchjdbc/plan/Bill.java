package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.execution.Statistics;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
import io.github.helpcrunchjdbc.learned.LearnedFact;
import io.github.helpcrunchjdbc.plan.exec.RowCursor;
import io.github.helpcrunchjdbc.plan.exec.RowsInMemory;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.SearchFilter;
import io.github.helpcrunchjdbc.search.SearchJson;
import java.nio.charset.StandardCharsets;
import java.sql.JDBCType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a statement will send and cost, as rows for people. Not thread-safe. */
final class Bill {
  static final List<ResultColumn> COLUMNS =
      List.of(
          ResultColumn.text("step"),
          ResultColumn.text("what"),
          ResultColumn.of("requests", JDBCType.BIGINT, true),
          ResultColumn.of("rows", JDBCType.BIGINT, true),
          ResultColumn.text("note"));

  private static final int SECONDS_A_MINUTE = 60;

  private final List<@Nullable Object[]> rows = new ArrayList<>();
  private long requests;

  private long read;
  private boolean certain = true;

  /** Whether parameters have no values yet. It is then unknown what the statement sends. */
  private boolean unbound;

  /** The range in which the number of requests may lie, as the end of the total's note. */
  private String range = "";

  /**
   * The cost of a search.
   *
   * @param rows how many rows the requests bring
   */
  record Sent(long requests, long rows) {
    /** Returns the geometric mean of both costs, which differs from each by the same factor. */
    Sent mean(Sent other) {
      return new Sent(mean(requests, other.requests), mean(rows, other.rows));
    }

    Sent plus(Sent other) {
      return new Sent(requests + other.requests, rows + other.rows);
    }

    private static long mean(long one, long other) {
      double product = (double) Math.max(1, one) * (double) Math.max(1, other);
      return one == other ? one : Math.round(Math.sqrt(product));
    }
  }

  /**
   * Adds a search.
   *
   * @param first the first request of the search
   * @param sent what the search costs if the customers are as is likeliest
   * @param otherwise what the search costs if the customers that nobody has seen are otherwise
   * @param total how many customers the search finds, counted by the service or assumed
   * @param known whether the service has counted {@code total}
   * @param learns whether the search asks how the service compares text, with values of a customer
   * @param sure whether the request's body is certain. It is not if it contains values of rows that
   *     the statement must read first.
   */
  void addSearch(
      PageRequest first,
      Sent sent,
      Sent otherwise,
      long total,
      boolean known,
      boolean learns,
      boolean sure) {
    Sent mean = sent.mean(otherwise);
    long told = mean.requests();
    requests += told;
    read += mean.rows();
    // A search with one request of one row costs one request, however many customers it finds.
    certain &= known || (sent.requests() == 1 && first.limit() == 1);
    List<String> notes = new ArrayList<>();
    if (told > 1) {
      notes.add("the first of " + told + " pages");
    }
    if (sent.requests() != otherwise.requests()) {
      notes.add(
          "from %s to %s, depending on what no answer has shown yet"
              .formatted(
                  Math.min(sent.requests(), otherwise.requests()),
                  Math.max(sent.requests(), otherwise.requests())));
    }
    notes.add(known ? "the service counts " + total : "it is assumed to find " + total);
    if (learns) {
      notes.add("as imagined, the service compares as SQL does; otherwise more may be sent");
    } else if (!sure) {
      notes.add("its values come from rows that are read before, and are imagined here");
    }
    // A probe's body contains values of a customer, which a plan must not show.
    add(
        learns ? "learn" : "search",
        learns
            ? "how the service compares " + learnedColumn(first)
            : new String(SearchJson.write(first), StandardCharsets.UTF_8),
        told,
        mean.rows(),
        String.join("; ", notes));
  }

  /**
   * Adds that other searches may be sent instead. The total is then the mean of both.
   *
   * @param sent what the listed searches cost
   * @param otherwise what the other searches cost, if the account is unlike what was imagined
   */
  void addOtherWay(Sent sent, Sent otherwise) {
    Sent mean = sent.mean(otherwise);
    requests += mean.requests() - sent.requests();
    read += mean.rows() - sent.rows();
  }

  /**
   * Adds the least and the greatest number of requests that all searches may take.
   *
   * @param unseen what had to be guessed of the account, such as "when they came"
   */
  void addRange(long least, long most, List<String> unseen) {
    if (least < most) {
      range =
          "; from %s to %s requests%s"
              .formatted(
                  Math.min(least, requests),
                  Math.max(most, requests),
                  unseen.isEmpty()
                      ? ""
                      : ", because no answer has shown yet " + String.join(", ", unseen));
    }
  }

  /** Notes that the number of requests depends on values that nobody has seen yet. */
  void addDoubt() {
    certain = false;
  }

  /** Adds that parameters have no values yet. */
  void addUnbound() {
    unbound = true;
    certain = false;
    addStep(
        "driver", "parameters", "their values decide what is sent; set all to have the searches");
  }

  /** Adds a fact that was learned of the service and that shapes the plan. */
  void addFact(LearnedFact fact) {
    addStep(
        "learned",
        fact.meaning(),
        "seen in %d statement%s: %s; FORGET SERVICE forgets it, else it goes at %s"
            .formatted(
                fact.sightings(),
                fact.sightings() == 1 ? "" : "s",
                fact.evidence(),
                fact.expires()));
  }

  void addStep(String step, String what, String note) {
    add(step, what, null, null, note);
  }

  /** Adds the total, with its time by a quota in requests a minute (0 for none). */
  void addTotal(int perMinute) {
    add(
        "total",
        certain ? "the bill" : "the bill, as far as it can be told",
        unbound ? null : (Long) requests,
        unbound ? null : (Long) read,
        unbound ? "not known without the values" : duration(requests, perMinute) + range);
  }

  /** Adds what an execution has actually cost. */
  void addTruth(Statistics executed) {
    add(
        "actual",
        "as executed",
        executed.requests(),
        executed.of(Counter.FETCHED_ROWS),
        "rows returned: %d, pages: %d, from memory: %d, shared: %d"
            .formatted(
                executed.of(Counter.ROWS_ANSWERED),
                executed.of(Counter.FETCHED_PAGES),
                executed.of(Counter.CACHED_PAGES),
                executed.of(Counter.SHARED_REQUESTS)));
  }

  RowCursor cursor() {
    return new RowsInMemory(rows);
  }

  private static String duration(long requests, int perMinute) {
    if (perMinute == 0) {
      return "no quota is set";
    }
    long seconds = requests * SECONDS_A_MINUTE / perMinute;
    return "about %d min %d s of the quota of %d requests a minute"
        .formatted(seconds / SECONDS_A_MINUTE, seconds % SECONDS_A_MINUTE, perMinute);
  }

  private static String learnedColumn(PageRequest probe) {
    List<SearchFilter> filters = probe.search().filters();
    return filters.get(filters.size() - 1).column().name();
  }

  private void add(
      String step, String what, @Nullable Long costs, @Nullable Long found, String note) {
    rows.add(new @Nullable Object[] {step, what, costs, found, note});
  }
}
