package io.github.helpcrunchjdbc.shell;

/** What {@code --help} and {@code --version} say. */
final class HelpText {
  static final String HELP =
      """
      Asks the customers of a HelpCrunch account in SQL.

      Usage: java -jar helpcrunch-jdbc-all.jar (--demo | --url URL) [--format FORMAT] [SQL]

        --demo            connect to a made-up account in memory; needs no key and no network
        --url URL         connect to yours: jdbc:helpcrunch: and then properties, separated by ;
        --format FORMAT   how answers are printed: table (as is), csv or json
        --help, -h        show this and exit
        --version         show the version and exit
        SQL               one statement, in quotes; - reads it from standard input;
                          diagnose checks the service and prints a report to show around;
                          without it an interactive shell starts

      The API key is taken from the environment variable HELPCRUNCH_API_KEY, else asked for
      without echo if input and output are a terminal. A URL may hold it as apiKey=.., but then
      others can read it in the list of processes and in the history of your command line: don't.

      Exit codes: 0 answered, 1 the statement or the connection failed, 2 the command line is wrong.

      Example: java -jar helpcrunch-jdbc-all.jar --demo "SELECT id, name FROM customers LIMIT 3"
      """;

  private HelpText() {}

  static String version() {
    String version = HelpText.class.getPackage().getImplementationVersion();
    return "helpcrunch-jdbc " + (version == null ? "(not from its jar)" : version);
  }
}
