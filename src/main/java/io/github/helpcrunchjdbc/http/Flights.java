package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one account that are under way: who asks for what somebody else has asked for,
 * and may be given the same answer, waits for that one. Only connections that treat requests alike
 * do so, with the same time limits and retries, so that a failure too is what their own would have
 * been. Thread-safe.
 */
final class Flights {
  private record Key(ClientSettings settings, PageRequest page, PageDecoder decoder) {}

  private record Flight(Exchange exchange, Party party) {}

  // Guarded by this.
  private final Map<Key, Flight> flights = new HashMap<>();

  /**
   * Joins a request, or sets out for one.
   *
   * @return a page of its own for each who asks; cancelling it aborts the request if nobody else
   *     waits for it
   */
  CompletableFuture<Page> ask(
      ClientParts parts,
      PageRequest page,
      PageDecoder decoder,
      Execution execution,
      Urgency urgency,
      Freshness freshness) {
    Key key = new Key(parts.settings(), page, decoder);
    CompletableFuture<Page> joined = join(key, execution, urgency, freshness);
    if (joined != null) {
      return joined;
    }
    Party party = new Party();
    Exchange exchange = new Exchange(parts, page, decoder, party, urgency);
    Flight flight = new Flight(exchange, party);
    CompletableFuture<Page> own = Objects.requireNonNull(party.join(execution));
    synchronized (this) {
      flights.put(key, flight);
    }
    party.whenDeserted(exchange::stop);
    CompletableFuture<Page> unused =
        exchange
            .start()
            .whenComplete(
                (answer, failure) -> {
                  synchronized (this) {
                    flights.remove(key, flight);
                  }
                  if (failure == null) {
                    party.complete(answer);
                  } else {
                    party.fail(failure);
                  }
                });
    return own;
  }

  private @Nullable CompletableFuture<Page> join(
      Key key, Execution execution, Urgency urgency, Freshness freshness) {
    Flight flight;
    synchronized (this) {
      flight = flights.get(key);
    }
    if (flight == null || !flight.exchange().canAnswer(freshness)) {
      return null;
    }
    CompletableFuture<Page> page = flight.party().join(execution);
    if (page != null) {
      flight.exchange().hurry(urgency);
    }
    return page;
  }
}
