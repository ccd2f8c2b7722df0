package io.github.helpcrunchjdbc.shell;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Main class of the single jar: one statement from the command line, or an interactive shell. It
 * knows the driver only through JDBC. Output is UTF-8 in every locale.
 */
public final class Shell {
  static final int ANSWERED = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  /** Stands in a statement's place for the one that checks the service. */
  private static final String DIAGNOSE = "diagnose";

  /** The longest that the system's shell is waited for. */
  private static final long MOST_SECONDS = 5;

  private final InputStream in;
  private final Writer out;
  private final PrintWriter err;
  private final ProgressLine progress;

  Shell(InputStream in, OutputStream out, PrintWriter err, BooleanSupplier errorIsTerminal) {
    this.in = in;
    this.err = err;
    this.progress = new ProgressLine(err, errorIsTerminal);
    this.out = new BufferedWriter(utf8(new ErasingStream(out, progress)));
  }

  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    PrintWriter err = new PrintWriter(utf8(new FileOutputStream(FileDescriptor.err)), true);
    System.exit(new Shell(System.in, out, err, Shell::isErrorTerminal).run(args));
  }

  /**
   * Whether the error output is a terminal, which Java itself can't tell. The system's shell is
   * asked; where there is none, as on Windows, it is taken for none.
   */
  private static boolean isErrorTerminal() {
    try {
      Process test =
          new ProcessBuilder("sh", "-c", "test -t 2")
              .redirectInput(Redirect.PIPE)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.INHERIT)
              .start();
      return test.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Writer utf8(OutputStream stream) {
    return new OutputStreamWriter(stream, StandardCharsets.UTF_8);
  }

  /** Does what the arguments say; returns the exit code. */
  int run(String... args) {
    try {
      try {
        return execute(Arguments.parse(args)) ? ANSWERED : FAILED;
      } finally {
        // Rows that came before an error are shown before it.
        out.flush();
      }
    } catch (UsageException e) {
      err.println("Error: " + e.getMessage() + ". --help says more.");
      return WRONG_USAGE;
    } catch (SQLException e) {
      progress.erase();
      err.println("Error: " + OneStatement.describe(e));
      return FAILED;
    } catch (IOException e) {
      err.println("Error: standard input or output failed: " + e.getMessage());
      return FAILED;
    }
  }

  private boolean execute(Arguments arguments) throws UsageException, SQLException, IOException {
    switch (arguments.mode()) {
      case HELP -> out.write(HelpText.HELP);
      case VERSION -> out.write(HelpText.version() + "\n");
      case CONNECT -> {
        return connect(arguments);
      }
    }
    return true;
  }

  private boolean connect(Arguments arguments) throws UsageException, SQLException, IOException {
    String sql = arguments.sql() == null ? null : SqlArgument.read(arguments.sql(), in);
    Properties properties = ApiKeyPrompt.propertiesFor(arguments.url(), System.console());
    if (DIAGNOSE.equalsIgnoreCase(sql)) {
      sql = "SHOW DIAGNOSIS";
      // Whether the service takes the key is among what the report says.
      properties.setProperty("checkKey", "false");
    }
    ProgressDriver.Registration registered = ProgressDriver.register(arguments.url(), progress);
    try {
      try (Connection connection = DriverManager.getConnection(arguments.url(), properties)) {
        if (sql != null) {
          new OneStatement(arguments.format().printer(), out, err).run(connection, sql);
          return true;
        }
      }
      // sqlline makes its own connection; the one above found out whether that can be.
      return InteractiveShell.run(arguments.url(), properties, arguments.format(), progress);
    } finally {
      registered.close();
    }
  }
}
