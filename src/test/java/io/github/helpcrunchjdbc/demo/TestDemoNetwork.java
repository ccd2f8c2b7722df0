package io.github.helpcrunchjdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

class TestDemoNetwork {
  private static final MediaType JSON = MediaType.get("application/json");

  private static OkHttpClient client(DemoNetwork network) {
    return new OkHttpClient.Builder().addInterceptor(network).build();
  }

  private static Request.Builder to(String path) {
    return new Request.Builder()
        .url("https://api.helpcrunch.invalid" + path)
        .header("Authorization", "Bearer any");
  }

  @Test
  void answersInTheNetworksPlace() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T15:00:00Z"), ZoneOffset.UTC);
    OkHttpClient client = client(DemoNetwork.ofDemoAccount(clock));
    String body = "{\"filter\":[" + Asking.filter("countryCode", "=", "\"UA\"") + "],\"limit\":3}";
    Request search = to("/v1/customers/search").post(RequestBody.create(body, JSON)).build();
    try (Response response = client.newCall(search).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.header("Content-Type")).startsWith("application/json");
      assertThat(Asking.ids(Asking.parse(response.body().string()))).hasSize(3);
    }
  }

  @Test
  void passesOnAllOfTheRequestAndOfTheAnswer() throws IOException {
    AtomicReference<ApiRequest> seen = new AtomicReference<>();
    OkHttpClient client =
        client(
            DemoNetwork.of(
                request -> {
                  seen.set(request);
                  return new ApiAnswer(429, Map.of("Retry-After", "3"), "{\"ключ\":1}");
                }));
    try (Response response =
        client.newCall(to("/v1/customers?limit=2&order=a%20b").build()).execute()) {
      assertThat(response.code()).isEqualTo(429);
      assertThat(response.header("Retry-After")).isEqualTo("3");
      assertThat(response.body().string()).isEqualTo("{\"ключ\":1}");
    }
    assertThat(seen.get().method()).isEqualTo("GET");
    assertThat(seen.get().path()).isEqualTo("/v1/customers");
    assertThat(seen.get().query()).isEqualTo(Map.of("limit", "2", "order", "a b"));
    assertThat(seen.get().header("AUTHORIZATION")).isEqualTo("Bearer any");
    assertThat(seen.get().body()).isEmpty();
  }

  @Test
  void manyMayAskAtOnce() {
    CustomerService service =
        new CustomerService(
            new CustomerStore(DemoAccount.customers(Instant.EPOCH, 300)), Behaviour.PLAIN, null);
    OkHttpClient client = client(DemoNetwork.of(service));
    List<Integer> sizes =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(
                i -> {
                  try (Response response =
                      client.newCall(to("/v1/customers?limit=" + (i + 1)).build()).execute()) {
                    return Asking.ids(Asking.parse(response.body().string())).size();
                  } catch (IOException e) {
                    throw new AssertionError(e);
                  }
                })
            .toList();
    assertThat(sizes).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
  }
}
