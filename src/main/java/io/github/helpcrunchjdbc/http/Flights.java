package io.github.helpcrunchjdbc.http;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

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
    Party party = new Party();
    Exchange exchange = new Exchange(parts, page, decoder, party, urgency);
    Flight flight = new Flight(exchange, party);
    CompletableFuture<Page> own = Objects.requireNonNull(party.join(execution));
    Flight other;
    CompletableFuture<Page> joined;
    // Looking and setting out are one step, or two who ask at once would both set out.
    synchronized (this) {
      other = flights.get(key);
      joined =
          other != null && other.exchange().canAnswer(freshness)
              ? other.party().join(execution)
              : null;
      if (joined == null) {
        flights.put(key, flight);
      }
    }
    if (other != null && joined != null) {
      own.cancel(false);
      other.exchange().hurry(urgency);
      return joined;
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
}
