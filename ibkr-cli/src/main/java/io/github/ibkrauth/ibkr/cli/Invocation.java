package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthEventListener;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.ibkr.IbkrSettings;
import io.github.ibkrauth.ibkr.config.IbkrConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import picocli.CommandLine.Help;

/** What every command works with: options, settings, a client, and where to write. */
final class Invocation {

  /** What stands before the names of all settings about authentication. */
  static final String PREFIX = "ibkr.auth";

  private final Surroundings surroundings;
  private final CommonOptions options;
  private final Printer printer;
  private final Duration apart;

  Invocation(Surroundings surroundings, CommonOptions options, Printer printer) {
    this(surroundings, options, printer, Pace.APART);
  }

  Invocation(Surroundings surroundings, CommonOptions options, Printer printer, Duration apart) {
    this.surroundings = surroundings;
    this.options = options;
    this.printer = printer;
    this.apart = apart;
  }

  CommonOptions options() {
    return options;
  }

  Printer printer() {
    return printer;
  }

  /** Returns the way to ask a person. */
  Question question() {
    return new Question(surroundings);
  }

  /** Returns what keeps calls apart that the broker takes seldom. */
  Pace pace() {
    return new Pace(stateDirectory(), apart);
  }

  /** Returns how wide the terminal is; 0 when there is none. */
  int width() {
    return surroundings.outIsTerminal() ? surroundings.columns() : 0;
  }

  /** Returns whether results may have colours. */
  boolean coloured() {
    return surroundings.outIsTerminal() && Help.Ansi.AUTO.enabled();
  }

  /** Returns where this program keeps what it may forget, for the user. */
  Path stateDirectory() {
    return surroundings.sources().stateDirectory();
  }

  /** Returns a path that the user wrote, from the directory he is in. */
  Path path(Path written) {
    return surroundings.directory().resolve(written);
  }

  /** Returns where the settings are. */
  Settings settings() {
    return new Settings(
        surroundings.sources(), options.config().map(this::path), options.profile());
  }

  /** Returns the settings to log in with: those of the profile's connection, if it has one. */
  AuthConfig login() {
    return profileStore().withConnection(settings().load(), profile());
  }

  /** Returns where connections are kept. */
  ProfileStore profileStore() {
    return new ProfileStore(surroundings.sources().home());
  }

  /** Returns the name of the profile that is used, for its connection. */
  String profile() {
    return ProfileStore.user(settings().profile());
  }

  /** Returns what opens pages. */
  Browser browser() {
    return new Browser(environment(), System.getProperty("os.name", ""));
  }

  /** Returns the environment variables. */
  Map<String, String> environment() {
    return surroundings.sources().environment();
  }

  /** Returns what reads a file and nothing beside it. */
  IbkrConfigLoader fileAlone() {
    SettingSources sources = surroundings.sources();
    return new IbkrConfigLoader(Map.of(), new Properties(), sources.directory(), sources.home());
  }

  /** Returns what is set outside of files, in the environment above all. */
  AuthConfig withoutFiles() {
    return surroundings.sources().withoutFiles();
  }

  /**
   * Returns the providers that a file or profile named on the command line trusts; all, when none
   * is named. Settings that merely lie around play no part.
   */
  List<String> explicitlyTrusted() {
    return settings().areNamed()
        ? settings().load().find(AuthStrategies.TRUSTED).orElse(List.of())
        : List.of();
  }

  /** Returns a runtime that tells of its events those who want to know. */
  AuthRuntime runtime() {
    AuthRuntime.Builder builder = AuthRuntime.builder();
    listener().ifPresent(builder::listener);
    return builder.build();
  }

  /** Logs in with these settings. */
  Connection connect(AuthConfig config) {
    try {
      return Connection.open(config, listener());
    } catch (AuthConfigurationException e) {
      // What is missing then is no setting: a person has to agree first.
      Optional<Failure> lacking = profileStore().lacking(config, profile());
      if (lacking.isPresent()) {
        throw new CommandFailure(lacking.get(), e);
      }
      throw e;
    }
  }

  private Optional<AuthEventListener> listener() {
    return options.verbose() ? Optional.of(new EventLines(surroundings.err())) : Optional.empty();
  }

  /** Returns the account that is meant: the one that was named, or else the one that is set. */
  AccountChoice account(Optional<String> named) {
    return new AccountChoice(
        named.or(() -> settings().load().under(IbkrSettings.ROOT).find(IbkrSettings.ACCOUNT_ID)));
  }

  /** Logs in, asks, and writes the answer; returns the exit code. */
  int ask(Function<Connection, Answer> question) {
    AuthConfig config = login();
    printer.progress("Logging in ...");
    try (Connection client = connect(config)) {
      return answer(question.apply(client));
    }
  }

  /** Writes an answer, and returns the exit code. */
  int answer(Answer answer) {
    printer.answer(answer, options.json());
    return answer.exitCode();
  }
}
