package io.github.helpcrunchjdbc.shell;

import java.util.Collection;
import java.util.List;
import sqlline.Application;

/** What sqlline asks about the program it is part of. Public since sqlline creates it by name. */
public final class ShellApplication extends Application {
  @Override
  public String getInfoMessage() {
    return HelpText.version()
        + ". End a statement with ; and the shell with !quit. !help says more.";
  }

  @Override
  public Collection<String> getConnectionUrlExamples() {
    return List.of(Arguments.URL_PREFIX, Arguments.DEMO_URL);
  }
}
