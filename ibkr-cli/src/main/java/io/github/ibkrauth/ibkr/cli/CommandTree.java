package io.github.ibkrauth.ibkr.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands; parses a command line and runs the one it names. */
final class CommandTree {

  private static final String HELP = "help";

  /** All commands, in the order in which help lists them. */
  static final List<String> NAMES =
      List.of(
          "demo",
          "simulate",
          "accounts",
          "summary",
          "ledger",
          "positions",
          "pnl",
          "quote",
          "stream",
          "history",
          "search",
          "chain",
          "scan",
          "orders",
          "order",
          "trades",
          "alerts",
          "watchlists",
          "status",
          "tickle",
          "logout",
          "call",
          "connect",
          "connections",
          "strategies",
          "doctor",
          "explain",
          "config",
          "gateway",
          "keygen",
          "totp",
          HELP);

  private final Surroundings surroundings;
  private final Printer printer;
  private final Duration apart;
  private final CommonOptions options = new CommonOptions();

  CommandTree(Surroundings surroundings) {
    this(surroundings, Pace.APART);
  }

  CommandTree(Surroundings surroundings, Duration apart) {
    this.surroundings = surroundings;
    this.apart = apart;
    this.printer = new Printer(surroundings);
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  int run(String... args) {
    // To read what every command takes costs more than to run most: the one that is named is
    // enough.
    boolean one = args.length > 0 && NAMES.contains(args[0]) && !args[0].equals(HELP);
    return commandLine(one ? List.of(args[0]) : NAMES).execute(args);
  }

  private CommandLine commandLine(List<String> names) {
    Invocation invocation = new Invocation(surroundings, options, printer, apart);
    CommandLine tree = new CommandLine(new Root(options));
    names.forEach(name -> tree.addSubcommand(command(name, invocation)));
    // A leading @ is the sign of --body for a file; picocli would read arguments from it.
    tree.setExpandAtFiles(false);
    tree.setOut(writer(surroundings.out()));
    tree.setErr(writer(surroundings.err()));
    tree.setColorScheme(
        Help.defaultColorScheme(surroundings.outIsTerminal() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    if (surroundings.columns() > 0) {
      tree.setUsageHelpWidth(Math.max(60, surroundings.columns()));
    }
    tree.setExecutionStrategy(
        parsed -> {
          Logging logging = Logging.start(surroundings.err(), options.verbose());
          try {
            return new CommandLine.RunLast().execute(parsed);
          } finally {
            logging.close();
          }
        });
    tree.setParameterExceptionHandler(this::wrongCommandLine);
    tree.setExecutionExceptionHandler(
        (thrown, command, parsed) -> {
          Failure failure = FailureReader.read(thrown);
          printer.failure(failure, thrown, options.json(), options.verbose());
          return failure.exitCode();
        });
    return tree;
  }

  private static Object command(String name, Invocation invocation) {
    return switch (name) {
      case "demo" -> new DemoCommand(invocation);
      case "simulate" -> new SimulateCommand(invocation);
      case "accounts" -> new AccountsCommand(invocation);
      case "summary" -> new SummaryCommand(invocation);
      case "ledger" -> new LedgerCommand(invocation);
      case "positions" -> new PositionsCommand(invocation);
      case "pnl" -> new PnlCommand(invocation);
      case "quote" -> new QuoteCommand(invocation);
      case "stream" -> new StreamCommand(invocation);
      case "history" -> new HistoryCommand(invocation);
      case "search" -> new SearchCommand(invocation);
      case "chain" -> new ChainCommand(invocation);
      case "scan" -> new ScanCommand(invocation);
      case "orders" -> new OrdersCommand(invocation);
      case "order" -> OrderCommand.tree(invocation);
      case "trades" -> new TradesCommand(invocation);
      case "alerts" -> AlertsCommand.tree(invocation);
      case "watchlists" -> WatchlistsCommand.tree(invocation);
      case "status" -> new StatusCommand(invocation);
      case "tickle" -> new TickleCommand(invocation);
      case "logout" -> new LogoutCommand(invocation);
      case "call" -> new CallCommand(invocation);
      case "connect" -> new ConnectCommand(invocation);
      case "connections" -> ConnectionsCommand.tree(invocation);
      case "strategies" -> new StrategiesCommand(invocation);
      case "doctor" -> new DoctorCommand(invocation);
      case "explain" -> new ExplainCommand(invocation);
      case "config" -> ConfigCommand.tree(invocation);
      case "gateway" -> GatewayCommand.tree(invocation);
      case "keygen" -> new KeygenCommand(invocation);
      case "totp" -> new TotpCommand(invocation);
      case HELP -> new HelpWordsCommand();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private int wrongCommandLine(ParameterException thrown, String[] args) {
    StringBuilder sentence = new StringBuilder(thrown.getMessage());
    sentence.append(sentence.toString().endsWith(".") ? "" : ".");
    if (thrown instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        sentence.append(" Did you mean ").append(String.join(" or ", near)).append('?');
      }
    }
    String command = thrown.getCommandLine().getCommandSpec().qualifiedName();
    Failure failure =
        Failure.of(ExitCode.USAGE, "USAGE", sentence.toString())
            .withRemedy(
                command.equals("ibkr")
                    ? "ibkr help lists the commands."
                    : command.replaceFirst(" ", " help ") + " explains the command.");
    List<String> words = Arrays.asList(args);
    printer.failure(failure, thrown, words.contains("--json"), words.contains("--verbose"));
    return failure.exitCode();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  @Command(
      name = "ibkr",
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = "The Interactive Brokers Web API on the command line.",
      footer = {
        "",
        "Settings come from the file ibkr.yaml and from environment variables IBKR_AUTH_...",
        "Without any, try: ibkr demo"
      })
  private static final class Root implements Callable<Integer> {

    @Mixin private final CommonOptions options;
    @Mixin private final HelpOption help = new HelpOption();

    @Option(
        names = {"-V", "--version"},
        versionHelp = true,
        description = "Print the version.")
    private boolean version;

    Root(CommonOptions options) {
      this.options = options;
    }

    @Override
    public Integer call() {
      throw CommandFailure.usage("There is no command. ibkr help lists the commands.");
    }
  }
}
