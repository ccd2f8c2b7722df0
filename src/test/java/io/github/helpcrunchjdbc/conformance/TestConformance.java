package io.github.helpcrunchjdbc.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.helpcrunchjdbc.testing.DocsPage;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Calls every method of JDBC's interfaces on the demo account as a caller who knows JDBC would.
 * Each works or says that it is not supported; {@code docs/jdbc-conformance.md} says which does
 * what.
 */
@Tag("everywhere")
class TestConformance {
  private static final String NOT_SUPPORTED = "refused";

  /** What became of a call. */
  private record Verdict(String what, String note) {}

  /** Methods after which an object is not what it was; each of them gets one of its own. */
  private static final Pattern CHANGES =
      Pattern.compile("close.*|next|cancel|clear.*|execute.*|getMoreResults|set(Large)?MaxRows");

  private final Map<LiveObject, Object> sharedObjects = new EnumMap<>(LiveObject.class);
  private final Connection shared;

  private final TestCalls testCalls = new TestCalls();
  private final List<String> failures = new ArrayList<>();

  TestConformance() throws SQLException {
    shared = LiveObject.connect();
  }

  @AfterEach
  void close() throws SQLException {
    shared.close();
  }

  @Test
  void everyMethod() throws Exception {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Interface", "Method", "Here it", "Tested by, or why"));
    for (LiveObject live : LiveObject.values()) {
      Map<String, Map<Verdict, List<String>>> byName = new LinkedHashMap<>();
      for (Method method : methods(live.type())) {
        byName
            .computeIfAbsent(method.getName(), name -> new LinkedHashMap<>())
            .computeIfAbsent(verdict(live, method), verdict -> new ArrayList<>())
            .add(signature(method));
      }
      for (Map<Verdict, List<String>> verdicts : byName.values()) {
        verdicts.forEach(
            (verdict, signatures) ->
                rows.add(
                    List.of(
                        live.type().getSimpleName(),
                        String.join("<br>", signatures),
                        verdict.what(),
                        verdict.note())));
      }
    }
    assertThat(failures)
        .as("calls that neither worked nor were refused, or that only one test of all makes")
        .isEmpty();
    new DocsPage("jdbc-conformance.md").assertTable(rows);
  }

  @Test
  void whatDoesNothingIsAMethod() {
    Set<String> methods = new TreeSet<>();
    for (LiveObject live : LiveObject.values()) {
      methods(live.type())
          .forEach(m -> methods.add(live.type().getSimpleName() + "." + m.getName()));
    }
    assertThat(methods).containsAll(NoOps.all().keySet());
  }

  private Verdict verdict(LiveObject live, Method method) throws Exception {
    boolean own = live == LiveObject.CONNECTION || CHANGES.matcher(method.getName()).matches();
    Object answer = null;
    try (Connection fresh = LiveObject.connect()) {
      Connection connection = own ? fresh : shared;
      Object target = own ? live.on(fresh) : sharedObject(live);
      answer = method.invoke(target, new SampleArguments(connection, method).all());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof SQLFeatureNotSupportedException refusal) {
        return new Verdict(NOT_SUPPORTED, String.valueOf(refusal.getMessage()));
      }
      failures.add(method + ": " + e.getCause());
    }
    String noOp = NoOps.reason(live.type(), method.getName());
    if (noOp != null) {
      return new Verdict("does nothing", noOp);
    }
    String test = testCalls.of(live, method.getName());
    // Other answers, such as objects, show themselves otherwise in every run.
    boolean plain =
        answer instanceof String || answer instanceof Number || answer instanceof Boolean;
    boolean fact = live == LiveObject.DATABASE_META_DATA && plain;
    if (test.equals(TestCalls.CALLS_ALL) && !fact) {
      failures.add(method + ": no test looks at it");
    }
    return test.equals(TestCalls.CALLS_ALL) && fact
        ? new Verdict("works", "answers `" + answer + "`")
        : new Verdict("works", test);
  }

  private Object sharedObject(LiveObject live) throws SQLException {
    Object made = sharedObjects.get(live);
    if (made == null) {
      made = live.on(shared);
      sharedObjects.put(live, made);
    }
    return made;
  }

  /** Those of the interface and of Wrapper, without those that another row of the page has. */
  private static List<Method> methods(Class<?> type) {
    return Stream.of(type.getMethods())
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .filter(
            method ->
                method.getDeclaringClass() == type
                    || type.getInterfaces()[0] == method.getDeclaringClass()
                        && method.getDeclaringClass() == java.sql.Wrapper.class)
        .sorted(Comparator.comparing(Method::getName).thenComparing(TestConformance::signature))
        .toList();
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", "`" + method.getName() + "(", ")`"));
  }
}
