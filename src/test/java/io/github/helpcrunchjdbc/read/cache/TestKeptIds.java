package io.github.helpcrunchjdbc.read.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.helpcrunchjdbc.error.ErrorCode;
import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.MemoryBudget;
import io.github.helpcrunchjdbc.execution.MemoryShare;
import io.github.helpcrunchjdbc.execution.RequestBudget.Bound;
import io.github.helpcrunchjdbc.read.ReadFixture;
import io.github.helpcrunchjdbc.read.request.ReadRequest;
import io.github.helpcrunchjdbc.read.stream.RowLayout;
import io.github.helpcrunchjdbc.read.stream.RowSource;
import io.github.helpcrunchjdbc.rows.Undecodable;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.Search;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The ids of customers whom memory gives count like those of customers who are read. */
class TestKeptIds {
  /** Their ids take 16 to 32 bytes each. */
  private static final int CUSTOMERS = 10_000;

  private static final RowLayout LAYOUT = new RowLayout(List.of(CustomerColumns.ID), null);

  @Test
  void idsOfAKeptAnswerCount() {
    ReadRequest all = ReadFixture.request(Search.ALL, null, 0, ReadRequest.NO_LIMIT);
    String customers =
        LongStream.rangeClosed(1, CUSTOMERS)
            .mapToObj(id -> "{\"id\":" + id + "}")
            .collect(Collectors.joining(","));
    byte[] body = ("{\"data\":[" + customers + "]}").getBytes(StandardCharsets.UTF_8);
    CachedPage page = new CachedPage(new Object(), ByteBuffer.wrap(body), CUSTOMERS, 0);
    List<CachedAnswer> answers = List.of(new CachedAnswer(List.of(page), 0));
    assertIdsCount(
        execution ->
            AnswerCache.rows(answers, all, LAYOUT, LAYOUT.decoder(Undecodable.ERROR), execution));
  }

  @Test
  void idsOfRowsThatMayGoOnCount() {
    PageCache cache = new PageCache(new AnswerStore());
    List<Object[]> rows =
        LongStream.rangeClosed(1, CUSTOMERS).mapToObj(id -> new Object[] {id, null}).toList();
    assertIdsCount(
        execution ->
            new ContinuedRows(
                RowSource.of(rows),
                new ReplayedPages(cache, 0),
                () -> RowSource.of(List.of()),
                LAYOUT,
                execution));
  }

  private static void assertIdsCount(Function<Execution, RowSource> open) {
    Execution roomy = execution(1 << 20);
    try (RowSource rows = open.apply(roomy)) {
      assertThat(rows.toList()).hasSize(CUSTOMERS);
      assertThat(new MemoryShare(roomy.memory()).room())
          .isLessThan((1 << 20) - 16 * CUSTOMERS + 4096);
    }
    assertThat(new MemoryShare(roomy.memory()).room()).isEqualTo(1 << 20);

    try (RowSource rows = open.apply(execution(1 << 16))) {
      HelpCrunchException failure =
          catchThrowableOfType(HelpCrunchException.class, () -> rows.toList());
      assertThat(failure.code()).isEqualTo(ErrorCode.OUT_OF_MEMORY);
    }
  }

  private static Execution execution(long bytes) {
    return new Execution(1, 0, 0, 0, Bound.NONE, MemoryBudget.of(bytes), System::nanoTime);
  }
}
