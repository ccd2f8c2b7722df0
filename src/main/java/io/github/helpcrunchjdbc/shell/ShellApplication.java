package io.github.helpcrunchjdbc.shell;

import java.util.Collection;
import java.util.List;
import sqlline.Application;
import sqlline.BuiltInProperty;
import sqlline.SqlLine;
import sqlline.SqlLineOpts;

/**
 * Answers what sqlline asks about the program around it. Public, because sqlline creates it by
 * name.
 */
public final class ShellApplication extends Application {
  @Override
  public String getInfoMessage() {
    return HelpText.version()
        + ". A statement ends with ; and !quit ends the shell. !help says more.";
  }

  @Override
  public SqlLineOpts getOpts(SqlLine sqlLine) {
    SqlLineOpts options = super.getOpts(sqlLine);
    options.set(BuiltInProperty.PROMPT, "helpcrunch> ");
    // The shell has asked for the key already.
    options.set(BuiltInProperty.CONNECT_INTERACTION_MODE, "notAskCredentials");
    options.set(BuiltInProperty.ISOLATION, "TRANSACTION_NONE");
    // Otherwise sqlline would silently leave out the columns that don't fit the terminal.
    options.set(BuiltInProperty.MAX_WIDTH, Short.MAX_VALUE);
    options.set(BuiltInProperty.CSV_QUOTE_CHARACTER, '"');
    if (sqlLine instanceof InteractiveShell shell) {
      options.set(BuiltInProperty.OUTPUT_FORMAT, shell.format().word());
    }
    return options;
  }

  @Override
  public Collection<String> getConnectionUrlExamples() {
    return List.of(Arguments.URL_PREFIX, Arguments.DEMO_URL);
  }
}
