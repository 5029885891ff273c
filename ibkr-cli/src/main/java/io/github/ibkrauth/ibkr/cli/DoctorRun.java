package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.googlehttp.support.CheckResult;
import io.github.ibkrauth.auth.googlehttp.support.StrategyChecks;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import io.github.ibkrauth.auth.store.TokenStore;
import io.github.ibkrauth.auth.store.file.TokenStoreKeys;
import io.github.ibkrauth.auth.store.file.TokenStores;
import io.github.ibkrauth.ibkr.model.AuthStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run through all checks; what cannot be tried after a failure is skipped. */
final class DoctorRun {

  static final String SETTINGS = "settings";
  static final String STRATEGY = "strategy";
  static final String LOGIN = "login";
  static final String STORE = "token store";
  static final String CONNECTION = "connection";
  static final String BROKERAGE = "brokerage session";

  /** What the last step is called where the strategy's own checks have one of that name. */
  static final String CLIENT = "client";

  private final AuthConfig config;
  private final Invocation invocation;
  private final List<CheckResult> steps = new ArrayList<>();

  DoctorRun(AuthConfig config, Invocation invocation) {
    this.config = config;
    this.invocation = invocation;
  }

  DoctorReport report() {
    steps.add(CheckResult.pass(SETTINGS, "found" + origin()));
    Optional<AuthStrategyProvider> provider = strategy();
    if (provider.isPresent()) {
      steps.addAll(new SharedChecks(config, invocation).run(provider.get()));
      invocation
          .profileStore()
          .lacking(config, invocation.profile())
          .ifPresent(failure -> steps.add(DoctorStep.of(CONNECTION, new CommandFailure(failure))));
      if (new DoctorReport(steps).hasFailed()) {
        steps.add(CheckResult.skip(LOGIN, "not tried before what failed is right"));
      } else {
        steps.addAll(checks(provider.get()));
      }
      boolean named = steps.stream().anyMatch(step -> step.step().equals(BROKERAGE));
      steps.add(brokerage(named ? CLIENT : BROKERAGE));
    }
    return new DoctorReport(steps);
  }

  private String origin() {
    return config
        .origin(AuthStrategies.STRATEGY)
        .map(place -> ": the strategy is named in " + place)
        .orElse(", but none names the strategy");
  }

  private Optional<AuthStrategyProvider> strategy() {
    try {
      AuthStrategyProvider provider = Connection.catalogue(config).chosen(config);
      steps.add(CheckResult.pass(STRATEGY, provider.id() + ", " + provider.getClass().getName()));
      return Optional.of(provider);
    } catch (AuthException e) {
      steps.add(DoctorStep.of(STRATEGY, e));
      return Optional.empty();
    }
  }

  private List<CheckResult> checks(AuthStrategyProvider provider) {
    invocation.printer().progress("Checking " + provider.id() + " ...");
    try (AuthRuntime own = invocation.runtime()) {
      List<CheckResult> found = new ArrayList<>();
      AuthRuntime runtime = withStore(own, found);
      if (found.stream().noneMatch(step -> step.verdict() == CheckResult.Verdict.FAIL)) {
        found.addAll(StrategyChecks.run(provider, config, runtime));
      }
      return found;
    }
  }

  /** Opens the token store, where one is wanted: a strategy may read what a user granted. */
  private AuthRuntime withStore(AuthRuntime runtime, List<CheckResult> found) {
    Optional<String> kind = config.find(TokenStoreKeys.KIND);
    if (kind.isEmpty()) {
      return runtime;
    }
    try {
      AuthRuntime lending = TokenStores.discover().lend(config, runtime);
      found.add(
          CheckResult.pass(
              STORE, kind.get() + lending.service(TokenStore.class).map(s -> ", " + s).orElse("")));
      return lending;
    } catch (AuthException e) {
      found.add(DoctorStep.of(STORE, e));
      return runtime;
    }
  }

  /** Looks at the brokerage session, and leaves it as it is. */
  private CheckResult brokerage(String name) {
    if (new DoctorReport(steps).hasFailed()) {
      return CheckResult.skip(name, "not tried after the failure");
    }
    try (Connection client = invocation.connect(config)) {
      client.session().tickle();
      AuthStatus status = client.session().status();
      String found = SessionView.sentence(status);
      return status.competing()
          ? CheckResult.warn(
              name,
              found,
              "Close the other program, or use a second user name; a call that needs the session"
                  + " takes it over, unless ibkr.session.compete says otherwise.")
          : CheckResult.pass(
              name,
              status.authenticated() ? found : found + "; it is opened when something needs it");
    } catch (RuntimeException e) {
      return DoctorStep.of(name, e);
    }
  }
}
