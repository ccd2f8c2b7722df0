package io.github.helpcrunchjdbc.jdbc.diagnose;

import io.github.helpcrunchjdbc.error.HelpCrunchException;
import io.github.helpcrunchjdbc.execution.Execution;
import io.github.helpcrunchjdbc.execution.Statistics.Counter;
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
 * Checks an account's service with at most ten requests, and reports plainly what works. The report
 * may be shown to anybody. Thread-safe.
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
  private static final int MOST_REQUESTS = 10;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int TOO_MANY = 429;

  /**
   * Returns the report, one row per finding: the check, its verdict, the detail, and a property or
   * null.
   */
  public List<List<@Nullable Object>> report(Execution execution) {
    List<Finding> findings = new ArrayList<>();
    execution.budget().boundTo(MOST_REQUESTS);
    if (demo) {
      findings.add(Finding.of("network", Verdict.NOTE, "none: the account in memory answers"));
    } else {
      findings.addAll(Reachability.before(settings));
    }
    try {
      look(findings, execution);
    } catch (HelpCrunchException e) {
      execution.checkActive();
      Finding inTheWay = Reachability.of(e, settings);
      if (inTheWay != null) {
        findings.removeIf(finding -> finding.check().equals(inTheWay.check()));
        findings.add(inTheWay);
      }
      // The message of the failure may quote a filter, and a filter's value is a customer's.
      findings.add(
          Finding.of(
              "service",
              verdict(e.vendorCode()),
              e.code().meaning() + (e.vendorCode() > 0 ? ": HTTP " + e.vendorCode() : "")));
    }
    findings.add(
        Finding.of(
            "requests", Verdict.OK, execution.statistics().requests() + " were sent for this"));
    String properties = Finding.properties(findings);
    findings.add(
        new Finding(
            "properties",
            // The place of NULLs is always checked, so a report without properties did not find it
            // out.
            properties.isEmpty() ? Verdict.UNKNOWN : Verdict.NOTE,
            properties.isEmpty()
                ? "not all could be found out"
                : "what was found out, to be put behind the URL",
            properties.isEmpty() ? null : properties));
    return findings.stream().map(Finding::row).toList();
  }

  private void look(List<Finding> findings, Execution execution) {
    Inspection answer =
        client.get().inspect(new PageRequest(NEWEST, 0, PageRequest.MAX_LIMIT), execution);
    findings.addAll(
        Reachability.of(answer, settings).stream()
            .filter(finding -> !demo || finding.check().equals("key"))
            .toList());
    PageDecoder decoder = BehaviourChecks.decoder();
    Page newest;
    if (answer.status() == BAD_REQUEST) {
      // Some services refuse a search without a filter; the list gives their customers.
      newest =
          client
              .get()
              .search(new PageRequest(NEWEST, 0, PageRequest.MAX_LIMIT), decoder, execution);
      // Repeated requests count here, unlike in the bound of other statements.
      execution.budget().boundTo(MOST_REQUESTS - execution.statistics().of(Counter.RETRIES));
      replace(findings, Reachability.KEY_TAKEN);
      findings.add(
          Finding.of("answer", Verdict.NOTE, "a search of all is refused: the list is asked"));
      findings.add(total(newest.total()));
      findings.add(Finding.of("customer object", Verdict.UNKNOWN, "the list's is not looked at"));
      findings.add(Finding.of("blank values", Verdict.UNKNOWN, "the list's are not looked at"));
    } else if (answer.status() != OK) {
      if (!Reachability.refusesKey(answer.status())) {
        findings.add(
            Finding.of(
                "service",
                verdict(answer.status()),
                "it answers HTTP "
                    + answer.status()
                    + (answer.status() == TOO_MANY ? ": try later" : "")));
      }
      return;
    } else {
      try {
        newest = decoder.decode(answer.body());
        execution.statistics().count(Counter.FETCHED_PAGES);
        execution.statistics().count(Counter.FETCHED_ROWS, newest.rows().size());
        findings.add(total(newest.total()));
        findings.addAll(ofForm(ObjectForm.of(answer.body())));
      } catch (IOException e) {
        // A service that is not the API may accept any key.
        replace(findings, Finding.of("key", Verdict.UNKNOWN, "the answer is not the API's"));
        findings.add(Finding.of("answer", Verdict.FAILED, "it is not the API's"));
        return;
      }
    }
    new BehaviourChecks(client.get(), knowledge, findings, execution).look(newest);
  }

  private static void replace(List<Finding> findings, Finding better) {
    findings.replaceAll(finding -> finding.check().equals(better.check()) ? better : finding);
  }

  /**
   * Returns the verdict on a service that answers with a failure. The failure 429 tells nothing,
   * because the driver has only sent too many requests.
   */
  private static Verdict verdict(int status) {
    return status == TOO_MANY ? Verdict.UNKNOWN : Verdict.FAILED;
  }

  private static Finding total(long total) {
    return total != Page.UNKNOWN_TOTAL
        ? Finding.of("total", Verdict.OK, "answers tell how many customers there are")
        : Finding.of("total", Verdict.WARNING, "answers don't tell it: counts read all rows");
  }

  private static List<Finding> ofForm(ObjectForm form) {
    return List.of(
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
