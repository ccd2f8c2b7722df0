package io.github.helpcrunchjdbc.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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

  private static Request search(String body) {
    return new Request.Builder()
        .url("https://api.helpcrunch.invalid/v1/customers/search")
        .post(RequestBody.create(body, JSON))
        .build();
  }

  private static String answer(OkHttpClient client, String body) {
    try (Response response = client.newCall(search(body)).execute()) {
      return response.body().string();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void answersInTheNetworksPlace() throws IOException {
    Clock clock = Clock.fixed(Instant.parse("2026-11-22T15:00:00Z"), ZoneOffset.UTC);
    OkHttpClient client = client(DemoNetwork.ofDemoAccount(clock));
    String body = "{\"filter\":[" + Asking.filter("countryCode", "=", "\"UA\"") + "],\"limit\":3}";
    try (Response response = client.newCall(search(body)).execute()) {
      assertThat(response.code()).isEqualTo(200);
      assertThat(response.header("Content-Type")).startsWith("application/json");
      assertThat(Asking.ids(Asking.parse(response.body().string()))).hasSize(3);
    }
  }

  @Test
  void passesOnTheSearchAndItsAnswer() {
    AtomicReference<String> asked = new AtomicReference<>();
    OkHttpClient client =
        client(
            DemoNetwork.of(
                search -> {
                  asked.set(search);
                  return "{\"ключ\":1}";
                }));
    assertThat(answer(client, "{\"Ї\":2}")).isEqualTo("{\"ключ\":1}");
    assertThat(asked.get()).isEqualTo("{\"Ї\":2}");
  }

  @Test
  void manyMayAskAtOnce() {
    OkHttpClient client = client(DemoNetwork.ofSmallAccount(Instant.EPOCH, 300));
    List<Integer> sizes =
        IntStream.range(0, 40)
            .parallel()
            .mapToObj(
                i -> {
                  String answer = answer(client, "{\"limit\":" + (i + 1) + "}");
                  return Asking.ids(Asking.parse(answer)).size();
                })
            .toList();
    assertThat(sizes).isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
  }
}
