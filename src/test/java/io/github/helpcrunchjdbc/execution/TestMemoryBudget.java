package io.github.helpcrunchjdbc.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.testing.JavaProcess;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestMemoryBudget {
  private static final int MEGABYTE = 1 << 20;

  /** Several statements, each within its own bound, may keep more than the heap has. */
  @Test
  void aHeapThatIsNearlyFullIsTold() throws Exception {
    JavaProcess.Result result =
        new JavaProcess(
                List.of(
                    "-Xmx64m",
                    "-cp",
                    place(MemoryBudget.class) + File.pathSeparator + place(TestMemoryBudget.class),
                    FullHeap.class.getName()))
            .atMost(Duration.ofMinutes(1))
            .run();
    assertThat(result.out().lines())
        .containsExactly("free: kept", "full: OUT_OF_MEMORY", "a little: kept", "free: kept");
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  /** Keeps two megabytes while the heap is free, full, and free again. */
  static final class FullHeap {
    private FullHeap() {}

    public static void main(String[] args) {
      keep("free", 2 * MEGABYTE);
      List<byte[]> others = new ArrayList<>();
      while (others.size() < 58 * 4) {
        others.add(new byte[MEGABYTE / 4 - 16]);
      }
      System.gc();
      keep("full", 2 * MEGABYTE);
      keep("a little", 1000);
      others.clear();
      keep("free", 2 * MEGABYTE);
    }

    private static void keep(String heap, long bytes) {
      String outcome = "kept";
      try {
        MemoryBudget.of(16 * MEGABYTE).keep(bytes);
      } catch (HelpCrunchException e) {
        outcome = e.code().name();
      }
      System.out.println(heap + ": " + outcome);
    }
  }
}
