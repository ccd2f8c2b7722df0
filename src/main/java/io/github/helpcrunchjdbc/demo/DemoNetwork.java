package io.github.helpcrunchjdbc.demo;

import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * Answers an OkHttp client's requests in the network's place, whatever their host: everything of
 * the client but the socket is at work. Add it as the last application interceptor. Thread-safe.
 */
public final class DemoNetwork implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final CompletableFuture<Api> api;

  private DemoNetwork(CompletableFuture<Api> api) {
    this.api = api;
  }

  /**
   * The demo account. It takes any key. It is made in the background, while the caller has SQL to
   * parse and plan.
   *
   * @param clock whose day, in UTC, the customers' times are relative to
   */
  public static DemoNetwork ofDemoAccount(Clock clock) {
    return new DemoNetwork(
        CompletableFuture.supplyAsync(
            () ->
                new CustomerService(
                    new CustomerStore(DemoAccount.customers(clock.instant())),
                    Behaviour.PLAIN,
                    null)));
  }

  /** Somebody else's answers. */
  public static DemoNetwork of(Api api) {
    return new DemoNetwork(CompletableFuture.completedFuture(api));
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    ApiAnswer answer = api.join().answer(read(request));
    if (chain.call().isCanceled()) {
      throw new IOException("Canceled");
    }
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(answer.status())
            .message("")
            .header("Content-Type", JSON.toString())
            .body(ResponseBody.create(answer.body(), JSON));
    answer.headers().forEach(response::header);
    return response.build();
  }

  private static ApiRequest read(Request request) throws IOException {
    HttpUrl url = request.url();
    Map<String, String> query = new HashMap<>();
    for (String name : url.queryParameterNames()) {
      String value = url.queryParameter(name);
      query.put(name, value == null ? "" : value);
    }
    Map<String, String> headers = new HashMap<>();
    for (String name : request.headers().names()) {
      String value = request.header(name);
      headers.put(name, value == null ? "" : value);
    }
    Buffer bytes = new Buffer();
    RequestBody body = request.body();
    if (body != null) {
      body.writeTo(bytes);
      MediaType type = body.contentType();
      if (type != null) {
        // OkHttp itself sets this header behind the application's interceptors.
        headers.put("content-type", type.toString());
      }
    }
    return new ApiRequest(request.method(), url.encodedPath(), query, headers, bytes.readUtf8());
  }
}
