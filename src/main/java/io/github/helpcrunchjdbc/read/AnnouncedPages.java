package io.github.helpcrunchjdbc.read;

import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.PageRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Sends nothing and notes what would be sent. A reading that takes all it finds gets an empty page,
 * so that it shows how each of its searches begins; one that wants a few rows gets them, as they
 * would end it. One rehearsal's, so not thread-safe.
 */
public final class AnnouncedPages implements PageSource {
  /** Nobody's id, as far as can be told. */
  private static final long FIRST_ID = 1_000_000_000_000L;

  private final int pageSize;
  private final List<PageRequest> requests = new ArrayList<>();
  private final ReadFacts facts = new ReadFacts();

  /**
   * Pages of a rehearsal.
   *
   * @param pageSize rows a request where all are wanted
   */
  public AnnouncedPages(int pageSize) {
    this.pageSize = pageSize;
  }

  @Override
  public Page search(PageRequest request, PageDecoder decoder, Execution execution) {
    requests.add(request);
    if (request.limit() == pageSize) {
      return new Page(List.of(), 0);
    }
    try (InputStream answer = new ByteArrayInputStream(answer(request))) {
      return decoder.decode(answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As many customers as are asked for, of whom nothing is known but that they were seen. */
  private static byte[] answer(PageRequest request) {
    String customers =
        LongStream.range(0, request.limit())
            .mapToObj(
                i ->
                    "{\"id\":"
                        + (FIRST_ID + request.offset() + i)
                        + ",\"firstSeen\":\"1600000000\",\"lastSeen\":\"1600000000\"}")
            .collect(Collectors.joining(","));
    long total = request.offset() + request.limit();
    return ("{\"data\":[" + customers + "],\"total\":" + total + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Of its own: an empty page teaches nothing of the service. */
  @Override
  public ReadFacts facts() {
    return facts;
  }

  /** What would be sent first for each search, in the order of sending. */
  public List<PageRequest> requests() {
    return List.copyOf(requests);
  }
}
