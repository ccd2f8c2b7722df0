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
 * Answers an OkHttp client's searches in the network's place, whatever their host and their key:
 * everything of the client but the socket is at work. Add it as the last application interceptor.
 * Thread-safe.
 */
public final class DemoNetwork implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final CompletableFuture<UnaryOperator<String>> service;

  private DemoNetwork(CompletableFuture<UnaryOperator<String>> service) {
    this.service = service;
  }

  /**
   * The demo account. It is made in the background, while the caller has SQL to parse and plan.
   *
   * @param clock whose day, in UTC, the customers' times are relative to
   */
  public static DemoNetwork ofDemoAccount(Clock clock) {
    return new DemoNetwork(
        CompletableFuture.supplyAsync(
            () -> new DemoService(DemoAccount.customers(clock.instant()))::search));
  }

  /** An account like it of another size. */
  public static DemoNetwork ofSmallAccount(Instant now, int customers) {
    return of(new DemoService(DemoAccount.customers(now, customers))::search);
  }

  /**
   * Somebody else's answers.
   *
   * @param service from the JSON of a search to that of its answer
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
