package io.github.helpcrunchjdbc.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pages of an account of any size, made as they are asked for: the demo account's customers
 * over and over, each with an id of its own, and each first seen a second before the one in front.
 */
final class EndlessPages implements CannedAccount.Pages {
  private static final Pattern CUSTOMER =
      Pattern.compile("\\{\"id\":(\\d+)(,.*?\"firstSeen\":)(\"\\d+\"|null|\\d+)");
  private static final long NEWEST = 1_700_000_000L;

  /** What stands before the id, between the id and the first visit, and so on. */
  private final List<byte[][]> customers = new ArrayList<>();

  private final long total;

  EndlessPages(long total) {
    this.total = total;
    for (byte[] page : PageBytes.of(1_000)) {
      take(new String(page, StandardCharsets.UTF_8));
    }
  }

  private void take(String page) {
    String data = page.substring(page.indexOf('[') + 1, page.lastIndexOf("],\"total\""));
    Matcher matcher = CUSTOMER.matcher(data);
    List<int[]> places = new ArrayList<>();
    while (matcher.find()) {
      places.add(new int[] {matcher.start(), matcher.end(1), matcher.end(2), matcher.end(3)});
    }
    for (int i = 0; i < places.size(); i++) {
      int[] place = places.get(i);
      int end = i + 1 < places.size() ? places.get(i + 1)[0] - 1 : data.length();
      customers.add(
          new byte[][] {
            bytes(data.substring(place[1], place[2])), bytes(data.substring(place[3], end))
          });
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
