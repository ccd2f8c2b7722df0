package io.github.helpcrunchjdbc.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Answers the searches of an OkHttp client in the network's place, whatever their host and their
 * key. Everything of the client but the socket is at work. Add it as the last application
 * interceptor. Thread-safe.
 */
public final class DemoNetwork implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final CompletableFuture<UnaryOperator<String>> service;

  private DemoNetwork(CompletableFuture<UnaryOperator<String>> service) {
    this.service = service;
  }

  /**
   * Returns a network that answers for the demo account. The account is made in the background,
   * while the caller parses and plans the SQL.
   *
   * @param clock gives the day, in UTC, that the customers' times are relative to
   */
  public static DemoNetwork ofDemoAccount(Clock clock) {
    return new DemoNetwork(
        CompletableFuture.supplyAsync(
            () -> new DemoService(DemoAccount.customers(clock.instant()))::search));
  }

  /**
   * Returns a network that answers for an account of this many customers, like the demo account.
   */
  public static DemoNetwork ofSmallAccount(Instant now, int customers) {
    return of(new DemoService(DemoAccount.customers(now, customers))::search);
  }

  /**
   * Returns a network whose answers the caller gives.
   *
   * @param service turns the JSON of a search into the JSON of its answer
   */
  public static DemoNetwork of(UnaryOperator<String> service) {
    return new DemoNetwork(CompletableFuture.completedFuture(service));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Buffer search = new Buffer();
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(search);
    }
    String answer = service.join().apply(search.readUtf8());
    if (chain.call().isCanceled()) {
      throw new IOException("Canceled");
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("")
        .header("Content-Type", JSON.toString())
        .body(ResponseBody.create(answer, JSON))
        .build();
  }
}
