package io.github.ibkrauth.ibkr.cli;

import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthRuntime;
import io.github.ibkrauth.auth.error.AuthConfigurationException;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.GatewayKeys;
import io.github.ibkrauth.auth.gateway.MaintenancePolicy;
import io.github.ibkrauth.auth.gateway.MaintenanceResult;
import io.github.ibkrauth.auth.gateway.MaintenanceStep;
import io.github.ibkrauth.auth.gateway.MaintenanceWatch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Has the session at a gateway back, once or all the time. */
@Command(
    name = "maintain",
    description = "Look at the session, and do what it takes to have it back.",
    footer = {
      "",
      "The policy ours opens the brokerage session by ssodh/init, then by",
      "reauthenticate, and otherwise says that a human has to log in. It takes the",
      "session from another login only with --compete, and logs out only with",
      "--logout. noetl does what NoETL's playbook automation/ibkr/maintain does.",
      "With --watch, attempts are 60 s apart at first and 30 minutes in the end;",
      "Ctrl-C ends it, with 0."
    })
final class GatewayMaintainCommand implements Callable<Integer> {

  private static final String POLICY = "--policy";

  private final Invocation invocation;
  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  @Option(
      names = POLICY,
      paramLabel = "P",
      defaultValue = "ours",
      description = "What to do, and when: ours (default) or noetl.")
  private String policy = "ours";

  @Option(names = "--compete", description = "With ours: take the session from another login.")
  private boolean compete;

  @Option(
      names = "--logout",
      description = "With ours: log out where nothing else helps; a human has to log in then.")
  private boolean logout;

  @Option(names = "--watch", description = "Go on until Ctrl-C, and print a line each time.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "T",
      description = "With --watch: how long to wait between two looks, such as 30s or 5m (60s).")
  private @Nullable String interval;

  GatewayMaintainCommand(Invocation invocation, GatewayLink link) {
    this.invocation = invocation;
    this.link = link;
  }

  @Override
  public Integer call() {
    MaintenancePolicy chosen = policy();
    if (interval != null && !watch) {
      throw CommandFailure.usage("--interval belongs to --watch.");
    }
    return watch
        ? watch(chosen)
        : link.ask(
            (gateway, address) ->
                new MaintenanceView(gateway.maintain(chosen, this::tell)).answer(address));
  }

  private MaintenancePolicy policy() {
    MaintenancePolicy named;
    try {
      named = MaintenancePolicy.named(policy);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(POLICY + " must be ours or noetl, not '" + policy + "'.");
    }
    if (!compete && !logout) {
      return named;
    }
    if (named == MaintenancePolicy.NOETL) {
      throw CommandFailure.usage(
          "--compete and --logout belong to --policy ours: noetl has rules of its own.");
    }
    return MaintenancePolicy.ours().compete(compete).logout(logout).build();
  }

  private int watch(MaintenancePolicy chosen) {
    AuthConfig config =
        link.config(
            interval == null ? Map.of() : Map.of(GatewayKeys.KEEP_ALIVE_INTERVAL, interval));
    Duration pause = pause(config);
    invocation.printer().progress("Looking after " + GatewayLink.shown(config) + " ...");
    Ending ending = new Ending();
    try (AuthRuntime runtime = invocation.runtime();
        Gateway gateway = Gateway.open(config, runtime);
        MaintenanceWatch running = gateway.watch(chosen, pause, new Lines(ending))) {
      ending.await(running::close);
    }
    return ExitCode.OK;
  }

  private Duration pause(AuthConfig config) {
    try {
      Duration pause = config.get(GatewayKeys.KEEP_ALIVE_INTERVAL);
      if (interval == null
          || pause.compareTo(Duration.ofSeconds(1)) >= 0
              && pause.compareTo(Duration.ofHours(1)) <= 0) {
        return pause;
      }
    } catch (AuthConfigurationException e) {
      if (interval == null) {
        throw e;
      }
    }
    throw CommandFailure.usage(
        "--interval must be a time between 1s and 1h, such as 30s or 5m, not '" + interval + "'.");
  }

  private void tell(MaintenanceStep step) {
    MaintenanceView.line(step)
        .ifPresent(line -> invocation.printer().step(line, invocation.options().json()));
  }

  private final class Lines implements MaintenanceWatch.Listener {

    private final Ending ending;

    Lines(Ending ending) {
      this.ending = ending;
    }

    @Override
    public void onStep(MaintenanceStep step) {
      tell(step);
    }

    @Override
    public void onResult(MaintenanceResult result) {
      MaintenanceView view = new MaintenanceView(result);
      invocation.printer().line(invocation.options().json() ? view.jsonLine() : view.line());
      if (invocation.printer().isNobodyReading()) {
        ending.now();
      }
    }
  }
}
