package io.github.helpcrunchjdbc.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Class paths of the processes that are measured: jars only, since class-data sharing takes no
 * other.
 */
final class ClassPaths {
  private static final String DEMO = "io/github/helpcrunchjdbc/demo";
  private static final String BENCH = "io/github/helpcrunchjdbc/bench";

  private ClassPaths() {}

  /** The finished single jar. */
  static Path singleJar() {
    return Path.of(System.getProperty("single.jar", ""));
  }

  /** The single jar, and the programs of this package. */
  static String driver(Path programs) {
    return singleJar() + File.pathSeparator + programs;
  }

  /** The libraries of this JVM in their order, and the programs of this package. */
  static String libraries(Path programs) {
    List<String> entries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.endsWith(".jar")) {
        entries.add(entry);
      }
    }
    entries.add(programs.toString());
    return String.join(File.pathSeparator, entries);
  }

  /** Makes a jar of the programs of this package and the demo account. */
  static Path programs(Path directory) throws IOException {
    Path jar = directory.resolve("programs.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        for (String of : Arrays.asList(DEMO, BENCH)) {
          Path classes = Path.of(entry, of);
          if (Files.isDirectory(classes)) {
            add(out, classes, of);
          }
        }
      }
    }
    return jar;
  }

  private static void add(JarOutputStream out, Path classes, String name) throws IOException {
    try (Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new ZipEntry(name + "/" + file.getFileName()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
