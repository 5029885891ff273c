package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.AuthConfig;
import io.github.ibkrauth.auth.AuthStrategies;
import io.github.ibkrauth.ibkr.simulator.IbkrSimulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows every strategy at work against a simulator in this process. */
@Command(
    name = "demo",
    description = "Run every strategy against a simulator in this process. Needs no credentials.")
final class DemoCommand implements Callable<Integer> {

  /** Shorter than for the broker: it is no burden to a simulator in this process. */
  private static final String POLL_INTERVAL = "50ms";

  private static final Duration STREAMING = Duration.ofSeconds(5);

  private final Invocation invocation;
  private final Supplier<IbkrSimulator> simulators;
  private boolean streamed;
  @Mixin private final HelpOption help = new HelpOption();

  DemoCommand(Invocation invocation) {
    this(invocation, () -> IbkrSimulator.builder().start());
  }

  DemoCommand(Invocation invocation, Supplier<IbkrSimulator> simulators) {
    this.invocation = invocation;
    this.simulators = simulators;
  }

  @Override
  public Integer call() {
    AuthStrategies catalogue =
        AuthStrategies.builder().trusted(invocation.explicitlyTrusted()).build();
    long started = System.nanoTime();
    List<DemoOutcome> outcomes = new ArrayList<>();
    try (IbkrSimulator simulator = simulators.get()) {
      say("A simulated broker listens at " + simulator.baseUri() + ".");
      for (String id : catalogue.ids()) {
        outcomes.add(outcome(id, simulator));
      }
    }
    boolean passed =
        outcomes.stream().anyMatch(DemoOutcome::passed)
            && outcomes.stream().allMatch(one -> one.wasSkipped() || one.passed());
    long millis = (System.nanoTime() - started) / 1_000_000;
    conclude(outcomes, passed, millis);
    return passed ? ExitCode.OK : ExitCode.FAILED;
  }

  private DemoOutcome outcome(String id, IbkrSimulator simulator) {
    if (!simulator.strategyIds().contains(id)) {
      String reason = "the simulator cannot serve it";
      say("", id, "  skipped: " + reason);
      return DemoOutcome.skipped(id, reason);
    }
    AuthConfig config =
        AuthConfig.builder()
            .prefix(Invocation.PREFIX)
            .values("the simulator", simulator.configuration(id))
            .set("ibkr.session.poll-interval", POLL_INTERVAL)
            // The simulator only counts them, and a demonstration should not wait.
            .set("ibkr.limits.enabled", "false")
            .build();
    say("", id);
    if (id.equals(GatewayLink.STRATEGY)) {
      // Elsewhere nothing but a browser can do this, and nobody but a human may.
      simulator.gateway().logIn();
      say("  A human would log in at " + simulator.gateway().loginUri() + ";");
      say("  here the simulator did so in his place.");
    }
    DemoRun run = new DemoRun(() -> invocation.connect(config), this::show, streaming());
    return DemoOutcome.ran(id, run.run());
  }

  /** For a person, five seconds of the first strategy's stream; nobody else need wait. */
  private Duration streaming() {
    boolean first = !streamed;
    streamed = true;
    return first && invocation.width() > 0 ? STREAMING : Duration.ZERO;
  }

  private void show(DemoStep step) {
    say(step.line());
    int width = invocation.width();
    List<String> lines = step.table().lines(width == 0 ? 0 : Math.max(1, width - 8));
    lines.forEach(line -> say("        " + line));
  }

  /** With --json the lines are progress: only the document is the result. */
  private void say(String... lines) {
    for (String line : lines) {
      if (invocation.options().json()) {
        invocation.printer().progress(line);
      } else {
        invocation.printer().line(line);
      }
    }
  }

  private void conclude(List<DemoOutcome> outcomes, boolean passed, long millis) {
    if (invocation.options().json()) {
      ObjectNode document = Json.object();
      document.put("passed", passed);
      document.put("millis", millis);
      ArrayNode list = document.putArray("strategies");
      outcomes.forEach(outcome -> list.add(outcome.json()));
      invocation.printer().line(Json.pretty(document));
      return;
    }
    say("");
    if (outcomes.isEmpty()) {
      say("No strategy is on the class path, so there was nothing to show.");
    } else {
      say((passed ? "All passed" : "Not all passed") + ", in " + millis + " ms.");
    }
  }
}
