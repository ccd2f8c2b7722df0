package io.github.helpcrunchjdbc.testing;

import io.github.helpcrunchjdbc.demo.Api;
import io.github.helpcrunchjdbc.demo.ApiAnswer;
import io.github.helpcrunchjdbc.demo.ApiError;
import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerService;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoCustomer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The service as a test wants it, behind a real socket on a free loopback port: the tests' own
 * service with its quirks, what stands before it (limit, churn, failures), and a record of what was
 * asked. Thread-safe.
 */
public final class SimulatedAccount implements AutoCloseable {
  /** The key it accepts unless told otherwise; it ends as real ones may. */
  public static final String API_KEY = "c2ltdWxhdGVkLWtleQ==";

  private final CustomerStore store;
  private final String apiKey;
  private final Behaviour behaviour;
  private final Api service;
  private final Duration latency;
  private final @Nullable RateLimit rateLimit;
  private final Consumer<CustomerStore> beforeEach;
  private final LongSupplier nanos;
  private final List<RecordedRequest> requests = new CopyOnWriteArrayList<>();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final @Nullable Failure lasting;
  private final Contradiction contradiction;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final LoopbackServer server;

  private SimulatedAccount(Builder builder) {
    this.store = new CustomerStore(builder.customers);
    this.apiKey = builder.apiKey;
    this.behaviour = builder.behaviour;
    this.service = builder.before.apply(new CustomerService(store, behaviour, apiKey));
    this.latency = builder.latency;
    this.rateLimit = builder.rateLimit;
    this.beforeEach = builder.beforeEach;
    this.nanos = builder.nanos;
    this.lasting = builder.lasting;
    this.contradiction = builder.contradiction;
    this.server = new LoopbackServer(this::serve);
  }

  /** A plain account of these customers. */
  public static SimulatedAccount of(Collection<DemoCustomer> customers) {
    return builder().customers(customers).start();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** What {@code baseUrl} of the driver is to be, {@code http://127.0.0.1:<port>/v1}. */
  public String baseUrl() {
    return server.url() + "/v1";
  }

  public String apiKey() {
    return apiKey;
  }

  public Behaviour behaviour() {
    return behaviour;
  }

  /** The customers, to be changed at will. */
  public CustomerStore customers() {
    return store;
  }

  /** Every request in the order of arrival, refused and failed ones included. */
  public List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  /** The bodies of {@link #requests()}. */
  public List<String> bodies() {
    return requests.stream().map(RecordedRequest::body).toList();
  }

  /** Forgets the requests and the failures that did not come to pass. */
  public void clear() {
    requests.clear();
    failures.clear();
  }

  /** Has the next {@code count} requests go wrong, behind those already told to. */
  public void failNext(int count, Failure failure) {
    for (int i = 0; i < count; i++) {
      failures.add(failure);
    }
  }

  /** The account without its socket, latency and failures, where time is simulated. */
  public Api api() {
    return request -> {
      record(request);
      return answer(request);
    };
  }

  /** The same from the JSON of a search to that of its answer, for {@code DemoNetwork.of}. */
  public String search(String body) {
    Map<String, String> headers =
        Map.of("Authorization", "Bearer " + apiKey, "Content-Type", "application/json");
    return api()
        .answer(new ApiRequest("POST", "/v1/customers/search", Map.of(), headers, body))
        .body();
  }

  private void record(ApiRequest request) {
    requests.add(
        new RecordedRequest(
            request.method(),
            request.path(),
            request.query(),
            request.body(),
            request.header("authorization"),
            nanos.getAsLong()));
  }

  private ApiAnswer answer(ApiRequest request) {
    long refusedFor = rateLimit == null ? RateLimit.ACCEPTED : rateLimit.refusedFor();
    if (rateLimit != null && refusedFor != RateLimit.ACCEPTED) {
      ApiAnswer refusal = ApiError.tooManyRequests().answer(behaviour);
      return rateLimit.tellsRetryAfter()
          ? refusal.withHeader("Retry-After", Long.toString(refusedFor))
          : refusal;
    }
    beforeEach.accept(store);
    return contradiction.answer(service, request);
  }

  private boolean serve(ApiRequest request, OutputStream out) throws IOException {
    record(request);
    Failure told = failures.poll();
    Failure failure = told == null ? lasting : told;
    if (failure instanceof Failure.Dropped) {
      return false;
    } else if (failure instanceof Failure.Hang) {
      waitUntilClosed(Duration.ofDays(1));
      return false;
    }
    waitUntilClosed(latency);
    ApiAnswer answer =
        failure instanceof Failure.Answer scripted ? scripted.answer() : answer(request);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    byte[] head = head(answer, failure instanceof Failure.CutJson ? body.length / 2 : body.length);
    int sent =
        failure instanceof Failure.HangInBody
            ? 0
            : failure instanceof Failure.CutBody || failure instanceof Failure.CutJson
                ? body.length / 2
                : body.length;
    byte[] message = new byte[head.length + sent];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(body, 0, message, head.length, sent);
    if (failure instanceof Failure.Drip drip) {
      out.write(head);
      for (byte one : body) {
        waitUntilClosed(drip.pause());
        out.write(one);
        out.flush();
      }
      return true;
    }
    // In one piece: a second small write would wait for the acknowledgement of the first.
    out.write(message);
    out.flush();
    if (failure instanceof Failure.HangInBody) {
      waitUntilClosed(Duration.ofDays(1));
    }
    return !(failure instanceof Failure.CutBody || failure instanceof Failure.HangInBody);
  }

  private static byte[] head(ApiAnswer answer, int length) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + answer.status() + " Simulated\r\n");
    head.append("Content-Type: application/json\r\n");
    head.append("Content-Length: ").append(length).append("\r\n");
    answer.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private void waitUntilClosed(Duration atMost) throws IOException {
    try {
      if (!atMost.isZero() && closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.close();
  }

  /** Settings of an account. Not thread-safe. */
  public static final class Builder {
    private Collection<DemoCustomer> customers = List.of();
    private Behaviour behaviour = Behaviour.PLAIN;
    private String apiKey = API_KEY;
    private Duration latency = Duration.ZERO;
    private @Nullable RateLimit rateLimit;
    private Consumer<CustomerStore> beforeEach = store -> {};
    private LongSupplier nanos = System::nanoTime;
    private UnaryOperator<Api> before = account -> account;

    private @Nullable Failure lasting;
    private Contradiction contradiction = Contradiction.NONE;

    private Builder() {}

    public Builder customers(Collection<DemoCustomer> newCustomers) {
      customers = newCustomers;
      return this;
    }

    public Builder behaviour(Behaviour newBehaviour) {
      behaviour = newBehaviour;
      return this;
    }

    public Builder apiKey(String newApiKey) {
      apiKey = newApiKey;
      return this;
    }

    /** How long each answer takes. */
    public Builder latency(Duration newLatency) {
      latency = newLatency;
      return this;
    }

    public Builder rateLimit(RateLimit newRateLimit) {
      rateLimit = newRateLimit;
      return this;
    }

    /** What happens to the customers before each request that is let through; see {@link Churn}. */
    public Builder beforeEach(Consumer<CustomerStore> newBeforeEach) {
      beforeEach = newBeforeEach;
      return this;
    }

    /** The clock of {@link RecordedRequest#arrivalNanos}. */
    public Builder clock(LongSupplier newNanos) {
      nanos = newNanos;
      return this;
    }

    /** What stands before the account, and may change what is asked and what is answered. */
    public Builder before(UnaryOperator<Api> newBefore) {
      before = newBefore;
      return this;
    }

    /** How each request goes wrong that is not told to go wrong in another way. */
    public Builder lasting(Failure newLasting) {
      lasting = newLasting;
      return this;
    }

    /** In which way its answers are at odds with what was asked, or with each other. */
    public Builder contradiction(Contradiction newContradiction) {
      contradiction = newContradiction;
      return this;
    }

    public SimulatedAccount start() {
      return new SimulatedAccount(this);
    }
  }
}
