package io.github.helpcrunchjdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.FinishedJar;
import io.github.helpcrunchjdbc.testing.JavaProcess;
import io.github.helpcrunchjdbc.testing.Stranger;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What is in the single jar, what is not, and that it serves as the only jar of a program. */
class SingleJarIT {
  private static final String OURS = "io/github/helpcrunchjdbc/";
  private static final String SERVICES = "META-INF/services/";

  @Test
  void everyClassIsBelowOurPackage() throws IOException {
    assertThat(entries(FinishedJar.single()))
        .filteredOn(name -> name.endsWith(".class"))
        .hasSizeGreaterThan(10_000)
        .allMatch(name -> name.startsWith(OURS));
  }

  @Test
  void noEntryTwiceNoSignatureNoVariant() throws IOException {
    assertThat(entries(FinishedJar.single()))
        .doesNotHaveDuplicates()
        .noneMatch(name -> name.matches("META-INF/.*\\.(SF|RSA|DSA)"))
        .noneMatch(name -> name.startsWith("META-INF/versions/"))
        .noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void registersOurDriverOnly() throws IOException {
    for (Path file : List.of(FinishedJar.single(), FinishedJar.thin())) {
      try (JarFile jar = new JarFile(file.toFile())) {
        assertThat(text(jar, SERVICES + "java.sql.Driver").strip())
            .isEqualTo("io.github.helpcrunchjdbc.HelpCrunchDriver");
      }
    }
  }

  @Test
  void everyServiceAndProviderIsInTheJarUnderItsNewName() throws IOException {
    try (JarFile jar = new JarFile(FinishedJar.single().toFile())) {
      List<String> files =
          jar.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith(SERVICES) && !name.endsWith("/"))
              .toList();
      assertThat(files).anyMatch(name -> name.endsWith("ICompilerFactory"));
      for (String file : files) {
        String service = file.substring(SERVICES.length());
        if (!service.startsWith("java.")) {
          assertThat(jar.getEntry(classFile(service))).as(service).isNotNull();
        }
        for (String provider : text(jar, file).strip().split("\\s+")) {
          assertThat(jar.getEntry(classFile(provider))).as(provider).isNotNull();
        }
      }
    }
  }

  @Test
  void manifestNamesTheShellAndTheVersion() throws IOException {
    try (JarFile jar = new JarFile(FinishedJar.single().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.getValue("Main-Class")).isEqualTo("io.github.helpcrunchjdbc.shell.Shell");
      assertThat(manifest.getValue("Implementation-Version"))
          .isEqualTo(System.getProperty("project.version"));
    }
  }

  @Test
  void bothJarsCarryTheLicence() throws IOException {
    for (Path file : List.of(FinishedJar.single(), FinishedJar.thin())) {
      try (JarFile jar = new JarFile(file.toFile())) {
        assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License", "Version 2.0");
      }
    }
  }

  @Test
  void thinJarHoldsOurClassesOnly() throws IOException {
    assertThat(entries(FinishedJar.thin()))
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(OURS))
        .noneMatch(name -> name.startsWith(OURS + "shaded/"));
  }

  @Test
  void servesAProgramThatKnowsOnlyJdbc() throws Exception {
    String classPath = FinishedJar.single() + File.pathSeparator + testClasses();
    JavaProcess.Result result =
        new JavaProcess(List.of("-cp", classPath, Stranger.class.getName())).run();
    // Also no word of SLF4J looking for a provider.
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .anyMatch(line -> line.matches("customers: [1-9][0-9]*"))
        .filteredOn(line -> !line.startsWith("customers: "))
        .containsExactly(
            "driver: io.github.helpcrunchjdbc.HelpCrunchDriver",
            "calcite: No suitable driver found for jdbc:calcite:");
    assertThat(result.exitCode()).isZero();
  }

  private static Path testClasses() throws URISyntaxException {
    return Path.of(Stranger.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static List<String> entries(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String classFile(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static String text(JarFile jar, String entry) throws IOException {
    return new String(
        jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
  }
}
