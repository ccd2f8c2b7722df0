package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.http.CustomerClient;
import io.github.helpcrunchjdbc.http.Inspection;
import io.github.helpcrunchjdbc.http.settings.ClientSettings;
import io.github.helpcrunchjdbc.jdbc.diagnose.Finding.Verdict;
import io.github.helpcrunchjdbc.plan.knowledge.AccountKnowledge;
import io.github.helpcrunchjdbc.rows.ObjectForm;
import io.github.helpcrunchjdbc.rows.Page;
import io.github.helpcrunchjdbc.rows.PageDecoder;
import io.github.helpcrunchjdbc.search.CustomerColumns;
import io.github.helpcrunchjdbc.search.PageRequest;
import io.github.helpcrunchjdbc.search.Search;
import io.github.helpcrunchjdbc.search.SortOrder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks an account's service by at most ten requests, and says of each thing plainly how it is.
 * The report may be shown to anybody. Thread-safe.
 *
 * @param demo whether the account in memory answers, so that there is no network to look at
 */
public record Diagnosis(
    ClientSettings settings,
    boolean demo,
    Supplier<CustomerClient> client,
    AccountKnowledge knowledge) {
  private static final Search NEWEST =
      Search.ALL.withSort(new SortOrder(CustomerColumns.FIRST_SEEN, true));
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  /** The report: a check, its verdict, the detail, and a property or null, a line. */
  public List<List<@Nullable Object>> report(Execution execution) {
    List<Finding> findings = new ArrayList<>();
    if (demo) {
      findings.add(Finding.of("network", Verdict.NOTE, "none: the account in memory answers"));
    } else {
      findings.addAll(Reachability.before(settings));
    }
    boolean isWhole = false;
    try {
      isWhole = look(findings, execution);
    } catch (HelpCrunchException e) {
      execution.checkActive();
      // Its message may quote a filter, whose value is a customer's.
      findings.add(
          Finding.of(
              "service",
              Verdict.FAILED,
              e.code().meaning() + (e.vendorCode() > 0 ? ": HTTP " + e.vendorCode() : "")));
    }
    findings.add(
        Finding.of(
            "requests", Verdict.OK, execution.statistics().requests() + " were sent for this"));
    String properties = Finding.properties(findings);
    findings.add(
        new Finding(
            "properties",
            !properties.isEmpty() ? Verdict.NOTE : isWhole ? Verdict.OK : Verdict.UNKNOWN,
            !properties.isEmpty()
                ? "all findings, to be put behind the URL"
                : isWhole ? "none is needed" : "not all was looked at",
            properties.isEmpty() ? null : properties));
    return findings.stream().map(Finding::row).toList();
  }

  /** Whether all was looked at that can be. */
  private boolean look(List<Finding> findings, Execution execution) {
    Inspection answer =
        client.get().inspect(new PageRequest(NEWEST, 0, PageRequest.MAX_LIMIT), execution);
    findings.addAll(
        Reachability.of(answer).stream()
            .filter(finding -> !demo || finding.check().equals("key"))
            .toList());
    PageDecoder decoder = Behaviours.decoder();
    Page newest;
    if (answer.status() == BAD_REQUEST) {
      // Some refuse a search without a filter; their customers are had from the list.
      newest =
          client
              .get()
              .search(new PageRequest(NEWEST, 0, PageRequest.MAX_LIMIT), decoder, execution);
      findings.replaceAll(
          finding -> finding.check().equals("key") ? Reachability.KEY_TAKEN : finding);
      findings.add(
          Finding.of("answer", Verdict.NOTE, "a search of all is refused: the list is asked"));
    } else if (answer.status() != OK) {
      if (!Reachability.isOfKey(answer.status())) {
        findings.add(Finding.of("service", Verdict.FAILED, "it answers HTTP " + answer.status()));
      }
      return false;
    } else {
      try {
        newest = decoder.decode(answer.body());
        findings.addAll(ofForm(ObjectForm.of(answer.body()), newest.total()));
      } catch (IOException e) {
        findings.add(Finding.of("answer", Verdict.FAILED, "it is not the API's"));
        return false;
      }
    }
    return new Behaviours(client.get(), knowledge, findings, execution).look(newest);
  }

  private static List<Finding> ofForm(ObjectForm form, long total) {
    return List.of(
        total != Page.UNKNOWN_TOTAL
            ? Finding.of("total", Verdict.OK, "answers tell how many customers there are")
            : Finding.of("total", Verdict.WARNING, "answers don't tell it: counts read all rows"),
        Finding.of(
            "customer object",
            form.generation().equals("unknown") ? Verdict.UNKNOWN : Verdict.OK,
            "generation: " + form.generation()),
        form.blankFields().isEmpty()
            ? Finding.of("blank values", Verdict.OK, "none among the newest customers")
            : Finding.of(
                "blank values",
                Verdict.NOTE,
                "empty texts in " + String.join(", ", form.blankFields())));
  }
}
