package io.github.helpcrunchjdbc.bench;

import io.github.helpcrunchjdbc.demo.ApiRequest;
import io.github.helpcrunchjdbc.demo.Behaviour;
import io.github.helpcrunchjdbc.demo.CustomerService;
import io.github.helpcrunchjdbc.demo.CustomerStore;
import io.github.helpcrunchjdbc.demo.DemoAccount;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All pages of an account, newest customers first, as the bytes of their answers. */
final class PageBytes {
  private PageBytes() {}

  static List<byte[]> of(int customers) {
    CustomerService service =
        new CustomerService(
            new CustomerStore(DemoAccount.customers(Instant.now(), customers)),
            Behaviour.PLAIN,
            null);
    List<byte[]> pages = new ArrayList<>();
    for (int offset = 0; offset < customers; offset += 100) {
      ApiRequest request =
          new ApiRequest(
              "POST",
              "/v1/customers/search",
              Map.of(),
              Map.of("authorization", "Bearer any", "content-type", "application/json"),
              "{\"sort\":\"customers.firstSeen\",\"order\":\"DESC\",\"offset\":"
                  + offset
                  + ",\"limit\":100}");
      pages.add(service.answer(request).body().getBytes(StandardCharsets.UTF_8));
    }
    return pages;
  }
}
