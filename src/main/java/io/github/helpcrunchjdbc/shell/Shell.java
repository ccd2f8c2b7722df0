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

  /** The word that a user types in place of a statement to check the service. */
  private static final String DIAGNOSE = "diagnose";

  /** How many seconds the answer of the system's shell is waited for. */
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
   * Returns whether the error output is a terminal. Java itself can't tell, so the system's shell
   * is asked. Where there is no such shell, as on Windows, the answer is false.
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

  /** Does what the arguments say, and returns the exit code. */
  int run(String... args) {
    try {
      try {
        return execute(Arguments.parse(args)) ? ANSWERED : FAILED;
      } finally {
        // The rows that came before an error must be shown before the error.
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
      // The report itself says whether the service takes the key.
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
      // sqlline makes its own connection; the connection above has shown that connecting works.
      return InteractiveShell.run(arguments.url(), properties, arguments.format(), progress);
    } finally {
      registered.close();
    }
  }
}
