package io.github.helpcrunchjdbc.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The pages of an account of any size, made as they are asked for: the demo account's customers
 * over and over, each with an id of its own, and each first seen a second before the one in front.
 */
final class EndlessPages implements CannedAccount.Pages {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "@@";
  private static final long NEWEST = 1_700_000_000L;

  /** What stands before the first visit, and what after it; the id goes in front. */
  private final List<byte[][]> customers = new ArrayList<>();

  private final long total;

  EndlessPages(long total) throws IOException {
    this.total = total;
    for (byte[] page : PageBytes.of(1_000)) {
      for (JsonNode customer : JSON.readTree(page).get("data")) {
        ObjectNode template = (ObjectNode) customer;
        template.remove("id");
        template.put("firstSeen", MARK);
        String[] sides = template.toString().split("\"" + MARK + "\"", -1);
        customers.add(new byte[][] {bytes("," + sides[0].substring(1)), bytes(sides[1])});
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] body(long offset, int limit) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(limit * 1_200);
    body.writeBytes(bytes("{\"data\":["));
    for (long i = offset; i < Math.min(total, offset + limit); i++) {
      byte[][] customer = customers.get((int) (i % customers.size()));
      body.writeBytes(bytes((i == offset ? "" : ",") + "{\"id\":" + (total - i)));
      body.writeBytes(customer[0]);
      body.writeBytes(bytes("\"" + (NEWEST - i) + "\""));
      body.writeBytes(customer[1]);
    }
    body.writeBytes(bytes("],\"total\":" + total + "}"));
    return body.toByteArray();
  }
}
