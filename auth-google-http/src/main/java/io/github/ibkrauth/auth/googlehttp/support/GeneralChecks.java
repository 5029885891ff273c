package io.github.ibkrauth.auth.googlehttp.support;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.AuthSession;
import io.github.ibkrauth.auth.AuthStrategy;
import io.github.ibkrauth.auth.ConfigKey;
import io.github.ibkrauth.auth.error.AuthException;
import io.github.ibkrauth.auth.error.InteractionRequiredException;
import io.github.ibkrauth.auth.spi.AuthStrategyProvider;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The checks that any strategy can be put to: its settings, its hosts, its login. */
final class GeneralChecks {

  private static final String CONFIGURATION = "configuration";
  private static final String HOST = "host";
  private static final String LOGIN = "login";

  private final AuthConfig config;
  private final AuthRuntime runtime;
  private final AuthStrategyProvider provider;

  GeneralChecks(AuthConfig config, AuthRuntime runtime, AuthStrategyProvider provider) {
    this.config = config;
    this.runtime = runtime;
    this.provider = provider;
  }

  List<CheckResult> run() {
    List<CheckResult> steps = new ArrayList<>();
    AuthStrategy strategy;
    try {
      strategy = provider.create(config, runtime);
    } catch (RuntimeException e) {
      steps.add(failure(CONFIGURATION, e));
      steps.add(CheckResult.skip(HOST, "not tried before the configuration is right"));
      steps.add(CheckResult.skip(LOGIN, "not tried before the configuration is right"));
      return steps;
    }
    steps.add(CheckResult.pass(CONFIGURATION, "all settings are valid"));
    CheckResult host = host();
    steps.add(host);
    steps.add(
        host.verdict() == CheckResult.Verdict.FAIL
            ? CheckResult.skip(LOGIN, "not tried, since the host is not found")
            : login(strategy));
    return steps;
  }

  private CheckResult host() {
    Set<String> hosts = new TreeSet<>();
    for (ConfigKey<?> key : provider.configSpec().keys()) {
      if (!key.isSecret() && config.find(key).orElse(null) instanceof URI uri) {
        hosts.add(uri.getHost());
      }
    }
    for (String host : hosts) {
      try {
        InetAddress.getByName(host);
      } catch (UnknownHostException e) {
        return CheckResult.fail(
            HOST,
            "the name " + host + " does not resolve",
            "Correct the address in the settings, or check the network.");
      }
    }
    return hosts.isEmpty()
        ? CheckResult.skip(HOST, "no setting of the strategy names one")
        : CheckResult.pass(HOST, String.join(", ", hosts) + " found");
  }

  private static CheckResult login(AuthStrategy strategy) {
    try (AuthSession session = strategy.open()) {
      return CheckResult.pass(
          LOGIN, "logged in at " + session.baseUri() + ", session " + session.state());
    } catch (RuntimeException e) {
      return failure(LOGIN, e);
    }
  }

  private static CheckResult failure(String step, RuntimeException thrown) {
    if (thrown instanceof InteractionRequiredException human) {
      return CheckResult.fail(
          step, String.valueOf(human.getMessage()), human.hint() + " (" + human.uri() + ")");
    }
    return thrown instanceof AuthException known
        ? CheckResult.fail(step, String.valueOf(known.getMessage()), "")
        // The message is not shown: nobody looked whether it may be.
        : CheckResult.fail(
            step,
            "there is a fault in the strategy (" + thrown.getClass().getSimpleName() + ")",
            "Report it to who made the strategy.");
  }
}
