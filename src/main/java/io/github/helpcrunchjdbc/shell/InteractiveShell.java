package io.github.helpcrunchjdbc.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;
import sqlline.SqlLine;

/**
 * The interactive shell: sqlline with this driver's settings. Typed lines are remembered until the
 * shell ends. They are never written to a file, because they may hold a key (in a {@code !connect})
 * and hold customers' data.
 */
final class InteractiveShell extends SqlLine {
  private final OutputFormat format;

  private InteractiveShell(OutputFormat format) {
    this.format = format;
  }

  /**
   * Runs the shell on the terminal until the user leaves it.
   *
   * @param progress the progress line, removed before other output is shown
   * @return whether the last statement succeeded
   */
  static boolean run(String url, Properties properties, OutputFormat format, ProgressLine progress)
      throws IOException {
    // Without a terminal, as behind a pipe, a plain terminal is enough, and JLine need not warn.
    System.setProperty(TerminalBuilder.PROP_DUMB, "true");
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-ac", ShellApplication.class.getName(), "-u", url));
    String key = ApiKeyPrompt.keyIn(properties);
    if (key != null) {
      arguments.addAll(List.of("-p", key));
    }
    InteractiveShell shell = new InteractiveShell(format);
    shell.setOutputStream(new ErasingStream(new FileOutputStream(FileDescriptor.out), progress));
    return shell.begin(arguments.toArray(new String[0]), null, false) == Status.OK;
  }

  /** Returns the format that the command line asked for. */
  OutputFormat format() {
    return format;
  }

  @Override
  public LineReader getConsoleReader(@Nullable InputStream input, History history)
      throws IOException {
    LineReader reader = super.getConsoleReader(input, history);
    // JLine writes each line to this file as it is typed, whatever sqlline is told about saving.
    reader.setVariable(LineReader.HISTORY_FILE, null);
    return reader;
  }
}
