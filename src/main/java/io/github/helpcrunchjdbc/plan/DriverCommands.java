package io.github.helpcrunchjdbc.plan;

import io.github.helpcrunchjdbc.plan.exec.scan.AboutDriver;
import io.github.helpcrunchjdbc.plan.sql.dialect.DriverCommand;
import java.util.List;

/** What the driver's own statements do, and how they answer. */
final class DriverCommands {
  private DriverCommands() {}

  static PreparedQuery query(DriverCommand command, AboutDriver about) {
    return switch (command) {
      case FORGET_SERVICE ->
          new CommandQuery(
              List.of(ResultColumn.text("outcome")),
              execution -> {
                about.forget();
                return List.<Object[]>of(
                    new Object[] {"what was learned of the account's service is forgotten"});
              });
      case REFRESH_CUSTOM_FIELDS ->
          new CommandQuery(
              List.of(ResultColumn.text("outcome")),
              execution ->
                  List.<Object[]>of(new Object[] {found(about.refreshCustomFields(execution))}));
      case SHOW_DIAGNOSIS ->
          new CommandQuery(
              List.of(
                  ResultColumn.text("check"),
                  ResultColumn.text("verdict"),
                  ResultColumn.text("detail"),
                  ResultColumn.text("property")),
              execution -> about.diagnose(execution).stream().map(List::toArray).toList());
    };
  }

  private static String found(int customers) {
    return customers == 0
        ? "the service gives no customers to look at"
        : "the newest "
            + customers
            + " customers were looked at; connections opened from now on have columns for what"
            + " they show";
  }
}
