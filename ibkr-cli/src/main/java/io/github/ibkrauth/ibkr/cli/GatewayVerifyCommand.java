package io.github.ibkrauth.ibkr.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.ibkrauth.auth.gateway.Gateway;
import io.github.ibkrauth.auth.gateway.GatewayVerification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says whether the session at a gateway can be used. */
@Command(
    name = "verify",
    description =
        "Ask sso/validate, tickle and iserver/auth/status whether the session can be used.",
    footer = {
      "",
      "Ends with 0 when all three answer 200 and the session is authenticated,",
      "connected and not competing, and with 2 in every other case. With --json the",
      "fields are those of NoETL's playbook automation/ibkr/verify, with a fingerprint",
      "in place of the session's id. The broker takes sso/validate once a minute."
    })
final class GatewayVerifyCommand implements Callable<Integer> {

  /** What a session that cannot be used ends with, as NoETL's own command does. */
  static final int NOT_VERIFIED = 2;

  private final GatewayLink link;
  @Mixin private final HelpOption help = new HelpOption();

  GatewayVerifyCommand(GatewayLink link) {
    this.link = link;
  }

  @Override
  public Integer call() {
    return notVerifiedIfThrown(() -> link.ask(GatewayVerifyCommand::verify));
  }

  /** Runs a command whose only exit code besides 0 is 2. */
  static int notVerifiedIfThrown(IntSupplier command) {
    try {
      return command.getAsInt();
    } catch (RuntimeException e) {
      Failure failure = FailureReader.read(e);
      throw new CommandFailure(failure.withExitCode(NOT_VERIFIED), e);
    }
  }

  static Answer verify(Gateway gateway, String address) {
    GatewayVerification found = gateway.verify();
    List<String> lines = new ArrayList<>();
    lines.add(
        "The session at " + address + (found.ok() ? " can be used." : " cannot be used as it is."));
    lines.add(
        "  sso/validate "
            + status(found.validate().statusCode())
            + ", tickle "
            + status(found.tickle().statusCode())
            + ", iserver/auth/status "
            + status(found.status().statusCode()));
    lines.add(
        "  "
            + (found.status().statusCode() == 200
                ? GatewayView.flags(
                    found.status().authenticated(),
                    found.status().connected(),
                    found.status().competing())
                : "authenticated, connected, competing: not known"));
    Answer answer = Answer.of(document(found), lines);
    return found.ok()
        ? answer
        : answer.failed(Failure.of(NOT_VERIFIED, found.condition().name(), found.sentence()));
  }

  /** Leaves out the broker's bodies, which name the user; their status codes are there already. */
  private static JsonNode document(GatewayVerification found) {
    ObjectNode node = Json.object();
    Json.parse(found.toJson())
        .orElseThrow()
        .properties()
        .forEach(member -> node.set(member.getKey(), member.getValue()));
    return node.remove(List.of("validate", "tickle", "status"));
  }

  private static String status(int code) {
    return code == 0 ? "unanswered" : String.valueOf(code);
  }
}
