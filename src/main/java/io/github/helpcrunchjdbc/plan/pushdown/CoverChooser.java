package io.github.helpcrunchjdbc.plan.pushdown;

import io.github.helpcrunchjdbc.plan.pushdown.Condition.All;
import io.github.helpcrunchjdbc.plan.pushdown.Condition.Any;
import io.github.helpcrunchjdbc.search.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the searches that answer a condition with the fewest requests. A search has one flat list
 * of filters, joined by AND or by OR. So the candidates are: all leaves under AND; one disjunction
 * under OR; or a search for each branch of one disjunction, with all other leaves. The number of
 * candidates grows with the number of conjuncts, never with the product of their parts, except for
 * the few parts into which {@link SearchOnlySplit} divides a condition.
 */
record CoverChooser(SearchOnlySplit split, LeafFactory leaves, RequestEstimator estimator) {
  /** How many disjunctions are tried. For each one, the planner goes over all conjuncts. */
  private static final int MOST_DISJUNCTIONS = 16;

  /**
   * A cover with its cost. Candidates compare by: how many leaves the driver evaluates otherwise
   * than the query means, then requests, searches, and rows.
   */
  private record Candidate(Cover cover, int unfaithful, long requests, double rows) {}

  Cover choose(Condition condition) {
    return best(condition).cover();
  }

  private Candidate best(Condition condition) {
    List<Condition> conjuncts = conjuncts(condition);
    List<Candidate> candidates = new ArrayList<>();
    candidates.add(allLeaves(conjuncts));
    int disjunctions = 0;
    for (Condition conjunct : conjuncts) {
      if (conjunct instanceof Any any && disjunctions++ < MOST_DISJUNCTIONS) {
        Stream.of(
                oneDisjunction(conjuncts, any),
                searchForEachBranch(conjuncts, any),
                sharedRange(conjuncts, any))
            .filter(Objects::nonNull)
            .forEach(candidates::add);
      }
    }
    Candidate union = union(conjuncts);
    if (union != null) {
      candidates.add(union);
    }
    return candidates.stream()
        .min(
            Comparator.comparingInt(Candidate::unfaithful)
                .thenComparingLong(Candidate::requests)
                .thenComparingInt(candidate -> candidate.cover().branches().size())
                .thenComparingDouble(Candidate::rows))
        .orElseThrow();
  }

  private static List<Condition> conjuncts(Condition condition) {
    if (!(condition instanceof All all)) {
      return List.of(condition);
    }
    return all.parts().stream().flatMap(part -> conjuncts(part).stream()).toList();
  }

  /** Returns the cover with every pushable conjunct under AND; the driver checks the others. */
  private Candidate allLeaves(List<Condition> conjuncts) {
    List<Leaf> pushed = asManyAsFit(leavesOf(conjuncts));
    Set<Leaf> sent = Set.copyOf(pushed);
    Rest rest = rest(conjuncts, part -> part instanceof Leaf leaf && sent.contains(leaf));
    Branch branch = new Branch(Comparison.AND, pushed, List.of());
    return candidate(new Cover(List.of(branch), rest.checks()), rest.unfaithful());
  }

  /** Returns the cover with one disjunction under OR; the driver checks all other conjuncts. */
  private @Nullable Candidate oneDisjunction(List<Condition> conjuncts, Any any) {
    List<Leaf> pushed = leavesOf(any.parts());
    if (pushed.size() < any.parts().size() || pushed.stream().anyMatch(Leaf::needsRange)) {
      return null;
    }
    boolean exact = pushed.stream().allMatch(leaf -> leaf.recheck() == null);
    Rest rest = rest(conjuncts, part -> part == any && exact);
    Branch branch = new Branch(Comparison.OR, pushed, List.of());
    return candidate(new Cover(List.of(branch), rest.checks()), rest.unfaithful());
  }

  /** Returns the cover with every pushable conjunct and the range that all branches share. */
  private @Nullable Candidate sharedRange(List<Condition> conjuncts, Any any) {
    List<Leaf> hull = RangeHull.of(any);
    Candidate without = allLeaves(conjuncts);
    List<Leaf> pushed = without.cover().branches().get(0).leaves();
    boolean isWider = pushed.isEmpty() && oneDisjunction(conjuncts, any) != null;
    if (isWider || hull.isEmpty() || pushed.size() + hull.size() > leaves.mostFilters()) {
      return null;
    }
    // The rows are also checked for the disjunction itself.
    Branch branch =
        new Branch(
            Comparison.AND, Stream.concat(pushed.stream(), hull.stream()).toList(), List.of());
    return candidate(new Cover(List.of(branch), without.cover().residual()), without.unfaithful());
  }

  /** Returns the cover with separate searches for what only the service can evaluate. */
  private @Nullable Candidate union(List<Condition> conjuncts) {
    List<Candidate> parts = split.parts(conjuncts).stream().map(this::best).toList();
    return parts.isEmpty()
        ? null
        : candidate(
            split.union(parts.stream().map(Candidate::cover).toList()),
            parts.stream().mapToInt(Candidate::unfaithful).sum());
  }

  /**
   * Returns the cover with a search for each branch of a disjunction: the leaves of the branch and
   * those beside the disjunction, under AND.
   */
  private @Nullable Candidate searchForEachBranch(List<Condition> conjuncts, Any any) {
    List<Leaf> common = leavesOf(conjuncts);
    List<Branch> branches = new ArrayList<>();
    int unfaithful = 0;
    for (Condition part : any.parts()) {
      List<Condition> inner = conjuncts(part);
      List<Leaf> own = leavesOf(inner);
      if (own.isEmpty() || common.size() + own.size() > leaves.mostFilters()) {
        return null;
      }
      Rest ofBranch = rest(inner, Leaf.class::isInstance);
      unfaithful += ofBranch.unfaithful();
      branches.add(
          new Branch(
              Comparison.AND,
              Stream.concat(common.stream(), own.stream()).toList(),
              ofBranch.checks()));
    }
    Rest rest = rest(conjuncts, part -> part instanceof Leaf || part == any);
    return candidate(new Cover(branches, rest.checks()), unfaithful + rest.unfaithful());
  }

  /**
   * Returns the leaves that one search can carry: first those that only the service can evaluate,
   * then those that find the fewest customers.
   */
  private List<Leaf> asManyAsFit(List<Leaf> all) {
    Set<Leaf> kept =
        all.stream()
            .sorted(
                Comparator.<Leaf>comparingInt(leaf -> -unfaithful(leaf))
                    .thenComparingDouble(estimator::share))
            .limit(leaves.mostFilters())
            .collect(Collectors.toSet());
    return all.stream().filter(kept::contains).toList();
  }

  private Candidate candidate(Cover cover, int unfaithful) {
    RequestEstimator.Estimate estimate = estimator.of(cover);
    return new Candidate(cover, unfaithful, estimate.requests(), estimate.rows());
  }

  private static List<Leaf> leavesOf(List<Condition> conditions) {
    return conditions.stream().filter(Leaf.class::isInstance).map(Leaf.class::cast).toList();
  }

  /** The driver's checks, and how many leaves it evaluates otherwise than the query means. */
  private record Rest(List<RexNode> checks, int unfaithful) {}

  /** Returns the driver's checks of conditions, some of which searches express. */
  private Rest rest(List<Condition> conditions, Predicate<Condition> isSent) {
    // Several parts may follow from one predicate, which is checked once.
    Set<RexNode> checks = new LinkedHashSet<>();
    int unfaithful = 0;
    for (Condition condition : conditions) {
      if (!isSent.test(condition)) {
        checks.add(condition.source());
        unfaithful += unfaithful(condition);
      } else if (condition instanceof Leaf leaf && leaf.recheck() != null) {
        checks.add(leaf.recheck());
      }
    }
    return new Rest(List.copyOf(checks), unfaithful);
  }

  /** Returns how many leaves the driver would evaluate otherwise than the query means. */
  private int unfaithful(Condition condition) {
    return condition instanceof Leaf leaf
        ? leaves.onlyServiceKnows(leaf) ? 1 : 0
        : condition.parts().stream().mapToInt(this::unfaithful).sum();
  }
}
