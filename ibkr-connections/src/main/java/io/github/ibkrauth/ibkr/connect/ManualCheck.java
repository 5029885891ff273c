package io.github.ibkrauth.ibkr.connect;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.Capability;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyChecks;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.ibkr.config.TypedSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at what a user typed in: understands it, refuses what is not his to say, and tries it. */
final class ManualCheck {

  private static final String CREDENTIALS = "credentials";

  private final AuthStrategies strategies;
  private final ManualRules rules;
  private final ClientMaker maker;
  private final AuthRuntime runtime;

  ManualCheck(
      AuthStrategies strategies, ManualRules rules, ClientMaker maker, AuthRuntime runtime) {
    this.strategies = strategies;
    this.rules = rules;
    this.maker = maker;
    this.runtime = runtime;
  }

  /** Makes all checks. */
  Outcome run(UserId user, TypedSettings typed) {
    TypedSettings.Reading reading = typed.read(strategies);
    List<String> notes = new ArrayList<>(reading.notes());
    List<String> problems = new ArrayList<>(reading.problems());
    Optional<AuthStrategyProvider> chosen = chosen(user, reading.values(), problems);
    if (chosen.isEmpty() || !problems.isEmpty()) {
      return refused(problems, notes);
    }
    AuthStrategyProvider provider = chosen.get();
    Map<String, String> settings = rules.accepted(provider, reading.values(), problems, notes);
    StoredConnection connection =
        new StoredConnection(user, provider.id(), runtime.clock().instant(), true, settings);
    AuthConfig config = maker.config(connection);
    AuthRuntime own = maker.runtime(config, true);
    if (!rules.allowsServer(provider.id()) && isInteractive(provider, config, own)) {
      problems.add(
          "The strategy "
              + provider.id()
              + " uses the login of a human on one computer, which is the application's: connect in"
              + " another way.");
    }
    if (!problems.isEmpty()) {
      return refused(problems, notes);
    }
    List<CheckResult> findings = new ArrayList<>();
    findings.add(CheckResult.pass(CREDENTIALS, "understood, for " + provider.id()));
    findings.addAll(StrategyChecks.run(provider, config, own));
    boolean works = findings.stream().noneMatch(step -> step.verdict() == CheckResult.Verdict.FAIL);
    return new Outcome(
        works ? Optional.of(connection) : Optional.empty(),
        new ManualResult(works, findings, notes));
  }

  private Optional<AuthStrategyProvider> chosen(
      UserId user, Map<String, String> values, List<String> problems) {
    try {
      return Optional.of(strategies.chosen(rules.config(user, values)));
    } catch (AuthException e) {
      if (problems.isEmpty()) {
        problems.add(String.valueOf(e.getMessage()));
      }
      return Optional.empty();
    }
  }

  /** Settings that are not complete are for the checks to tell. */
  private static boolean isInteractive(
      AuthStrategyProvider provider, AuthConfig config, AuthRuntime runtime) {
    try {
      return provider.create(config, runtime).capabilities().contains(Capability.INTERACTIVE);
    } catch (AuthConfigurationException e) {
      return false;
    }
  }

  private static Outcome refused(List<String> problems, List<String> notes) {
    List<CheckResult> findings =
        problems.stream().map(problem -> CheckResult.fail(CREDENTIALS, problem, "")).toList();
    return new Outcome(Optional.empty(), new ManualResult(false, findings, notes));
  }

  /**
   * What came of it.
   *
   * @param connection what to store, if it works
   * @param result what to tell the user
   */
  record Outcome(Optional<StoredConnection> connection, ManualResult result) {}
}
